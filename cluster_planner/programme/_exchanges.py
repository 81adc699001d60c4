"""What it costs to force a project in: the exchange with one project of the programme that loses fewest points."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.programme._problem import Problem

ROOM = 1e-6  # by which a row may be beyond its bound: of money a cent


def find_exchanges(problem: Problem, options: np.ndarray, ids: pd.Series) -> pd.DataFrame:
    """Find for each project that is left out which one could leave for it, all else unchanged, for fewest points.

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
        Indexed as the ids: ``leaver`` (id of the project that leaves, missing where no one project makes room),
        ``leave_year`` (place of the year in which the other then begins) and ``leave_loss`` (points that the programme
        loses).
    """
    best: dict[int, tuple[float, str, int]] = {}
    out = np.flatnonzero(~np.isin(problem.project, problem.project[options]) & (len(options) > 0))
    without = _Without(problem, options)
    columns = problem.rows.tocsc()
    for option in out.tolist():
        entries = slice(columns.indptr[option], columns.indptr[option + 1])
        loss = without.losses(columns.indices[entries], columns.data[entries]) - problem.value[option]
        first, project = int(np.argmin(loss)), int(problem.project[option])
        if loss[first] < best.get(project, (np.inf,))[0]:
            best[project] = float(loss[first]), ids.iloc[problem.project[options[first]]], int(problem.year[option])
    names = ["leave_loss", "leaver", "leave_year"]
    return pd.DataFrame.from_dict(best, orient="index", columns=names).reindex(ids.index)


class _Without:
    """A programme without each of its options in turn: what its rows then count, and where something else may stand."""

    def __init__(self, problem: Problem, options: np.ndarray) -> None:
        chosen = problem.rows[:, options]
        used = np.asarray(chosen.sum(axis=1)).ravel()
        self._left = used - chosen.toarray().T
        self._priced = np.diff(problem.excess.indptr) > 0
        self._price, self._high = problem.excess_price, problem.high
        self._most = np.where(self._priced, np.inf, problem.high) + ROOM
        # Of what is asked for no more may be missing than is.
        self._least = np.minimum(problem.low, used) - ROOM
        self._broken = self._breaks(slice(None), 0.0)
        self._loss = problem.value[options] + self._beyond(self._left) - self._beyond(used)

    def losses(self, rows: np.ndarray, amounts: np.ndarray) -> np.ndarray:
        """Return the points lost without each option if these entries stand there; endless where they cannot."""
        elsewhere = self._broken.sum(axis=1) > self._broken[:, rows].sum(axis=1)
        barred = elsewhere | self._breaks(rows, amounts).any(axis=1)
        more = self._beyond(self._left[:, rows] + amounts, rows) - self._beyond(self._left[:, rows], rows)
        return np.where(barred, np.inf, self._loss + more)

    def _breaks(self, rows: np.ndarray | slice, amounts: np.ndarray | float) -> np.ndarray:
        counted = self._left[:, rows] + amounts
        broken: np.ndarray = (counted > self._most[rows]) | (counted < self._least[rows])
        return broken

    def _beyond(self, counted: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Return the points that areas beyond those of a county and year cost."""
        beyond = (counted - self._high[rows]).clip(min=0.0)
        price: np.ndarray = self._price * np.where(self._priced[rows], beyond, 0.0).sum(axis=-1)
        return price
