"""How the plan is made, in words for those who have to answer for it, in Chinese and English."""

from __future__ import annotations

METHOD_WORDS: dict[str, tuple[str, str]] = {
    "method": ("编制方法", "How the plan was made"),
    "step_data": ("数据校验", "Data"),
    "tell_data": (
        (
            "逐行校验台账，使用 {communities} 个小区，{quarantine} 行无法使用；提醒 {warnings} 处，修复 {repairs} "
            "处，均留有记录。面积和距离在 {crs} 坐标系中以米计算。"
        ),
        (
            "Every row was checked: {communities} communities are used, {quarantine} rows are not; {warnings} "
            "warnings and {repairs} repairs are on record. Areas and distances are computed in metres in {crs}."
        ),
    ),
    "step_checkup": ("体检评分", "Check-up"),
    "tell_checkup": (
        (
            "按楼龄、结构、管线、消防通道、雨污分流、电梯、老龄、停车和物业等指标给每个小区的改造需求打分（0 至 "
            "1）。缺少资料的指标记为未检，不当作合格，也不计入得分。"
        ),
        (
            "Each community has a score of need from 0 to 1, from age, structure, utilities, fire lane, sewers, "
            "lifts, elderly residents, parking and management. What is not known counts as not checked, neither "
            "good nor bad."
        ),
    ),
    "step_links": ("邻接与阻隔", "Neighbours and barriers"),
    "tell_links": (
        (
            "边界间距不超过 {gap} 米（只有点位的不超过 {point_gap} 米）且其间没有阻隔的两个小区为邻接，"
            "可以共用施工。阻隔为：{kinds}（水面宽度不小于 {width} 米）；桥梁、涵洞等通道 {radius} "
            "米范围内可以穿过。县市区界线{county_line}，街道界线{subdistrict_line}，社区界线{neighbourhood_line}。"
            "共有邻接 {open} 对，另有 {blocked} 对被阻隔。"
        ),
        (
            "Two communities are neighbours, and can share works, when their outlines are at most {gap} m apart "
            "(points {point_gap} m) and no barrier lies between them. Barriers are: {kinds} (water at least {width} "
            "m wide); within {radius} m of a bridge or underpass they are open. County lines {county_line}, "
            "subdistrict lines {subdistrict_line}, neighbourhood lines {neighbourhood_line}. {open} pairs are "
            "neighbours; {blocked} more are cut apart."
        ),
    ),
    "line_hard": ("不可跨越", "are never crossed"),
    "line_soft": ("可以跨越，但位置得分有扣减", "may be crossed at a loss of likeness"),
    "line_off": ("不考虑", "do not count"),
    "step_likeness": ("四项标准", "The four criteria"),
    "tell_likeness": (
        (
            "两个小区的相似度（0 至 1）为四项标准的加权平均：地理位置相邻、小区类型相近、产业配套相关、"
            "文化脉络相连；权重为 {weights}。资料不详的标准不计入，其权重分给其余标准。"
        ),
        (
            "Likeness of two communities, from 0 to 1, is the weighted mean of four criteria: near to each other, "
            "of similar type, tied by trade and services, tied by culture; with weights {weights}. A criterion of "
            "which nothing is known is left out, and its weight goes to the others."
        ),
    ),
    "step_areas": ("划分片区", "Areas"),
    "tell_areas": (
        (
            "片区由相互邻接、连成一片的小区组成，每片 {least} 至 {most} 个小区，任意两个小区相距不超过 {span} 米；"
            "合计上下限为：{limits}。方案的目标值为片区内每对小区相似度超出门槛 {threshold} 的部分之和，"
            "加上少进场和共用管沟的折算值。程序求目标值最大的划法，并给出任何方案都不能超过的上界；"
            "找不到合适片区的小区单独改造，并逐一说明理由。"
        ),
        (
            "An area is a connected set of {least} to {most} neighbouring communities, no two of them more than "
            "{span} m apart, with bounds on the total of: {limits}. The value of a plan is the sum over pairs in an "
            "area of likeness less the threshold {threshold}, plus what shared mobilisation and trenches are worth. "
            "The plan of greatest value is sought, together with a bound that no plan can exceed. A community that "
            "fits no area is renovated alone, and its reason is told."
        ),
    ),
    "limit_between": ("{name} {low} 至 {high}", "{name} {low} to {high}"),
    "limit_below": ("{name}不超过 {high}", "{name} at most {high}"),
    "limit_above": ("{name}不少于 {low}", "{name} at least {low}"),
    "step_costs": ("费用与节省", "Costs and savings"),
    "tell_costs": (
        (
            "每个小区需做哪些工程、做多少，由台账字段按工程目录的规则推出；台账填有投资的以台账为准。"
            "连片实施的节省按六项逐一计算：少进场、共用管沟、路面一次恢复、共享设施、集中采购、间接费累退，"
            "每项均有数量和低、中、高值。价格年份 {price_year}。"
        ),
        (
            "Which works a community needs, and how much of each, follows from its fields by the rules of the works "
            "catalogue; an investment given in the bank goes first. What an area saves is worked out in six items, "
            "each with its quantity and a range: mobilisation, trenches, road surface, facilities, bulk prices and "
            "sliding fees. Prices are those of {price_year}."
        ),
    ),
    "step_services": ("配套设施", "Facilities"),
    "tell_services": (
        (
            "对每个片区逐项检查益老食堂、养老、卫生、口袋公园等设施在服务半径内是否可达，"
            "缺的选在片区内服务户数最多的小区；没有记录的列为待核实，不当作缺。"
        ),
        (
            "For each area and each kind of facility it is checked whether households have one within reach; what "
            "is missing is placed in the community of the area where it serves most households. What nobody "
            "recorded is to be checked, and does not count as missing."
        ),
    ),
    "step_programme": ("年度计划", "Programme"),
    "tell_programme": (
        (
            "自 {first} 年起的 {years} 个年度内，在各年度、各资金来源的额度和各县市区片区数的要求之内，"
            "选取得分（体检和节省）最高的项目组合，片区和单独改造的小区一并比选；"
            "未能列入的逐一说明还差多少资金或哪项限制。"
        ),
        (
            "Over {years} years from {first}, the set of projects with the greatest score for need and saving is "
            "sought within the money of each year and source and the number of areas asked for in each county; "
            "communities alone compete with areas. What is left out is told which limit or how much money it lacks."
        ),
    ),
    "changed_settings": ("与默认值不同的设置", "Settings that are not the defaults"),
    "all_defaults": ("全部设置均为默认值（见附表）。", "All settings are the defaults (listed at the end)."),
    "all_settings": ("附表：全部设置", "All settings"),
    "settings_note": (
        "把这些取值写入设置文件并用相同数据重新计算，可得到相同的方案。",
        "The same data with these settings gives the same plan.",
    ),
    "default": ("默认值", "Default"),
}
