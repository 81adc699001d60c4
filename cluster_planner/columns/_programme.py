"""The tables of years and money: the programme, and how far the yearly plans of the bank have come."""

from __future__ import annotations

from cluster_planner.columns._column import (
    AREA_ID,
    COMMUNITY_ID,
    GEOMETRY,
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
    year,
)
from cluster_planner.fields import choices as allowed

ORDER = Column("order", "count")
POINTS_DIGITS = 3  # of points as they are printed


def _projects(cost: str) -> tuple[Column, ...]:
    return (
        ORDER,
        year("year", gaps=True),
        money(cost, gaps=True),
        *(
            score(name, gaps=True)._replace(digits=POINTS_DIGITS)
            for name in ("score", "score_need", "score_saving", "score_consent")
        ),
        score("score_rate", gaps=True),
        money("more_money", gaps=True),
        year("more_year", gaps=True),
        said("reason_said"),
    )


PROGRAMME = {
    "frame": Table("programme.frame", (AREA_ID,), _projects("cost_together_money")),
    "years": Table(
        "programme.years",
        (year("year"),),
        (
            money("budget_money", gaps=True),
            money("committed_money", gaps=True),
            count("unpriced"),
            money("spent_money"),
            money("left_money", gaps=True),
            count("areas"),
            count("alone"),
            money("lacking_money", gaps=True),
        ),
    ),
    "alone": Table("programme.alone", (COMMUNITY_ID,), _projects("cost_alone_money")),
    "funds": Table(
        "programme.funds",
        (year("year"), code("source", allowed.FUNDS)),
        (money("budget_money", gaps=True), money("used_money")),
    ),
    "payments": Table(
        "programme.payments",
        (code("outcome", allowed.OUTCOMES), text("project_id"), year("year"), code("source", allowed.FUNDS)),
        (money("payment_money"),),
    ),
    "shortfalls": Table(
        "programme.shortfalls",
        (),
        (
            code("demand", allowed.DEMANDS),
            text("county", gaps=True),
            text("community_id", gaps=True),
            year("year", gaps=True),
            count("areas", gaps=True),
            count("missing", gaps=True),
            said("reason_said"),
        ),
    ),
}

_SHARES = (share("started_share", gaps=True), share("finished_share", gaps=True))
_PAID = share("paid_share", gaps=True, digits=2)
_COUNTED = ("households", "buildings", "floor_area_m2", "lifts", "parking", "chargers")

PROGRESS = Table(
    "progress",
    (of_field("plan_year"), text("county", gaps=True)),
    (
        count("communities"),
        of_field("households"),
        count("started"),
        count("finished"),
        *_SHARES,
        of_field("invest_money"),
        of_field("paid_money"),
        _PAID,
        count("reporting"),
    ),
)

UNDER_WAY = Table(
    "under_way",
    (AREA_ID,),
    (
        said("area_name_said"),
        text("county", gaps=True),
        of_field("plan_year"),
        count("communities"),
        of_field("households"),
        count("started"),
        count("finished"),
        *_SHARES,
        of_field("invest_money"),
        of_field("paid_money"),
        _PAID,
        count("reporting"),
        GEOMETRY,
    ),
)

STATISTICS = Table(
    "statistics",
    (code("scope", allowed.SCOPES), text("group", gaps=True)),
    (
        count("communities"),
        *map(of_field, _COUNTED),
        count("planned"),
        *_SHARES,
        _PAID,
        count("lifts_added", "lifts", gaps=True),
        count("parking_added", gaps=True),
        count("chargers_added", gaps=True),
        count("care_added", gaps=True),
        number("pipes_km", "km", gaps=True),
        *(count(f"{name}_known") for name in _COUNTED),
    ),
)
