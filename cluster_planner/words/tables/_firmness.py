"""How good and how firm a plan is, as tables: what is proven of each component, and which pairs are in doubt."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Plan, Stability
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._plan import say_proof
from cluster_planner.words._speaker import speaker


def proof_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return what is proven of each component, in words, those with the largest gap first."""
    proof = plan.areas.proof
    communities = plan.communities.frame.reindex(proof["first"]).rename_axis("first").reset_index()
    proven = [speaker(lang).write(say_proof(*row)) for row in zip(proof["status"], proof["gap"], strict=True)]
    table: pd.DataFrame = communities[["county", "subdistrict"]].assign(
        first=communities["name"].fillna(communities["first"]),
        **{name: proof[name].to_numpy() for name in ("communities", "value", "bound", "columns")},
        proven=proven,
    )
    order = np.argsort(proof["value"].to_numpy() - proof["bound"].to_numpy(), kind="stable")
    return table.iloc[order].reset_index(drop=True)


def doubt_table(plan: Plan, stability: Stability, lang: Lang) -> pd.DataFrame:
    """Return the pairs on which the trials often disagree with the plan, the most doubtful first."""
    fragile = stability.fragile()
    table = pd.DataFrame(index=fragile.index)
    for end in PAIR:
        ids = fragile.index.get_level_values(end)
        table[f"{end}_name"] = plan.communities.frame["name"].reindex(ids).to_numpy()
        table[f"{end}_area"] = plan.areas.labels.reindex(ids).to_numpy()
    parted, joined = (speaker(lang).say(f"proof.{name}") for name in ("parted", "joined"))
    doubt = np.where(fragile["together"], parted, joined)
    return table.assign(together_share=fragile["share"], doubt=pd.Series(doubt, table.index, dtype="str"))
