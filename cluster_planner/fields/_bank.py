"""The fields of the reserve bank: what a planner may record of a community."""

from __future__ import annotations

from cluster_planner._amount_spellings import WAN
from cluster_planner.fields import choices as allowed
from cluster_planner.fields._axis_spellings import axis_spellings
from cluster_planner.fields._field import Field, Kind, apart
from cluster_planner.fields._header_spellings import HEADERS

LARGEST = 1e7  # of anything counted, or paid in 万元, in one community: more is a slip of the pen

_AXES = ("lon", "lat")


def _field(name: str, kind: Kind = "text", unit: str = "", **more: object) -> Field:
    if kind in ("integer", "number"):
        more.setdefault("high", LARGEST * WAN if unit == "money" else LARGEST)
    axes = axis_spellings(_AXES.index(name)) if name in _AXES else ()
    return Field(name=name, kind=kind, unit=unit, spellings=(*apart(HEADERS[name]), *axes), **more)  # type: ignore[arg-type]


IDENTITY = (
    _field("community_id", mandatory=True),
    _field("name", mandatory=True),
    _field("alias"),
    _field("county", mandatory=True),
    _field("adcode"),
    _field("subdistrict", mandatory=True),
    _field("neighbourhood", mandatory=True),
    _field("address", mandatory=True),
    _field("lon", "number", "degrees", low=-180, high=180, mandatory=True),
    _field("lat", "number", "degrees", low=-90, high=90, mandatory=True),
    _field("crs_tag", "choice", choices=allowed.CRS_TAGS),
)

BUILT = (
    _field("build_year", "integer", "year", low=1900, high=2100, mandatory=True),
    _field("build_year_to", "integer", "year", low=1900, high=2100),
    _field("buildings", "integer", "buildings", low=0, mandatory=True),
    _field("units", "integer", "count", low=0, mandatory=True),
    _field("households", "integer", "households", low=0, mandatory=True),
    _field("residents", "integer", "persons", low=0),
    _field("residents_60", "integer", "persons", low=0),
    _field("floor_area_m2", "number", "m2", low=0, high=1000000000.0, mandatory=True),
    _field("site_m2", "number", "m2", low=0, high=100000000.0, mandatory=True),
    _field("storeys", "integer", "storeys", low=1, high=120),
    _field("structure", "choice", choices=allowed.STRUCTURES, mandatory=True),
    _field("tenure", "choice", choices=allowed.TENURES, mandatory=True),
    _field("former_unit"),
    _field("historic_quarter"),
    _field("culture_tags", "choices"),
    _field("trade_tags", "choices"),
)

CONDITION = (
    _field("management", "choice", choices=allowed.MANAGEMENTS, mandatory=True),
    _field("owners_committee", "choice", choices=allowed.COMMITTEES),
    _field("management_fee", "number", "fee", low=0, high=50),
    _field("parking", "integer", "count", low=0),
    _field("chargers", "integer", "count", low=0),
    _field("util_water", "choice", choices=allowed.CONDITIONS),
    _field("util_drainage", "choice", choices=allowed.CONDITIONS),
    _field("util_power", "choice", choices=allowed.CONDITIONS),
    _field("util_gas", "choice", choices=allowed.CONDITIONS),
    _field("util_telecom", "choice", choices=allowed.CONDITIONS),
    _field("sewer_separation", "choice", choices=allowed.SEWERS),
    _field("fire_lane", "choice", choices=allowed.FIRE_LANES),
    _field("fire_lane_m", "number", "m", low=0, high=50),
    _field("lifts", "integer", "lifts", low=0),
    _field("lifts_planned", "integer", "lifts", low=0),
)

PROJECT = (
    _field("works", "choices", mandatory=True),
    _field("works_class", "choices", choices=allowed.WORKS_CLASSES, mandatory=True),
    _field("mode", "choice", choices=allowed.MODES, mandatory=True),
    _field("earlier_area"),
    _field("consent_households", "integer", "households", low=0, mandatory=True),
    _field("consent_share", "number", low=0, high=1),
    _field("invest_money", "number", "money", low=0, mandatory=True),
    _field("fund_central_money", "number", "money", low=0),
    _field("fund_province_money", "number", "money", low=0),
    _field("fund_county_money", "number", "money", low=0),
    _field("fund_bond_money", "number", "money", low=0),
    _field("fund_utility_money", "number", "money", low=0),
    _field("fund_residents_money", "number", "money", low=0),
    _field("fund_private_money", "number", "money", low=0),
    _field("plan_year", "integer", "year", low=2000, high=2100, mandatory=True),
    _field("status", "choice", choices=allowed.STATUSES, mandatory=True),
    _field("started_on", "date"),
    _field("done_on", "date"),
    _field("accepted_on", "date"),
    _field("paid_money", "number", "money", low=0),
    _field("progress_share", "number", low=0, high=1),
    _field("contact_role"),
    _field("phone", personal=True),
    _field("id_card", personal=True),
    _field("contact_name", personal=True),
    _field("synthetic"),
    _field("geometry", "geometry"),
)

BANK: tuple[Field, ...] = IDENTITY + BUILT + CONDITION + PROJECT
