"""The table of rules: id, severity, and what a planner reads. A breach of an ``error`` sends the row to quarantine."""

from __future__ import annotations

from cluster_planner.model import Rule
from cluster_planner.validation._rule import CHECK as _CHECK
from cluster_planner.validation._rule import CORRECT as _CORRECT
from cluster_planner.validation._rule import rule as _rule

# Rows and columns of the table
BLANK_ROW = _rule("blank_row", "repair", ("空行, 已略过", "a blank row, left out"), _CHECK)
TOTALS_ROW = _rule(
    "totals_row", "repair", ("合计行, 不是小区, 已略过", "a row of totals, not a community, left out"), _CHECK
)
TOTALS_MISMATCH = _rule(
    "totals_mismatch",
    "warning",
    (
        "合计数与各行之和不符: 合计见“原值”, 各行之和见“处理”",
        "a total differs from the sum of its rows: the total is under found, the sum under done",
    ),
    _CORRECT,
)
UNKNOWN_HEADER = _rule(
    "unknown_header",
    "warning",
    ("表头无法识别, 该列未使用", "the header is unknown, the column is not used"),
    ("如需使用, 请在字段对照文件中注明其含义。", "To use it, say what it means in a mapping file."),
)
PERSONAL_DATA = _rule(
    "personal_data",
    "warning",
    ("含个人信息, 该列不读入也不输出", "personal data: the column is neither kept nor written"),
    ("建议在原表中删除该列。", "Better remove the column from your table."),
)
PERSONAL_VALUE = _rule(
    "personal_value",
    "warning",
    (
        "内容含电话或身份证号码, 已隐去, 个数见“原值”",
        "phone or identity numbers among the values, blotted out; their number is under found",
    ),
    ("请在原表中删除个人信息。", "Remove personal data from your table."),
)
ERROR_CELL = _rule(
    "error_cell",
    "error",
    ("单元格是公式错误或未计算的公式", "the cell holds an error of a formula, or a formula never worked out"),
    ("请在 Excel 中改正公式并重新保存。", "Mend the formula in Excel and save again."),
)
MANDATORY_MISSING = _rule(
    "mandatory_missing",
    "warning",
    ("必填项有缺, 缺值个数见“原值”", "a mandatory field has gaps; their number is under found"),
    ("补齐后体检得分和相似度更可靠。", "Fill them in: need and likeness become more reliable."),
)

# Values
SENTINEL = _rule(
    "sentinel", "repair", ("以占位符表示的空值, 按缺失处理", "a placeholder for nothing, read as missing"), _CHECK
)
ZERO_IS_MISSING = _rule(
    "zero_is_missing",
    "repair",
    ("该项不可能为 0, 按缺失处理", "cannot be 0, read as missing"),
    ("请补填实际数值。", "Fill in the actual figure."),
)
NUMBER_TEXT = _rule(
    "number_text", "repair", ("数值夹有文字或符号, 已取其数", "a number written with other signs, read"), _CHECK
)
NUMBER_ABOUT = _rule(
    "number_about", "repair", ("约数, 按所写数值取用", "an approximate number, taken as written"), _CHECK
)
NUMBER_RANGE = _rule(
    "number_range",
    "warning",
    ("填的是区间, 已折算为一个数", "a range, reduced to one number"),
    ("请填写一个确定的数值。", "Give one definite figure."),
)
UNIT_CONVERTED = _rule("unit_converted", "repair", ("单位与字段不同, 已换算", "in another unit, converted"), _CHECK)
NOT_A_NUMBER = _rule("not_a_number", "warning", ("不是数值, 按缺失处理", "not a number, read as missing"), _CORRECT)
OUT_OF_RANGE = _rule(
    "out_of_range", "warning", ("超出合理范围, 按缺失处理", "outside the plausible range, read as missing"), _CORRECT
)
YEAR_TEXT = _rule(
    "year_text",
    "repair",
    ("年份夹有文字或写法简略, 已取其年份", "a year written with other signs, or short, read"),
    _CHECK,
)
YEAR_FROM_DATE = _rule(
    "year_from_date",
    "repair",
    ("填的是完整日期, 已取其年份, 个数见“原值”", "full dates, read for their year; their number is under found"),
    _CHECK,
)
YEAR_INTERVAL = _rule(
    "year_interval",
    "repair",
    (
        "年份为区间, 起止分别存入“建成年份”和“建成年份(止)”",
        "an interval of years: first and last are kept in two fields",
    ),
    _CHECK,
)
YEAR_DECADE = _rule(
    "year_decade",
    "warning",
    ("只写年代, 按该年代的起止年份处理", "only a decade, read as its first and last year"),
    ("请补填具体年份。", "Give the year."),
)
NOT_A_YEAR = _rule("not_a_year", "warning", ("不是年份, 按缺失处理", "not a year, read as missing"), _CORRECT)
DATE_TEXT = _rule(
    "date_text", "repair", ("日期写法不规范, 已统一为 年-月-日", "a date written otherwise, read"), _CHECK
)
NOT_A_DATE = _rule("not_a_date", "warning", ("不是日期, 按缺失处理", "not a date, read as missing"), _CORRECT)
UNKNOWN_CHOICE = _rule(
    "unknown_choice",
    "warning",
    ("不在可选值之内, 按缺失处理", "none of the allowed values, read as missing"),
    (
        "请改用模板下拉列表中的值, 或在字段对照文件中注明其含义。",
        "Use a value of the template's list, or say what it means in a mapping file.",
    ),
)

YEAR_IN_FUTURE = _rule(
    "year_in_future",
    "error",
    ("建成年份晚于计算楼龄的年份", "built after the year from which age is counted"),
    (
        "请改正; 确为新建的, 请调整设置项 checkup.reference_year。",
        "Correct it, or raise the setting checkup.reference_year.",
    ),
)
YEAR_STRADDLES = _rule(
    "year_straddles",
    "warning",
    (
        "建成年份跨全额支持年限前后, 是否纳入以首期年份为准",
        "built partly before and partly after the year up to which all are eligible; the first year counts",
    ),
    ("请核实各期建成年份。", "Check the year of each phase."),
)

# Values that contradict each other
COUNTS_CONTRADICT = _rule(
    "counts_contradict",
    "error",
    ("两项数量互相矛盾: 前者不应大于后者", "two figures contradict each other: the first cannot exceed the second"),
    _CORRECT,
)
NO_BUILDINGS = _rule("no_buildings", "error", ("有住户而楼栋数为 0", "households but 0 buildings"), _CORRECT)
SHARE_DISAGREES = _rule(
    "share_disagrees",
    "warning",
    (
        "同意率与同意户数、总户数不符, 按户数计算之值见“处理”",
        "the share in favour does not agree with the households; what they give is under done",
    ),
    _CORRECT,
)
UNIT_DOUBTFUL = _rule(
    "unit_doubtful",
    "warning",
    (
        "户均数值不合常理, 可能单位有误; 换算后的可能值见“处理”, 未改动",
        "implausible for each household, perhaps in another unit; what may be meant is under done, nothing was changed",
    ),
    (
        "请核对单位, 或在表头或数值后写明单位(如 万㎡、元)。",
        "Check the unit, or write it in the header or behind the value.",
    ),
)
FUNDS_DIFFER = _rule(
    "funds_differ",
    "warning",
    ("各项资金之和与总投资不符, 和见“处理”", "the funds do not add up to the investment; their sum is under done"),
    _CORRECT,
)
OVERPAID = _rule("overpaid", "warning", ("完成投资大于总投资", "more was paid than the investment planned"), _CORRECT)
FAR_OVERPAID = _rule(
    "far_overpaid", "error", ("完成投资超过总投资的两倍", "more than twice the investment planned was paid"), _CORRECT
)
DATES_DISORDER = _rule("dates_disorder", "warning", ("日期先后颠倒", "dates out of order"), _CORRECT)
DATES_FAR_DISORDER = _rule(
    "dates_far_disorder", "error", ("日期先后颠倒一年以上", "dates out of order by more than a year"), _CORRECT
)
ADCODE_DISAGREES = _rule(
    "adcode_disagrees",
    "warning",
    (
        "区划代码与县市区不符, 该县市区的代码见“处理”",
        "the county code is not that of the county; the county's code is under done",
    ),
    _CORRECT,
)

# Ids
ID_GIVEN = _rule(
    "id_given",
    "repair",
    ("无编号的小区已自动编号, 个数见“原值”", "communities without an id were given one; their number is under found"),
    ("如需固定编号, 请在原表中填写。", "Fill in ids if they must stay the same."),
)
DUPLICATE_ROW = _rule(
    "duplicate_row",
    "error",
    ("与另一行完全相同, 保留首行", "the same as another row; the first is kept"),
    ("请删除重复行。", "Delete the repeated row."),
)
DUPLICATE_ID = _rule(
    "duplicate_id",
    "error",
    ("编号重复而内容不同, 无法判断以哪行为准", "rows of one id differ; it is unclear which holds"),
    ("请改正编号或只保留一行。", "Correct the id, or keep one of the rows."),
)

SAME_COMMUNITY = _rule(
    "same_community",
    "error",
    (
        "与另一行(见“原值”)同街道同名且同一位置, 保留首行",
        "same subdistrict, name and place as another row (under found); the first is kept",
    ),
    ("请删除重复行, 或改正名称或位置。", "Delete the repeated row, or correct its name or place."),
)
SAME_NAME = _rule(
    "same_name",
    "warning",
    (
        "与另一行(见“原值”)同街道同名而位置不同",
        "same subdistrict and name as another row (under found), in another place",
    ),
    (
        "如为分期, 请在名称中注明; 如为重复, 请删除。",
        "If it is a phase, say so in the name; if it is the same, delete one.",
    ),
)
LIKE_NAME = _rule(
    "like_name",
    "warning",
    (
        "与 100 米内另一小区(见“原值”)名称相近, 可能重复",
        "much the name of another community within 100 m (under found), perhaps the same",
    ),
    ("请核对是否为同一小区。", "Check whether the two are one."),
)

# Places
NO_PLACE = _rule(
    "no_place",
    "warning",
    ("没有位置, 保留在库中但不参与划片", "no place: kept in the bank, but it can join no area"),
    ("请补充坐标或边界。", "Add coordinates or an outline."),
)
SWAPPED = _rule(
    "coordinates_swapped", "repair", ("经纬度颠倒, 已对调", "longitude and latitude swapped, put right"), _CHECK
)
COLUMNS_SWAPPED = _rule(
    "columns_swapped",
    "repair",
    ("整列经纬度颠倒, 已对调", "the columns of longitude and latitude are swapped, put right"),
    _CHECK,
)
COORDINATE_TYPO = _rule(
    "coordinate_typo",
    "error",
    ("坐标无法识别; 如有建议值, 见“处理”", "the coordinate cannot be read; a suggestion, if any, is under done"),
    ("请核对建议值并在原表中改正。", "Check the suggestion and correct it in your table."),
)
COORDINATE_RANGE = _rule(
    "coordinate_range",
    "error",
    ("坐标超出经纬度范围, 对调也不成立", "outside the range of degrees, swapped or not"),
    (
        "请改正; 如为以米计的投影坐标, 请在字段对照文件中用 crs 注明坐标系。",
        "Correct it; if it is in metres, name the system as crs in a mapping file.",
    ),
)
OFFSET_DATUM = _rule(
    "offset_datum",
    "repair",
    (
        "坐标为 GCJ-02 或 BD-09, 已换算为 WGS84, 行数见“原值”",
        "coordinates in GCJ-02 or BD-09, converted to WGS84; their number is under found",
    ),
    _CHECK,
)
PAIRS_DISAGREE = _rule(
    "pairs_disagree",
    "warning",
    (
        "各套坐标换算后相差 20 米以上, 距离见“原值”",
        "the coordinates of two maps lie more than 20 m apart; the distance is under found",
    ),
    ("请核对哪一套坐标有误。", "Check which of them is wrong."),
)
OFFSET_FITS = _rule(
    "offset_fits",
    "warning",
    (
        "坐标未注明坐标系; 与边界图层比对, 按“原值”所示次数的 GCJ-02 偏移最为吻合, 未改动",
        "no datum is named; against the boundaries the places fit best as if offset by GCJ-02 as often as found says; nothing was changed",
    ),
    (
        "偏移 1 次: 用 --crs GCJ02 重新导入; 负数或 2 次: 坐标曾被重复纠偏, 请取原始坐标。",
        "1: read it again with --crs GCJ02; 2 or negative: it was corrected once too often, or the boundaries are offset themselves; ask for their sources.",
    ),
)
SWAP_UNCLEAR = _rule(
    "swap_unclear",
    "error",
    (
        "经纬度疑似颠倒, 但对调后仍不在项目范围内",
        "longitude and latitude look swapped, yet the swap does not lie in the project either",
    ),
    _CORRECT,
)
AXES_SWAPPED = _rule(
    "survey_axes",
    "repair",
    (
        "测量坐标 X 为北、Y 为东, 已按大小识别, 行数见“原值”",
        "survey coordinates, X north and Y east, told by their size; their number is under found",
    ),
    _CHECK,
)
ZONE_PREFIX = _rule(
    "zone_prefix",
    "repair",
    (
        "东坐标带高斯投影带号, 已据此确定坐标系, 带号见“原值”",
        "eastings carry the number of their Gauss-Krueger zone, which names the system; the zone is under found",
    ),
    _CHECK,
)
ZONE_LOST = _rule(
    "zone_lost",
    "repair",
    (
        "东坐标缺少带号, 已按指定坐标系补上, 行数见“原值”",
        "eastings without their zone number, added after the system named; their number is under found",
    ),
    _CHECK,
)
DEGREES_MINUTES = _rule(
    "degrees_minutes",
    "repair",
    ("度分秒写法, 已换算为十进制度", "degrees, minutes and seconds, read as decimal degrees"),
    _CHECK,
)
ONE_CELL = _rule(
    "one_cell",
    "repair",
    (
        "经纬度写在同一单元格, 已拆分, 行数见“原值”",
        "longitude and latitude in one cell, taken apart; their number is under found",
    ),
    _CHECK,
)
FALLBACK_PLACE = _rule(
    "fallback_place",
    "warning",
    (
        "5 个以上不同名小区落在同一点, 疑为地理编码兜底点; 保留在库, 不参与邻接",
        "five or more communities of different names on one point, perhaps where a geocoder gave up; kept, but linked to nothing",
    ),
    ("请补充实际坐标。", "Find out where they really are."),
)
FAR_AWAY = _rule(
    "far_away",
    "error",
    ("远离其他各行, 可能定位到了外地", "far from all other rows, perhaps placed in another city"),
    ("请核对地址与坐标。", "Check its address and coordinates."),
)
OUTSIDE = _rule(
    "outside_boundaries",
    "error",
    ("位于所给行政区之外 5 公里以上", "more than 5 km outside the boundaries given"),
    ("请核对地址与坐标; 如行政区图层不全, 请补全。", "Check its address and coordinates, or complete the boundaries."),
)
BOUNDARIES_PARTIAL = _rule(
    "boundaries_partial",
    "warning",
    (
        "多数小区在所给行政区之外, 未据此判断位置, 行数见“原值”",
        "most communities lie outside the boundaries given, so places were not judged by them; their number is under found",
    ),
    (
        "请提供覆盖全部小区的行政区图层, 并核对坐标系。",
        "Give boundaries that cover all communities, and check the coordinate systems.",
    ),
)
DEGREES_ASSUMED = _rule(
    "degrees_assumed",
    "repair",
    (
        "边界未注明坐标系, 数值在经纬度范围内, 按 WGS84 处理",
        "outlines without a coordinate system, within the range of degrees: read as WGS84",
    ),
    _CHECK,
)

# Outlines
BAD_GEOMETRY = _rule(
    "bad_geometry",
    "error",
    ("边界无法解析或坐标无效", "the geometry cannot be read or has impossible coordinates"),
    _CORRECT,
)
NOT_AN_OUTLINE = _rule(
    "not_an_outline",
    "error",
    ("图形是线或多点, 不是小区边界", "a line or several points, not an outline"),
    ("请改画为面, 或给出一个点。", "Draw it as a polygon, or give one point."),
)
INVALID_OUTLINE = _rule("invalid_outline", "repair", ("边界自相交等, 已修复", "an invalid outline, mended"), _CHECK)
OUTLINE_CHANGED = _rule(
    "outline_changed",
    "warning",
    ("修复边界使面积改变超过 1%", "mending the outline changed its area by more than 1 %"),
    _CORRECT,
)
OUTLINE_RUINED = _rule(
    "outline_ruined",
    "error",
    ("修复边界使面积改变超过 10%", "mending the outline would change its area by more than 10 %"),
    ("请在 GIS 软件中重新绘制该边界。", "Draw the outline again in a GIS."),
)
ZERO_AREA = _rule(
    "zero_area", "error", ("边界面积为零", "the outline has no area"), ("请重新绘制边界。", "Draw the outline again.")
)
SLIVER = _rule(
    "sliver",
    "warning",
    ("边界不足 100 ㎡, 可能是碎屑面", "the outline is under 100 m2, perhaps a leftover of drawing"),
    _CHECK,
)
HEIGHT_DROPPED = _rule(
    "height_dropped", "repair", ("图形带高程, 已去除", "heights were taken off the geometry"), _CHECK
)
RING_CLOSED = _rule("ring_closed", "repair", ("边界未闭合, 已闭合", "an open ring, closed"), _CHECK)
PARTS_APART = _rule(
    "parts_apart",
    "warning",
    ("边界各部分相距 100 米以上", "parts of the outline lie more than 100 m apart"),
    ("如为不同小区, 请分行填写。", "If they are different communities, give each a row."),
)
OVERLAP = _rule(
    "overlap",
    "warning",
    (
        "边界与另一小区(见“原值”)重叠, 占较小者的比例见“处理”",
        "overlaps another community (under found); the share of the smaller one is under done",
    ),
    _CORRECT,
)
SAME_GROUND = _rule(
    "same_ground",
    "error",
    (
        "边界与另一行(见“原值”)重叠过半, 视为重复, 保留首行",
        "lies more than half on another row (under found): taken for the same, the first is kept",
    ),
    ("请删除重复行或重绘边界。", "Delete the repeated row or draw the outline again."),
)
SITE_FROM_OUTLINE = _rule(
    "site_from_outline",
    "repair",
    (
        "占地面积缺失, 已按边界量算, 个数见“原值”",
        "missing site areas were measured on the outline; their number is under found",
    ),
    _CHECK,
)

# Administrative lines
PLACE_FILLED = _rule("place_filled", "repair", ("按所在位置补填行政区", "filled in from where it lies"), _CHECK)
PLACE_DISAGREES = _rule(
    "place_disagrees",
    "warning",
    ("所填行政区与所在位置不符, 保留所填", "disagrees with where it lies; kept as written"),
    _CORRECT,
)

# Stand-in footprints
STAND_IN = _rule(
    "stand_in",
    "repair",
    (
        "仅有点位但占地面积已知, 已按面积估算边界(图上为虚线), 个数见“原值”",
        "points of known site area were given a stand-in outline (dashed on the map); their number is under found",
    ),
    ("如有实测边界, 请提供边界图层。", "Give the real outlines where there are any."),
)
STAND_IN_SHORT = _rule(
    "stand_in_short",
    "warning",
    (
        "周边空间小于占地面积, 估算边界偏小, 面积见“处理”",
        "less room around it than its site area; the stand-in is smaller, its area is under done",
    ),
    ("请核对占地面积和坐标, 或提供边界。", "Check site area and coordinates, or give the outline."),
)
STAND_IN_SAME_PLACE = _rule(
    "stand_in_same_place",
    "warning",
    (
        "与其他小区坐标完全相同, 不估算边界, 仍按点处理",
        "on the very place of another community: no stand-in outline, it stays a point",
    ),
    ("请分别核定坐标。", "Find out the coordinates of each."),
)
STAND_IN_NO_ROOM = _rule(
    "stand_in_no_room",
    "warning",
    (
        "点位落在阻隔物或其他小区边界之内, 不估算边界, 仍按点处理",
        "it lies on a barrier or in another community: no stand-in outline, it stays a point",
    ),
    ("请核对坐标。", "Check the coordinates."),
)

# Layers of barriers, boundaries and facilities
FEATURE_EMPTY = _rule(
    "feature_empty", "repair", ("要素没有图形, 已略过", "a feature without geometry, left out"), _CHECK
)
FEATURE_MENDED = _rule("feature_mended", "repair", ("要素图形无效, 已修复", "an invalid feature, mended"), _CHECK)
WATER_ASSUMED = _rule(
    "water_assumed",
    "warning",
    (
        "阻隔面未注明类别, 按水面处理, 个数见“原值”",
        "polygons of no stated kind are taken for water; their number is under found",
    ),
    ("如不是水面, 请加 kind 字段。", "If they are not water, add a column kind."),
)
KIND_UNKNOWN = _rule(
    "kind_unknown",
    "warning",
    (
        "要素类别无法识别, 只作底图, 个数见“原值”",
        "features of unknown kind are context only; their number is under found",
    ),
    ("请在 kind 字段中注明类别。", "Say in a column kind what they are."),
)
NO_COLUMN = _rule(
    "no_column",
    "warning",
    ("图层中没有可用的字段", "the layer has no column for this"),
    ("请将字段名改为模板中的名称。", "Name the column as in the catalogue."),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in tuple(globals().values()) if isinstance(rule, Rule)}
# Repairs of form that leave no doubt: told once for a column, with their number.
COUNTED = frozenset({YEAR_FROM_DATE.id})
