"""What reviewers of the earlier plan asked for and what became of it, for the cards and pins of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_planner.model import Plan
from cluster_planner.render._words import in_each
from cluster_planner.said import from_plain
from cluster_planner.settings import AreaSettings

_DEMANDING = ("together", "apart", "locked", "excluded")


def pack_decisions(plan: Plan) -> list[dict[str, Any]]:
    """Return each wish and remark of the reviews that a plan heeds; none where it heeds none.

    Parameters
    ----------
    plan : Plan
        The plan; rows are places in its communities.

    Returns
    -------
    list of dict
        ``kind``, ``rows`` of the communities concerned, ``reviewer``, ``role``, ``state`` (``taken``, ``conflict``,
        ``breaks``, ``noted``, or ``dropped`` by the planner) and, in every language, ``wish`` and ``why`` (none where
        nothing is against it).
    """
    return [_pack(each, plan) for each in plan.about.get("decisions", ())]


def _pack(decision: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    rows = plan.communities.index.get_indexer(decision["communities"])
    is_taken, was = _is_in_force(decision, plan.settings.areas), decision["review_state"]
    wish, why = from_plain(decision["wish"]), None if is_taken else from_plain(decision["why"])
    return {
        "kind": decision["kind"],
        "rows": rows[rows >= 0].tolist(),
        "reviewer": decision["reviewer"],
        "role": decision["reviewer_role"],
        "state": "taken" if is_taken else "dropped" if was == "taken" else was,
        "wish": in_each(lambda words: words.write(wish)),
        "why": None if why is None else in_each(lambda words: words.write(why)),
    }


def _is_in_force(decision: Mapping[str, Any], settings: AreaSettings) -> bool:
    """Return whether the settings demand it, also where a planner decided so afterwards."""
    kind, members = decision["kind"], frozenset(decision["members"])
    if kind not in _DEMANDING:
        return False
    if kind == "excluded":
        return members <= set(settings.excluded)
    return members in {frozenset(group) for group in getattr(settings, kind)}
