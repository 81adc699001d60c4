"""What the page adds up: money of every area and community to the cent, and by source.

Columns of tables are rounded as they are shown, so no sum may be taken of them. The columns here are whole cents:
any sum of them is exact in the page too (below 9e15), is rounded once, where it is shown, and equals those of workbook
and report for the same rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cluster_planner._money import PER_UNIT, to_cents
from cluster_planner.model import OF_AREAS, Plan, sum_payments
from cluster_planner.render._words import in_each
from cluster_planner.words import say_sharing


def pack_totals(plan: Plan) -> dict[str, Any]:
    """Return what areas and communities alone add to sums of money; sums are taken of the rows that a filter lets pass.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    dict
        ``per_unit``: cents in a plain unit. ``areas``, a value for each of ``areas.ids``: ``cost_alone_money``,
        ``cost_together_money`` and ``saving_money`` in cents, known for the same areas, so that the third is the
        difference of the others, NaN where unknown; ``cost_known``: how many members these cover, 0 where unknown.
        ``communities``, a value for each of ``communities.ids``: ``cost_alone_money`` in cents, NaN where unknown.

        What a plan costs is ``cost_together_money`` of areas and ``cost_alone_money`` of communities of outcome
        ``alone``. A sum is over what is known, and is itself unknown where there are rows but none is known; it is of
        ``cost_known`` of the ``communities`` of areas, and of how many alone are not NaN. Years, counties, households
        and ``households_known`` are in the tables, exactly.
    """
    areas = _rows_of(plan.projects, "area", plan.evaluation.areas.index)
    alone = plan.evaluation.communities["cost_alone_money"].reindex(plan.communities.index)
    return {
        "per_unit": PER_UNIT,
        "areas": {
            **{name: _cents(areas[name]) for name in OF_AREAS},
            "cost_known": areas["members_known"].to_numpy(dtype=np.int64),
        },
        "communities": {"cost_alone_money": _cents(alone)},
    }


def pack_sources(plan: Plan) -> dict[str, Any]:
    """Return the money of each year by source, and what each source pays for each area and community alone.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    dict
        ``codes`` and ``names`` (Chinese, English) of s sources, one of them, ``total``, where none is listed; ``rule``:
        how money is shared among projects (Chinese, English). All amounts are in cents.

        ``areas`` and ``communities``: for each source ``values``, one for each of their ``ids``: what it pays for the
        project over all years, 0 where it pays nothing, as for projects in no year and members of areas. Over all
        sources it is the cost of the project.

        ``years``: y years of money; the last may be one in which no project starts, but is paid. ``committed``: what
        projects under way are paid in each, NaN where unknown. ``budget`` and ``used``: for each source y ``values``;
        the budget is NaN where none is given; what is used is for projects under way and new ones.

        ``paid``: sums of what is paid for projects: r values of ``county`` (text, null where unknown), ``year`` (in
        which the projects start) and ``paid_year``, and ``amounts``: for each source r ``values``. Over counties and
        years of start, and with what is committed, they are what is used.
    """
    programme, funds = plan.programme, plan.programme.funds
    if funds.empty:
        return {"codes": []}
    by_project = sum_payments(plan.projects, programme, ["outcome", "project_id"])
    sources = by_project.columns.tolist()
    paid = sum_payments(plan.projects, programme, ["county", "year", "paid_year"])
    committed = programme.years["committed_money"]
    return {
        "codes": sources,
        "names": in_each(lambda words: [words.label("choice.fund", source) for source in sources]),
        "rule": in_each(lambda words: words.write(say_sharing(programme))),
        "years": programme.years.index.to_numpy(),
        "committed": _cents(committed),
        **{name: [_by_year(funds[f"{name}_money"], each) for each in sources] for name in ("budget", "used")},
        "areas": _by_source(_rows_of(by_project, "area", plan.evaluation.areas.index).fillna(0.0)),
        "communities": _by_source(_rows_of(by_project, "alone", plan.communities.index).fillna(0.0)),
        "paid": {
            "county": [None if pd.isna(county) else str(county) for county in paid.index.get_level_values("county")],
            **{name: paid.index.get_level_values(name).to_numpy(dtype=np.int64) for name in ("year", "paid_year")},
            "amounts": _by_source(paid),
        },
    }


def _rows_of(projects: pd.DataFrame, outcome: str, ids: pd.Index) -> pd.DataFrame:
    """Return the rows of areas, or of communities alone, in the order of these ids; missing where there is none."""
    mine = projects[projects.index.get_level_values("outcome") == outcome].droplevel("outcome")
    return mine.reindex(ids.astype("str"))


def _by_year(amounts: pd.Series, source: str) -> dict[str, np.ndarray]:
    return {"values": _cents(amounts.xs(source, level="source"))}


def _by_source(amounts: pd.DataFrame) -> list[dict[str, np.ndarray]]:
    return [{"values": _cents(amounts[source])} for source in amounts]


def _cents(amounts: pd.Series) -> np.ndarray:
    return to_cents(amounts.to_numpy(dtype=float, na_value=np.nan))
