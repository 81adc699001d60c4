"""The four criteria inside each area: their means, and the pairs that are strongest and weakest."""

from __future__ import annotations

import pandas as pd

from cluster_planner.evaluation._totals import CRITERIA, inside_area
from cluster_planner.model import PAIR, Likeness


def rank_pairs(likeness: Likeness, area: pd.Series) -> pd.DataFrame:
    """Find inside each area the strongest and the weakest pair by each criterion and by likeness as a whole.

    Parameters
    ----------
    likeness : Likeness
        Criteria and likeness of the pairs.
    area : Series of shape (n,)
        ``area_id`` of each community, missing if it is in none.

    Returns
    -------
    DataFrame
        Indexed by ``(area_id, criterion)``, the criteria in their order and ``likeness`` last; nothing if no pair
        is known. ``pairs`` (number of known ones), ``mean``, ``strongest`` and ``weakest`` (figures), and their ends as
        ``strongest_focal``, ``strongest_neighbor``, ``weakest_focal``, ``weakest_neighbor``. Ties go to the first ids.
    """
    order = [*CRITERIA, "likeness"]
    inside = likeness.frame[order].assign(area_id=inside_area(likeness.frame.index, area))
    inside = inside.dropna(subset="area_id").reset_index()
    scores = inside.melt(["area_id", *PAIR], order, "criterion", "score").dropna(subset="score")
    scores["criterion"] = pd.Categorical(scores["criterion"], order, ordered=True)
    scores = scores.sort_values(["area_id", "criterion", "score", *PAIR])
    group = ["area_id", "criterion"]
    weakest = scores.drop_duplicates(group)
    strongest = scores.sort_values([*group, "score", *PAIR], ascending=[True, True, False, True, True])
    found = scores.groupby(group, observed=True)["score"].agg(["size", "mean"]).rename(columns={"size": "pairs"})
    for name, pairs in (("strongest", strongest.drop_duplicates(group)), ("weakest", weakest)):
        named = pairs.set_index(group).add_prefix(f"{name}_").rename(columns={f"{name}_score": name})
        found = found.join(named)
    return found.reset_index().astype({"criterion": "str"}).set_index(group)
