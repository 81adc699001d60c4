"""The search: which one change, or which two, bring a community that is alone into an area; else what still stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.areas._codes import ALONE
from cluster_planner.areas.advice._obstacles import HALF, STEP, clearing, obstacles
from cluster_planner.areas.advice._standing import Obstacle, standing
from cluster_planner.areas.advice._world import Change, World
from cluster_planner.model import ADVICE, OBSTACLES, Problem

MOST = 2  # changes at once
TRIED = 4  # sets of changes that are solved again for one way in
WAYS = 3  # ways of one kind that are tried, the nearest first
YEARS = 15  # by which the year up to which communities take part may be raised


class Still(NamedTuple):
    """Changes after which a community is still alone, its nearest mate, and what still stands in the way."""

    changes: tuple[Change, ...]
    mate: int
    members: int
    obstacles: list[Obstacle]


def advise_alone(
    world: World, labels: pd.Series, alone: pd.Index, built_until: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find what would bring each community that is alone into an area, by solving again with the change.

    One change is sought first, then two; limits are changed by at most half. Each answer is proven: with it, the
    component (up to 500 communities, else the window around the community) has it in an area. If none is found, the
    next obstacle on the nearest way is named, which is solved again too.

    Parameters
    ----------
    world : World
        Everything that could be linked, admitted or allowed.
    labels : Series
        Area of each community in the plan, missing if it is alone.
    alone : Index
        Communities that are to be advised.
    built_until : int
        Year up to which communities take part in full.

    Returns
    -------
    advice : DataFrame
        A row for each change, those of one community together: ``community_id``, ``change`` (its kind),
        ``name`` (of the limit, line or setting), ``bound`` (what it becomes), ``other`` (the community that it is
        about), ``mate`` (a member of the area that it would be in) and ``members`` (how many it has).
    obstacles : DataFrame
        For those without advice, the same for the changes that are not enough; then a row for each ``rule`` that still
        stands (``unlike``, ``span``, or a limit with its side), with its ``figure``. Both are about the community and
        the mate or, if that is in an area, all of its members, ``members`` in all.
    """
    search = _Search(world, pd.factorize(labels.reindex(world.problem.ids))[0], built_until)
    ids = world.problem.ids
    advice: list[tuple[object, ...]] = []
    obstacles: list[tuple[object, ...]] = []
    for own in np.sort(ids.get_indexer(alone)).tolist():
        changes, members = search.best(own)
        if changes:
            mate, size = _mate(world, own, members), len(members)
            advice.extend((ids[own], *_columns_of(ids, change), ids[mate], size) for change in changes)
        elif still := search.still(own):
            ends = (ids[still.mate], still.members)
            obstacles.extend((ids[own], *_columns_of(ids, change), *ends, None, np.nan) for change in still.changes)
            obstacles.extend((ids[own], *_columns_of(ids, None), *ends, *obstacle) for obstacle in still.obstacles)
    return (
        pd.DataFrame(advice, columns=list(ADVICE)).astype(ADVICE),
        pd.DataFrame(obstacles, columns=list(OBSTACLES)).astype(OBSTACLES),
    )


def _columns_of(ids: pd.Index, change: Change | None) -> tuple[str | None, str | None, float, str | None]:
    """Return the columns of a change: its kind, name, bound, and the other community."""
    if change is None:
        return None, None, np.nan, None
    return change.kind, change.name, change.bound, ids[change.other] if change.other != ALONE else None


def _mate(world: World, own: int, members: np.ndarray) -> int:
    """Return the member that is most alike."""
    mates, rows = world.pairs.of(own)
    inside = np.isin(mates, members)
    return int(mates[inside][np.argmax(world.problem.pair_gains[rows[inside]])])


class _Search:
    """Tries changes; what was solved under the same changes is not solved again."""

    def __init__(self, world: World, code: np.ndarray, built_until: int) -> None:
        self._world, self._code, self._built_until = world, code, built_until
        self._solved: dict[tuple[object, ...], list[np.ndarray]] = {}

    def best(self, own: int) -> tuple[tuple[Change, ...], np.ndarray]:
        """Return the fewest changes that bring one into an area, and its members; none if none were found."""
        ways = self._ways(own)
        for most in range(1, MOST + 1):
            for _, way in ways:
                if len(way) > most:
                    continue
                for changes in islice(self._with_limits(own, way, most - len(way)), TRIED):
                    members = self._joined(own, changes)
                    if len(members):
                        return changes, members
        return (), np.empty(0, dtype=np.int64)

    def still(self, own: int) -> Still | None:
        """Return the nearest way after which one is still alone, and what then stands in it, if that has a name."""
        for to, way in self._ways(own):
            mate, changes = (to, way) if way else self._cleared(own)
            if not changes or len(changes) > MOST or len(self._joined(own, changes)):
                continue
            mates, found = self._standing(own, mate, changes)
            if found:
                return Still(changes, mate, len(mates) + 1, found)
        return None

    def _cleared(self, own: int) -> tuple[int, tuple[Change, ...]]:
        """Return the most alike neighbour, and the change that clears the first obstacle between the two."""
        nodes, part = self._world.around(own, ())
        place = int(np.searchsorted(nodes, own))
        mates = np.setdiff1d(part.links[(part.links == place).any(axis=1)], [place])
        near = np.isin(part.pairs, mates).any(axis=1) & (part.pairs == place).any(axis=1)
        if not near.any():
            return ALONE, ()
        likeness = part.pair_gains[near] - part.stay_gains[near]
        mate = int(nodes[part.pairs[near][np.argmax(likeness)].sum() - place])
        _, found = self._standing(own, mate, ())
        return mate, (clearing(found[0]),) if len(found) > 1 else ()

    def _standing(self, own: int, mate: int, changes: tuple[Change, ...]) -> tuple[np.ndarray, list[Obstacle]]:
        nodes, part = self._world.around(own, changes)
        place, other = np.searchsorted(nodes, [own, mate]).tolist()
        threshold = next((change.bound for change in changes if change.kind == "threshold"), self._world.min_likeness)
        return standing(part, self._code[nodes], place, other, threshold)

    def _with_limits(self, own: int, way: tuple[Change, ...], more: int) -> Iterator[tuple[Change, ...]]:
        """Yield a way in with the fewest changes to limits and threshold that it needs, exactly as many as asked."""
        nodes, part = self._world.around(own, way)
        if len(nodes) == 1:
            return
        if not more:
            yield way
            return
        for needed in obstacles(self._world, nodes, part, own, self._code):
            if len(needed) == more:
                yield (*way, *needed)
                if not way and needed[-1].kind == "threshold":
                    yield from self._lower(needed)

    def _lower(self, needed: tuple[Change, ...]) -> Iterator[tuple[Change, ...]]:
        """Yield thresholds below the least that one area needs, since others change with it."""
        bound = needed[-1].bound - STEP
        while bound >= self._world.min_likeness * HALF:
            yield (*needed[:-1], needed[-1]._replace(bound=round(bound, 2)))
            bound -= STEP

    def _ways(self, own: int) -> list[tuple[int, tuple[Change, ...]]]:
        """Return to which community there could be a way, and by which changes: first by none, to nobody in particular.

        Then by those that take no part, lines, crossings and longer gaps, the fewest changes and the nearest first.
        """
        world = self._world
        mates, rows = world.links.of(own)
        free = world.problem.demands.free[mates]
        ways = world.ways
        gap_m, barrier, line = ways.gap_m[rows], ways.barrier[rows], ways.line[rows]
        wider = [world.wider[name].to_numpy()[rows] for name in ("name", "bound")]
        kinds: dict[str, dict[tuple[Change, ...], int]] = {}
        for at in np.argsort(gap_m, kind="stable").tolist():
            mate = int(mates[at])
            changes = [] if free[at] else self._admitting(mate)
            if not free[at] and not changes:
                continue
            if line[at]:
                changes.append(Change("line", str(line[at])))
            if barrier[at]:
                changes.append(Change("open", other=mate))
            if ways.is_far[rows[at]]:
                name, bound = (column[at] for column in wider)
                if not name:
                    continue
                changes.append(Change("gap", str(name), float(bound)))
            if changes:
                kinds.setdefault(" ".join(change.kind for change in changes), {}).setdefault(tuple(changes), mate)
        found: list[tuple[int, tuple[Change, ...]]] = [(ALONE, ())]
        for alike in sorted(kinds.values(), key=lambda alike: len(next(iter(alike)))):
            found.extend((mate, way) for way, mate in islice(alike.items(), WAYS))
        return found

    def _admitting(self, mate: int) -> list[Change]:
        if self._world.returnable[mate]:
            return [Change("state", other=mate)]
        if self._world.unasked[mate]:
            return [Change("consent", other=mate)]
        year = self._world.year[mate]
        return [Change("year", "", float(year))] if year <= self._built_until + YEARS else []

    def _joined(self, own: int, changes: tuple[Change, ...]) -> np.ndarray:
        """Return the members of the area that one is in once the changes are made; empty if it is alone."""
        nodes, part = self._world.around(own, changes)
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
