"""HiGHS, the integer solver, as every room needs it: silent, on one thread, deterministic."""

from __future__ import annotations

from collections.abc import Mapping

import highspy
import numpy as np

_COMMON = {"threads": 1, "random_seed": 0}


class _Silent(highspy.Highs):
    def enableCallbacks(self) -> None:  # noqa: N802 - as it is called there
        """Silence the solver first: from 1.16 on, this step prints a banner."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def new_solver(options: Mapping[str, float | str]) -> highspy.Highs:
    """Return a solver without a problem yet.

    Parameters
    ----------
    options : mapping
        Further options of HiGHS by name.

    Examples
    --------
    >>> new_solver({"mip_max_nodes": 300}).getNumCol()
    0
    """
    solver = _Silent()  # type: ignore[no-untyped-call]
    solver.silent()
    for name, value in {**_COMMON, **options}.items():
        solver.setOptionValue(name, value)
    return solver


def add_rows(solver: highspy.Highs, least: np.ndarray, most: np.ndarray) -> None:
    """Add rows with their bounds and no entries yet; columns bring theirs."""
    size, none = len(least), np.empty(0)
    solver.addRows(size, least, most, 0, np.zeros(size, dtype=np.int32), none.astype(np.int32), none)
