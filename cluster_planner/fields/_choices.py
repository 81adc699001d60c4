"""Allowed values of the choice fields: code, Chinese, English, spellings seen in ledgers."""

from __future__ import annotations

from cluster_planner.fields._field import Choice


def _choices(*rows: tuple[str, str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code=code, zh=zh, en=en, variants=tuple(variants.split())) for code, zh, en, variants in rows)


COUNTY_NOTE = ("资阳区 赫山区 南县 桃江县 安化县 沅江市 等", "county, district or county-level city")

CRS_TAGS = _choices(
    ("CGCS2000", "CGCS2000", "CGCS2000", "国家2000 2000国家大地坐标系 EPSG:4490 4490"),
    ("WGS84", "WGS84", "WGS84", "WGS-84 EPSG:4326 4326 GPS"),
    ("GCJ02", "GCJ02", "GCJ02", "GCJ-02 高德 腾讯 火星坐标"),
    ("BD09", "BD09", "BD09", "BD-09 百度"),
)
STRUCTURES = _choices(
    ("brick_concrete", "砖混", "brick and concrete", "砖混结构 混合"),
    ("frame", "框架", "frame", "框架结构"),
    ("brick_timber", "砖木", "brick and timber", "砖木结构"),
    ("reinforced_concrete", "钢混", "reinforced concrete", "钢混结构 钢筋混凝土 剪力墙 框剪"),
    ("precast_panel", "预制板", "precast panel", "预制板结构 大板"),
    ("other", "其他", "other", "其它 其他结构"),
)
TENURES = _choices(
    ("reformed", "房改房", "sold under the housing reform", "房改"),
    ("work_unit", "单位宿舍", "work-unit housing", "家属院 单位宿舍(家属院) 职工宿舍 宿舍 单位房"),
    ("collective_fund", "集资房", "built with members' money", "集资建房 集资"),
    ("commodity", "商品房", "commodity housing", "商品住宅 商品"),
    ("affordable", "经适房", "affordable housing", "经济适用房 经济适用住房"),
    ("resettlement", "安置房", "resettlement housing", "拆迁安置房 还建房 回迁房"),
    ("public_rental", "公租房", "public rental housing", "廉租房 公房"),
    ("mixed", "混合", "mixed", "混合产权"),
    ("single_building", "单栋楼", "single building", "单栋 独栋楼"),
    ("self_built", "自建房", "self-built", "私房 自建"),
    ("urban_village", "城中村", "urban village", ""),
)
MANAGEMENTS = _choices(
    ("professional", "专业物业", "professional", "有 有物业 物业公司 专业化物业"),
    ("neighbourhood", "社区托管", "held by the neighbourhood committee", "社区代管 社区"),
    ("owners", "业主自管", "owners themselves", "自管 业主自治"),
    ("work_unit", "单位自管", "former work unit", "单位管理"),
    ("none", "无物业", "none", "无 没有 无物业管理"),
)
COMMITTEES = _choices(
    ("yes", "有", "yes", "已成立 是"),
    ("no", "无", "no", "未成立 否"),
    ("preparing", "筹备中", "being set up", "筹备 筹建中"),
)
CONDITIONS = _choices(
    ("good", "完好", "good", "良好 好 正常"),
    ("aged", "老化", "aged", "陈旧 一般"),
    ("broken", "破损", "broken", "损坏 差 破损严重"),
    ("absent", "缺失", "absent", "无 没有 未通"),
    ("unchecked", "未检", "not checked", "未检查 未体检"),
)
SEWERS = _choices(
    ("separate", "已分流", "separate", "分流 是 雨污分流"),
    ("partial", "部分", "partly separate", "部分分流"),
    ("combined", "合流", "combined", "未分流 否 雨污合流"),
)
FIRE_LANES = _choices(
    ("clear", "畅通", "clear", "通畅 正常 有"),
    ("occupied", "占用", "occupied", "被占用 堵塞 占道"),
    ("narrow", "不足4m", "under 4 m", "不足4米 过窄 狭窄 无"),
)
WORKS_CLASSES = _choices(
    ("basic", "基础", "basic", "基础类"),
    ("improving", "完善", "improving", "完善类"),
    ("upgrading", "提升", "upgrading", "提升类"),
)
MODES = _choices(
    ("single", "单一改造", "one community", "单一 单独改造"),
    ("joint", "集中连片", "renovation area", "连片 连片改造 集中连片改造"),
    ("shantytown", "旧改+棚改", "with shantytown renewal", ""),
    ("public_rental", "旧改+公租房", "with public rental", ""),
    ("shantytown_rental", "旧改+棚改+公租房", "with shantytown renewal and public rental", ""),
    ("commerce", "旧改+商业", "with commerce", ""),
    ("tourism", "旧改+文旅", "with culture and tourism", ""),
    ("elderly", "旧改+养老", "with elderly care", ""),
)
# The four-level joint review as a sequence of states; see DESIGN for who acts at each.
STATUSES = _choices(
    ("draft", "草稿", "draft", ""),
    ("submitted", "已申报", "submitted", "小区申报 申报"),
    ("community_ok", "社区初审", "passed by the neighbourhood", "社区初审通过"),
    ("street_ok", "街道复审", "passed by the subdistrict", "街道复审通过"),
    ("in_bank", "已入库", "in the bank", "入库 县级审核通过 储备 在库"),
    ("planned", "列入计划", "in a yearly plan", "列入年度计划 已列计划 计划"),
    ("started", "已开工", "started", "开工 在建 施工中 改造中"),
    ("done", "已完工", "done", "完工 竣工 已改造 已完成"),
    ("accepted", "已验收", "accepted", "联合验收 验收"),
    ("handed_over", "移交管护", "handed over", "移交 已移交"),
    ("returned", "退回补正", "returned", "退回"),
    ("rejected", "不予通过", "rejected", "不通过 否决"),
    ("withdrawn", "撤回", "withdrawn", "已撤回"),
    ("suspended", "暂停", "suspended", "已暂停"),
    ("removed", "出库", "removed", "已出库"),
)
CRITERIA = _choices(
    ("location", "地理位置相邻", "location", ""),
    ("type", "小区类型相近", "type of housing", ""),
    ("trade", "产业配套相关", "trade and services", ""),
    ("culture", "文化脉络相连", "culture", ""),
    ("likeness", "相似度(合计)", "likeness as a whole", ""),
)
CHECKS = _choices(
    ("structure", "房屋结构", "structure", ""),
    ("water", "供水管网", "water supply", ""),
    ("drainage", "排水管网", "drainage", ""),
    ("power", "供电", "power supply", ""),
    ("gas", "燃气管网", "gas supply", ""),
    ("telecom", "通信", "telecom", ""),
    ("sewer", "雨污分流", "sewer separation", ""),
    ("fire_lane", "消防通道", "fire lane", ""),
    ("lifts", "电梯", "lifts", ""),
    ("elderly", "老龄化", "elderly residents", ""),
    ("parking", "停车位", "parking", ""),
    ("chargers", "充电设施", "chargers", ""),
    ("management", "物业管理", "property management", ""),
)
FUNDS = _choices(
    ("central", "中央补助", "central subsidy", ""),
    ("province", "省级补助", "provincial subsidy", ""),
    ("county", "市县资金", "city and county funds", ""),
    ("bond", "专项债", "special bonds", ""),
    ("utility", "专营单位出资", "utilities", ""),
    ("residents", "居民出资", "residents", ""),
    ("private", "社会资本", "private capital", ""),
    ("total", "合计(未分来源)", "all, not told apart", ""),
)
DEMANDS = _choices(
    ("county", "每县每年至少片区数", "fewest areas of a county and year", ""),
    ("deadline", "最迟开工年度", "latest year to start", ""),
)
OUTCOMES = _choices(
    ("area", "划入片区", "in an area", ""),
    ("alone", "单独改造", "alone", ""),
    ("not_eligible", "不符合条件", "not eligible", ""),
)
CHANGES = _choices(
    ("kept", "不变", "as before", ""),
    ("changed", "有增减", "changed", ""),
    ("new", "新增", "new", ""),
    ("dissolved", "撤销", "dissolved", ""),
    ("closed", "成员均不再参与", "closed: no member can take part", ""),
)
OUTCOMES_BEFORE = _choices(
    ("area", "在片区内", "in an area", ""),
    ("no_area", "未划入片区", "in no area", ""),
    ("absent", "新入库", "new in the bank", ""),
)
OUTCOMES_NOW = _choices(
    ("area", "划入片区", "in an area", ""),
    ("alone", "单独改造", "alone", ""),
    ("not_eligible", "不符合条件", "not eligible", ""),
    ("absent", "已出库或被隔离", "gone or in quarantine", ""),
)
MOVES = _choices(
    ("switched", "换片区", "to another area", ""),
    ("joined", "划入片区", "into an area", ""),
    ("left", "退出片区", "out of its area", ""),
    ("eligibility", "参与资格有变", "eligible in one plan alone", ""),
    ("came", "新增小区", "not in the first plan", ""),
    ("went", "已无此小区", "in the first plan alone", ""),
)
FIRMNESSES = _choices(
    ("close", "与次优方案相差无几", "the next best plan comes close", ""),
    ("fair", "优于次优方案", "better than the next best plan", ""),
    ("firm", "明显优于次优方案", "clearly better than the next best plan", ""),
    ("only", "没有找到其他划法", "no other plan was found", ""),
)
OPINIONS = _choices(
    ("agree", "同意", "in favour", "赞成 支持 agree yes √ ✓"),
    ("object", "反对", "against", "不同意 不赞成 object no × ✗"),
    ("abstain", "弃权", "abstained", "abstain"),
    ("absent", "未参加", "did not take part", "未参与 未投票 未表决 未表态 未回 未反馈 缺席 absent"),
)
ANSWERS = _choices(
    ("yes", "是", "yes", "参与 分摊 出资 同意 y true 1 √ ✓"),
    ("no", "否", "no", "不参与 不分摊 不出资 退出 n false 0 × ✗"),
)
SCOPES = _choices(
    ("bank", "储备库", "bank", ""),
    ("programme", "方案年度计划", "programme", ""),
)
VERDICTS = _choices(
    ("passed", "通过", "passed", ""),
    ("too_few_vote", "未通过: 参与表决不足", "not passed: too few took part", ""),
    ("too_few_agree", "未通过: 同意不足", "not passed: too few in favour", ""),
)
SERVICES = _choices(
    ("canteen", "益老食堂", "canteen for the elderly", ""),
    ("elderly_care", "养老服务站", "elderly care", ""),
    ("clinic", "卫生服务站", "clinic", ""),
    ("pocket_park", "口袋公园", "pocket park", ""),
    ("activity_room", "活动室", "activity room", ""),
    ("kiosk", "便利店(快递柜)", "kiosk and parcel locker", ""),
    ("market", "便民市场", "market", ""),
    ("parking", "停车位", "parking", ""),
    ("charging", "充电设施", "charging", ""),
)
SERVICE_STATES = _choices(
    ("served", "已覆盖", "served", ""),
    ("missing", "缺", "missing", ""),
    ("small", "缺, 户数不足, 宜与周边共建", "missing, but too few households for one of their own", ""),
    ("unknown", "无数据, 待核实", "no data, to be checked", ""),
)
DISTANCES = _choices(
    ("network", "沿道路步行", "walk along the roads", ""),
    ("straight", "直线乘绕行系数(近似)", "straight line with detour (approximate)", ""),
    ("pooled", "片区合计", "counted over the area", ""),
)
REVIEW_ROLES = _choices(
    ("community", "社区", "community", ""),
    ("subdistrict", "街道", "subdistrict", ""),
    ("county", "县区局", "county bureau", ""),
    ("planner", "方案设置", "settings of the plan", ""),
)
REVIEW_STATES = _choices(
    ("taken", "采纳", "taken up", ""),
    ("conflict", "有冲突, 待定", "in conflict, to be decided", ""),
    ("breaks", "违反规则, 待定", "breaks a rule, to be decided", ""),
    ("noted", "表态", "noted", ""),
)
COST_BASES = _choices(
    ("given", "库中投资", "investment in the bank", ""),
    ("works", "按工程估算", "estimated from works", ""),
    ("rate", "按单价估算", "estimated by a rate", ""),
)
SAVING_ITEMS = _choices(
    ("mobilisation", "进场与临设", "mobilisation", ""),
    ("trench", "管沟共享", "shared trenches", ""),
    ("surface", "路面一次恢复", "road surface made once", ""),
    ("facilities", "设施共享", "shared facilities", ""),
    ("fees", "间接费累退", "sliding fees", ""),
    ("bulk", "集中采购", "bulk price", ""),
)
CATALOGUE_CLASSES = _choices(
    ("basic", "基础类", "basic", "基础"),
    ("improving", "完善类", "improving", "完善"),
    ("upgrading", "提升类", "upgrading", "提升"),
    ("indirect", "间接费", "indirect", "间接"),
)
SYNC_GROUPS = _choices(
    ("networks", "管线", "networks", ""),
    ("surface", "路面", "road surface", ""),
)
SHARINGS = _choices(
    ("trench", "管沟", "in one trench", ""),
    ("surface", "路面", "as one surface", ""),
    ("service", "设施", "one serves several", ""),
    ("bulk", "集采", "bought in bulk", ""),
    ("sliding", "累退", "sliding with the amount", ""),
    ("none", "不共享", "not shared", ""),
)
CONFLICTS = _choices(
    ("years_apart", "两侧计划年度不同, 先后开挖", "planned for different years: dug up twice", ""),
    ("windows_apart", "同沟管线不在同一同步组, 先后开挖", "networks not built in one window: dug up twice", ""),
    ("new_road", "邻接小区近年新修的道路", "beside a road renewed a few years ago", ""),
)
BARRIER_KINDS = _choices(
    ("water", "水面", "water", ""),
    ("railway", "铁路", "railway", ""),
    ("motorway", "高速公路", "motorway", ""),
    ("trunk", "快速路", "trunk road", ""),
    ("primary", "主干路", "primary road", ""),
    ("county_line", "县市区界线", "county line", ""),
    ("subdistrict_line", "街道界线", "subdistrict line", ""),
    ("neighbourhood_line", "社区界线", "neighbourhood line", ""),
)
FOOTPRINTS = _choices(
    ("surveyed", "实测边界", "outline as given", ""),
    ("estimated", "按面积估算", "estimated from its area", ""),
    ("point", "仅有点位", "point only", ""),
)
LOCATION_QUALITIES = _choices(
    ("given", "按所填位置", "as given", ""),
    ("fallback", "疑为地理编码兜底点", "a geocoder's fallback point", ""),
)
SOURCES = _choices(
    ("communities", "小区台账", "communities", ""),
    ("barriers", "阻隔图层", "barriers", ""),
    ("boundaries", "行政区划图层", "boundaries", ""),
    ("facilities", "配套设施图层", "facilities", ""),
)
SEVERITIES = _choices(
    ("error", "错误(已隔离)", "error (in quarantine)", ""),
    ("warning", "提醒", "warning", ""),
    ("repair", "已修复", "repaired", ""),
)
