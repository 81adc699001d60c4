"""The best choice of disjoint areas among many: a set-packing problem, solved by HiGHS.

HiGHS runs on one thread with a fixed seed on columns in a fixed order, so ties between equal plans fall the same
way every time.
"""

from __future__ import annotations

from typing import NamedTuple

import highspy
import numpy as np

from cluster_planner._highs import add_rows, new_solver

SAME = 1e-7  # values nearer than this are the same
OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": SAME / 10,
    "mip_max_nodes": 300,
}


class Columns(NamedTuple):
    """Possible areas: members in rows (the first ``sizes`` entries of each), and values."""

    members: np.ndarray
    sizes: np.ndarray
    value: np.ndarray

    @property
    def inside(self) -> np.ndarray:
        """Which entries of the rows are members."""
        inside: np.ndarray = np.arange(self.members.shape[1]) < self.sizes[:, None]
        return inside

    def sets(self, rows: np.ndarray) -> list[np.ndarray]:
        """Return the members of some of the columns."""
        return [self.members[row, : self.sizes[row]] for row in rows]

    def pick(self, rows: np.ndarray) -> Columns:
        """Return some of the columns."""
        return Columns(self.members[rows], self.sizes[rows], self.value[rows])

    def keys(self) -> list[bytes]:
        """Return a key for each column: its members in ascending order."""
        ordered = np.sort(np.where(self.inside, self.members, -1), axis=1)
        return [row.tobytes() for row in ordered]


def join_columns(pieces: list[Columns]) -> Columns:
    """Return the columns of all pieces (at least one)."""
    return Columns(*(np.concatenate(parts) for parts in zip(*pieces, strict=True)))


class Choice(NamedTuple):
    """Rows of the chosen columns, their value, and a bound on any choice among the same columns."""

    rows: np.ndarray
    value: float
    bound: float


class Relaxation:
    """The set-packing problem with fractions allowed, to which columns are added.

    Parameters
    ----------
    demanded : ndarray of bool, shape (k,)
        Communities that must be in a chosen column. Until columns allow that, costly stand-ins cover them.
    stand_in : float
        Cost of a stand-in: more than any plan is worth.
    """

    def __init__(self, demanded: np.ndarray, stand_in: float) -> None:
        self._solver = _solver(demanded)
        self._stand_ins = int(demanded.sum())
        for row in np.flatnonzero(demanded):
            self._solver.addCol(stand_in, 0.0, highspy.kHighsInf, 1, np.array([row], dtype=np.int32), np.ones(1))

    def add(self, columns: Columns, own: int) -> None:
        """Add columns; only members with a row count, the first ``own``."""
        _add(self._solver, columns, own)

    def solve(self) -> tuple[float, np.ndarray]:
        """Return the value of the relaxation and the price of each community."""
        self._solver.run()
        prices = -np.array(self._solver.getSolution().row_dual)
        return -float(self._solver.getObjectiveValue()), prices

    @property
    def amounts(self) -> tuple[np.ndarray, np.ndarray]:
        """How much of each stand-in and of each column is taken."""
        amounts = np.array(self._solver.getSolution().col_value)
        return amounts[: self._stand_ins], amounts[self._stand_ins :]


def choose(columns: Columns, demanded: np.ndarray) -> Choice | None:
    """Choose disjoint columns of greatest value, or the best found when branch and bound hits its limit of nodes.

    Parameters
    ----------
    columns : Columns
        What is chosen from.
    demanded : ndarray of bool, shape (k,)
        Communities that must be in a chosen column.

    Returns
    -------
    Choice or None
        ``None`` where no choice was found that meets the demands.
    """
    size = len(columns.value)
    if not size:
        return None if demanded.any() else Choice(np.empty(0, dtype=np.int64), 0.0, 0.0)
    solver = _solver(demanded)
    _add(solver, columns, len(demanded))
    kinds = np.full(size, highspy.HighsVarType.kInteger)
    solver.changeColsIntegrality(size, np.arange(size, dtype=np.int32), kinds)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    rows = np.flatnonzero(np.array(solver.getSolution().col_value) > 0.5)  # noqa: PLR2004
    value = float(columns.value[rows].sum())
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Choice(rows, value, value if proven else max(value, -solver.getInfo().mip_dual_bound))


def _solver(demanded: np.ndarray) -> highspy.Highs:
    """Return a solver with a row for each community and no column yet."""
    solver = new_solver(OPTIONS)
    add_rows(solver, np.where(demanded, 1.0, -np.inf), np.ones(len(demanded)))
    return solver


def _add(solver: highspy.Highs, columns: Columns, rows: int) -> None:
    """Add columns; HiGHS seeks the least, so value counts as negative cost."""
    size = len(columns.value)
    inside = columns.inside & (columns.members < rows)
    members = columns.members[inside].astype(np.int32)
    entries = inside.sum(axis=1)
    start = (np.cumsum(entries) - entries).astype(np.int32)
    # The rows keep a column at most 1: an upper bound of its own would hide part of the prices.
    free = np.full(size, highspy.kHighsInf)
    solver.addCols(size, -columns.value, np.zeros(size), free, len(members), start, members, np.ones(len(members)))
