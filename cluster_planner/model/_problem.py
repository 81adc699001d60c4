"""The problem as plain arrays on the sorted ids, as the solver, the referee and all checks of limits read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.model._limits import Quantities


class Breach(NamedTuple):
    """The first rule that a set of communities would break as an area: what was found, and what is allowed."""

    rule: str
    side: str
    figure: float
    bound: float


@dataclass(frozen=True, eq=False)
class Demands:
    """What the settings demand of single communities, by position.

    Attributes
    ----------
    together : tuple of ndarray
        Groups that must share an area, overlapping ones united.
    apart : ndarray of shape (k, 2)
        Pairs that must not share an area, smaller position first.
    locked : tuple of ndarray
        Areas that are kept exactly as they are.
    excluded : ndarray of bool, shape (n,)
        Who joins no area.
    not_eligible : ndarray of bool, shape (n,)
        Which of them the caller excluded, not the settings.
    """

    together: tuple[np.ndarray, ...]
    apart: np.ndarray
    locked: tuple[np.ndarray, ...]
    excluded: np.ndarray
    not_eligible: np.ndarray

    @property
    def free(self) -> np.ndarray:
        """Who may be grouped anew: neither excluded nor in a locked area."""
        free = ~self.excluded
        for members in self.locked:
            free[members] = False
        return free


@dataclass(frozen=True, eq=False)
class Problem:
    """What areas are chosen from and judged by; communities are positions in ``ids``.

    Attributes
    ----------
    ids : Index
        Community ids, sorted: a position is a place in it, and every tie goes to the smaller position.
    links : ndarray of shape (e, 2)
        Open links, smaller position first, sorted.
    link_gains : ndarray of shape (e,)
        What the shared trench of each link adds to the value of an area that holds both ends.
    pairs : ndarray of shape (p, 2)
        Pairs within the span: any other pair never shares an area.
    pair_gains : ndarray of shape (p,)
        Likeness above the threshold, negative below it, 0 where it is unknown; then the gain for staying.
    stay_gains : ndarray of shape (p,)
        The part of ``pair_gains`` that is for staying together since an earlier plan.
    saving_weight : float
        What every member after the first adds to the value of its area.
    quantities : Quantities
        What the limits apply to, with the bounds.
    demands : Demands
        Who must be together, apart, kept as an area, or left out.
    whole : Quantities or None
        The same for limits on all areas together, where there are any.
    """

    ids: pd.Index
    links: np.ndarray
    link_gains: np.ndarray
    pairs: np.ndarray
    pair_gains: np.ndarray
    stay_gains: np.ndarray
    saving_weight: float
    quantities: Quantities
    demands: Demands
    whole: Quantities | None = None

    def __len__(self) -> int:
        """Return the number of communities."""
        return len(self.ids)

    def breach(self, members: np.ndarray) -> Breach | None:
        """Return the first rule that some communities would break as one area; ``None`` if they could be one.

        See `breaches`; whether they are connected, and whether all that must be together are included, is not checked.
        """
        first = Breach(*self.breaches([members]).iloc[0])
        return first if first.rule else None

    def breaches(self, sets: Sequence[np.ndarray]) -> pd.DataFrame:
        """Return the first rule that each of several sets of communities would break as an area.

        Parameters
        ----------
        sets : sequence of ndarray
            Positions of the communities of each, none twice.

        Returns
        -------
        DataFrame
            One row for each: ``rule`` (``apart``, ``span``, then a limit such as ``households_max``; empty where there
            is none), ``side`` of the limit (``max`` or ``min``, else empty), ``figure`` (how many pairs must be apart
            or lie too far apart; what a limit is on) and ``bound``, missing where there is none.
        """
        sizes = np.array([len(members) for members in sets], dtype=np.int64)
        members = np.concatenate([*sets, np.empty(0, dtype=np.int64)]).astype(np.int64)
        group = np.repeat(np.arange(len(sets)), sizes)
        table = self.quantities.broken(self.quantities.put_together(members, group, len(sets)))
        pairs, of = _pairs_inside(members, sizes)
        key = pairs.min(axis=1) * len(self) + pairs.max(axis=1)
        far, apart = ~np.isin(key, self._keys(self.pairs)), np.isin(key, self._keys(self.demands.apart))
        for rule, found in (("span", far), ("apart", apart)):
            count = np.bincount(of[found], minlength=len(sets)).astype(float)
            table.loc[count > 0, ["rule", "side", "bound"]] = rule, "", 0.0
            table["figure"] = table["figure"].mask(count > 0, count)
        return table

    def _keys(self, pairs: np.ndarray) -> np.ndarray:
        keys: np.ndarray = pairs[:, 0] * len(self) + pairs[:, 1]
        return keys


def _pairs_inside(members: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return every pair of members of one set, and the number of its set; set after set."""
    end = np.repeat(np.cumsum(sizes), sizes)
    later = end - np.arange(len(members)) - 1
    first = np.repeat(np.arange(len(members)), later)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(later) - later, later)
    return np.column_stack([members[first], members[second]]), np.repeat(np.arange(len(sizes)), sizes)[first]
