"""Several reviews compared: what they agree on, where they clash, and what a new plan is to be held to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cluster_planner.reviews._demands import PLANNER, Demand, Ground, Replay, demands_of
from cluster_planner.reviews._file import Review, Reviewer


@dataclass(frozen=True)
class Conflict:
    """Two demands that no plan can meet both, and the communities that they are at odds over."""

    one: Demand
    other: Demand
    communities: tuple[str, ...]


@dataclass(frozen=True)
class Comment:
    """A remark on a community or an area."""

    by: Reviewer
    about: str
    subject: str
    text: str


@dataclass(frozen=True, eq=False)
class Merged:
    """The result of merging several reviews.

    Attributes
    ----------
    ground : Ground
        The plan that they are of.
    reviewers : tuple of Reviewer
        Who reviewed, in the order given.
    demands : tuple of Demand
        All that is wanted, that of the plan itself too.
    conflicts : tuple of Conflict
        Every two demands that clash.
    comments : tuple of Comment
        All remarks.
    content : tuple of Reviewer
        Who agrees to all the rest; it demands nothing and is against nobody.
    """

    ground: Ground
    reviewers: tuple[Reviewer, ...]
    demands: tuple[Demand, ...]
    conflicts: tuple[Conflict, ...]
    comments: tuple[Comment, ...]
    content: tuple[Reviewer, ...] = ()

    def state_of(self, demand: Demand) -> str:
        """Return what becomes of a demand: ``taken``, ``conflict``, ``breaks`` a rule, or ``noted`` as an opinion."""
        if demand.by == PLANNER:
            return "taken"  # whoever is against it, the settings of the plan still say so
        if any(demand in (conflict.one, conflict.other) for conflict in self.conflicts):
            return "conflict"
        if not demand.binding:
            return "noted"
        return "breaks" if demand.breaks else "taken"

    @property
    def taken(self) -> tuple[Demand, ...]:
        """The demands that a new plan is held to: binding, against nobody, and breaking no rule."""
        return tuple(demand for demand in self.demands if self.state_of(demand) == "taken")

    def agreements(self) -> list[tuple[Demand, ...]]:
        """Return the demands made more than once, in groups of the same wish."""
        alike: dict[Any, list[Demand]] = {}
        for demand in self.demands:
            alike.setdefault(demand.key, []).append(demand)
        return [tuple(group) for group in alike.values() if len(group) > 1]


def merge_reviews(reviews: Sequence[Review], ground: Ground) -> Merged:
    """Merge the reviews of one plan.

    Parameters
    ----------
    reviews : sequence of Review
        From `read_review`; their order does not affect the demands.
    ground : Ground
        The plan that they are of.

    Returns
    -------
    Merged
        Demands, conflicts and comments.

    Raises
    ------
    DataError
        If a review names what the plan does not have.
    """
    demands = demands_of([Replay(review, ground) for review in reviews], ground)
    conflicts = tuple(_conflicts(demands))
    return Merged(
        ground=ground,
        reviewers=tuple(review.reviewer for review in reviews),
        demands=tuple(demands),
        conflicts=(*conflicts, *_torn(_without(demands, conflicts))),
        content=tuple(review.reviewer for review in reviews if _is_content(review)),
        comments=tuple(sorted(_comments(reviews), key=lambda remark: (remark.about, remark.subject, remark.by))),
    )


def _conflicts(demands: Sequence[Demand]) -> Iterator[Conflict]:
    for one, other in combinations(demands, 2):
        if one.members & other.members and clash(one, other):
            both = one.about & other.about
            fewer = min(one.about, other.about, key=lambda about: (len(about), sorted(about)))
            yield Conflict(one, other, tuple(sorted(both or fewer)))


def _without(demands: Sequence[Demand], conflicts: Sequence[Conflict]) -> list[Demand]:
    """Return the binding demands that clash with no other."""
    at_odds = [side for conflict in conflicts for side in (conflict.one, conflict.other)]
    return [demand for demand in demands if demand.binding and demand not in at_odds]


def _torn(demands: Sequence[Demand]) -> Iterator[Conflict]:
    """Yield conflicts where members must be apart but several demands together join them by a chain."""
    held = [demand for demand in demands if demand.kind in {"together", "locked"}]
    for apart in (demand for demand in demands if demand.kind == "apart"):
        first = min(apart.members)
        if apart.members <= _chained(first, held):
            yield from (
                Conflict(apart, demand, tuple(sorted(apart.members))) for demand in held if demand.about & apart.members
            )


def _chained(community: str, held: Sequence[Demand]) -> frozenset[str]:
    """Return everybody who shares an area with a community if all these demands are met."""
    found, grown = frozenset[str](), frozenset((community,))
    while grown != found:
        found = grown
        grown = found.union(*(demand.members for demand in held if demand.members & found))
    return grown


def clash(one: Demand, other: Demand) -> bool:
    """Return whether no plan can meet both demands, or one objects to what the other wants.

    The demands have a community in common. Two that both put it with others clash where they name different areas.
    """
    kinds: dict[str, Demand] = {one.kind: one, other.kind: other}
    if set(kinds) == {"together"}:
        return not (one.areas <= other.areas or other.areas <= one.areas)
    if set(kinds) == {"locked"}:
        return one.members != other.members
    if "objected" in kinds:
        return _is_objected(kinds)
    if set(kinds) == {"together", "locked"}:
        return not kinds["together"].members <= kinds["locked"].members
    held = kinds.get("together") or kinds.get("locked")
    if held is None:
        return False
    return "excluded" in kinds or kinds["apart"].members <= held.members


def _is_objected(kinds: Mapping[str, Demand]) -> bool:
    """Return whether one objects to the very thing that the other wants to stay as it is."""
    rest = next((demand for kind, demand in kinds.items() if kind != "objected"), None)
    if rest is None or (rest.binding and rest.kind != "locked"):
        return False
    return rest.about == kinds["objected"].about


def _is_content(review: Review) -> bool:
    return any(operation["op"] == "agree_rest" for operation in review.operations)


def _comments(reviews: Sequence[Review]) -> Iterator[Comment]:
    for review in reviews:
        for operation in review.operations:
            if operation["op"] == "comment":
                text = " ".join(operation["text"].split())
                yield Comment(review.reviewer, operation["about"], operation["id"], text)
