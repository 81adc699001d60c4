"""Rules on rows, values and ids. A breach of an ``error`` sends the row to quarantine."""

from __future__ import annotations

from cluster_planner.validation._rule import CHECK, CORRECT, rule

# Rows and columns of the table
BLANK_ROW = rule("blank_row", "repair", ("空行, 已略过", "a blank row, left out"), CHECK)
TOTALS_ROW = rule(
    "totals_row", "repair", ("合计行, 不是小区, 已略过", "a row of totals, not a community, left out"), CHECK
)
TOTALS_MISMATCH = rule(
    "totals_mismatch",
    "warning",
    (
        "合计数与各行之和不符: 合计见“原值”, 各行之和见“处理”",
        "a total differs from the sum of its rows: the total is under found, the sum under done",
    ),
    CORRECT,
)
UNKNOWN_HEADER = rule(
    "unknown_header",
    "warning",
    ("表头无法识别, 该列未使用", "the header is unknown, the column is not used"),
    ("如需使用, 请在字段对照文件中注明其含义。", "To use it, say what it means in a mapping file."),
)
PERSONAL_DATA = rule(
    "personal_data",
    "warning",
    ("含个人信息, 该列不读入也不输出", "personal data: the column is neither kept nor written"),
    ("建议在原表中删除该列。", "Better remove the column from your table."),
)
PERSONAL_VALUE = rule(
    "personal_value",
    "warning",
    (
        "内容含电话或身份证号码, 已隐去, 个数见“原值”",
        "phone or identity numbers among the values, blotted out; their number is under found",
    ),
    ("请在原表中删除个人信息。", "Remove personal data from your table."),
)
ERROR_CELL = rule(
    "error_cell",
    "error",
    ("单元格是公式错误或未计算的公式", "the cell holds an error of a formula, or a formula never worked out"),
    ("请在 Excel 中改正公式并重新保存。", "Mend the formula in Excel and save again."),
)
MANDATORY_MISSING = rule(
    "mandatory_missing",
    "warning",
    ("必填项有缺, 缺值个数见“原值”", "a mandatory field has gaps; their number is under found"),
    ("补齐后体检得分和相似度更可靠。", "Fill them in: need and likeness become more reliable."),
)

# Values
SENTINEL = rule(
    "sentinel", "repair", ("以占位符表示的空值, 按缺失处理", "a placeholder for nothing, read as missing"), CHECK
)
ZERO_IS_MISSING = rule(
    "zero_is_missing",
    "repair",
    ("该项不可能为 0, 按缺失处理", "cannot be 0, read as missing"),
    ("请补填实际数值。", "Fill in the actual figure."),
)
NUMBER_TEXT = rule(
    "number_text", "repair", ("数值夹有文字或符号, 已取其数", "a number written with other signs, read"), CHECK
)
NUMBER_ABOUT = rule(
    "number_about", "repair", ("约数, 按所写数值取用", "an approximate number, taken as written"), CHECK
)
NUMBER_RANGE = rule(
    "number_range",
    "warning",
    ("填的是区间, 已折算为一个数", "a range, reduced to one number"),
    ("请填写一个确定的数值。", "Give one definite figure."),
)
UNIT_CONVERTED = rule("unit_converted", "repair", ("单位与字段不同, 已换算", "in another unit, converted"), CHECK)
NOT_A_NUMBER = rule("not_a_number", "warning", ("不是数值, 按缺失处理", "not a number, read as missing"), CORRECT)
OUT_OF_RANGE = rule(
    "out_of_range", "warning", ("超出合理范围, 按缺失处理", "outside the plausible range, read as missing"), CORRECT
)
YEAR_TEXT = rule(
    "year_text",
    "repair",
    ("年份夹有文字或写法简略, 已取其年份", "a year written with other signs, or short, read"),
    CHECK,
)
YEAR_FROM_DATE = rule(
    "year_from_date",
    "repair",
    ("填的是完整日期, 已取其年份, 个数见“原值”", "full dates, read for their year; their number is under found"),
    CHECK,
)
YEAR_INTERVAL = rule(
    "year_interval",
    "repair",
    (
        "年份为区间, 起止分别存入“建成年份”和“建成年份(止)”",
        "an interval of years: first and last are kept in two fields",
    ),
    CHECK,
)
YEAR_DECADE = rule(
    "year_decade",
    "warning",
    ("只写年代, 按该年代的起止年份处理", "only a decade, read as its first and last year"),
    ("请补填具体年份。", "Give the year."),
)
NOT_A_YEAR = rule("not_a_year", "warning", ("不是年份, 按缺失处理", "not a year, read as missing"), CORRECT)
DATE_TEXT = rule("date_text", "repair", ("日期写法不规范, 已统一为 年-月-日", "a date written otherwise, read"), CHECK)
NOT_A_DATE = rule("not_a_date", "warning", ("不是日期, 按缺失处理", "not a date, read as missing"), CORRECT)
UNKNOWN_CHOICE = rule(
    "unknown_choice",
    "warning",
    ("不在可选值之内, 按缺失处理", "none of the allowed values, read as missing"),
    (
        "请改用模板下拉列表中的值, 或在字段对照文件中注明其含义。",
        "Use a value of the template's list, or say what it means in a mapping file.",
    ),
)

YEAR_IN_FUTURE = rule(
    "year_in_future",
    "error",
    ("建成年份晚于计算楼龄的年份", "built after the year from which age is counted"),
    (
        "请改正; 确为新建的, 请调整设置项 checkup.reference_year。",
        "Correct it, or raise the setting checkup.reference_year.",
    ),
)
YEAR_STRADDLES = rule(
    "year_straddles",
    "warning",
    (
        "建成年份跨全额支持年限前后, 是否纳入以首期年份为准",
        "built partly before and partly after the year up to which all are eligible; the first year counts",
    ),
    ("请核实各期建成年份。", "Check the year of each phase."),
)

# Values that contradict each other
COUNTS_CONTRADICT = rule(
    "counts_contradict",
    "error",
    ("两项数量互相矛盾: 前者不应大于后者", "two figures contradict each other: the first cannot exceed the second"),
    CORRECT,
)
NO_BUILDINGS = rule("no_buildings", "error", ("有住户而楼栋数为 0", "households but 0 buildings"), CORRECT)
SHARE_DISAGREES = rule(
    "share_disagrees",
    "warning",
    (
        "同意率与同意户数、总户数不符, 按户数计算之值见“处理”",
        "the share in favour does not agree with the households; what they give is under done",
    ),
    CORRECT,
)
UNIT_DOUBTFUL = rule(
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
FUNDS_DIFFER = rule(
    "funds_differ",
    "warning",
    ("各项资金之和与总投资不符, 和见“处理”", "the funds do not add up to the investment; their sum is under done"),
    CORRECT,
)
OVERPAID = rule("overpaid", "warning", ("完成投资大于总投资", "more was paid than the investment planned"), CORRECT)
FAR_OVERPAID = rule(
    "far_overpaid", "error", ("完成投资超过总投资的两倍", "more than twice the investment planned was paid"), CORRECT
)
DATES_DISORDER = rule("dates_disorder", "warning", ("日期先后颠倒", "dates out of order"), CORRECT)
DATES_FAR_DISORDER = rule(
    "dates_far_disorder", "error", ("日期先后颠倒一年以上", "dates out of order by more than a year"), CORRECT
)
ADCODE_DISAGREES = rule(
    "adcode_disagrees",
    "warning",
    (
        "区划代码与县市区不符, 该县市区的代码见“处理”",
        "the county code is not that of the county; the county's code is under done",
    ),
    CORRECT,
)

# Ids
ID_GIVEN = rule(
    "id_given",
    "repair",
    ("无编号的小区已自动编号, 个数见“原值”", "communities without an id were given one; their number is under found"),
    ("如需固定编号, 请在原表中填写。", "Fill in ids if they must stay the same."),
)
DUPLICATE_ROW = rule(
    "duplicate_row",
    "error",
    ("与另一行完全相同, 保留首行", "the same as another row; the first is kept"),
    ("请删除重复行。", "Delete the repeated row."),
)
DUPLICATE_ID = rule(
    "duplicate_id",
    "error",
    ("编号重复而内容不同, 无法判断以哪行为准", "rows of one id differ; it is unclear which holds"),
    ("请改正编号或只保留一行。", "Correct the id, or keep one of the rows."),
)

SAME_COMMUNITY = rule(
    "same_community",
    "error",
    (
        "与另一行(见“原值”)同街道同名且同一位置, 保留首行",
        "same subdistrict, name and place as another row (under found); the first is kept",
    ),
    ("请删除重复行, 或改正名称或位置。", "Delete the repeated row, or correct its name or place."),
)
SAME_NAME = rule(
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
LIKE_NAME = rule(
    "like_name",
    "warning",
    (
        "与 100 米内另一小区(见“原值”)名称相近, 可能重复",
        "much the name of another community within 100 m (under found), perhaps the same",
    ),
    ("请核对是否为同一小区。", "Check whether the two are one."),
)
