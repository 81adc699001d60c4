"""Columns of a layer as the reader needs them: whole numbers to the last digit, lists as text, no pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
import pandas as pd

from cluster_planner.model import Note

Frame = TypeVar("Frame", bound=pd.DataFrame)

_LARGEST_EXACT = 2**53  # above it a float no longer holds every whole number
_LIST_TEXT = r"\[.*\]|\(\d+:.*\)|\{[^:]*\}"  # as JSON, as GDAL writes it, as PostgreSQL does
_COUNTED = r"^\(\d+:|\)$"


def plain_columns(frame: Frame) -> tuple[Frame, tuple[Note, ...]]:
    """Return a table of numbers, texts and shapes only.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame
        Columns as a file or a library holds them.

    Returns
    -------
    tuple of DataFrame and tuple of Note
        Lists are texts with ``;`` between their items, whole numbers too large for a float are texts of all their
        digits; a note on each column of photographs or other binary content, which is left out.
    """
    changed: dict[str, pd.Series] = {}
    notes: list[Note] = []
    for name, column in frame.items():
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.astype(column.cat.categories.dtype)  # noqa: PLW2901 - the same cells
        if _is_binary(column):
            notes.append(Note(rule="binary_left_out", field=str(name), count=int(column.notna().sum())))
        elif not column.equals(plain := _plain(column)) or column.dtype != frame[name].dtype:
            changed[str(name)] = plain
    return frame.drop(columns=[note.field for note in notes]).assign(**changed), tuple(notes)


def _is_binary(column: pd.Series) -> bool:
    return pd.api.types.is_object_dtype(column.dtype) and bool(
        column.dropna().map(lambda value: isinstance(value, bytes)).any()
    )


def _plain(column: pd.Series) -> pd.Series:
    kind = column.dtype
    if isinstance(kind, np.dtype) and kind == np.float16:
        return column.astype("float64")
    if pd.api.types.is_integer_dtype(kind):
        return whole_numbers(column)
    if pd.api.types.is_object_dtype(kind):
        return column.map(_as_one_text, na_action="ignore")
    return _lists_in_text(column) if pd.api.types.is_string_dtype(kind) else column


def whole_numbers(column: pd.Series) -> pd.Series:
    """Return whole numbers, any of which may be missing: as figures where a float holds them all, else as text."""
    if column.dtype.kind in "iu" and isinstance(column.dtype, np.dtype) and not _too_large(column):
        return column
    return column.astype("string").astype("str") if _too_large(column) else column.astype("float64")


def _too_large(column: pd.Series) -> bool:
    return bool(((column > _LARGEST_EXACT) | (column < -_LARGEST_EXACT)).any())


def is_inexact(column: pd.Series) -> bool:
    """Return whether a column of figures holds whole numbers of which a float may have lost digits."""
    return pd.api.types.is_float_dtype(column.dtype) and bool((column.abs() >= _LARGEST_EXACT).any())


def _as_one_text(value: object) -> object:
    """Return the items of a list as one text, and a record as JSON; anything else as it is."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return ";".join(str(_as_one_text(item)) for item in value if item is not None)
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, Mapping) else value


def _lists_in_text(column: pd.Series) -> pd.Series:
    """Return texts that were lists before they were saved as what they list."""
    texts = column.dropna().astype("str")
    listed = texts[texts.str.fullmatch(_LIST_TEXT)]
    if not len(listed):
        return column
    items = {text: _items(text) for text in listed.unique()}
    return column.mask(column.isin(listed), column.map(items)).astype("str")


def _items(text: str) -> str:
    if text.startswith("["):
        try:
            return str(_as_one_text(json.loads(text)))
        except ValueError:
            return text
    if text.startswith("("):
        return ";".join(pd.Series([text]).str.replace(_COUNTED, "", regex=True)[0].split(","))
    return ";".join(item.strip('"') for item in text[1:-1].split(","))
