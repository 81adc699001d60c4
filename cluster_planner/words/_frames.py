"""Facts in tables put into words of one language: ``reason_said`` becomes ``reason``."""

from __future__ import annotations

from math import log10
from typing import TypeVar

import pandas as pd
from pandas.api.types import is_numeric_dtype

from cluster_planner._money import DECIMALS
from cluster_planner.columns import find_column
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

SAID = "_said"  # the suffix of such columns
Table = TypeVar("Table", bound=pd.DataFrame)


def word_columns(table: Table, lang: Lang) -> Table:
    """Return a table with every column of facts as text under its plain name; all others unchanged.

    Parameters
    ----------
    table : DataFrame or GeoDataFrame
        Columns of facts have names that end in ``_said``.
    lang : {"zh", "en"}
        Language of the reader.
    """
    names = {name: str(name).removesuffix(SAID) for name in table if str(name).endswith(SAID)}
    worded: Table = table.assign(**{str(name): word_column(table[name], lang) for name in names}).rename(columns=names)
    return worded


def word_column(said: pd.Series, lang: Lang) -> pd.Series:
    """Return a column of facts as text, missing where there is none."""
    write = speaker(lang).write
    texts = [None if missing else write(fact) for fact, missing in zip(said, said.isna(), strict=True)]
    return pd.Series(texts, said.index, dtype="str", name=str(said.name).removesuffix(SAID))


def label_column(column: pd.Series, lang: Lang) -> pd.Series:
    """Return codes as the words that a planner reads; other values as they are."""
    known = find_column(str(column.name))
    if known is None or not known.choices:
        return column
    words = {
        value: ";".join(speaker(lang).label(f"choice.{known.vocabulary}", code) for code in str(value).split(";"))
        for value in column.dropna().unique()
    }
    return column.map(words)


def head_column(values: pd.Series, lang: Lang) -> str:
    """Return what stands above a column for planners, with the unit that its values are in; see `read_amounts`."""
    # Raw amounts, as in quarantined rows, are in the unit that the name of their column says.
    as_written = not is_numeric_dtype(values) and values.notna().any()
    return speaker(lang).header(str(values.name), form="raw_header" if as_written else "sheet_header")


def read_amounts(figures: pd.Series, lang: Lang) -> pd.Series:
    """Return amounts in the unit in which planners read them, to the cent; other figures as they are."""
    known = find_column(str(figures.name))
    if known is None or known.unit != "money":
        return figures
    worth = speaker(lang).worth(known.unit)
    # First to the cent, then the noise of the division away: the same amount in every language.
    return (figures.round(DECIMALS) / worth).round(DECIMALS + round(log10(worth)))
