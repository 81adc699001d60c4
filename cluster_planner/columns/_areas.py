"""The tables of the proposal: areas, proof, and firmness."""

from __future__ import annotations

from cluster_planner.columns._column import (
    AREA_ID,
    COMMUNITY_ID,
    PAIRED,
    Column,
    Table,
    code,
    count,
    money,
    number,
    share,
    text,
)
from cluster_planner.fields import choices as allowed

AREAS = {
    "frame": Table("areas.frame", (AREA_ID,), (count("communities"), number("value"))),
    "alone": Table(
        "areas.alone",
        (COMMUNITY_ID,),
        (
            code("reason"),
            text("other", gaps=True),
            text("detail", gaps=True),
            Column("figure", "figure", gaps=True),
            count("mates", gaps=True),
            number("pair_value", gaps=True),
            code("pair_rule", gaps=True),
            Column("pair_figure", "figure", gaps=True),
        ),
    ),
    "advice": Table(
        "areas.advice",
        (),
        (
            COMMUNITY_ID,
            code("change"),
            text("name"),
            Column("bound", "figure", gaps=True),
            text("other", gaps=True),
            text("mate"),
            count("members"),
        ),
    ),
    "obstacles": Table(
        "areas.obstacles",
        (),
        (
            COMMUNITY_ID,
            code("change", gaps=True),
            text("name", gaps=True),
            Column("bound", "figure", gaps=True),
            text("other", gaps=True),
            text("mate"),
            count("members"),
            code("rule", gaps=True),
            Column("figure", "figure", gaps=True),
        ),
    ),
    "proof": Table(
        "areas.proof",
        (),
        (
            text("first"),
            count("communities"),
            number("value"),
            number("bound"),
            share("gap"),
            code("status"),
            count("columns"),
            number("seconds"),
        ),
    ),
}

NEXT_BEST = {
    "frame": Table(
        "next_best.frame",
        (AREA_ID,),
        (
            number("value_lost", gaps=True),
            code("extent"),
            Column("moves", "list"),
            money("saving_lost_money", gaps=True),
        ),
    )
}

STABILITY = {"pairs": Table("stability.pairs", PAIRED, (share("share", gaps=True), Column("together", "flag")))}

CHANGES = {
    "areas": Table(
        "changes.areas",
        (AREA_ID,),
        (
            code("change", allowed.CHANGES),
            count("was_communities"),
            count("communities"),
            count("joined"),
            count("left"),
            count("under_way"),
        ),
    ),
    "communities": Table(
        "changes.communities",
        (COMMUNITY_ID,),
        (
            code("was", allowed.OUTCOMES_BEFORE),
            text("was_area_id", gaps=True),
            code("now", allowed.OUTCOMES_NOW),
            text("area_id", gaps=True),
            text("name", gaps=True),
        ),
    ),
}
