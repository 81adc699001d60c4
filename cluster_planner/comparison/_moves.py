"""Which communities one plan places otherwise than another."""

from __future__ import annotations

import numpy as np
import pandas as pd

CHANGES = ("kept", "changed", "new", "dissolved")
MOVES = ("switched", "joined", "left", "eligibility", "came", "went")


def find_moves(base: pd.DataFrame, other: pd.DataFrame, matched: pd.DataFrame) -> pd.Series:
    """Return what becomes of each community that the other plan places otherwise.

    Parameters
    ----------
    base, other : DataFrame
        ``area_id`` and ``outcome`` of the communities of either plan, indexed by ``community_id``.
    matched : DataFrame
        From `match_areas`: to be in the counterpart of one's area is no move.

    Returns
    -------
    Series
        Indexed by ``community_id``, sorted, only those that move: ``switched`` (to another area), ``joined`` (from no
        area into one), ``left`` (out of one), ``eligibility`` (in no area in either plan, but eligible in one alone),
        ``came`` and ``went`` (in the bank of one plan alone).
    """
    ids = base.index.union(other.index)
    before, after = (plan.reindex(ids) for plan in (base, other))
    counterpart = matched.dropna(subset=["was_area_id", "area_id"]).set_index("was_area_id")["area_id"]
    was, now = before["area_id"].notna(), after["area_id"].notna()
    follows = before["area_id"].map(counterpart).astype("str") == after["area_id"].astype("str")
    rules = [
        (~ids.isin(base.index), "came"),
        (~ids.isin(other.index), "went"),
        (was & now & ~follows, "switched"),
        (~was & now, "joined"),
        (was & ~now, "left"),
        (~was & ~now & (before["outcome"] != after["outcome"]), "eligibility"),
    ]
    move = np.select([np.asarray(rule) for rule, _ in rules], [name for _, name in rules], default="")
    moves = pd.Series(move, index=ids.rename("community_id"), name="move", dtype="str")
    return moves[moves != ""].sort_index()


def grade_areas(matched: pd.DataFrame) -> pd.Series:
    """Say of each row of `match_areas` whether the area is ``kept``, ``changed``, ``new`` or ``dissolved``."""
    gone, is_new = matched["area_id"].isna(), matched["was_area_id"].isna()
    same = (matched["shared"] == matched["communities"]) & (matched["shared"] == matched["was_communities"])
    grade = np.select([gone, is_new, same], ["dissolved", "new", "kept"], default="changed")
    return pd.Series(grade, index=matched.index, name="change", dtype="str")
