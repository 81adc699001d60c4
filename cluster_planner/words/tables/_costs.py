"""What each finding costs the plan, worst first: the order in which findings are read."""

from __future__ import annotations

import pandas as pd

# A file or sheet not read, communities refused, communities without a place, barriers and other surroundings, values,
# what is doubtful, what was repaired, and hints.
FILE, COMMUNITY, PLACE, SURROUNDINGS, VALUE, DOUBT, REPAIR, HINT = range(8)
_BY_SEVERITY = {"error": COMMUNITY, "warning": DOUBT, "repair": REPAIR}
_RULES = {
    FILE: "attributes_missing encoding_doubtful reader_remark crs_missing local_coordinates "
    "encoding_wrong layer_elsewhere tables_left more_left_than_read features_missing",
    COMMUNITY: "rows_hidden rows_struck rows_hidden_left rows_struck_left sheet_hidden table_turned tables_disagree",
    PLACE: "no_place fallback_place offset_fits pairs_disagree join.unmatched_ledger join.unmatched_place "
    "join.doubtful_alike join.doubtful_elsewhere join.doubtful_far join.doubtful_rivals join.doubtful_two_ids",
    SURROUNDINGS: "feature_empty kind_unknown no_column water_assumed boundaries_partial",
    VALUE: "not_a_number not_whole out_of_range not_a_year not_a_date date_order_unclear unknown_choice header_unclear "
    "merged_figure",
    DOUBT: "plan.no_barriers",
    HINT: "unknown_header unknown_headers mandatory_missing personal_data personal_value people_in_ids binary_left_out "
    "join.unknown_reference",
}
_BY_RULE = {rule: cost for cost, rules in _RULES.items() for rule in rules.split()}


def costs_of(findings: pd.DataFrame) -> pd.Series:
    """Return the place of each finding in the order of costs; what a plan assumed without data is a hint.

    Parameters
    ----------
    findings : DataFrame
        ``rule`` and ``severity``, as codes.

    Returns
    -------
    Series of int
        On the index of the findings: 0 for the dearest.
    """
    rules = findings["rule"].astype("str")
    known = {rule: _BY_RULE.get(rule, HINT if rule.startswith("plan.") else None) for rule in rules.unique()}
    usual = findings["severity"].astype("str").map(_BY_SEVERITY)
    return rules.map(known).fillna(usual).astype("int64")
