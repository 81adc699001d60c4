"""Which header means which field of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from cluster_planner.fields import BANK, CATALOGUE, LOCATING, Field, plain, unit_factors

_BRACKET = re.compile(r"(?P<stem>.+)\((?P<unit>[^()]+)\)")


@dataclass(frozen=True)
class Claim:
    """A header's claim to a field: the lower its rank, the stronger; the unit that its brackets name."""

    field: str
    rank: int
    unit: str = ""


@cache
def _catalogue() -> dict[str, Claim]:
    """Return the claim of every known spelling: canonical name, Chinese header, labels, then the variants in order."""
    spellings: dict[int, list[tuple[str, str]]] = {}
    for field in (*BANK, *LOCATING):
        for rank, spelling in enumerate((field.name, field.zh, field.label("zh"), field.en, *field.variants), start=1):
            spellings.setdefault(rank, []).append((plain(spelling), field.name))
    claims: dict[str, Claim] = {}
    for rank, known in sorted(spellings.items()):
        for spelling, name in known:
            claims.setdefault(spelling, Claim(name, rank))
    return claims


def claim_of(header: str, mapping: Mapping[str, str]) -> Claim | None:
    """Return which field a header claims: by the user's mapping first, then by the catalogue; a unit is split off."""
    key = plain(header)
    own = {plain(theirs): name for theirs, name in mapping.items()}
    if key in own:
        return Claim(own[key], 0, _unit(key, CATALOGUE[own[key]]))
    if key in _catalogue():
        return _catalogue()[key]
    bracket = _BRACKET.fullmatch(key)
    claim = _catalogue().get(bracket["stem"]) if bracket else None
    unit = _unit(key, CATALOGUE[claim.field]) if claim else ""
    return Claim(claim.field, claim.rank, unit) if claim and unit else None


def _unit(key: str, field: Field) -> str:
    bracket = _BRACKET.fullmatch(key)
    return bracket["unit"] if bracket and bracket["unit"] in unit_factors(field) else ""


def recognised(headers: Iterable[str], mapping: Mapping[str, str]) -> int:
    """Count the headers that mean a field of the catalogue."""
    return sum(claim_of(header, mapping) is not None for header in headers)


def name_columns(frame: pd.DataFrame, mapping: Mapping[str, str]) -> pd.DataFrame:
    """Give columns their canonical names; what is unknown or claimed by a better header keeps its own header.

    A unit in the header that is not the field's own (``建筑面积(万㎡)``) is written behind each value, so that no
    figure changes its meaning on the way.

    Parameters
    ----------
    frame : DataFrame
        Table with unique headers.
    mapping : mapping of str to str
        The user's headers and the canonical names they mean.

    Returns
    -------
    DataFrame
        The same rows and columns under other names.
    """
    claims = {header: claim for header in frame.columns if (claim := claim_of(str(header), mapping))}
    winners: dict[str, str] = {}
    for header in sorted(claims, key=lambda header: claims[header].rank):
        winners.setdefault(claims[header].field, header)
    names = {header: name for name, header in winners.items()}
    others = {header: f"{header} (2)" for header in frame.columns if header in winners and header not in names}
    for header in names:
        unit = claims[header].unit
        if unit and unit_factors(CATALOGUE[claims[header].field])[unit] != 1:
            frame = frame.assign(**{header: frame[header].astype("str") + unit})
    return frame.rename(columns=names | others)


def index_as_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its index as first columns if it has a name, else without it."""
    return frame.reset_index(drop=frame.index.names == [None])


def unique_headers(cells: Iterable[object]) -> list[str]:
    """Return one header per column: blanks are numbered, repeated ones get ``(2)``, ``(3)``."""
    headers: list[str] = []
    for place, cell in enumerate(cells, start=1):
        stem = "" if pd.isna(cell) else " ".join(str(cell).split())  # type: ignore[call-overload]
        stem = stem or f"column {place}"
        header, copy = stem, 2
        while header in headers:
            header, copy = f"{stem} ({copy})", copy + 1
        headers.append(header)
    return headers
