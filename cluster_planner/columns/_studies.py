"""The tables of studies: plans compared, one plan under many settings, and lifts with what each flat pays."""

from __future__ import annotations

from cluster_planner.columns._column import (
    Column,
    Table,
    code,
    count,
    money,
    number,
    of_field,
    said,
    score,
    share,
    text,
)
from cluster_planner.fields import choices as allowed

COMPARISON = {
    "areas": Table(
        "comparison.areas",
        (),
        (
            text("was_area_id", gaps=True),
            text("area_id", gaps=True),
            count("shared"),
            score("overlap"),
            count("was_communities"),
            count("communities"),
            share("kept_share", gaps=True),
            code("change", allowed.CHANGES),
        ),
    )
}

# A column for each varied knob stands before these.
SWEEP = Table(
    "sweep",
    (),
    (
        number("value", gaps=True),
        number("base_value", gaps=True),
        share("gap", gaps=True),
        count("areas", gaps=True),
        count("in_areas", gaps=True),
        count("alone", gaps=True),
        of_field("households"),
        money("cost_alone_money", gaps=True),
        money("cost_together_money", gaps=True),
        money("saving_money", gaps=True),
        share("saving_share", gaps=True),
        count("left_out", gaps=True),
        score("agreement", gaps=True),
        score("agreement_nearby", gaps=True),
        said("problem_said", gaps=True),
        number("seconds"),
    ),
    is_open=True,
)

_STAIRWELL, _FLAT = of_field("stairwell", gaps=False), of_field("flat", gaps=False)
_CENTS = Column("share_cents", "count")
EXCLUSIVE = of_field("exclusive_m2", gaps=False)._replace(digits=2)


def _votes(start: str) -> tuple[Column, Column]:
    return count(f"{start}owners", "persons"), EXCLUSIVE._replace(name=f"{start}exclusive_m2")


LIFTS = {
    "flats": Table(
        "lifts.flats",
        (_STAIRWELL, _FLAT),
        (
            of_field("floor", gaps=False),
            EXCLUSIVE,
            of_field("owner", gaps=False),
            of_field("opinion", gaps=False),
            Column("opts_in", "flag"),
            Column("source_row", "count"),
        ),
    ),
    "shares": Table("lifts.shares", (_STAIRWELL, _FLAT), (number("weight"), _CENTS)),
    "consent": Table(
        "lifts.consent",
        (_STAIRWELL,),
        (
            code("verdict", allowed.VERDICTS),
            *_votes(""),
            *_votes("voting_"),
            *_votes("favour_"),
            *_votes("more_voting_"),
            *_votes("more_favour_"),
        ),
    ),
}
