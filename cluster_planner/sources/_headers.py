"""Which header means which field of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from cluster_planner._money import older
from cluster_planner.fields import Catalogue, blot_secrets, plain, unit_factors
from cluster_planner.model import Header, Matched, Note
from cluster_planner.said import Code, Label, say, several
from cluster_planner.sources._header_candidates import PLAIN_UNIT, Claim, Words, claim_of, resembling, unclear
from cluster_planner.sources._mapping import FieldMapping

_RULES: dict[Matched, str] = {
    "truncated": "header_truncated",
    "unit_cut": "header_unit_cut",
    "alike": "header_alike",
    "settled": "header_settled",
    "unclear": "header_unclear",
}


def recognised(columns: Iterable[Words], mapping: FieldMapping) -> int:
    """Count the fields of the catalogue that headers mean beyond doubt."""
    claims = (claim_of(words, mapping) for words in columns)
    return len({claim.field for claim in claims if claim})


def match_headers(
    columns: Sequence[Words], mapping: FieldMapping, *, cut: bool = False, apart: Collection[int] = ()
) -> tuple[Header, ...]:
    """Find out what each header means; among several that claim one field, the surest gets it.

    Parameters
    ----------
    columns : sequence of tuple of str
        The words over each column, from top to bottom.
    mapping : FieldMapping
        The user's own headers and the canonical names that they mean, and the catalogue.
    cut : bool
        The headers come from a shapefile, which cuts them after ten bytes.
    apart : collection of int
        Places of columns that are no fields.

    Returns
    -------
    tuple of Header
        One for each column, under names that differ.
    """
    texts = unique_headers(blot_secrets("_".join(words)) for words in columns)
    own = {place: words for place, words in enumerate(columns) if place not in apart}
    claims = {place: claim for place, words in own.items() if (claim := claim_of(words, mapping))}
    held = _share_out(claims)
    rest = [place for place in own if place not in claims]
    for place in rest:
        if claim := _doubtful(columns[place], set(held.values()), mapping.catalogue, cut=cut):
            claims[place] = claim
            if claim.field:
                held[place] = claim.field
    names = _names(texts, held)
    return tuple(_header(text, place, names[place], claims.get(place), held) for place, text in enumerate(texts))


def _names(texts: Sequence[str], held: Mapping[int, str]) -> list[str]:
    """Return canonical names for columns that hold a field, and for the others their text, all different."""
    taken, names = {*held.values(), *map(older, held.values())}, []
    for place, text in enumerate(texts):
        name, copy = held.get(place, text), 2
        while place not in held and name in taken:
            name, copy = f"{text} ({copy})", copy + 1
        taken.add(name)
        names.append(name)
    return names


def _share_out(claims: Mapping[int, Claim]) -> dict[int, str]:
    """Give each field to its strongest claim, the first of equals."""
    holders: dict[str, int] = {}
    for place in sorted(claims, key=lambda place: (claims[place].rank, place)):
        holders.setdefault(claims[place].field, place)
    return {place: field for field, place in holders.items()}


def _doubtful(words: Words, taken: set[str], catalogue: Catalogue, *, cut: bool) -> Claim | None:
    """Return what a header unknown to the catalogue may mean, among the fields not yet taken."""
    return unclear(words, taken, catalogue) or resembling(words, taken, catalogue, cut=cut)


def _header(text: str, place: int, name: str, claim: Claim | None, held: Mapping[int, str]) -> Header:
    """Record what a header was taken for; one that lost its field to another is not used."""
    lost = claim is not None and claim.field != held.get(place, "")
    candidates = () if claim is None else claim.candidates or (claim.field,)
    if claim is None or lost:
        unused: Matched = "taken" if claim and claim.field else "unknown"
        return Header(text=text, column=place + 1, name=name, matched=unused, candidates=candidates)
    return Header(text=text, column=place + 1, name=name, matched=claim.matched, candidates=candidates, unit=claim.unit)


def name_columns(frame: pd.DataFrame, headers: Sequence[Header], catalogue: Catalogue) -> pd.DataFrame:
    """Give columns their names; a unit that is not the column's own travels with the values.

    Parameters
    ----------
    frame : DataFrame
        As many columns as there are headers.
    headers : sequence of Header
        What each column was taken for.
    catalogue : Catalogue
        The fields.

    Returns
    -------
    DataFrame
        The same cells; those under ``建筑面积(万㎡)`` have their unit written behind them, so that no figure changes
        its meaning on the way.
    """
    names = [column_of(header, catalogue) for header in headers]
    frame = frame.set_axis(names, axis="columns")
    foreign = {name: header for name, header in zip(names, headers, strict=True) if _is_foreign(header, catalogue)}
    return frame.assign(**{name: _with_unit(frame[name], header, catalogue) for name, header in foreign.items()})


def _with_unit(cells: pd.Series, header: Header, catalogue: Catalogue) -> pd.Series:
    """Write the unit of a header behind its figures, except where a cell names a unit of its own."""
    texts = cells.astype("str")
    own = texts.map(plain, na_action="ignore").str.endswith(tuple(unit_factors(catalogue[header.name])), na=False)
    return texts.where(own, texts + header.unit)


def column_of(header: Header, catalogue: Catalogue) -> str:
    """Return the name of the column of a header; for amounts it says whether bare figures are in 万元."""
    field = None if header.matched in ("taken", "unknown") else catalogue.get(header.name)
    is_amount = field is not None and field.unit == "money"
    return older(header.name) if is_amount and header.unit != PLAIN_UNIT else header.name


def _is_foreign(header: Header, catalogue: Catalogue) -> bool:
    """Whether a header names a unit that is not that of its column."""
    if header.unit in ("", PLAIN_UNIT):
        return False
    field = catalogue[header.name]
    return unit_factors(field)[header.unit] != field.bare_worth


def note_headers(headers: Sequence[Header]) -> tuple[Note, ...]:
    """Return a note for each header with a meaning that was inferred rather than looked up, taken, or not found."""
    holders = {header.name: header.text for header in headers if header.matched not in ("taken", "unknown")}
    return (*_note_inferred(headers), *_note_taken(headers, holders))


def _note_taken(headers: Iterable[Header], holders: Mapping[str, str]) -> tuple[Note, ...]:
    return tuple(
        Note(
            rule="header_taken",
            field=header.name,
            found=header.text,
            becomes=say("finding.taken", field=Label("field", name), holder=Code(holders.get(name, ""))),
        )
        for header in headers
        if header.matched == "taken"
        for name in header.candidates
    )


def _note_inferred(headers: Iterable[Header]) -> tuple[Note, ...]:
    return tuple(
        Note(
            rule=_RULES[header.matched],
            field=header.name,
            found=header.text,
            becomes=several(
                (say("finding.candidate", field=Label("field", name)) for name in header.candidates), "choices"
            ),
        )
        for header in headers
        if header.matched in _RULES
    )


def unique_headers(cells: Iterable[object]) -> list[str]:
    """Return one header per column: blanks are numbered, repeated ones get ``(2)``, ``(3)``."""
    headers: list[str] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells, start=1):
        stem = "" if pd.isna(cell) else " ".join(str(cell).split())  # type: ignore[call-overload]
        stem = stem or f"column {place}"
        header, copy = stem, 2
        while header in taken:
            header, copy = f"{stem} ({copy})", copy + 1
        headers.append(header)
        taken.add(header)
    return headers
