"""What a plan adds up to: areas and communities alone by county, by year, and both; every sum of money to the cent."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cluster_planner._money import PER_UNIT, to_cents
from cluster_planner.model._inputs import Communities
from cluster_planner.model._programme import Programme
from cluster_planner.model._results import Evaluation
from cluster_planner.model._sums import with_saving

OF_AREAS = ("cost_alone_money", "cost_together_money", "saving_money")
_COUNTED = ("areas", "members", "alone", "communities", "households_known", "members_known", "cost_known")


def list_projects(evaluation: Evaluation, communities: Communities, programme: Programme) -> pd.DataFrame:
    """Return the areas, then the communities alone, with what they add to any sum.

    Returns
    -------
    DataFrame
        Indexed by ``outcome`` (``area`` or ``alone``) and ``project_id``: ``county``; ``year``, in which it starts,
        missing where in none; ``areas``, ``members``, ``alone`` and ``communities``, how many it is; ``households``.
        ``cost_alone_money``, ``cost_together_money`` and ``saving_money`` of areas, known for the same ones (see
        `with_saving`); ``cost_money``, what is to be paid: cost together of an area, cost alone of a community alone.
        ``households_known``, ``members_known`` (by the first three amounts) and ``cost_known`` count the communities
        that a figure covers.
    """
    table = pd.concat([_areas(evaluation, programme), _alone(evaluation, communities, programme)])
    table[list(_COUNTED)] = table[list(_COUNTED)].astype("int64")
    return table


def sum_projects(projects: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Sum up projects by county, year or outcome; an unknown county or year is a group of its own.

    Parameters
    ----------
    projects : DataFrame
        From `list_projects`.
    by : sequence of str
        Columns or levels of it; with none there is one sum of all.

    Returns
    -------
    DataFrame
        Indexed by these: the sums of all other columns. A sum is over what is known, and missing where nothing is; of
        how many communities it is, its count says.
    """
    amounts = [*OF_AREAS, "cost_money"]
    whole: pd.DataFrame = projects.reset_index()
    rows = whole.assign(**{name: to_cents(whole[name]) for name in amounts})
    keys = [rows[name] for name in by] or [pd.Series(0, rows.index)]
    groups = rows.groupby(keys, dropna=False, sort=True)
    sums = groups[["households", *amounts]].sum(min_count=1)
    table = groups[list(_COUNTED)].sum().join(sums)
    table[amounts] /= PER_UNIT
    # What there is none of adds up to nothing; what there is, but unknown, does not.
    table[list(OF_AREAS)] = table[list(OF_AREAS)].mask(table["areas"] == 0, 0.0)
    return table[["areas", "members", "alone", "communities", "households", *OF_AREAS, "cost_money", *_COUNTED[4:]]]


def sum_payments(projects: pd.DataFrame, programme: Programme, by: Sequence[str]) -> pd.DataFrame:
    """Sum up what each source pays for projects.

    Parameters
    ----------
    projects : DataFrame
        From `list_projects`.
    programme : Programme
        The same plan's.
    by : sequence of str
        Any of ``county``, ``year`` (of the start), ``paid_year``, ``outcome`` and ``project_id``.

    Returns
    -------
    DataFrame
        Indexed by these, a column for each source in their order; 0 where a source pays nothing.
    """
    payments = programme.payments.reset_index().rename(columns={"year": "paid_year"})
    placed = projects[["county", "year"]].reset_index()
    rows = payments.merge(placed, on=["outcome", "project_id"], how="left")
    sources = programme.funds.index.unique("source")
    rows["payment_money"] = to_cents(rows["payment_money"])
    keys = [rows[name] for name in by] or [pd.Series(0, rows.index)]
    sums = rows.groupby([*keys, rows["source"]], dropna=False, sort=True)["payment_money"].sum() / PER_UNIT
    by_source: pd.DataFrame = sums.unstack("source").reindex(columns=sources).fillna(0.0)  # noqa: PD010 - each source is there once
    return by_source


def pay_under_way(programme: Programme) -> pd.DataFrame:
    """Return what each source pays in each year for projects under way: what it gives beyond the programme's payments.

    Returns
    -------
    DataFrame
        Indexed by ``paid_year``, a column for each source in their order.
    """
    used = to_cents(programme.funds["used_money"]).rename_axis(["paid_year", "source"])
    paid = to_cents(programme.payments["payment_money"]).groupby(level=["year", "source"]).sum()
    left = (used - paid.rename_axis(["paid_year", "source"]).reindex(used.index, fill_value=0.0)) / PER_UNIT
    by_source: pd.DataFrame = left.unstack("source")[programme.funds.index.unique("source")]  # noqa: PD010 - see above
    return by_source


def _areas(evaluation: Evaluation, programme: Programme) -> pd.DataFrame:
    areas = pd.DataFrame(evaluation.areas).sort_index()
    priced = areas.index.isin(with_saving(areas).index)
    return _keyed(
        "area",
        areas[["county", "households", "households_known", "communities"]].assign(
            year=_years(programme.frame, areas.index),
            areas=1,
            members=areas["communities"],
            alone=0,
            **{name: areas[name].where(priced) for name in OF_AREAS},
            members_known=areas["cost_known"].where(priced, 0),
            cost_money=areas["cost_together_money"],
            cost_known=areas["cost_known"].where(areas["cost_together_money"].notna(), 0),
        ),
    )


def _alone(evaluation: Evaluation, communities: Communities, programme: Programme) -> pd.DataFrame:
    outcomes = evaluation.communities
    ids = outcomes.index[outcomes["outcome"] == "alone"].sort_values()
    frame = pd.DataFrame(communities.frame).reindex(ids)
    cost = outcomes["cost_alone_money"].reindex(ids)
    return _keyed(
        "alone",
        frame[["county", "households"]].assign(
            households_known=frame["households"].notna(),
            communities=1,
            year=_years(programme.alone, ids),
            areas=0,
            members=0,
            alone=1,
            **dict.fromkeys(OF_AREAS, float("nan")),
            members_known=0,
            cost_money=cost,
            cost_known=cost.notna(),
        ),
    )


def _years(programme: pd.DataFrame, ids: pd.Index) -> pd.Series:
    year = programme["year"] if "year" in programme else pd.Series(dtype="Int64")
    return year.astype("Int64").reindex(ids)


def _keyed(outcome: str, table: pd.DataFrame) -> pd.DataFrame:
    keys = pd.DataFrame(
        {"outcome": pd.Series(outcome, table.index, dtype="str"), "project_id": table.index.astype("str")}
    )
    return table.set_axis(pd.MultiIndex.from_frame(keys))
