"""What is proven of the component that each area lies in."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from cluster_planner.fields import certificate
from cluster_planner.model import PAIR, Plan
from cluster_planner.render._words import LANGUAGES


def certify_areas(plan: Plan) -> pd.DataFrame:
    """Say of each area how good the proposal is proven to be in its own component.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: ``component`` (count of communities), ``proven_zh`` and ``proven_en``; missing where the
        solver drew the component otherwise than the open links alone tell.
    """
    parts, proof = _components(plan), plan.areas.proof
    known = parts.merge(proof, how="left", on=["first", "communities"]).set_axis(parts.index)
    proven = known["status"].notna()
    told = {
        f"proven_{lang}": [
            certificate(status, gap, lang) if is_known else None
            for status, gap, is_known in zip(known["status"], known["gap"], proven, strict=True)
        ]
        for lang in LANGUAGES
    }
    return pd.DataFrame({"component": known["communities"].where(proven), **told}, index=known.index)


def _components(plan: Plan) -> pd.DataFrame:
    """Return of each area the component that its first member lies in: ``first`` (its smallest id) and its size."""
    ids, size = plan.communities.index, len(plan.communities)
    eligible = (plan.evaluation.communities["outcome"].reindex(ids) != "not_eligible").to_numpy()
    ends = np.column_stack([ids.get_indexer(plan.links.open.index.get_level_values(end)) for end in PAIR])
    ends = ends[eligible[ends].all(axis=1)]
    _, label = connected_components(coo_array((np.ones(len(ends)), ends.T), shape=(size, size)), directed=False)
    members = pd.DataFrame({"id": ids, "label": label}).groupby("label")["id"]
    parts = pd.DataFrame({"first": members.min(), "communities": members.size()})
    labels = plan.evaluation.communities["area_id"].reindex(ids).reset_index(drop=True).dropna()
    of_area = pd.Series(label[labels.index], labels).groupby(level=0).first().reindex(plan.evaluation.areas.index)
    return parts.reindex(of_area).set_axis(of_area.index)
