"""The columns of a sheet of flats, from which lifts are paid for and consented to; and of the answer."""

from __future__ import annotations

from cluster_planner.fields import _choices as allowed
from cluster_planner.fields._field import Field, Kind, apart
from cluster_planner.fields._header_spellings import HEADERS


def _field(name: str, kind: Kind = "text", unit: str = "", **more: object) -> Field:
    return Field(name=name, kind=kind, unit=unit, spellings=apart(HEADERS.get(name, "")), **more)  # type: ignore[arg-type]


FLATS: tuple[Field, ...] = (
    _field("building"),
    _field("stairwell"),
    _field("floor", "integer", low=1, high=60, mandatory=True),
    _field("flat", mandatory=True),
    _field("exclusive_m2", "number", "m2", low=0.01, high=10000, mandatory=True),
    # Often a name, whatever is asked for: counted, never written out.
    _field("owner", mandatory=True, personal=True),
    _field("opinion", "choice", choices=allowed.OPINIONS),
    _field("opts_in", "choice", choices=allowed.ANSWERS),
)

LIFTS: tuple[Field, ...] = (
    _field("verdict", "choice", choices=allowed.VERDICTS),
    _field("flats", "integer", "flats"),
    _field("paying_flats", "integer", "flats"),
    _field("lift_wan", "number", "money"),
    _field("subsidy_wan", "number", "money"),
    _field("weight", "number"),
    _field("share_cny", "number", "cny"),
    _field("least_cny", "number", "cny"),
    _field("most_cny", "number", "cny"),
    _field("cost_share", "number"),
    _field("owners", "integer", "persons"),
    _field("voting_owners", "integer", "persons"),
    _field("voting_exclusive_m2", "number", "m2"),
    _field("favour_owners", "integer", "persons"),
    _field("favour_exclusive_m2", "number", "m2"),
    _field("more_voting_owners", "integer", "persons"),
    _field("more_voting_exclusive_m2", "number", "m2"),
    _field("more_favour_owners", "integer", "persons"),
    _field("more_favour_exclusive_m2", "number", "m2"),
)
