"""How often communities stay together over several plans: sparse counts of pairs, never all N x N."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, triu

from cluster_planner.model import PAIR, Stability


def measure_stability(labels: pd.Series, runs: Iterable[pd.Series]) -> Stability:
    """Count how often the communities of a plan are together in other plans of the same communities.

    Parameters
    ----------
    labels : Series of shape (n,)
        Area of each community in the plan, missing if it is alone, indexed by community id.
    runs : iterable of Series
        Labels of the other plans, on the same ids in any order; area ids need not be the same.

    Returns
    -------
    Stability
        Shares of the runs, missing if there was none.
    """
    ordered = labels.sort_index()
    code, names = pd.factorize(ordered)
    planned = _together(code)
    together, stays, count = csr_array(planned.shape), np.zeros(len(code)), 0
    for run in runs:
        other = pd.factorize(run.reindex(ordered.index))[0]
        together = together + _together(other)
        stays += _stays(code, other)
        count += 1
    whole = count or np.nan
    pairs = _as_pairs(planned, together, ordered.index)
    pairs["share"] /= whole
    of_area = ordered[pairs.index.get_level_values(PAIR[0])].to_numpy()[pairs["together"]]
    areas = pairs.loc[pairs["together"], "share"].groupby(of_area).mean()
    return Stability(
        runs=count,
        areas=areas.reindex(names).rename("stability").rename_axis("area_id"),
        communities=pd.Series(stays / whole, ordered.index, name="stability").reindex(labels.index),
        pairs=pairs,
    )


def _together(code: np.ndarray) -> csr_array:
    """Return 1 for every pair of positions with the same code, the smaller first."""
    taken = np.flatnonzero(code >= 0)
    shape = (len(code), int(code.max(initial=-1)) + 1)
    member = csr_array((np.ones(len(taken)), (taken, code[taken])), shape=shape)
    return csr_array(triu(member @ member.T, k=1))


def _stays(code: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return which communities are with more than half of their area, counting themselves, or alone again."""
    both = (code >= 0) & (other >= 0)
    size = np.bincount(code[code >= 0])
    _, group, shared = np.unique(
        np.column_stack([code[both], other[both]]), axis=0, return_inverse=True, return_counts=True
    )
    stays: np.ndarray = (code < 0) & (other < 0)
    stays[both] = 2 * shared[group] > size[code[both]]
    return stays


def _as_pairs(planned: csr_array, together: csr_array, ids: pd.Index) -> pd.DataFrame:
    """Return a row for each pair that is together in the plan or in any run, with in how many runs it is."""
    pairs = pd.concat({"share": _listed(together), "together": _listed(planned)}, axis=1).fillna(0.0).sort_index()
    ends = [ids[pairs.index.get_level_values(level)] for level in (0, 1)]
    return pairs.astype({"together": bool}).set_axis(pd.MultiIndex.from_arrays(ends, names=PAIR))


def _listed(matrix: csr_array) -> pd.Series:
    entries = matrix.tocoo()
    return pd.Series(entries.data, pd.MultiIndex.from_arrays([entries.row, entries.col]))
