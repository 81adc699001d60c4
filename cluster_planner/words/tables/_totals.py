"""What a plan adds up to: the sheets by county, year and source, and the rows of totals under other sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner._money import MONEY, PER_UNIT, to_cents
from cluster_planner.columns import find_column
from cluster_planner.model import OF_AREAS, Plan, pay_under_way, sum_payments, sum_projects, with_saving
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

UNSPLIT = "total"  # the one source where none is listed
PLACE = ("county", "year")
SHOWN = {"year": "start_year"}  # as text: there are also totals, and projects in no year
FIGURES = [
    "areas", "alone", "communities", "households", "households_known", *OF_AREAS, "members_known", "cost_money",
    "cost_known",
]  # fmt: skip
_SUMMED = ("areas", "figures", "members", "alone", "savings", "years", "schedule", "funds", "under_way")
_GROUPS = {"alone": "outcome", "schedule": "year", "funds": "fund"}  # what some of them are also summed by
# Of these, each is for itself: what is asked for in one year or for one project is no part of the others'.
_APART = ("more_money", "lacking_money", "saving_lost_money", "unpriced")


def county_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets ``counties`` and, where anything is paid, ``payments``; totals stand under them."""
    if not len(plan.projects):
        return {}
    tables = {"counties": _by_place(plan, PLACE, lang)}
    if len(plan.programme.payments):
        tables["payments"] = _by_payment(plan, lang)
    return tables


def total_rows(plan: Plan, tables: Mapping[str, pd.DataFrame], lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the rows of totals that stand under the sheets of a plan.

    Parameters
    ----------
    plan : Plan
        The plan.
    tables : mapping
        From `plan_tables`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    dict
        By sheet, a frame with the columns of the sheet, its index among them; the first two say what is summed. A sum
        is over what is known, and missing where nothing is; costs and savings of areas are summed over the same ones
        everywhere, see `with_saving`.
    """
    rows = {name: _sum_up(plan, name, tables[name], lang) for name in _SUMMED if len(tables.get(name, ()))}
    if "counties" in tables:
        rows["counties"] = pd.concat([_by_place(plan, by, lang) for by in (["county"], ["year"], [])])
    if "payments" in tables:
        rows["payments"] = _sum_payments(tables["payments"], lang)
    return rows


def _by_place(plan: Plan, by: Sequence[str], lang: Lang) -> pd.DataFrame:
    """Return what is in each county, year or both, what it costs and who pays it."""
    sums = sum_projects(plan.projects, by)[FIGURES]
    if len(plan.programme.payments):
        paid = _by_fund(sum_payments(plan.projects, plan.programme, by))
        sums = sums.join(paid).fillna(dict.fromkeys(paid, 0.0))
    return _placed(sums, PLACE, lang)


def _by_payment(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return what the sources pay in each year for the projects of each county and year, and for those under way."""
    by = (*PLACE, "paid_year")
    projects = sum_payments(plan.projects, plan.programme, by)
    under_way = pay_under_way(plan.programme)
    under_way = under_way[under_way.sum(axis=1) > 0]
    words = speaker(lang)
    frames = [_placed(_by_fund(paid).assign(used_money=_row_sums(paid)), by, lang) for paid in (projects, under_way)]
    frames[1]["county"], frames[1]["start_year"] = words.say("programme.under_way"), None
    return pd.concat(frames, ignore_index=True)


def _sum_payments(payments: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the payments of each year, then all of them."""
    whole = speaker(lang).say("common.total")
    cents = to_cents(payments.set_index(["county", "start_year", "paid_year"]))
    by_year = cents.groupby(level="paid_year").sum() / PER_UNIT
    every = (cents.sum() / PER_UNIT).to_frame(whole).T.rename_axis("paid_year")
    sums = pd.concat([by_year, every]).reset_index()
    placed: pd.DataFrame = sums.assign(county=whole, start_year=None)[list(payments)]
    return placed


def _sum_up(plan: Plan, name: str, sheet: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return the rows of totals of one sheet: of each group that it has, and of all of it where that means anything."""
    table = index_as_columns(sheet)
    names = [str(name) for name in table]
    figures = table[[name for name in names if _adds_up(table[name])]]
    of_costs = [name for name in names if name in figures and name.endswith(MONEY)]
    figures = figures.assign(**{column: to_cents(figures[column]) for column in of_costs})
    if name in ("areas", "figures"):
        priced = with_saving(plan.evaluation.areas).index
        figures[of_costs] = figures[of_costs].where(table["area_id"].isin(priced))
    if name == "alone":  # those that take no part are not paid for
        figures[of_costs] = figures[of_costs].where(table["outcome"] == "alone")
    sums = [figures.groupby(pd.Series(0, table.index)).sum(min_count=1)]
    if group := _GROUPS.get(name):
        apart = figures.groupby(table[group], sort=False, dropna=False).sum(min_count=1).reset_index()
        unknown = speaker(lang).say("programme.in_no_year")
        apart[group] = apart[group].astype("object").where(apart[group].notna(), unknown)
        sums = [apart] if name == "alone" else [apart, *sums] if len(apart) > 1 else sums
    rows = pd.concat(sums, ignore_index=True)
    rows[of_costs] /= PER_UNIT
    label = {table.columns[0]: speaker(lang).say("common.total")}
    return rows.assign(**label).reindex(columns=table.columns)


def _placed(sums: pd.DataFrame, places: Sequence[str], lang: Lang) -> pd.DataFrame:
    """Return sums with their places in words as first columns; those that they are not by are totals."""
    words = speaker(lang)
    whole, silent = words.say("common.total"), words.catalogue.style["unknown"]
    unknown = {"county": silent, "year": words.say("programme.in_no_year")}
    table = sums.reset_index(drop=sums.index.names == [None])
    stated = {
        name: table[name].astype("str").where(table[name].notna(), unknown.get(name, silent))
        if name in table
        else whole
        for name in places
    }
    return table.assign(**stated)[[*places, *sums]].rename(columns=SHOWN)


def _row_sums(paid: pd.DataFrame) -> pd.Series:
    total: pd.Series = to_cents(paid).sum(axis=1) / PER_UNIT
    return total


def _by_fund(paid: pd.DataFrame) -> pd.DataFrame:
    """Return payments under the names that the bank has for the sources; where none is listed there are no columns."""
    named = paid.drop(columns=UNSPLIT, errors="ignore").rename(columns=lambda source: f"fund_{source}_money")
    return named.rename_axis(columns=None)


def _adds_up(values: pd.Series) -> bool:
    known = find_column(str(values.name))
    is_number = pd.api.types.is_numeric_dtype(values)
    return is_number and known is not None and known.adds_up and values.name not in _APART
