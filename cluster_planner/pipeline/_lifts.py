"""Lifts: from a sheet of flats to what each pays, and whether the owners agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner.books import write_sheets_and_texts, write_template
from cluster_planner.columns import TABLES, Table
from cluster_planner.errors import SourceError
from cluster_planner.fields import Field, Lang, unit_factors
from cluster_planner.lifts import LiftTerms, check_consent, share_cost, type_flats
from cluster_planner.profile import CHINA
from cluster_planner.said import Code, say
from cluster_planner.sources import FieldMapping, read_raw
from cluster_planner.words.tables import lift_tables


@dataclass(frozen=True, eq=False, kw_only=True)
class SharedLifts:
    """Flats, what each pays, the vote of each stairwell, and the terms; see `lifts`."""

    COLUMNS: ClassVar[Mapping[str, Table]] = {name: TABLES[f"lifts.{name}"] for name in ("flats", "shares", "consent")}

    flats: pd.DataFrame
    shares: pd.DataFrame
    consent: pd.DataFrame
    terms: LiftTerms


@held_to_annotations
def share_lifts(sheet: str | Path, terms: LiftTerms) -> SharedLifts:
    """Share the cost of a lift for each stairwell of a sheet of flats, and judge consent to it.

    Parameters
    ----------
    sheet : path
        Workbook or text table, ``FILE:sheet`` too, with the headers of the fields of flats.
    terms : LiftTerms
        Cost, scheme and majority.

    Returns
    -------
    SharedLifts
        Tables indexed by stairwell and flat.

    Raises
    ------
    SourceError
        If the sheet cannot be read.
    DataError
        If it holds what cannot be true; every fault is named.
    """
    flats = type_flats(read_raw(sheet, mapping=FieldMapping(headers=_headers())).frame)
    return SharedLifts(
        flats=flats, shares=share_cost(flats, terms), consent=check_consent(flats, terms.majority), terms=terms
    )


@held_to_annotations
def write_lifts(shared: SharedLifts, path: str | Path, lang: Lang = "zh") -> Path:
    """Write shares and votes as a workbook, without any owner.

    Raises
    ------
    SourceError
        If the file is no ``.xlsx`` or cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise SourceError(
            say("error.pipeline.not_xlsx", path=Code(str(path))),
            say("error.pipeline.such_as_lifts"),
        )
    sheets = lift_tables(shared.flats, shared.shares, shared.consent, shared.terms, lang)
    write_sheets_and_texts({path.name: sheets}, {}, path.parent, lang)
    return path


@held_to_annotations
def write_flats_template(path: str | Path, lang: Lang = "zh") -> Path:
    """Write an empty sheet of flats with drop-down lists.

    Raises
    ------
    SourceError
        If there is a file of that name, or it cannot be written.
    """
    return write_template(path, lang, fields=CHINA.catalogue.flats, sheet="flats")


def _headers() -> Mapping[str, str]:
    """Return every spelling of a header of the sheet, with its unit too, and the name of its column."""
    return {spelling: field.name for field in reversed(CHINA.catalogue.flats) for spelling in _spellings(field)}


def _spellings(field: Field) -> list[str]:
    words = [field.name, *field.spellings]
    units = [unit for unit, factor in unit_factors(field).items() if factor == 1]
    return [*words, *(f"{word}({unit})" for word in words for unit in units)]
