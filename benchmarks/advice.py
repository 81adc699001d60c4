"""Whether advice holds: communities alone act on theirs, left-out projects get their money, and all is planned again.

    python benchmarks/advice.py

draws both by seed and by kind over the sample and, where they are, Seoul and Wuxi, and writes the table in advice.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from acting import act  # noqa: E402
from real_input import INPUTS  # noqa: E402

from cluster_planner.model import Plan  # noqa: E402
from cluster_planner.pipeline import Checked, check_tables, plan_checked, read_tables  # noqa: E402

SEED, DRAWN, NEAR_M = 12, 40, 200.0
UNANSWERED = ("excluded", "no_place")


def near_others(plan: Plan) -> pd.Index:
    """Return the communities alone that have a link, open or blocked, or another community within 200 m."""
    alone = plan.areas.alone.index[~plan.areas.alone["reason"].isin(UNANSWERED)]
    places = plan.communities.frame.geometry.to_numpy().copy()
    places[~plan.communities.trusted] = None
    own = plan.communities.index.get_indexer(alone)
    at, other = shapely.STRtree(places).query(places[own], predicate="dwithin", distance=NEAR_M)
    near = alone[np.unique(at[own[at] != other])]
    linked = plan.links.frame.index.get_level_values(0).union(plan.links.frame.index.get_level_values(1))
    return alone[alone.isin(near) | alone.isin(linked)]


def draw(kinds: pd.Series, count: int, random: np.random.Generator) -> list[str]:
    """Draw so many of a table, of each kind in turn."""
    mixed = kinds.iloc[random.permutation(len(kinds))]
    turn = mixed.groupby(mixed).cumcount()
    return list(turn.sort_values(kind="stable").index[:count])


def joins(checked: Checked, plan: Plan, community: str) -> bool:
    """Plan again as the community was told, and see whether it is in an area with whom it was told."""
    changes = plan.areas.advice[plan.areas.advice["community_id"] == community]
    labels = plan_checked(*act(checked, plan.settings, changes), weighed=False).areas.labels
    return pd.notna(labels[community]) and labels[community] == labels[changes["mate"].iloc[0]]


def main() -> None:
    """Draw, act, plan again, and write the table."""
    random = np.random.default_rng(SEED)
    names = [name for name, inputs in INPUTS.items() if Path(inputs.table).exists()]
    for place, name in enumerate(names):
        inputs = INPUTS[name]
        checked = check_tables(read_tables(inputs), inputs.profile.settings)
        plan = plan_checked(checked, inputs.profile.settings)
        advice = plan.areas.advice
        kinds = advice.groupby("community_id")["change"].agg("+".join)
        near = near_others(plan)
        told = kinds[kinds.index.isin(near)]
        count = len(range(place, DRAWN, len(names)))
        kept = Counter()
        for community in draw(told, count, random):
            held = joins(checked, plan, community)
            kept[held] += 1
            print(name, community, kinds[community], held, flush=True)
        print(name, len(near), len(told), kept)


if __name__ == "__main__":
    main()
