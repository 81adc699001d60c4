"""The table as it comes: rows in the user's order, without rows that are no community and without personal data."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, matching
from cluster_planner._money import newer
from cluster_planner.columns import find_column
from cluster_planner.fields import Catalogue
from cluster_planner.model import Findings
from cluster_planner.validation._columns import refuse_twice
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import field_of
from cluster_planner.validation.values._odd_signs import leave_out_odd_signs
from cluster_planner.validation.values._personal import drop_personal
from cluster_planner.validation.values._total_rows import called_totals, headed_totals, parts_of_totals, summing_rows
from cluster_planner.validation.values._totals import compare_totals

_NO_HEADER = r"column \d+"  # what a column is called that has no header
_MOST_UNKNOWN = 25  # headers that are reported one by one
_SHOWN_UNKNOWN = 6
# What a spreadsheet shows where a formula went wrong (#N/A only says that nothing was found), or a formula itself.
_ERROR = r"^(?:#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FORMULA!)|=[A-Za-z(+-].*)$"


def open_table(
    raw: pd.DataFrame, foreign: Collection[str], catalogue: Catalogue
) -> tuple[pd.DataFrame, list[Findings]]:
    """Put the rows in the user's order; leave out blank rows, totals and personal data, with findings.

    Parameters
    ----------
    raw : DataFrame
        The table as it was read.
    foreign : collection of str
        Columns outside the catalogue that need no finding.
    catalogue : Catalogue
        The fields.

    Returns
    -------
    tuple of DataFrame and list of Findings
        Rows that should be communities, numbered from 0, and what was left out.

    Raises
    ------
    DataError
        If two columns have one name.
    """
    table, findings = drop_personal(in_order(raw), catalogue)
    table, about_signs = leave_out_odd_signs(table, catalogue)
    unknown = [str(name) for name in table if _is_unknown(table, str(name), foreign, catalogue)]
    blank, called = not_communities(table.drop(columns="source_row"))
    summing = summing_rows(table, called | blank, catalogue)
    totals = called | summing
    findings += [
        *about_signs,
        *_unknown_headers(unknown),
        Findings.of(rules.BLANK_ROW, row=table.loc[blank, "source_row"]),
        Findings.of(rules.TOTALS_ROW, row=table.loc[called, "source_row"], found=_called(table[called])),
        Findings.of(rules.TOTALS_BY_SUM, row=table.loc[summing, "source_row"], found=_called(table[summing])),
        *compare_totals(table, totals & ~parts_of_totals(table), catalogue),
    ]
    return table[~blank & ~totals].reset_index(drop=True), findings


def _is_unknown(table: pd.DataFrame, name: str, foreign: Collection[str], catalogue: Catalogue) -> bool:
    """Whether a column is not known; a blank one without a header only keeps others apart."""
    is_gap = re.fullmatch(_NO_HEADER, name) is not None and bool(table[name].isna().all())
    return not is_gap and not _is_ours(newer(name), foreign, catalogue)


def _unknown_headers(names: Sequence[str]) -> list[Findings]:
    """Report unknown headers one by one, or many in one line with the first of them."""
    if len(names) <= _MOST_UNKNOWN:
        return [Findings.of(rules.UNKNOWN_HEADER, field=name) for name in names]
    listed = ", ".join(names[:_SHOWN_UNKNOWN])
    return [Findings.of(rules.UNKNOWN_HEADERS, found=f"{listed}, ... ({len(names)})")]


def _called(rows: pd.DataFrame) -> list[str]:
    """Return what rows that are left out are called: by divisions and name."""
    named = rows[[name for name in ("county", "subdistrict", "neighbourhood", "name") if name in rows]]
    return [" ".join(dict.fromkeys(str(text) for text in row if not pd.isna(text))) for row in named.to_numpy()]


def _is_ours(name: str, foreign: Collection[str], catalogue: Catalogue) -> bool:
    """Whether a column is known: as a field, as one of the caller's, or as a column of a plan."""
    return name in foreign or name in catalogue or find_column(name) is not None


def in_order(raw: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the user's order, with shapes under ``geometry`` and row names under ``source_row``.

    Raises
    ------
    DataError
        If two columns have one name.
    """
    refuse_twice(raw)
    table = pd.DataFrame(raw)
    if isinstance(raw, gpd.GeoDataFrame):
        table = table.drop(columns=raw.geometry.name).assign(geometry=raw.geometry)
    if "source_row" not in table:
        table = table.assign(source_row=table.index)
    numbers = pd.to_numeric(table["source_row"], errors="coerce").reset_index(drop=True)
    # Rows of several tables bear names, such as 南县!5, and come in the order of the tables.
    return table if numbers.isna().any() else table.iloc[numbers.sort_values(kind="stable").index]


def not_communities(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return which rows are blank, and which are totals by their words or as heads of groups."""
    blank = np.ones(len(table), dtype=bool)
    for name in table:
        column = table[name]
        textual = pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column)
        blank &= (as_text(column) == "" if textual else column.isna()).to_numpy()
    return pd.Series(blank, index=table.index), (called_totals(table) | headed_totals(table)) & ~blank


def refuse_errors(table: pd.DataFrame, remarks: Remarks, catalogue: Catalogue) -> pd.DataFrame:
    """Refuse rows in which a formula failed or was never calculated; return the table without those cells."""
    for name in table:
        column = table[name]
        if pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column):
            wrong = matching(as_text(column), _ERROR)
            remarks.add(rules.ERROR_CELL, wrong, field=field_of(str(name), catalogue), found=column)
            if wrong.any():
                table = table.assign(**{str(name): column.mask(wrong)})
    return table
