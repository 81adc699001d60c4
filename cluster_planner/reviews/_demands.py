"""What a reviewer demands: the operations of a review as statements about who shares an area with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.reviews._file import Review, Reviewer
from cluster_planner.reviews._operations import NEW, areas_of, communities_of
from cluster_planner.said import Fact, say
from cluster_planner.settings import AreaSettings

Kind = Literal["together", "locked", "apart", "excluded", "objected"]
PLANNER = Reviewer("planner", "")
_OF_DEMANDS = frozenset(("together", "apart", "locked"))


@dataclass(frozen=True)
class Demand:
    """One wish of one reviewer.

    Attributes
    ----------
    kind : str
        ``together``: the members share an area; ``locked``: they are one exactly; ``apart``; ``excluded``: in none;
        ``objected``: not as it is, without saying how.
    wish : str
        What was done in the page: ``move``, ``found``, ``merge``, ``alone``, ``exclude``, ``lock``, ``apart``,
        ``agree``, ``object``; or ``own`` for a demand that the plan itself was made under.
    about : frozenset of str
        The communities that it speaks of.
    members : frozenset of str
        All communities that it binds: with a move also those of the area that nobody moves or separates.
    areas : frozenset of str
        The areas, old or new, that the members are to share.
    by : Reviewer
        Who made it.
    breaks : tuple of mapping
        Rules that the page showed as broken by it.
    """

    kind: Kind
    wish: str
    about: frozenset[str]
    members: frozenset[str]
    areas: frozenset[str]
    by: Reviewer
    breaks: tuple[Mapping[str, Any], ...] = ()

    @property
    def binding(self) -> bool:
        """Whether a new plan could be held to it; merely agreeing or objecting demands nothing."""
        return self.wish not in {"agree", "object"}

    @property
    def key(self) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
        """What demands for the same have in common; also the order in which demands are listed."""
        return self.kind, self.wish, tuple(sorted(self.about)), tuple(sorted(self.areas))


@dataclass(frozen=True, eq=False)
class Ground:
    """The plan that was reviewed.

    Attributes
    ----------
    labels : Series
        ``area_id`` of each community, missing where it is in none, indexed by ``community_id``.
    names : Series
        Name of each community, indexed alike.
    area_names : mapping
        Name of each area, to be worded.
    own : AreaSettings
        The demands that it was made under.
    """

    labels: pd.Series
    names: pd.Series
    area_names: Mapping[str, Fact]
    own: AreaSettings

    @cached_property
    def area_of(self) -> dict[str, str | None]:
        """Area of each community, ``None`` for none."""
        return {str(name): None if pd.isna(area) else str(area) for name, area in self.labels.items()}

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """Communities of each area."""
        return {str(area): frozenset(map(str, rows)) for area, rows in self.labels.groupby(self.labels).groups.items()}


class Replay:
    """A review replayed on its plan: which community is where at the end, and which was sent there."""

    def __init__(self, review: Review, ground: Ground) -> None:
        self.review, self.ground = review, ground
        self.area_of = dict(ground.area_of)
        self.sent: dict[str, str] = {}
        for operation in review.operations:
            self._refuse_strangers(operation)
            self._apply(operation)
        was = ground.area_of
        self.sent = {
            name: wish for name, wish in self.sent.items() if wish == "exclude" or self.area_of[name] != was[name]
        }

    def breaches_of(self, areas: AbstractSet[str | None]) -> tuple[Mapping[str, Any], ...]:
        """Return the rules that these areas break, except those of demands: demands clash with each other here."""
        broken = self.review.breaches
        return tuple(one for one in broken if one["area"] in areas and one["rule"] not in _OF_DEMANDS)

    def _refuse_strangers(self, operation: Mapping[str, Any]) -> None:
        strangers = [name for name in communities_of(operation) if name not in self.ground.area_of]
        strangers += [area for area in areas_of(operation) if area not in self.ground.members]
        if strangers:
            raise DataError(
                say("error.reviews.strangers"),
                say("error.reviews.export_again"),
                strangers,
            )

    def _apply(self, operation: Mapping[str, Any]) -> None:
        kind = operation["op"]
        if kind == "move":
            self._move(operation["community"], operation["to"])
        elif kind == "exclude":
            self.area_of[operation["community"]] = None
            self.sent[operation["community"]] = "exclude"
        elif kind == "merge":
            for name, area in self.area_of.items():
                if area == operation["area"]:
                    self.area_of[name] = operation["into"]

    def _move(self, community: str, to: str) -> None:
        if to.startswith(NEW) and to not in self.area_of.values():
            self.area_of[to[1:]] = to
            self.sent[to[1:]] = "move"
        self.area_of[community] = to or None
        self.sent[community] = "move"


def demands_of(replays: Iterable[Replay], ground: Ground) -> list[Demand]:
    """Return every demand of the reviews and of the plan itself, in a fixed order."""
    replays = list(replays)
    unsettled = {name for replay in replays for name in (*replay.sent, *_torn_mates(replay))}
    cores = {area: members - unsettled for area, members in ground.members.items()}
    found = [*own_demands(ground)]
    for replay in replays:
        found += [*_of_places(replay, cores), *_of_operations(replay, cores)]
    once = {(demand.key, demand.by): demand for demand in found}
    return [once[key] for key in sorted(once)]


def _torn_mates(replay: Replay) -> Iterator[str]:
    """Yield members of one area who are to be apart: a move to that area does not say to which of them."""
    area_of = replay.ground.area_of
    for operation in replay.review.operations:
        if operation["op"] == "apart" and len({area_of[name] for name in operation["communities"]}) == 1:
            yield from operation["communities"]


def own_demands(ground: Ground) -> Iterator[Demand]:
    """Yield the demands that the plan itself had to meet."""
    lists: tuple[tuple[Kind, tuple[tuple[str, ...], ...]], ...] = (
        ("together", ground.own.together),
        ("apart", ground.own.apart),
        ("locked", ground.own.locked),
        ("excluded", tuple((name,) for name in ground.own.excluded)),
    )
    for kind, groups in lists:
        for group in map(frozenset, groups):
            areas = frozenset(area for name in group if (area := ground.area_of.get(name)) is not None)
            yield Demand(kind, "own", group, group, areas, PLANNER)


def _of_places(replay: Replay, cores: Mapping[str, frozenset[str]]) -> Iterator[Demand]:
    """Yield where communities were sent, one demand each; those of a new area are one together."""
    founded: dict[str, set[str]] = {}
    for name, how in sorted(replay.sent.items()):
        area = replay.area_of[name]
        one = frozenset((name,))
        if how == "exclude" or area is None:
            yield Demand(
                "excluded", "exclude" if how == "exclude" else "alone", one, one, frozenset(), replay.review.reviewer
            )
        elif area.startswith(NEW):
            founded.setdefault(area, set()).add(name)
        else:
            yield _together(replay, "move", one, (area,), cores)
    for area, names in sorted(founded.items()):
        if len(names) > 1:
            yield _together(replay, "found", frozenset(names), (area,), cores)


def _together(
    replay: Replay, wish: str, about: frozenset[str], areas: Iterable[str], cores: Mapping[str, frozenset[str]]
) -> Demand:
    areas = frozenset(areas)
    core = frozenset().union(*(cores.get(area, frozenset()) for area in areas))
    lasting = frozenset().union(*(_lasting(replay, area) for area in areas if not cores.get(area)))
    ends = {replay.area_of[name] for name in about}
    breaks = () if wish == "agree" else replay.breaches_of(ends)
    return Demand("together", wish, about, about | core | lasting, areas, replay.review.reviewer, breaks)


def _lasting(replay: Replay, area: str) -> frozenset[str]:
    """Return who of an area this reviewer leaves in it; asked where no member is left alone by all."""
    return frozenset(name for name in replay.ground.members.get(area, ()) if name not in replay.sent)


def _of_operations(replay: Replay, cores: Mapping[str, frozenset[str]]) -> Iterator[Demand]:
    """Yield merges, locks, those to be apart, and opinions; of several opinions on one thing the last counts."""
    by = replay.review.reviewer
    opinions = {}
    for operation in replay.review.operations:
        kind = operation["op"]
        if kind == "merge" and not any(operation[end].startswith(NEW) for end in ("area", "into")):
            areas = operation["area"], operation["into"]
            about = frozenset().union(*(cores[area] or _lasting(replay, area) for area in areas))
            yield _together(replay, "merge", about, areas, cores)
        elif kind == "lock":
            members = frozenset(operation["communities"])
            area = operation["area"]
            yield Demand("locked", "lock", members, members, frozenset((area,)), by, replay.breaches_of({area}))
        elif kind == "apart":
            pair = frozenset(operation["communities"])
            yield Demand("apart", "apart", pair, pair, frozenset(), by)
        elif kind == "opinion":
            opinions[operation["about"], operation["id"]] = operation["opinion"]
    for (about, name), opinion in sorted(opinions.items()):
        yield from _of_opinion(replay, about, name, opinion, cores)


def _of_opinion(
    replay: Replay, about: str, name: str, opinion: str, cores: Mapping[str, frozenset[str]]
) -> Iterator[Demand]:
    by, ground = replay.review.reviewer, replay.ground
    area = name if about == "area" else ground.area_of[name]
    members = ground.members.get(name, frozenset()) if about == "area" else frozenset((name,))
    areas = frozenset() if area is None else frozenset((area,))
    if opinion == "object":
        yield Demand("objected", "object", members, members, areas, by)
    elif about == "area" and members:
        yield Demand("locked", "agree", members, members, areas, by)
    elif area is None:
        yield Demand("excluded", "agree", members, members, areas, by)
    else:
        yield _together(replay, "agree", members, areas, cores)
