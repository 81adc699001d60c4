"""What it costs to force a project in: the exchange with one project of the programme that loses the fewest points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from scipy.sparse import csc_array

from cluster_planner.programme._problem import Problem

AT_ONCE = 1_000_000  # exchanges that are tried in one go
ROOM = 1e-6  # by which a row may exceed its bound: a cent of money


def find_exchanges(problem: Problem, options: np.ndarray, ids: pd.Series) -> pd.DataFrame:
    """Find for each project that is left out which one could leave for it, all else unchanged, for the fewest points.

    Every exchange of one for one is tried, so that none of them loses less; exchanges of several might.

    Parameters
    ----------
    problem : Problem
        The options and rows.
    options : ndarray of int
        The programme.
    ids : Series
        Of the projects.

    Returns
    -------
    DataFrame
        Indexed as the ids: ``leaver`` (id of the project that leaves, missing if no one project makes room),
        ``leave_year`` (place of the year in which the other then begins) and ``leave_loss`` (points that the programme
        loses).
    """
    out = np.flatnonzero(~np.isin(problem.project, problem.project[options]))
    found = pd.DataFrame({"project": problem.project[out], "leave_year": problem.year[out], "leaver": -1})
    found["leave_loss"] = np.inf
    without = _Without(problem, options)
    for places, rows, amounts in _of_one_shape(problem.rows[:, out].tocsc(), len(options)):
        leaver, loss = without.least_losses(rows, amounts)
        found.loc[places, "leaver"], found.loc[places, "leave_loss"] = leaver, loss - problem.value[out[places]]
    best = found[np.isfinite(found["leave_loss"])].sort_values("leave_loss", kind="stable").drop_duplicates("project")
    best["leaver"] = ids.iloc[problem.project[options[best["leaver"].to_numpy(int)]]].to_numpy()
    exchanges: pd.DataFrame = best.set_index("project").reindex(ids.index)
    return exchanges


def _of_one_shape(columns: csc_array, size: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield places of columns with entries in the same rows, a limited number at once; these rows, and the amounts."""
    shapes = defaultdict(list)
    for place, (start, end) in enumerate(pairwise(columns.indptr.tolist())):
        shapes[columns.indices[start:end].tobytes()].append(place)
    at_once = max(1, AT_ONCE // max(1, size))
    for same in shapes.values():
        for begin in range(0, len(same) if size else 0, at_once):
            places = np.array(same[begin : begin + at_once])
            start, end = columns.indptr[places[0]], columns.indptr[places[0] + 1]
            entries = columns.indptr[places][:, None] + np.arange(end - start)
            yield places, columns.indices[entries[0]], columns.data[entries]


class _Without:
    """A programme without each of its options in turn: what its rows then count, and where another option fits."""

    def __init__(self, problem: Problem, options: np.ndarray) -> None:
        chosen = problem.rows[:, options].toarray().T
        used = chosen.sum(axis=0)
        self._left, self._high = used - chosen, problem.high
        self._price = np.where(np.diff(problem.excess.indptr) > 0, problem.excess_price, 0.0)
        self._most = np.where(np.diff(problem.excess.indptr) > 0, np.inf, problem.high) + ROOM
        # No more of the demands may be missing than now.
        self._least = np.minimum(problem.low, used) - ROOM
        self._broken = (self._left > self._most) | (self._left < self._least)
        beyond = (self._left - self._high).clip(min=0.0) - (used - self._high).clip(min=0.0)
        self._loss = problem.value[options] + beyond @ self._price

    def least_losses(self, rows: np.ndarray, amounts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return for each other option which one to replace with the fewest points lost, and that loss.

        Infinite if it can replace none; ``amounts``, one line each, are the entries of the others in the rows.
        """
        elsewhere = self._broken.sum(axis=1) > self._broken[:, rows].sum(axis=1)
        loss = np.where(elsewhere, np.inf, self._loss) + np.zeros((len(amounts), 1))
        for row, amount in zip(rows, amounts.T[:, :, None], strict=True):
            left, high = self._left[:, row], self._high[row]
            loss[(left > self._most[row] - amount) | (left < self._least[row] - amount)] = np.inf
            if self._price[row]:
                loss += self._price[row] * ((left + amount - high).clip(min=0.0) - (left - high).clip(min=0.0))
        first = loss.argmin(axis=1)
        return first, loss[np.arange(len(loss)), first]
