"""The problem of regions as plain arrays: what the search, the bounds and the referee read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from cluster_planner.model import SUM, Demands, Problem, Quantities, connected_pieces

NOBODY = np.empty((0, 2), dtype=np.int64)


@dataclass(frozen=True, eq=False)
class RegionProblem:
    """What regions are made from and judged by; units are positions in ``units.ids``.

    Attributes
    ----------
    units : Problem
        Ids, links and limits of the units; nobody is excluded.
    attributes : ndarray of shape (n, d)
        Heterogeneity is the sum of squared deviations from the means of the region.
    dissimilarity : csr_array of shape (n, n), optional
        Summed over the pairs of a region, it adds to the heterogeneity; symmetric, a missing entry is 0.
    n_regions : int, optional
        How many regions are wanted; ``None`` for as many as the limits allow.
    """

    units: Problem
    attributes: np.ndarray
    dissimilarity: csr_array | None = None
    n_regions: int | None = None

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self.units)

    @cached_property
    def component(self) -> np.ndarray:
        """Number of the connected component of each unit, in the order of their first units."""
        return connected_pieces(self.units.links, len(self))


def state_units(ids: pd.Index, links: np.ndarray, quantities: Quantities) -> Problem:
    """State units, links and limits alone, without likeness and demands.

    Parameters
    ----------
    ids : Index of length n
        Sorted.
    links : ndarray of shape (e, 2)
        Positions, smaller first, sorted.
    quantities : Quantities
        From `state_limits` or `read_quantities`.
    """
    nobody = np.zeros(len(ids), dtype=bool)
    return Problem(
        ids=ids,
        links=links,
        link_gains=np.zeros(len(links)),
        pairs=NOBODY,
        pair_gains=np.empty(0),
        stay_gains=np.empty(0),
        saving_weight=0.0,
        quantities=quantities,
        demands=Demands(together=(), apart=NOBODY, locked=(), excluded=nobody, not_eligible=nobody),
    )


def state_limits(amounts: pd.DataFrame, floors: Mapping[str, float], caps: Mapping[str, float]) -> Quantities:
    """State limits on the totals of columns; every column named by a limit must be there, without gaps."""
    names = list(dict.fromkeys([*floors, *caps]))
    return Quantities(
        names=tuple(names),
        columns=tuple(names),
        how=(SUM,) * len(names),
        amounts=amounts[names].to_numpy(dtype=float).reshape(len(amounts), len(names)),
        low=np.array([floors.get(name, -np.inf) for name in names], dtype=float),
        high=np.array([caps.get(name, np.inf) for name in names], dtype=float),
        unchecked=(),
        estimated=pd.Series(0, index=names, name="estimated"),
    )
