"""Limits: the combined figures of an area's members, and the bounds on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from cluster_planner.settings import How

COUNT = "communities"
AREAS = "areas"
SUM: How = "sum"
ROUNDING = 1e-9
Side = Literal["max", "min"]
SIDES: tuple[Side, ...] = ("max", "min")


@dataclass(frozen=True, eq=False)
class Quantities:
    """What the limits apply to: figures of each community, how those of an area are combined, and the bounds.

    Attributes
    ----------
    names : tuple of str
        Every limit that can be checked; of those on areas the count of communities first.
    columns : tuple of str
        What each is on: a column, or ``communities`` or ``areas`` where these are counted.
    how : tuple of str
        How each is combined: ``sum``, ``least``, ``most``, ``mean`` or ``span`` (the most minus the least).
    amounts : ndarray of shape (n, q)
        Figures of each community; a missing one is the median of the known.
    low, high : ndarray of shape (q,)
        Bounds, both included, infinite where there is none.
    unchecked : tuple of str
        Limits on columns without any figure.
    estimated : Series
        How many communities have the median in place of a missing figure, by limit.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    how: tuple[How, ...]
    amounts: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unchecked: tuple[str, ...]
    estimated: pd.Series

    @cached_property
    def growing(self) -> np.ndarray:
        """Which are sums of figures that are never negative, so that they never fall as an area grows."""
        growing: np.ndarray = np.all(self.amounts >= 0, axis=0) & np.array([how == SUM for how in self.how], dtype=bool)
        return growing

    def put_together(self, members: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
        """Combine the figures of the members of each group.

        Parameters
        ----------
        members : ndarray of shape (m,)
            Positions of communities; one may be in several groups.
        group : ndarray of shape (m,)
            Number of the group of each, from 0; no group is empty.
        count : int
            How many groups there are.

        Returns
        -------
        ndarray of shape (count, q)
            One figure for each group and limit.
        """
        together = [_TOGETHER[how](self.amounts[members, place], group, count) for place, how in enumerate(self.how)]
        return np.column_stack([np.empty((count, 0)), *together])

    def broken(self, figures: np.ndarray, sides: Sequence[Side] = SIDES) -> pd.DataFrame:
        """Return the first limit that each row of figures breaks, upper bounds before lower ones.

        Parameters
        ----------
        figures : ndarray of shape (k, q)
            From `put_together`.
        sides : sequence of str
            Which bounds to check.

        Returns
        -------
        DataFrame
            One row for each: ``rule`` (such as ``households_max``) and ``side`` (``max`` or ``min``), empty where it
            fits, and ``figure`` and ``bound``, missing there.
        """
        beyond = {"max": exceeds(figures, self.high), "min": exceeds(-figures, -self.low)}
        broken = np.hstack([beyond[side] for side in sides])
        rules = np.array([f"{name}_{side}" for side in sides for name in self.names], dtype=object)
        bounds = np.concatenate([{"max": self.high, "min": self.low}[side] for side in sides])
        first, fits = broken.argmax(axis=1), ~broken.any(axis=1)
        figure = figures[np.arange(len(figures)), first % len(self.names)]
        return pd.DataFrame(
            {
                "rule": np.where(fits, "", rules[first]),
                "side": np.where(fits, "", np.repeat(sides, len(self.names))[first]),
                "figure": np.where(fits, np.nan, figure),
                "bound": np.where(fits, np.nan, bounds[first]),
            }
        )


def _sum(figures: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    return np.bincount(group, figures, count)


def _least(figures: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    least = np.full(count, np.inf)
    np.minimum.at(least, group, figures)
    return least


def _most(figures: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    return -_least(-figures, group, count)


def _mean(figures: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    mean: np.ndarray = _sum(figures, group, count) / np.bincount(group, minlength=count)
    return mean


def _span(figures: np.ndarray, group: np.ndarray, count: int) -> np.ndarray:
    span: np.ndarray = _most(figures, group, count) - _least(figures, group, count)
    return span


_TOGETHER: dict[How, Callable[[np.ndarray, np.ndarray, int], np.ndarray]] = {
    "sum": _sum,
    "least": _least,
    "most": _most,
    "mean": _mean,
    "span": _span,
}


def exceeds(total: np.ndarray, bound: np.ndarray) -> np.ndarray:
    """Return where a total exceeds its bound by more than rounding."""
    above: np.ndarray = total > rounded_up(bound)
    return above


def rounded_up(bound: np.ndarray) -> np.ndarray:
    """Return a bound raised by as much as rounding can add."""
    with_rounding: np.ndarray = bound + ROUNDING * np.maximum(1.0, np.abs(bound))
    return with_rounding
