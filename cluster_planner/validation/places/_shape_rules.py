"""Rules on outlines, stand-in footprints and features of other layers."""

from __future__ import annotations

from cluster_planner.validation._rule import CHECK, CORRECT, rule

# Outlines
BAD_GEOMETRY = rule(
    "bad_geometry",
    "error",
    ("边界无法解析或坐标无效", "the geometry cannot be read or has impossible coordinates"),
    CORRECT,
)
NOT_AN_OUTLINE = rule(
    "not_an_outline",
    "error",
    ("图形是线或多点, 不是小区边界", "a line or several points, not an outline"),
    ("请改画为面, 或给出一个点。", "Draw it as a polygon, or give one point."),
)
INVALID_OUTLINE = rule("invalid_outline", "repair", ("边界自相交等, 已修复", "an invalid outline, mended"), CHECK)
OUTLINE_CHANGED = rule(
    "outline_changed",
    "warning",
    ("修复边界使面积改变超过 1%", "mending the outline changed its area by more than 1 %"),
    CORRECT,
)
OUTLINE_RUINED = rule(
    "outline_ruined",
    "error",
    ("修复边界使面积改变超过 10%", "mending the outline would change its area by more than 10 %"),
    ("请在 GIS 软件中重新绘制该边界。", "Draw the outline again in a GIS."),
)
ZERO_AREA = rule(
    "zero_area", "error", ("边界面积为零", "the outline has no area"), ("请重新绘制边界。", "Draw the outline again.")
)
SLIVER = rule(
    "sliver",
    "warning",
    ("边界不足 100 ㎡, 可能是碎屑面", "the outline is under 100 m2, perhaps a leftover of drawing"),
    CHECK,
)
HEIGHT_DROPPED = rule("height_dropped", "repair", ("图形带高程, 已去除", "heights were taken off the geometry"), CHECK)
RING_CLOSED = rule("ring_closed", "repair", ("边界未闭合, 已闭合", "an open ring, closed"), CHECK)
PARTS_APART = rule(
    "parts_apart",
    "warning",
    ("边界各部分相距 100 米以上", "parts of the outline lie more than 100 m apart"),
    ("如为不同小区, 请分行填写。", "If they are different communities, give each a row."),
)
OVERLAP = rule(
    "overlap",
    "warning",
    (
        "边界与另一小区(见“原值”)重叠, 占较小者的比例见“处理”",
        "overlaps another community (under found); the share of the smaller one is under done",
    ),
    CORRECT,
)
SAME_GROUND = rule(
    "same_ground",
    "error",
    (
        "边界与另一行(见“原值”)重叠过半, 视为重复, 保留首行",
        "lies more than half on another row (under found): taken for the same, the first is kept",
    ),
    ("请删除重复行或重绘边界。", "Delete the repeated row or draw the outline again."),
)
SITE_FROM_OUTLINE = rule(
    "site_from_outline",
    "repair",
    (
        "占地面积缺失, 已按边界量算, 个数见“原值”",
        "missing site areas were measured on the outline; their number is under found",
    ),
    CHECK,
)

# Stand-in footprints
STAND_IN = rule(
    "stand_in",
    "repair",
    (
        "仅有点位但占地面积已知, 已按面积估算边界(图上为虚线), 个数见“原值”",
        "points of known site area were given a stand-in outline (dashed on the map); their number is under found",
    ),
    ("如有实测边界, 请提供边界图层。", "Give the real outlines where there are any."),
)
STAND_IN_SHORT = rule(
    "stand_in_short",
    "warning",
    (
        "周边空间小于占地面积, 估算边界偏小, 面积见“处理”",
        "less room around it than its site area; the stand-in is smaller, its area is under done",
    ),
    ("请核对占地面积和坐标, 或提供边界。", "Check site area and coordinates, or give the outline."),
)
STAND_IN_SAME_PLACE = rule(
    "stand_in_same_place",
    "warning",
    (
        "与其他小区坐标完全相同, 不估算边界, 仍按点处理",
        "on the very place of another community: no stand-in outline, it stays a point",
    ),
    ("请分别核定坐标。", "Find out the coordinates of each."),
)
STAND_IN_NO_ROOM = rule(
    "stand_in_no_room",
    "warning",
    (
        "点位落在阻隔物或其他小区边界之内, 不估算边界, 仍按点处理",
        "it lies on a barrier or in another community: no stand-in outline, it stays a point",
    ),
    ("请核对坐标。", "Check the coordinates."),
)

# Layers of barriers, boundaries and facilities
FEATURE_EMPTY = rule("feature_empty", "repair", ("要素没有图形, 已略过", "a feature without geometry, left out"), CHECK)
FEATURE_MENDED = rule("feature_mended", "repair", ("要素图形无效, 已修复", "an invalid feature, mended"), CHECK)
WATER_ASSUMED = rule(
    "water_assumed",
    "warning",
    (
        "阻隔面未注明类别, 按水面处理, 个数见“原值”",
        "polygons of no stated kind are taken for water; their number is under found",
    ),
    ("如不是水面, 请加 kind 字段。", "If they are not water, add a column kind."),
)
KIND_UNKNOWN = rule(
    "kind_unknown",
    "warning",
    (
        "要素类别无法识别, 只作底图, 个数见“原值”",
        "features of unknown kind are context only; their number is under found",
    ),
    ("请在 kind 字段中注明类别。", "Say in a column kind what they are."),
)
NO_COLUMN = rule(
    "no_column",
    "warning",
    ("图层中没有可用的字段", "the layer has no column for this"),
    ("请将字段名改为模板中的名称。", "Name the column as in the catalogue."),
)
