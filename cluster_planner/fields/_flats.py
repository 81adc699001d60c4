"""The columns of a sheet of flats, for sharing the cost of lifts and counting consent."""

from __future__ import annotations

from cluster_planner.fields import choices as allowed
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
    # Often a name, whatever the header asks for: counted, never written out.
    _field("owner", mandatory=True, personal=True),
    _field("opinion", "choice", choices=allowed.OPINIONS),
    _field("opts_in", "choice", choices=allowed.ANSWERS),
)
