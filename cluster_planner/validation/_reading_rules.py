"""What was done to a table while it was read: its rules, and its notes as findings."""

from __future__ import annotations

from collections.abc import Iterable

from cluster_planner.model import Findings, Note, Rule
from cluster_planner.validation._rule import CHECK, rule

ENCODING_FOUND = rule(
    "encoding_found",
    "repair",
    ("文件未注明文字编码, 按“原值”所示编码读取", "the file does not tell its encoding; read in the one under found"),
    CHECK,
)
ENCODING_DOUBTFUL = rule(
    "encoding_doubtful",
    "warning",
    (
        "文字编码不能确定, 按“原值”所示编码读取, 个别文字可能有误",
        "the encoding is uncertain; read in the one under found, some characters may be wrong",
    ),
    (
        "如有乱码, 请用 --encoding 指明编码, 如 big5、euc-kr。",
        "If texts look wrong, name the encoding with --encoding, such as big5 or euc-kr.",
    ),
)
MOJIBAKE = rule(
    "mojibake",
    "repair",
    ("文字曾以错误编码保存而成乱码, 已还原", "texts garbled by a wrong encoding, restored"),
    CHECK,
)
NOT_A_WORKBOOK = rule(
    "not_a_workbook",
    "repair",
    (
        "文件名为 Excel 表, 内容实为“原值”所示格式, 已按其读取",
        "named as a workbook, but its content is of the kind under found; read as such",
    ),
    ("建议另存为 .xlsx。", "Better save it as .xlsx."),
)
SHEET_CHOSEN = rule(
    "sheet_chosen",
    "warning",
    ("工作簿有多个工作表, 只读取“处理”所示的一个", "of several sheets, only the one under done was read"),
    ("如应读取其他工作表, 请用 --layer 指明。", "If another is meant, name it with --layer."),
)
HEADER_ROWS = rule(
    "header_rows",
    "repair",
    ("表头不在第一行或占多行, 取用的行号见“原值”", "the header is not the first row alone; its rows are under found"),
    CHECK,
)
HEADER_REPEATED = rule("header_repeated", "repair", ("重复出现的表头, 已略过", "the header again, left out"), CHECK)
NOTE_ROW = rule(
    "note_row",
    "repair",
    ("说明、分组标题或栏次行, 不是小区, 已略过", "a note, heading or row of column numbers, not a community, left out"),
    CHECK,
)
HEADER_TRUNCATED = rule(
    "header_truncated",
    "repair",
    ("表头被截断, 已按字段目录补全", "a header cut short, completed from the catalogue"),
    CHECK,
)
HEADER_ALIKE = rule(
    "header_alike",
    "warning",
    ("表头与字段目录近似, 按近似字段读取", "the header resembles one of the catalogue and was read as that"),
    (
        "请核对; 如不对, 请在字段对照文件中注明 (check --write-fields 可生成草稿)。",
        "Check it; if wrong, say what it means in a mapping file (check --write-fields drafts one).",
    ),
)
HEADER_SETTLED = rule(
    "header_settled",
    "warning",
    (
        "表头有多种含义, 其余含义已有他列, 按剩下的一种读取",
        "the header can mean several fields; read as the one that no other column claims",
    ),
    (
        "请核对; 如不对, 请在字段对照文件中注明 (check --write-fields 可生成草稿)。",
        "Check it; if wrong, say what it means in a mapping file (check --write-fields drafts one).",
    ),
)
HEADER_UNCLEAR = rule(
    "header_unclear",
    "warning",
    (
        "表头含义不明, 可能的字段见“处理”, 该列未使用",
        "it is unclear what the header means; candidates are under done, the column is not used",
    ),
    (
        "请在字段对照文件中注明其含义 (check --write-fields 可生成草稿)。",
        "Say what it means in a mapping file (check --write-fields drafts one).",
    ),
)
MERGED_FILLED = rule(
    "merged_filled",
    "repair",
    (
        "合并单元格, 其值已填入所跨各行, 填入个数见“原值”",
        "merged cells: the value was filled into the rows they span; their number is under found",
    ),
    CHECK,
)
MERGED_FIGURE = rule(
    "merged_figure",
    "warning",
    (
        "合并单元格中的数量由多行共有, 只计入首行",
        "a figure shared by the rows of merged cells, kept in the first row only",
    ),
    ("请分行填写各小区的数值。", "Give each row its own figure."),
)
INDEX_REBUILT = rule(
    "index_rebuilt",
    "repair",
    ("缺少 .shx 文件, 已由 .shp 重建", "the .shx is missing and was rebuilt from the .shp"),
    CHECK,
)
ATTRIBUTES_MISSING = rule(
    "attributes_missing",
    "warning",
    ("缺少 .dbf 文件, 只有图形而无属性", "the .dbf is missing: shapes without attributes"),
    ("请一并提供同名 .dbf 文件。", "Give the .dbf of the same name along with it."),
)
CRS_MISSING = rule(
    "crs_missing",
    "warning",
    ("图层未注明坐标系", "the layer names no coordinate system"),
    ("请补充 .prj 文件, 或用 --crs 指明坐标系。", "Add the .prj, or name the system with --crs."),
)
LOCAL_COORDINATES = rule(
    "local_coordinates",
    "warning",
    (
        "CAD 图不带坐标系, 可能是本地或施工坐标",
        "a CAD drawing carries no coordinate system; its coordinates may be local",
    ),
    ("请用 --crs 指明坐标系, 并在地图上核对位置。", "Name the system with --crs and check the places on the map."),
)
LINES_CLOSED = rule(
    "lines_closed",
    "repair",
    ("闭合线已按面读取, 个数见“原值”", "closed lines were read as outlines; their number is under found"),
    CHECK,
)

READER_REMARK = rule(
    "reader_remark",
    "warning",
    ("读取程序另有提示, 见“原值”", "the reader itself remarked on the file; its words are under found"),
    ("请用 QGIS 打开核对该图层。", "Open the layer in QGIS and check it."),
)

_READING_RULES: dict[str, Rule] = {told.id: told for told in tuple(globals().values()) if isinstance(told, Rule)}


def tell_reading(notes: Iterable[Note]) -> Findings:
    """Return the notes of a reader as findings, each under its rule."""
    return Findings.concat(
        Findings.of(
            _READING_RULES[note.rule], row=[note.row], field=note.field, found=[note.found], becomes=[note.becomes]
        )
        for note in notes
    )


def asked_about(notes: Iterable[Note]) -> set[str]:
    """Return the headers whose meaning was asked for already, so that they are not called unknown too."""
    return {note.field for note in notes if note.rule == HEADER_UNCLEAR.id}
