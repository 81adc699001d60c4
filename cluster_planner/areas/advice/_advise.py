"""The search: which one change, or which two, bring a community that is alone into an area."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import numpy as np
import pandas as pd

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas.advice._obstacles import HALF, STEP, obstacles
from cluster_planner.areas.advice._world import Change, World
from cluster_planner.model import ADVICE, Problem

MOST = 2  # changes at once
TRIED = 4  # sets of changes that are solved again for one way in
LOOKED_AT = 64  # surroundings that are remembered
WAYS = 3  # ways of one kind that are tried, the nearest first
YEARS = 15  # by which the year up to which communities take part may be raised


def advise_alone(world: World, labels: pd.Series, alone: pd.Index, built_until: int) -> pd.DataFrame:
    """Find what would bring each community that is alone into an area, by solving again with the change.

    One change is sought first, then two; limits are changed by at most half. What is found is proven: its component
    (up to 500 communities; of a larger one the window around it) has it in an area once it is made.

    Parameters
    ----------
    world : World
        All that could be linked, admitted or allowed.
    labels : Series
        Area of each community in the plan, missing where it is alone.
    alone : Index
        Communities that are to be advised.
    built_until : int
        Year up to which communities take part in full.

    Returns
    -------
    DataFrame
        A row for each change, those of one community follow each other: ``community_id``, ``change`` (its kind),
        ``name`` (of the limit, line or setting), ``bound`` (what it becomes), ``other`` (the community that it is
        about), ``mate`` (a member of the area that it would be in) and ``members`` (how many that has).
    """
    search = _Search(world, pd.factorize(labels.reindex(world.problem.ids))[0], built_until)
    ids = world.problem.ids
    rows = []
    for own in np.sort(ids.get_indexer(alone)).tolist():
        changes, members = search.best(own)
        for change in changes:
            other = ids[change.other] if change.other != ALONE else None
            mate = ids[_mate(world, own, members)]
            rows.append((ids[own], change.kind, change.name, change.bound, other, mate, len(members)))
    return pd.DataFrame(rows, columns=list(ADVICE)).astype(ADVICE)


def _mate(world: World, own: int, members: np.ndarray) -> int:
    """Return the member that is most alike."""
    mates, rows = world.pairs.of(own)
    inside = np.isin(mates, members)
    return int(mates[inside][np.argmax(world.problem.pair_gains[rows[inside]])])


class _Search:
    """Tries changes; what was solved once under the same changes is not solved again."""

    def __init__(self, world: World, code: np.ndarray, built_until: int) -> None:
        self._world, self._code, self._built_until = world, code, built_until
        self._solved: dict[tuple[object, ...], list[np.ndarray]] = {}
        self._around = lru_cache(maxsize=LOOKED_AT)(world.around)

    def best(self, own: int) -> tuple[tuple[Change, ...], np.ndarray]:
        """Return the fewest changes that bring one into an area, and its members; none where none were found."""
        ways = [(), *self._ways_in(own)]
        for most in range(1, MOST + 1):
            for way in ways:
                if len(way) > most:
                    continue
                for changes in islice(self._with_limits(own, way, most - len(way)), TRIED):
                    members = self._joined(own, changes)
                    if len(members):
                        return changes, members
        return (), np.empty(0, dtype=np.int64)

    def _with_limits(self, own: int, way: tuple[Change, ...], more: int) -> Iterator[tuple[Change, ...]]:
        """Yield a way in with the fewest changes to limits and threshold that it needs, exactly as many as asked."""
        nodes, part = self._around(own, way)
        if len(nodes) == 1:
            return
        if not more:
            yield way
            return
        for needed in obstacles(self._world, nodes, part, own, self._code):
            if len(needed) == more:
                yield (*way, *needed)
                if needed[-1].kind == "threshold":
                    yield from self._lower(way, needed)

    def _lower(self, way: tuple[Change, ...], needed: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
        """Yield thresholds below the least that one area needs, since others change with it."""
        bound = needed[-1].bound - STEP
        while bound >= self._world.min_likeness * HALF:
            yield (*way, *needed[:-1], needed[-1]._replace(bound=round(bound, 2)))
            bound -= STEP

    def _ways_in(self, own: int) -> Iterator[tuple[Change, ...]]:
        """Yield what would give it a neighbour: who takes no part, lines, crossings, and longer gaps; nearest first."""
        world = self._world
        mates, rows = world.links.of(own)
        if not len(mates):
            return
        free = world.problem.demands.free[mates]
        ways = world.ways.iloc[rows]
        kinds: dict[str, list[tuple[Change, ...]]] = {}
        for at in np.argsort(ways["gap_m"].to_numpy(), kind="stable").tolist():
            way, mate = ways.iloc[at], int(mates[at])
            changes: list[Change] = []
            if not free[at]:
                changes.extend(self._admitting(mate))
                if not changes:
                    continue
            if way["line"]:
                changes.append(Change("line", str(way["line"])))
            if way["barrier"]:
                changes.append(Change("open", other=mate))
            if way["gap"]:
                changes.append(Change("gap", str(way["gap"]), float(np.ceil(way["gap_m"] / 5) * 5)))
            if changes:
                kinds.setdefault(" ".join(change.kind for change in changes), []).append(tuple(changes))
        for ways_of_kind in sorted(kinds.values(), key=lambda ways: len(ways[0])):
            yield from list(dict.fromkeys(ways_of_kind))[:WAYS]

    def _admitting(self, mate: int) -> list[Change]:
        if self._world.returnable[mate]:
            return [Change("state", other=mate)]
        if self._world.unasked[mate]:
            return [Change("consent", other=mate)]
        year = self._world.year[mate]
        return [Change("year", "", float(year))] if year <= self._built_until + YEARS else []

    def _joined(self, own: int, changes: tuple[Change, ...]) -> np.ndarray:
        """Return the members of the area that one is in once the changes are made; nobody where it is alone."""
        nodes, part = self._around(own, changes)
        key = (changes, own if any(change.kind == "open" for change in changes) else None, nodes.tobytes())
        if key not in self._solved:
            self._solved[key] = _solve(part)
        place = int(np.searchsorted(nodes, own))
        return next((nodes[members] for members in self._solved[key] if place in members), nodes[:0])


def _solve(part: Problem) -> list[np.ndarray]:
    """Return the areas of the best plan."""
    from cluster_planner.areas.solver import UnmetError, solve_component, split_components

    areas: list[np.ndarray] = []
    for component in split_components(part):
        try:
            answer = solve_component(component)
        except UnmetError:
            return []
        firsts = np.unique(answer.area[answer.area != ALONE])
        areas.extend(component.nodes[answer.area == first] for first in firsts)
    return areas
