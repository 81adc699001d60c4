"""The fields of the reserve bank: what a planner may tell about a community.

Header variants were seen in real ledgers (Shanghai archive, Seoul K-apt, portals) or are to be expected.
"""

from __future__ import annotations

from cluster_planner.fields import _choices as allowed
from cluster_planner.fields._field import Field, Kind

LARGEST = 1e7  # of anything that is counted or paid in one community: more is a slip of the pen


def _field(
    name: str, zh: str, en: str, kind: Kind = "text", unit: str = "", variants: str = "", **more: object
) -> Field:
    if kind in ("integer", "number"):
        more.setdefault("high", LARGEST)
    return Field(name=name, zh=zh, en=en, kind=kind, unit=unit, variants=tuple(variants.split()), **more)  # type: ignore[arg-type]


def _utility(name: str, zh: str, en: str) -> Field:
    return _field(f"util_{name}", zh, en, "choice", variants=f"{zh}状况 {zh[:2]}", choices=allowed.CONDITIONS)


def _fund(name: str, zh: str, en: str, variants: str = "") -> Field:
    return _field(f"fund_{name}_wan", zh, en, "number", "万元", variants, low=0)


IDENTITY = (
    _field("community_id", "项目编号", "Community id", variants="小区编号 小区sectId 楼盘ID id ID",
           mandatory=True, note=("全市唯一, 如 430903-2023-0007", "unique in the city, such as 430903-2023-0007")),
    _field("name", "小区名称", "Name", variants="项目名称 小区名 楼盘名称 名称 小区 community",
           mandatory=True, note=("同一街道内唯一", "unique within its subdistrict")),
    _field("alias", "曾用名", "Other names", variants="别名 原名 曾用名/别名"),
    _field("county", "县市区", "County", variants="区县 区县名称 所属区县 区 县区 区域名称", mandatory=True,
           note=allowed.COUNTY_NOTE),
    _field("adcode", "行政区划代码", "County code", variants="区划代码"),
    _field("subdistrict", "街道(乡镇)", "Subdistrict", variants="街道 镇街 所属街道 乡镇/街道 乡镇街道 乡镇 street",
           mandatory=True),
    _field("neighbourhood", "社区(居委会)", "Neighbourhood", variants="社区 居委会 所属社区", mandatory=True),
    _field("address", "详细地址", "Address", variants="地址 坐落 小区地址 四至", mandatory=True),
    _field("lon", "经度", "Longitude", "number", "度", "lng longitude x X 坐标X",
           low=-180, high=180, mandatory=True),
    _field("lat", "纬度", "Latitude", "number", "度", "latitude y Y 坐标Y",
           low=-90, high=90, mandatory=True),
    _field("crs_tag", "坐标系", "Coordinate system", "choice", variants="坐标系统", choices=allowed.CRS_TAGS),
)

BUILT = (
    _field("build_year", "建成年份", "Year built", "integer", "年",
           "建成年代 建造年代 建设时间 建筑年代 竣工日期 竣工时间 建成时间(年) 始建年份 建成时间 年代",
           low=1900, high=2100, mandatory=True),
    _field("build_year_to", "建成年份(止)", "Year built (last phase)", "integer", "年", low=1900, high=2100),
    _field("buildings", "楼栋数", "Buildings", "integer", "栋", "栋数 总栋数 楼栋总数 幢数 楼栋数量", low=0,
           mandatory=True),
    _field("units", "单元数", "Stairwells", "integer", "个", "单元 单元总数 门洞数", low=0, mandatory=True),
    _field("households", "户数", "Households", "integer", "户",
           "总户数 居民户数 涉及户数 惠及户数 规划户数 房屋总数 套数", low=0, mandatory=True),
    _field("residents", "常住人口", "Residents", "integer", "人", "人口 居民人数", low=0),
    _field("residents_60", "60岁以上人口", "Residents over 60", "integer", "人", "60岁以上 老年人口", low=0),
    _field("floor_area_m2", "建筑面积", "Floor area", "number", "㎡", "总建筑面积 总建面积 建筑面积(平方米) 改造面积",
           low=0, high=1e9, mandatory=True),
    _field("site_m2", "占地面积", "Site area", "number", "㎡", "用地面积 占地", low=0, high=1e8, mandatory=True),
    _field("storeys", "最高层数", "Storeys", "integer", "层", "层数 总层数", low=1, high=120),
    _field("structure", "房屋结构", "Structure", "choice", "", "结构类型 建筑结构 结构",
           choices=allowed.STRUCTURES, mandatory=True),
    _field("tenure", "小区类型", "Origin of tenure", "choice", "", "小区性质 小区类别 房屋性质 权属类别 产权来源",
           choices=allowed.TENURES, mandatory=True),
    _field("former_unit", "原产权单位", "Former work unit", variants="原单位 主管单位"),
    _field("historic_quarter", "历史街区", "Historic quarter", variants="历史文化街区 历史地段"),
    _field("culture_tags", "文化标签", "Culture tags", "choices", variants="文化脉络",
           note=("以分号分隔, 如 安化黑茶;老码头", "separated by semicolons")),
    _field("trade_tags", "产业标签", "Trade tags", "choices", variants="产业配套 产业",
           note=("以分号分隔, 如 市场;沿街商铺", "separated by semicolons")),
)

CONDITION = (
    _field("management", "物业管理方式", "Property management", "choice", "", "物业管理 有无物业 物业服务类型",
           choices=allowed.MANAGEMENTS, mandatory=True),
    _field("owners_committee", "业委会", "Owners' committee", "choice", "", "业主大会名称 业委会成立情况",
           choices=allowed.COMMITTEES),
    _field("management_fee", "物业费", "Management fee", "number", "元/㎡·月", "收费标准 物业管理费", low=0, high=50),
    _field("parking", "停车位", "Parking spaces", "integer", "个", "车位数 停车位数 地上车位数 车位", low=0),
    _field("chargers", "充电设施", "Chargers", "integer", "个", "充电桩 充电桩数", low=0),
    _utility("water", "供水现状", "Water supply"),
    _utility("drainage", "排水现状", "Drainage"),
    _utility("power", "供电现状", "Power supply"),
    _utility("gas", "燃气现状", "Gas supply"),
    _utility("telecom", "通信现状", "Telecom"),
    _field("sewer_separation", "雨污分流", "Sewer separation", "choice", choices=allowed.SEWERS),
    _field("fire_lane", "消防通道", "Fire lane", "choice", "", "消防车道", choices=allowed.FIRE_LANES),
    _field("fire_lane_m", "消防通道净宽", "Fire lane width", "number", "m", "消防通道宽度", low=0, high=50),
    _field("lifts", "已装电梯", "Lifts", "integer", "台", "电梯数 电梯 已加装电梯", low=0),
    _field("lifts_planned", "拟装电梯", "Lifts planned", "integer", "台", "拟加装电梯", low=0),
)

PROJECT = (
    _field("works", "拟改造内容", "Works", "choices", variants="改造内容 建设内容 主要内容", mandatory=True),
    _field("works_class", "改造类别", "Class of works", "choices", variants="改造类型", choices=allowed.WORKS_CLASSES,
           mandatory=True),
    _field("mode", "改造模式", "Mode", "choice", variants="旧改+", choices=allowed.MODES, mandatory=True),
    _field("earlier_area", "所属片区", "Earlier area", variants="片区编号 片区名称 片区编号/名称 连片项目 归属片区"),
    _field("consent_households", "同意户数", "Households in favour", "integer", "户", "居民同意户数 居民同意(户)", low=0,
           mandatory=True),
    _field("consent_share", "同意率", "Share in favour", "number", "", "意愿率 签字率 居民同意率", low=0, high=1),
    _field("invest_wan", "估算总投资", "Investment", "number", "万元", "总投资 总投资(万元) 计划投资 概算", low=0,
           mandatory=True),
    _fund("central", "中央补助", "Central subsidy", "中央资金 中央 中央财政"),
    _fund("province", "省级补助", "Provincial subsidy", "省级资金 省级"),
    _fund("county", "市县资金", "City and county funds", "市县 市县财政 市县级 地方财政"),
    _fund("bond", "专项债", "Special bonds"),
    _fund("utility", "专营单位出资", "Utilities", "专营单位"),
    _fund("residents", "居民出资", "Residents' contribution", "居民自筹 居民资金"),
    _fund("private", "社会资本", "Private capital", "社会资金"),
    _field("plan_year", "计划年度", "Year planned", "integer", "年", "年度 改造年份 改造年度", low=2000, high=2100,
           mandatory=True),
    _field("status", "入库状态", "State", "choice", variants="状态 审核状态", choices=allowed.STATUSES, mandatory=True),
    _field("started_on", "开工日期", "Started on", "date", variants="开工时间"),
    _field("done_on", "完工日期", "Completed on", "date", variants="完工时间"),
    _field("accepted_on", "验收日期", "Accepted on", "date", variants="验收时间"),
    _field("paid_wan", "完成投资", "Investment done", "number", "万元", "已完成投资", low=0),
    _field("progress_share", "形象进度", "Progress", "number", "", "投资完成率 进度", low=0, high=1),
    _field("contact_role", "联系人职务", "Contact (role)", note=("只填职务, 不填姓名电话", "role only, no name or phone")),
    _field("phone", "联系电话", "Phone", variants="电话 手机 手机号 联系方式", personal=True),
    _field("id_card", "身份证号", "Identity card", variants="身份证 身份证号码", personal=True),
    _field("contact_name", "联系人", "Contact (name)", variants="联系人姓名 负责人", personal=True),
    _field("synthetic", "数据性质", "Nature of the data",
           note=("合成数据须注明", "says so where the data is made up")),
    _field("geometry", "边界", "Boundary", "geometry", variants="四至范围 红线 wkt WKT geom geometry"),
)

BANK: tuple[Field, ...] = IDENTITY + BUILT + CONDITION + PROJECT
