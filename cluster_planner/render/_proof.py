"""What is proven of the component that each area lies in."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields import certificate
from cluster_planner.model import Plan
from cluster_planner.render._words import LANGUAGES


def certify_areas(plan: Plan) -> pd.DataFrame:
    """Say of each area how good the proposal is proven to be in its own component.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: ``component`` (count of communities), ``proven_zh`` and ``proven_en``.
    """
    proof = plan.areas.proof_of_areas
    told = {
        f"proven_{lang}": [
            certificate(status, gap, lang) for status, gap in zip(proof["status"], proof["gap"], strict=True)
        ]
        for lang in LANGUAGES
    }
    return pd.DataFrame({"component": proof["communities"], **told}, index=proof.index)
