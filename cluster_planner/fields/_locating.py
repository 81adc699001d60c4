"""Other ways in which a ledger says where a community lies: read, turned into longitude and latitude, not kept."""

from __future__ import annotations

from cluster_planner.fields._axis_spellings import axis_spellings, pair_spellings
from cluster_planner.fields._field import Field, apart
from cluster_planner.fields._header_spellings import HEADERS


def _pair(datum: str) -> tuple[Field, Field, Field]:
    lon, lat, both = f"lon_{datum}", f"lat_{datum}", f"lonlat_{datum}"
    return (
        Field(name=lon, kind="number", unit="degrees", spellings=_spelt(lon, 0, datum), low=-180, high=180),
        Field(name=lat, kind="number", unit="degrees", spellings=_spelt(lat, 1, datum), low=-90, high=90),
        Field(name=both, kind="text", spellings=(*apart(HEADERS[both]), *pair_spellings(datum))),
    )


def _spelt(name: str, axis: int, datum: str) -> tuple[str, ...]:
    return (*apart(HEADERS[name]), *axis_spellings(axis, datum))


LOCATING: tuple[Field, ...] = (
    *_pair("gcj02"),
    *_pair("bd09"),
    Field(name="lonlat", kind="text", spellings=(*apart(HEADERS["lonlat"]), *pair_spellings())),
)
