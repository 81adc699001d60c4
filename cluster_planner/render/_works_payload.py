"""The works of each community as the page lists them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.render._words import in_each
from cluster_planner.words import name_units, name_works

MOST_COMMUNITIES = 10_000  # beyond this, the lists would be a sixth of the page; the workbook has them
FINE_UNTIL = 100  # quantities below are shown to a tenth


def pack_works(plan: Plan) -> dict[str, Any] | None:
    """Return which works each community needs, and how many units of each.

    Returns
    -------
    dict or None
        ``names`` and ``units`` of the works (Chinese, English), ``rates`` in CNY, ``measures``: distinct columns of
        quantities, one value a community, which several works share; ``measure``: of each work the number of its
        column; ``counted``: the communities where each work is part of the cost; ``named``: those with it in their
        ledger; ``suggested``: those that need it beyond the ledger. None where there are too many communities.
    """
    works = plan.works
    if len(plan.communities) > MOST_COMMUNITIES:
        return None
    outcome = plan.evaluation.communities["outcome"].reindex(plan.communities.index)
    takes_part = (outcome != "not_eligible").astype("float")
    planned, suggested = (table.mul(takes_part, axis=0) for table in (works.quantities, works.suggested))
    counted = planned.gt(0)
    needed = planned.where(counted, suggested)
    quantities = _rounded(needed.loc[:, needed.gt(0).any()])
    catalogue = works.catalogue.loc[quantities.columns]
    measures, measure = _share_measures(quantities, catalogue["quantity"].tolist())
    marks = {"counted": counted, "named": works.named & counted, "suggested": suggested.gt(0)}
    return {
        "codes": quantities.columns.tolist(),
        "names": in_each(lambda words: name_works(catalogue, words.lang).tolist()),
        "units": in_each(lambda words: name_units(catalogue, words.lang).tolist()),
        "rates": catalogue["mid_money"].to_numpy(dtype=float),
        "measures": [{"values": values} for values in measures],
        "measure": measure,
        **{name: [{"values": table[code].to_numpy()} for code in quantities] for name, table in marks.items()},
    }


def _rounded(quantities: pd.DataFrame) -> pd.DataFrame:
    return quantities.round(1).where(quantities < FINE_UNTIL, quantities.round())


def _share_measures(quantities: pd.DataFrame, rules: list[str]) -> tuple[list[np.ndarray], list[int]]:
    """Return distinct columns, and which one each work has: works of one rule with equal values share a column."""
    measures: list[np.ndarray] = []
    held: dict[str, int] = {}
    place = []
    for code, rule in zip(quantities, rules, strict=True):
        values = quantities[code].to_numpy()
        own = held.get(rule)
        if own is not None and _agree(measures[own], values):
            measures[own] = np.maximum(measures[own], values)
        else:
            own = held[rule] = len(measures)
            measures.append(values)
        place.append(own)
    return measures, place


def _agree(some: np.ndarray, others: np.ndarray) -> bool:
    both = (some > 0) & (others > 0)
    return bool(np.array_equal(some[both], others[both]))
