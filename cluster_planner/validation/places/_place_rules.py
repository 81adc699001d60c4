"""Rules on coordinates and on where a community lies."""

from __future__ import annotations

from cluster_planner.validation._rule import CHECK, CORRECT, rule

# Places
NO_PLACE = rule(
    "no_place",
    "warning",
    ("没有位置, 保留在库中但不参与划片", "no place: kept in the bank, but it can join no area"),
    ("请补充坐标或边界。", "Add coordinates or an outline."),
)
SWAPPED = rule(
    "coordinates_swapped", "repair", ("经纬度颠倒, 已对调", "longitude and latitude swapped, put right"), CHECK
)
COLUMNS_SWAPPED = rule(
    "columns_swapped",
    "repair",
    ("整列经纬度颠倒, 已对调", "the columns of longitude and latitude are swapped, put right"),
    CHECK,
)
COORDINATE_TYPO = rule(
    "coordinate_typo",
    "error",
    ("坐标无法识别; 如有建议值, 见“处理”", "the coordinate cannot be read; a suggestion, if any, is under done"),
    ("请核对建议值并在原表中改正。", "Check the suggestion and correct it in your table."),
)
COORDINATE_RANGE = rule(
    "coordinate_range",
    "error",
    ("坐标超出经纬度范围, 对调也不成立", "outside the range of degrees, swapped or not"),
    (
        "请改正; 如为以米计的投影坐标, 请在字段对照文件中用 crs 注明坐标系。",
        "Correct it; if it is in metres, name the system as crs in a mapping file.",
    ),
)
OFFSET_DATUM = rule(
    "offset_datum",
    "repair",
    (
        "坐标为 GCJ-02 或 BD-09, 已换算为 WGS84, 行数见“原值”",
        "coordinates in GCJ-02 or BD-09, converted to WGS84; their number is under found",
    ),
    CHECK,
)
PAIRS_DISAGREE = rule(
    "pairs_disagree",
    "warning",
    (
        "各套坐标换算后相差 20 米以上, 距离见“原值”",
        "the coordinates of two maps lie more than 20 m apart; the distance is under found",
    ),
    ("请核对哪一套坐标有误。", "Check which of them is wrong."),
)
OFFSET_FITS = rule(
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
SWAP_UNCLEAR = rule(
    "swap_unclear",
    "error",
    (
        "经纬度疑似颠倒, 但对调后仍不在项目范围内",
        "longitude and latitude look swapped, yet the swap does not lie in the project either",
    ),
    CORRECT,
)
AXES_SWAPPED = rule(
    "survey_axes",
    "repair",
    (
        "测量坐标 X 为北、Y 为东, 已按大小识别, 行数见“原值”",
        "survey coordinates, X north and Y east, told by their size; their number is under found",
    ),
    CHECK,
)
ZONE_PREFIX = rule(
    "zone_prefix",
    "repair",
    (
        "东坐标带高斯投影带号, 已据此确定坐标系, 带号见“原值”",
        "eastings carry the number of their Gauss-Krueger zone, which names the system; the zone is under found",
    ),
    CHECK,
)
ZONE_LOST = rule(
    "zone_lost",
    "repair",
    (
        "东坐标缺少带号, 已按指定坐标系补上, 行数见“原值”",
        "eastings without their zone number, added after the system named; their number is under found",
    ),
    CHECK,
)
DEGREES_MINUTES = rule(
    "degrees_minutes",
    "repair",
    ("度分秒写法, 已换算为十进制度", "degrees, minutes and seconds, read as decimal degrees"),
    CHECK,
)
ONE_CELL = rule(
    "one_cell",
    "repair",
    (
        "经纬度写在同一单元格, 已拆分, 行数见“原值”",
        "longitude and latitude in one cell, taken apart; their number is under found",
    ),
    CHECK,
)
FALLBACK_PLACE = rule(
    "fallback_place",
    "warning",
    (
        "5 个以上不同名小区落在同一点, 疑为地理编码兜底点; 保留在库, 不参与邻接",
        "five or more communities of different names on one point, perhaps where a geocoder gave up; kept, but linked to nothing",
    ),
    ("请补充实际坐标。", "Find out where they really are."),
)
FAR_AWAY = rule(
    "far_away",
    "error",
    ("远离其他各行, 可能定位到了外地", "far from all other rows, perhaps placed in another city"),
    ("请核对地址与坐标。", "Check its address and coordinates."),
)
OUTSIDE = rule(
    "outside_boundaries",
    "error",
    ("位于所给行政区之外 5 公里以上", "more than 5 km outside the boundaries given"),
    ("请核对地址与坐标; 如行政区图层不全, 请补全。", "Check its address and coordinates, or complete the boundaries."),
)
BOUNDARIES_PARTIAL = rule(
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
DEGREES_ASSUMED = rule(
    "degrees_assumed",
    "repair",
    (
        "边界未注明坐标系, 数值在经纬度范围内, 按 WGS84 处理",
        "outlines without a coordinate system, within the range of degrees: read as WGS84",
    ),
    CHECK,
)

# Administrative lines
PLACE_FILLED = rule("place_filled", "repair", ("按所在位置补填行政区", "filled in from where it lies"), CHECK)
PLACE_DISAGREES = rule(
    "place_disagrees",
    "warning",
    ("所填行政区与所在位置不符, 保留所填", "disagrees with where it lies; kept as written"),
    CORRECT,
)
