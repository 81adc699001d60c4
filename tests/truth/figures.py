"""The sheets of figures, each worked out again column by column, and what of them was not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from truth.sentence import Fault

SHEETS: dict[str, Callable] = {}
RELATIVE, CENT = 2e-6, 0.011  # figures are stated to six decimals, amounts in 万元


def sheet(title):
    """Register a function of a case and of a sheet that returns what its columns should hold, by header."""

    def register(function):
        SHEETS[title] = function
        return function

    return register


def check_figures(case):
    """Yield every figure of the sheets that is false, and every column of figures that is not worked out again."""
    outputs = case.outputs["zh"]
    for title in outputs.sheets:
        table = outputs.sheet(title)
        should = SHEETS[title](case, table) if title in SHEETS and len(table) else {}
        for header in () if title in AS_GIVEN else table:
            if header in should:
                yield from _differences(title, header, table, np.broadcast_to(should[header], len(table)))
            elif header not in TEXTS and _holds_figures(table[header]) and not _is_explained(case, header):
                yield Fault("unchecked", title, header, f"{int(table[header].notna().sum())} figures")


def same(stated, should):
    """Say of two columns where they agree: texts as they are, numbers to what a sheet shows, missing with missing."""
    stated, should = pd.Series(stated).reset_index(drop=True), pd.Series(np.asarray(should)).reset_index(drop=True)
    if not pd.api.types.is_numeric_dtype(should) and should.map(lambda value: isinstance(value, str)).any():
        return (stated.isna() & should.isna()) | (stated.astype(str) == should.astype(str))
    one, other = pd.to_numeric(stated, errors="coerce"), pd.to_numeric(should).astype(float)
    near = (one - other).abs() <= RELATIVE * other.abs().clip(lower=1) + CENT * (other.abs() > 1000)
    return near | (stated.isna() & other.isna())


# Columns of figures that are names of things, and figures that the input gives.
TEXTS = {"项目编号", "片区编号", "行号", "原表行号", "原值", "取值"}


AS_GIVEN = {"隔离数据"}  # rows as they came


def _holds_figures(column):
    return pd.to_numeric(column, errors="coerce").notna().any()


def _differences(title, header, table, should):
    agree = same(table[header], should).to_numpy()
    for row in np.flatnonzero(~agree):
        where = f"{title}!{header} row {row + 2} ({table.iloc[row, 0]})"
        yield Fault("false", f"{title}.{header}", where, f"{table[header].iloc[row]}, should be {should[row]}")


def _is_explained(case, header):
    """Say whether the page 算法 has a line for a column."""
    page = case.outputs["zh"].sheet("算法")
    if page.empty:
        return False
    lines = page.astype(str)
    return bool((lines.apply(lambda column: column.str.contains(header, regex=False)).any(axis=1)).any())
