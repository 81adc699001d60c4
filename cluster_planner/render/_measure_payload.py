"""What plans are compared by: sums from which the value of each follows by the rules of any other."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pandas as pd
from pandas.util import hash_pandas_object

from cluster_planner.model import Plan
from cluster_planner.settings import record_settings


def pack_measure(plan: Plan) -> dict[str, Any]:
    """Return what the value of the areas is made of, without any gain for staying together.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    dict
        Sums over the areas: ``pairs`` of members, their ``likeness``, members after the first (``joined``), and metres
        along which members face each other (``facing_m``, null where this is not known). ``rules``: the threshold and
        weights of this plan. By the rules of another plan, the areas are worth ``likeness - min_likeness * pairs +
        saving_weight * (joined + facing_m / trench_m_per_mobilisation)``, as in `comparison`, if both have the same
        ``ground``: what links and likeness were measured by; and of ``inputs`` the same communities, as alike as they
        were.
    """
    areas, settings = plan.evaluation.areas, record_settings(plan.settings)
    members = areas["communities"].astype(float)
    pairs = members * (members - 1) / 2
    knobs = settings["areas"]
    ground = [settings["links"], settings["likeness"], knobs["max_span_m"]]
    counts = [len(plan.communities), len(plan.links.open), len(plan.links.blocked)]
    return {
        "pairs": float(pairs.sum()),
        "likeness": float((pairs * areas["likeness_mean"].astype(float)).sum()),
        "joined": float((members - 1).sum()),
        "facing_m": float(areas["facing_m"].sum()) if "facing_m" in areas else None,
        "rules": {name: knobs[name] for name in ("min_likeness", "saving_weight", "trench_m_per_mobilisation")},
        "ground": sha256(json.dumps([ground, counts], sort_keys=True, default=str).encode()).hexdigest()[:16],
        "inputs": {"likeness": _digest(plan.likeness.frame["likeness"])},
    }


def _digest(pairs: pd.Series) -> str:
    """Return what changes with any pair or its figure, and with no order of rows, as a checksum of a file would."""
    return f"{int(hash_pandas_object(pairs).to_numpy().sum()):016x}"
