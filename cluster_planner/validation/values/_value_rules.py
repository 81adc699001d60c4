"""Rules on rows, values and ids. A breach of an ``error`` sends the row to quarantine."""

from __future__ import annotations

from cluster_planner.model import Rule

# Rows and columns of the table
BLANK_ROW = Rule("blank_row", "repair")
TOTALS_ROW = Rule("totals_row", "repair")
TOTALS_BY_SUM = Rule("totals_by_sum", "warning")
TOTALS_MISMATCH = Rule("totals_mismatch", "warning")
UNKNOWN_HEADER = Rule("unknown_header", "warning")
UNKNOWN_HEADERS = Rule("unknown_headers", "warning")
PERSONAL_DATA = Rule("personal_data", "warning")
PERSONAL_VALUE = Rule("personal_value", "warning")
PEOPLE_IN_IDS = Rule("people_in_ids", "warning")
ERROR_CELL = Rule("error_cell", "error")
ODD_SIGNS = Rule("odd_signs", "repair")
MANDATORY_MISSING = Rule("mandatory_missing", "warning")

# Values
SENTINEL = Rule("sentinel", "repair")
ZERO_IS_MISSING = Rule("zero_is_missing", "repair")
NUMBER_TEXT = Rule("number_text", "repair")
NUMBER_ABOUT = Rule("number_about", "repair")
STOREYS_TOGETHER = Rule("storeys_together", "repair")
NUMBER_RANGE = Rule("number_range", "warning")
UNIT_CONVERTED = Rule("unit_converted", "repair")
NOT_A_NUMBER = Rule("not_a_number", "warning")
NOT_WHOLE = Rule("not_whole", "warning")
OUT_OF_RANGE = Rule("out_of_range", "warning")
YEAR_TEXT = Rule("year_text", "repair")
YEAR_FROM_DATE = Rule("year_from_date", "repair")
YEAR_INTERVAL = Rule("year_interval", "repair")
YEAR_DECADE = Rule("year_decade", "warning")
YEAR_BOUND = Rule("year_bound", "warning")
NOT_A_YEAR = Rule("not_a_year", "warning")
DATE_TEXT = Rule("date_text", "repair")
DATE_ORDER = Rule("date_order", "repair")
DATE_ORDER_UNCLEAR = Rule("date_order_unclear", "warning")
NOT_A_DATE = Rule("not_a_date", "warning")
UNKNOWN_CHOICE = Rule("unknown_choice", "warning")

YEAR_IN_FUTURE = Rule("year_in_future", "error")
YEAR_STRADDLES = Rule("year_straddles", "warning")

# Values that contradict each other
COUNTS_CONTRADICT = Rule("counts_contradict", "error")
NO_BUILDINGS = Rule("no_buildings", "error")
SHARE_DISAGREES = Rule("share_disagrees", "warning")
UNIT_DOUBTFUL = Rule("unit_doubtful", "warning")
FUNDS_DIFFER = Rule("funds_differ", "warning")
OVERPAID = Rule("overpaid", "warning")
FAR_OVERPAID = Rule("far_overpaid", "error")
DATES_DISORDER = Rule("dates_disorder", "warning")
DATES_FAR_DISORDER = Rule("dates_far_disorder", "error")
ADCODE_DISAGREES = Rule("adcode_disagrees", "warning")

# Ids
ID_GIVEN = Rule("id_given", "repair")
ID_ROUNDED = Rule("id_rounded", "warning")
DUPLICATE_ROW = Rule("duplicate_row", "error")
DUPLICATE_ID = Rule("duplicate_id", "error")

SAME_COMMUNITY = Rule("same_community", "error")
SAME_NAME = Rule("same_name", "warning")
LIKE_NAME = Rule("like_name", "warning")
