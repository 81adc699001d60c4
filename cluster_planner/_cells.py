"""Cells for several rooms: as text, safe in a spreadsheet, and back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.types import is_object_dtype

from cluster_planner._amount_spellings import PLAIN, WAN
from cluster_planner._money import older
from cluster_planner._signs import showable
from cluster_planner.said import FACTS

_BEGINS_A_FORMULA = tuple("=+-@\t\r")
_LONGEST_TEXT = 32_000


def as_text(column: pd.Series) -> pd.Series:
    """Return the cells as the text that the user sees, trimmed; missing ones are empty."""
    if pd.api.types.is_float_dtype(column):
        return column.map("{:.15g}".format).where(column.notna(), "").astype("str")
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.strftime("%Y-%m-%d")
    texts = column if column.dtype == "str" else column.astype("string")
    # Arrow itself: what pandas adds to each call costs more than the work on a small table.
    trimmed = pc.fill_null(pc.utf8_trim_whitespace(pa.array(texts.array)), "")
    return pd.Series(pd.array(trimmed, dtype="str"), index=column.index, name=column.name)


def matching(texts: pd.Series, pattern: str) -> np.ndarray:
    """Return which texts have a match of a pattern (of Arrow's kind); a missing one has none."""
    found = pc.fill_null(pc.match_substring_regex(pa.array(texts.array), pattern), fill_value=False)
    return np.asarray(found, dtype=bool)


def guard(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula or fails on."""
    shown = showable(text)
    return f"'{shown}"[:_LONGEST_TEXT] if shown.startswith(_BEGINS_A_FORMULA) else shown[:_LONGEST_TEXT]


def unguard(cells: pd.DataFrame) -> pd.DataFrame:
    """Remove what `guard` put before a text."""
    guarded = [name for name in cells if matching(cells[name], r"^'[=+\-@\t\r]").any()]
    plain = cells[guarded].apply(lambda column: column.str.replace(r"^'(?=[=+\-@\t\r])", "", regex=True))
    return pd.concat([cells.drop(columns=guarded), plain], axis="columns")[cells.columns] if guarded else cells


def columns_of_facts(table: pd.DataFrame) -> list[str]:
    """Return the columns that hold facts, not yet text."""
    objects = [name for name, kind in table.dtypes.items() if is_object_dtype(kind)]
    return [str(name) for name in objects if any(isinstance(value, FACTS) for value in table[name])]


def index_as_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table as a file holds it: its index as first columns if named, else dropped.

    Raises
    ------
    TypeError
        If a column holds facts not yet put into words.
    """
    unworded = columns_of_facts(frame)
    if unworded:
        raise TypeError(f"facts are put into words before they are written: {', '.join(unworded)}")
    return frame.reset_index(drop=frame.index.names == [None])


def name_alike(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Return a raw table with its amounts in 万元, under names that say so, where the other table has them in 万元."""
    names = [name for name in map(str, one) if older(name) != name and older(name) in other]
    in_wan = {
        name: one[name] / WAN if pd.api.types.is_numeric_dtype(one[name]) else _with_unit(one[name]) for name in names
    }
    return one.assign(**in_wan).rename(columns={name: older(name) for name in names})


def _with_unit(texts: pd.Series) -> pd.Series:
    """Add the plain unit to figures, which would be taken for 万元 without it."""
    return texts.astype("str").str.replace(r"(?<=\d)\s*$", PLAIN, regex=True)
