"""The tables of what areas and communities come to: size, need, likeness, money, reasons, check-up."""

from __future__ import annotations

from cluster_planner.columns._column import (
    AREA_ID,
    COMMUNITY_ID,
    GEOMETRY,
    Column,
    Table,
    code,
    count,
    metres,
    money,
    number,
    of_field,
    said,
    score,
    share,
    text,
)
from cluster_planner.fields import choices as allowed

STABLE = Column("stability", "share", gaps=True, digits=0, always=False)
COST_ALONE = (
    money("cost_alone_low_money", gaps=True),
    money("cost_alone_money", gaps=True),
    money("cost_alone_high_money", gaps=True),
)
SAVING = (
    money("saving_low_money", gaps=True),
    money("saving_money", gaps=True),
    money("saving_high_money", gaps=True),
)
_ITEMS = ("mobilisation", "trench", "surface", "facilities", "fees", "bulk")

EVALUATION = {
    "areas": Table(
        "evaluation.areas",
        (AREA_ID,),
        (
            said("area_name_said"),
            text("county", gaps=True),
            text("subdistrict", gaps=True),
            count("communities"),
            of_field("households"),
            of_field("floor_area_m2"),
            of_field("site_m2"),
            score("need", gaps=True),
            score("need_after", gaps=True),
            score("likeness_mean", gaps=True),
            score("likeness_min", gaps=True),
            score("location", gaps=True),
            score("type", gaps=True),
            score("trade", gaps=True),
            score("culture", gaps=True),
            metres("span_m"),
            metres("facing_m"),
            metres("shared_trench_m"),
            *COST_ALONE,
            money("cost_together_low_money", gaps=True),
            money("cost_together_money", gaps=True),
            money("cost_together_high_money", gaps=True),
            *SAVING,
            share("saving_share", gaps=True),
            *(money(f"{item}_saving_money", gaps=True, digits=1) for item in _ITEMS),
            number("value"),
            score("compactness"),
            number("value_lost", gaps=True),
            money("saving_lost_money", gaps=True),
            code("firmness", allowed.FIRMNESSES, gaps=True),
            STABLE,
            said("bounds_said"),
            said("next_best_said", gaps=True),
            said("reason_said"),
            GEOMETRY,
            code("mode", allowed.MODES),
            said("mode_reason_said"),
        ),
    ),
    "communities": Table(
        "evaluation.communities",
        (COMMUNITY_ID,),
        (
            text("area_id", gaps=True),
            code("outcome", allowed.OUTCOMES),
            *COST_ALONE,
            code("cost_basis", allowed.COST_BASES, gaps=True),
            STABLE,
            said("reason_said"),
        ),
    ),
    "criteria": Table(
        "evaluation.criteria",
        (AREA_ID, code("criterion", allowed.CRITERIA)),
        (
            count("pairs", "pairs"),
            score("mean"),
            text("strongest_focal"),
            text("strongest_neighbor"),
            score("strongest"),
            text("weakest_focal"),
            text("weakest_neighbor"),
            score("weakest"),
        ),
    ),
    "checks": Table(
        "evaluation.checks",
        (AREA_ID, code("indicator", allowed.CHECKS)),
        (
            count("passed"),
            count("failed"),
            count("unchecked"),
            count("failed_households", "households"),
            count("passed_after"),
            count("failed_after"),
            count("unchecked_after"),
            count("failed_households_after", "households"),
            share("coverage"),
            said("rule_said"),
        ),
    ),
}
