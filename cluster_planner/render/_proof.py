"""What is proven of the component that each area lies in."""

from __future__ import annotations

import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.words import say_proof


def certify_areas(plan: Plan) -> pd.DataFrame:
    """Say for each area how good the proposal is proven to be in its own component.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: ``component`` (count of communities), ``proven_said``.
    """
    proof = plan.areas.proof_of_areas
    proven = [say_proof(status, gap) for status, gap in zip(proof["status"], proof["gap"], strict=True)]
    said = pd.Series(proven, index=proof.index, dtype=object)
    return pd.DataFrame({"component": proof["communities"], "proven_said": said})
