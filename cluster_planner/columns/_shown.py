"""Columns that only tables for readers have: names in place of ids, sentences, plans side by side."""

from __future__ import annotations

from cluster_planner.columns._column import Column, code, count, money, number, share, text
from cluster_planner.columns._studies import EXCLUSIVE
from cluster_planner.fields import choices as allowed

# What stands in the sheets of a plan.
OF_PLANS = (
    text("area_name"),
    text("reason"),
    text("next_best"),
    text("bounds"),
    text("advice"),
    text("dividers"),
    text("unverified"),
    text("held_by_saving"),
    text("mode_reason"),
    text("rule"),
    text("unit"),
    number("quantity"),
    text("formula"),
    text("work"),
    code("in_scope", allowed.WORK_SCOPES),
    text("suggested"),
    money("suggested_money"),
    text("amount_rule"),
    code("saving_item", allowed.SAVING_ITEMS),
    money("amount_low_money"),
    money("amount_money"),
    money("amount_high_money"),
    text("strongest_pair"),
    text("weakest_pair"),
    text("focal_name"),
    text("neighbor_name"),
    text("focal_area"),
    text("neighbor_area"),
    share("together_share"),
    text("doubt"),
    text("proven"),
    count("served_households", "households"),
    text("site_names"),
    money("cost_money"),
    text("project_id"),
    text("start_year"),
    text("paid_year"),
    count("members_known"),
    count("areas_begun"),
    count("alone_begun"),
    code("fund", allowed.FUNDS),
    text("silent"),
    text("members"),
    Column("colour", "count", ""),
    text("wkt"),
    text("sheet"),
    text("item"),
    text("item_value"),
    text("setting"),
    text("setting_value"),
    text("setting_source"),
    text("meaning"),
    text("figure_name"),
    text("stands"),
    text("entering"),
    text("done"),
    text("problem"),
    text("remedy"),
    Column("count", "count", ""),
)

# Plans side by side, and one plan under many settings.
OF_COMPARISONS = (
    code("move", allowed.MOVES),
    text("figure_group"),
    text("plan_figure"),
    Column("figure_value", "figure"),
    text("plan_setting"),
    text("is_same"),
    text("base_setting"),
    text("swept_values"),
    text("governs"),
)

OF_REVIEWS = (
    text("reviewer"),
    code("reviewer_role", allowed.REVIEW_ROLES),
    text("wish"),
    code("review_state", allowed.REVIEW_STATES),
    text("against"),
    text("against_by"),
    text("comment"),
)

# Who pays what of a lift.
OF_LIFTS = (
    EXCLUSIVE,
    count("flats", "flats"),
    count("paying_flats", "flats"),
    money("lift_money"),
    money("subsidy_money"),
    number("share_money", "cny"),
    number("least_money", "cny"),
    number("most_money", "cny"),
    share("cost_share", digits=2),
)

SHOWN = (*OF_PLANS, *OF_COMPARISONS, *OF_REVIEWS, *OF_LIFTS)
