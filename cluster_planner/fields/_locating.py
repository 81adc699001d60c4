"""Other ways in which a ledger says where a community lies: read, turned into longitude and latitude, not kept."""

from __future__ import annotations

from cluster_planner.fields._field import Field, apart
from cluster_planner.fields._header_spellings import HEADERS


def _pair(datum: str) -> tuple[Field, Field]:
    lon, lat = f"lon_{datum}", f"lat_{datum}"
    return (
        Field(name=lon, kind="number", unit="degrees", spellings=apart(HEADERS[lon]), low=-180, high=180),
        Field(name=lat, kind="number", unit="degrees", spellings=apart(HEADERS[lat]), low=-90, high=90),
    )


LOCATING: tuple[Field, ...] = (
    *_pair("gcj02"),
    *_pair("bd09"),
    Field(name="lonlat", kind="text", spellings=apart(HEADERS["lonlat"])),
)
