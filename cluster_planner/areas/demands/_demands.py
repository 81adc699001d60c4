"""Which communities must be together, apart, kept as an area or left out; contradictions are named before solving."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from cluster_planner.areas.demands._said import knob as knob_of
from cluster_planner.areas.demands._said import named
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.model import Demands, connected_pieces
from cluster_planner.said import Said, say
from cluster_planner.settings import AreaSettings

Names = Sequence[Hashable] | pd.Index
Groups = Sequence[Names]


def read_demands(ids: pd.Index, settings: AreaSettings, excluded: Sequence[str] | pd.Index = ()) -> Demands:
    """Return the demands of the settings as positions in the sorted ids; see `state_demands`."""
    return state_demands(
        ids,
        together=settings.together,
        apart=settings.apart,
        locked=settings.locked,
        excluded=settings.excluded,
        not_eligible=excluded,
    )


def state_demands(
    ids: pd.Index,
    *,
    together: Groups = (),
    apart: Groups = (),
    locked: Groups = (),
    excluded: Names = (),
    not_eligible: Names = (),
) -> Demands:
    """Return demands as positions in the sorted ids.

    Raises
    ------
    SettingsError
        If a demand names an unknown community.
    InfeasibleError
        If two demands contradict each other.
    """
    barred = np.zeros(len(ids), dtype=bool)
    barred[_find(ids, not_eligible, "excluded")] = True
    left_out = barred.copy()
    left_out[_find(ids, excluded, "excluded")] = True
    demands = Demands(
        together=_unite([_find(ids, group, "together") for group in together], len(ids)),
        apart=_every_pair(_find(ids, group, "apart") for group in apart),
        locked=tuple(sorted((_find(ids, group, "locked") for group in locked if len(group)), key=lambda m: m[0])),
        excluded=left_out,
        not_eligible=barred,
    )
    for why, rows in _contradictions(demands):
        raise InfeasibleError(why, say("error.areas.drop_one_demand"), named(ids[np.asarray(rows)]))
    return demands


def _find(ids: pd.Index, names: Names, knob: str) -> np.ndarray:
    """Return the sorted positions of named communities."""
    wanted = list(dict.fromkeys(names))
    positions = ids.get_indexer(pd.Index(wanted))
    if (positions < 0).any():
        raise SettingsError(
            say("error.areas.unknown_communities", knob=knob_of(knob)),
            say("error.areas.unknown_communities_remedy"),
            named(name for name, place in zip(wanted, positions, strict=True) if place < 0),
        )
    return np.sort(positions).astype(np.int64)


def _unite(groups: list[np.ndarray], size: int) -> tuple[np.ndarray, ...]:
    """Unite groups that overlap; a group of one demands nothing."""
    chains = [np.column_stack([group[:-1], group[1:]]) for group in groups if len(group) > 1]
    if not chains:
        return ()
    ends = np.concatenate(chains)
    group_of = connected_pieces(ends, size)
    return tuple(np.flatnonzero(group_of == number) for number in dict.fromkeys(group_of[np.unique(ends)].tolist()))


def _every_pair(groups: Iterable[np.ndarray]) -> np.ndarray:
    pairs = sorted({pair for group in groups for pair in combinations(group.tolist(), 2)})
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _contradictions(demands: Demands) -> Iterable[tuple[Said, Sequence[int] | np.ndarray]]:
    """Yield each pair of demands that no plan can meet, with the communities at fault."""
    yield from _twice_locked(demands)
    for kind, groups in (("together", demands.together), ("locked", demands.locked)):
        for group in groups:
            shut = group[demands.excluded[group]]
            if len(shut):
                yield say("error.areas.demanded_and_excluded", knob=knob_of(kind)), shut
            torn = demands.apart[np.isin(demands.apart, group).all(axis=1)]
            if len(torn):
                yield say("error.areas.demanded_and_apart", knob=knob_of(kind), apart=knob_of("apart")), torn[0]
    for group in demands.together:
        for area in demands.locked:
            inside = np.isin(group, area)
            if inside.any() and not inside.all():
                yield say("error.areas.partly_locked"), group


def _twice_locked(demands: Demands) -> Iterable[tuple[Said, np.ndarray]]:
    members = np.concatenate([*demands.locked, np.empty(0, dtype=np.int64)])
    positions, counts = np.unique(members, return_counts=True)
    if (counts > 1).any():
        yield say("error.areas.twice_locked"), positions[counts > 1]
