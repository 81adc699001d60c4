"""The tables of construction: works, savings, facilities and modes."""

from __future__ import annotations

from cluster_planner.columns._column import (
    AREA_ID,
    COMMUNITY_ID,
    GEOMETRY,
    PAIRED,
    Column,
    Table,
    code,
    count,
    metres,
    money,
    number,
    of_field,
    said,
    text,
    year,
)
from cluster_planner.columns._evaluation import COST_ALONE, SAVING
from cluster_planner.fields import choices as allowed

_SERVICE = code("service", allowed.SERVICES)
_STATE = code("service_state", allowed.SERVICE_STATES)

WORKS = {
    "catalogue": Table(
        "works.catalogue",
        (code("code"),),
        (
            code("class", allowed.CATALOGUE_CLASSES),
            code("sync", allowed.SYNC_GROUPS, gaps=True),
            code("share", allowed.SHARINGS),
            text("when"),
            text("quantity"),
            text("becomes", gaps=True),
            number("low_money", "cny"),
            number("mid_money", "cny"),
            number("high_money", "cny"),
            year("price_year"),
            number("serves", "households", gaps=True),
            number("bulk_from", gaps=True),
            code("unit"),
            text("named_by", gaps=True),
        ),
        is_open=True,
    ),
    **{
        name: Table(f"works.{name}", (COMMUNITY_ID,), (), is_open=True) for name in ("quantities", "suggested", "named")
    },
    "costs": Table(
        "works.costs",
        (COMMUNITY_ID,),
        (
            *COST_ALONE,
            money("works_low_money"),
            money("works_money"),
            money("works_high_money"),
            code("cost_basis", allowed.COST_BASES, gaps=True),
            number("fit", gaps=True)._replace(digits=4),
            Column("knows_networks", "flag"),
        ),
    ),
}

SAVINGS = {
    "items": Table(
        "savings.items",
        (AREA_ID, code("item", allowed.SAVING_ITEMS)),
        (number("quantity"), code("unit"), number("rate_money", "cny", gaps=True), *SAVING),
    ),
    "corridors": Table(
        "savings.corridors",
        PAIRED,
        (
            text("area_id"),
            metres("facing_m"),
            metres("shared_trench_m"),
            text("networks"),
            code("conflict", allowed.CONFLICTS, gaps=True),
            GEOMETRY,
        ),
    ),
}

SERVICES = {
    "frame": Table(
        "services.frame",
        (AREA_ID, _SERVICE),
        (
            _STATE,
            metres("radius_m", gaps=True),
            of_field("households"),
            count("served_before", "households", gaps=True),
            count("served_after", "households", gaps=True),
            count("sites", "sites"),
            count("spaces_short", gaps=True),
            code("distance", allowed.DISTANCES),
        ),
    ),
    "sites": Table(
        "services.sites",
        (AREA_ID, _SERVICE, COMMUNITY_ID),
        (
            _STATE,
            count("households", "households"),
            number("persons", "persons", gaps=True),
            number("size_m2", "m2", gaps=True),
            count("spaces", gaps=True),
            text("also_serves", gaps=True),
            GEOMETRY,
        ),
    ),
    "modes": Table("services.modes", (AREA_ID,), (code("mode", allowed.MODES), said("mode_reason_said"))),
}
