"""A limit that would be broken, as a clause."""

from __future__ import annotations

import pandas as pd

from cluster_planner.columns import find_column
from cluster_planner.evaluation._words import phrase
from cluster_planner.model import Communities, Works
from cluster_planner.said import Code, Count, Fact, Label, Money, Number, Said, several
from cluster_planner.settings import AreaSettings, Limit


def say_limit(detail: str, figure: float, settings: AreaSettings) -> Said:
    """Say which limit would be broken, by how much.

    Parameters
    ----------
    detail : str
        The column with the limit, with or without ``_max`` or ``_min``; or another rule.
    figure : float
        The total that would break it, missing if unknown.
    settings : AreaSettings
        The limits.

    Returns
    -------
    Said
        A clause.
    """
    column = _column(detail)
    limit = limits_of(settings).get(column)
    if limit is None:
        return phrase("limit_other", what=Label("header", column))
    what = say_limited(detail)
    if limit.min is not None and figure < limit.min:
        least, short = say_amount(limit.min, column), say_amount(limit.min - figure, column)
        return phrase("limit_below", what=what, figure=say_amount(figure, column), bound=least, short=short)
    bound = say_amount(limit.max, column) if limit.max is not None else Code("?")
    if pd.isna(figure):
        return phrase("limit_beyond", what=what, bound=bound)
    return phrase("limit_above", what=what, figure=say_amount(figure, column), bound=bound)


def say_limited(detail: str) -> Fact:
    """Return the name of the figure that a limit bounds, for a sentence."""
    column = _column(detail)
    return phrase("limited", column=Label("field", column)) if find_column(column) else Code(column)


def say_unverified(communities: Communities, works: Works, area: pd.Series, settings: AreaSettings) -> pd.Series:
    """Name the limits of each area that are still to be verified, since some members do not report the figure.

    Parameters
    ----------
    communities, works : Communities, Works
        What is known of the members; the investment is their cost alone.
    area : Series
        ``area_id`` of each community, missing if it is in none.
    settings : AreaSettings
        The limits.

    Returns
    -------
    Series
        Clauses to be worded, with the number of members that do not report, indexed by ``area_id``; missing if all do.
    """
    figures = communities.frame.assign(invest_money=works.costs["cost_alone_money"])
    columns = {name: limit.column or name for name, limit in sorted(settings.limits.items()) if limit.of == "area"}
    silent = pd.DataFrame(
        {name: figures[column].isna() for name, column in columns.items() if column in figures}, index=figures.index
    )
    counts = silent.groupby(area).sum()
    clauses = [
        several(
            [
                phrase("unverified_limit", what=say_limited(str(name)), count=Count(count))
                for name, count in row.items()
                if count
            ],
            "list",
        )
        for row in counts.to_dict("records")
    ]
    return pd.Series([each if each.items else None for each in clauses], index=counts.index, dtype=object)


def say_amount(figure: float, column: str) -> Fact:
    """Return a figure of a limited column with its unit."""
    known = find_column(column)
    unit = known.unit if known else ""
    if unit == "money":
        return phrase("amount.money", figure=Money(figure))
    return phrase(f"amount.{unit}", figure=Number(figure)) if unit else Number(figure)


def _column(detail: str) -> str:
    column = detail.removesuffix("_max").removesuffix("_min")
    return "span_m" if column == "span" else column


def limits_of(settings: AreaSettings) -> dict[str, Limit]:
    """Return the limits of areas by the column that they bound, those of number and span among them."""
    return {
        "communities": Limit(min=settings.min_communities, max=settings.max_communities),
        "span_m": Limit(max=settings.max_span_m),
        **settings.limits,
    }
