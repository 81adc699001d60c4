"""Which rows of a ledger are totals and subtotals: by their words, by the ordinals of groups, by sums."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, matching
from cluster_planner.fields import Catalogue, division_in, is_ordinal, plain, starts_with_ordinal
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation._total_marks import (
    ENDS_LIKE_TOTALS,
    LIKE_COUNTED,
    LIKE_TOTALS,
    ONLY_COUNTED,
    PART_OF_TOTAL,
    TOTALS,
)
from cluster_planner.validation.values._amounts import bare_worth, column_in
from cluster_planner.validation.values._numbers import read_numbers

_PLACES = ("geometry", "lon", "lonlat", "lon_gcj02", "lon_bd09", "lonlat_gcj02", "lonlat_bd09")
_DIVISIONS = ("county", "subdistrict", "neighbourhood")
_ROUNDS = 4  # totals of totals
_HALF, _SHARE = 0.5, 0.001
_LEAST_ROWS = 2


def called_totals(table: pd.DataFrame) -> pd.Series:
    """Return which rows are called totals.

    By a word alone, wherever it stands; or, without a place, by the end of the name or of a division (资阳区 汇总), by
    a count in place of the name (全市, 2个小区), or as a part of a total (其中：中央).
    """
    texts = {str(name): as_text(table[name]) for name in table if _is_textual(table[name])}
    called, ending = pd.Series(data=False, index=table.index), pd.Series(data=False, index=table.index)
    for name, text in texts.items():
        found = matching(text, LIKE_TOTALS)
        if not found.any():
            continue
        likely = pd.Series(text[found].unique(), dtype="str")
        plainly = likely.map(lambda value: plain(value).rstrip(":"))
        called |= text.isin(likely[plainly.isin(TOTALS)])
        ends = text.isin(likely[plainly.str.fullmatch(ENDS_LIKE_TOTALS)])
        ending |= ends if name in _DIVISIONS else ends & _is_nameless(texts, table)
    return called | ((ending | _is_counted(texts, table) | parts_of_totals(table)) & ~_has_place(table))


def parts_of_totals(table: pd.DataFrame) -> pd.Series:
    """Return which rows say what a total consists of (其中：中央); they are neither communities nor totals."""
    found = pd.Series(data=False, index=table.index)
    for name in table:
        if _is_textual(table[name]) and (likely := matching(text := as_text(table[name]), LIKE_TOTALS)).any():
            found |= likely & text.where(likely, "").map(plain).str.fullmatch(PART_OF_TOTAL)
    return found & _is_nameless({"name": as_text(table["name"])} if "name" in table else {}, table)


def _is_nameless(texts: Mapping[str, pd.Series], table: pd.DataFrame) -> pd.Series:
    names = texts.get("name", pd.Series("", index=table.index)).map(plain)
    return (names == "") | names.str.fullmatch(f"{ENDS_LIKE_TOTALS}|{ONLY_COUNTED}|{PART_OF_TOTAL}")


def _is_counted(texts: Mapping[str, pd.Series], table: pd.DataFrame) -> pd.Series:
    """Return which rows have a count for a name, or no name and all divisions for a division."""
    found = pd.Series(data=False, index=table.index)
    for name in {"name", *_DIVISIONS} & set(texts):
        likely = matching(texts[name], LIKE_COUNTED)
        if likely.any():
            found |= likely & texts[name].where(likely, "").map(plain).str.fullmatch(ONLY_COUNTED)
    return found & _is_nameless(texts, table)


def headed_totals(table: pd.DataFrame) -> pd.Series:
    """Return which rows sum up a group under an ordinal (``一  资阳区  300``), without a name and a place."""
    rows = table[_may_be_totals(table)]
    found = pd.Series(data=False, index=table.index)
    if rows.empty:
        return found
    texts = [as_text(rows[name]) for name in rows if _is_textual(rows[name])]
    numbered = [text.map({value: _is_heading(value) for value in text.unique()}) for text in texts]
    found[rows.index] = pd.concat(numbered, axis="columns").any(axis="columns") if numbered else False
    return found.astype("bool")


def summing_rows(table: pd.DataFrame, totals: pd.Series, catalogue: Catalogue) -> pd.Series:
    """Return which other rows without place and name equal, in all their figures, the sum of rows under or over them.

    Parameters
    ----------
    table : DataFrame
        Rows in the user's order.
    totals : Series of bool
        Rows that are known to be totals; they are not summed.
    catalogue : Catalogue
        Knows which fields add up.

    Returns
    -------
    Series of bool
        A row with a name of its own is a community, whatever its figures are.
    """
    found = pd.Series(data=False, index=table.index)
    candidates = ~totals & _may_be_totals(table)
    fields = [field for field in catalogue.bank if field.adds_up and column_in(table, field) in table]
    if not fields or not candidates.any():
        return found
    read = {}
    for field in fields:
        column = table[column_in(table, field)].reset_index(drop=True)
        read[field.name] = read_numbers(column, field, Remarks(len(column)), bare_worth(table, field)).to_numpy()
    figures = np.column_stack(list(read.values()))
    slack = np.where([field.kind == "integer" for field in fields], 0.0, _SHARE)
    sums, left = totals.to_numpy(dtype=bool, copy=True), candidates.to_numpy(dtype=bool)
    for _ in range(_ROUNDS):
        more = _equal_to_sums(figures, sums, left & ~sums, slack)
        if not more.any():
            break
        sums |= more
    return pd.Series(sums, index=table.index) & ~totals


def _equal_to_sums(figures: np.ndarray, totals: np.ndarray, candidates: np.ndarray, slack: np.ndarray) -> np.ndarray:
    """Return which candidates are sums of the rows that follow, or that go before, with totals left out."""
    summed = np.where(totals[:, None], 0.0, np.nan_to_num(figures))
    running = np.concatenate([np.zeros((1, figures.shape[1])), summed.cumsum(axis=0)])
    counted = np.concatenate([[0], np.cumsum((summed > 0).any(axis=1))])
    given = np.isfinite(figures) & (figures > 0)
    first = np.where(given.any(axis=1), given.argmax(axis=1), -1)
    found = np.zeros(len(figures), dtype=bool)
    for column in range(figures.shape[1]):
        at = np.flatnonzero(candidates & (first == column))
        value, line = figures[at, column], running[:, column]
        for near, target in ((at + 1, line[at + 1] + value), (at, line[at] - value)):
            for side in ("left", "right"):
                far = np.searchsorted(line, target * (1 - 1e-12), side) - (side == "right")
                for step in (0, 1):
                    end = np.clip(far + step, 0, len(line) - 1)
                    gaps = np.abs(np.abs(running[end] - running[near]) - np.nan_to_num(figures[at]))
                    bound = _HALF * (slack == 0) + slack * np.abs(np.nan_to_num(figures[at]))
                    equal = (~given[at] | (gaps <= bound)).all(axis=1)
                    found[at] |= equal & (np.abs(counted[end] - counted[near]) >= _LEAST_ROWS)
    return found


def _may_be_totals(table: pd.DataFrame) -> pd.Series:
    """Return which rows have no place and no name, or only that of a division."""
    names = as_text(table["name"]) if "name" in table else pd.Series("", index=table.index)
    division = names.map({name: name == "" or division_in(name) is not None for name in names.unique()})
    addressed = as_text(table["address"]) != "" if "address" in table else False
    return division.astype("bool") & ~_has_place(table) & ~addressed


def _has_place(table: pd.DataFrame) -> pd.Series:
    placed = pd.Series(data=False, index=table.index)
    for name in _PLACES:
        if name in table:
            placed |= table[name].notna() & (as_text(table[name]) != "" if _is_textual(table[name]) else True)
    return placed


def _is_heading(text: str) -> bool:
    return bool(text) and (is_ordinal(text) or (starts_with_ordinal(text) and division_in(text) is not None))


def _is_textual(column: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column)
