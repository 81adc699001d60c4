"""What became of each wish of merged reviews, so that the next plan can answer those who made it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cluster_planner._held import NotHeldError, hold
from cluster_planner.books._record_shape import Decision
from cluster_planner.errors import SourceError
from cluster_planner.reviews import Demand, Merged
from cluster_planner.said import Code, Fact, Name, say, several, to_plain
from cluster_planner.words import say_breaches, say_demand, say_wanted


def format_decisions(merged: Merged) -> str:
    """Return wishes and remarks of merged reviews as JSON, one to a line, with what became of each.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    """
    wishes = [_wish(demand, merged) for demand in merged.demands if demand.wish != "own"]
    rows = [*wishes, *_remarks(merged)]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def read_decisions(path: Path) -> list[Decision]:
    """Return what `format_decisions` wrote; none where there is no such file, as with plans of version 0.1.

    Raises
    ------
    SourceError
        If the file is something else.
    """
    if not path.exists():
        return []
    try:
        found: list[Decision] = hold(json.loads(path.read_text(encoding="utf-8")), list[Decision])
    except (OSError, ValueError, RecursionError) as error:
        place = error.place if isinstance(error, NotHeldError) else ""
        raise SourceError(
            say("error.books.no_decisions", path=Code(str(path)), place=Code(place) if place else None),
            say("error.books.review_again"),
        ) from error
    return found


def _wish(demand: Demand, merged: Merged) -> dict[str, Any]:
    return _row(
        demand.kind if demand.binding else "opinion",
        sorted(demand.about),
        demand,
        say_demand(demand, merged.ground),
        merged.state_of(demand),
        _reason(demand, merged),
    )


def _reason(demand: Demand, merged: Merged) -> Fact | None:
    """Say who is against a wish, or which rules it breaks."""
    against = [
        other
        for conflict in merged.conflicts
        if demand in (conflict.one, conflict.other)
        for other in (conflict.one, conflict.other)
        if other != demand
    ]
    if against:
        return several((say_wanted(other, merged.ground) for other in against), "semicolons")
    return say_breaches(demand) if demand.breaks else None


def _remarks(merged: Merged) -> list[dict[str, Any]]:
    members = merged.ground.members
    return [
        {
            "kind": "comment",
            "communities": sorted(members.get(one.subject, ())) if one.about == "area" else [one.subject],
            "members": [],
            "reviewer_role": one.by.role,
            "reviewer": one.by.name,
            "wish": to_plain(Name(one.text)),
            "review_state": "noted",
            "why": None,
        }
        for one in merged.comments
    ]


def _row(kind: str, about: list[str], demand: Demand, wish: Fact, state: str, why: Fact | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "communities": about,
        "members": sorted(demand.members),
        "reviewer_role": demand.by.role,
        "reviewer": demand.by.name,
        "wish": to_plain(wish),
        "review_state": state,
        "why": to_plain(why),
    }
