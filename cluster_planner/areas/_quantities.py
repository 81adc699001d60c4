"""What the limits speak of: one column for the count of communities and one for every limited quantity."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.errors import SettingsError
from cluster_planner.model import Communities
from cluster_planner.settings import AreaSettings

COUNT = "communities"
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Quantities:
    """Limited quantities of each community, by position, and the bounds on their total over an area.

    Attributes
    ----------
    names : tuple of str
        The count of communities first, then every column with a limit that can be checked.
    amounts : ndarray of shape (n, q)
        Figures of each community; a missing one is the median of the known.
    low, high : ndarray of shape (q,)
        Bounds on the totals, both included, infinite where there is none.
    unchecked : tuple of str
        Columns with a limit and no figure at all.
    estimated : Series
        How many communities have the median in the place of a missing figure, by column.
    """

    names: tuple[str, ...]
    amounts: np.ndarray
    low: np.ndarray
    high: np.ndarray
    unchecked: tuple[str, ...]
    estimated: pd.Series

    @cached_property
    def growing(self) -> np.ndarray:
        """Which columns have no negative figure, so that a total never falls as an area grows."""
        growing: np.ndarray = np.all(self.amounts >= 0, axis=0)
        return growing

    def breach(self, total: np.ndarray) -> tuple[str, float, float] | None:
        """Return the first limit that a total breaks, as its name, the figure and the bound; ``None`` if it fits."""
        over = self._first(exceeds(total, self.high), "max", total, self.high)
        return over or self.shortfall(total)

    def shortfall(self, total: np.ndarray) -> tuple[str, float, float] | None:
        """Return the first floor that a total does not reach, as `breach` does."""
        return self._first(exceeds(-total, -self.low), "min", total, self.low)

    def _first(
        self, broken: np.ndarray, side: str, total: np.ndarray, bounds: np.ndarray
    ) -> tuple[str, float, float] | None:
        if not broken.any():
            return None
        column = int(np.argmax(broken))
        return f"{self.names[column]}_{side}", float(total[column]), float(bounds[column])


def exceeds(total: np.ndarray, bound: np.ndarray) -> np.ndarray:
    """Return where a total lies above its bound by more than rounding."""
    above: np.ndarray = total > rounded_up(bound)
    return above


def rounded_up(bound: np.ndarray) -> np.ndarray:
    """Return a bound with as much above it as rounding can make of it."""
    with_rounding: np.ndarray = bound + ROUNDING * np.maximum(1.0, np.abs(bound))
    return with_rounding


def read_quantities(
    communities: Communities, settings: AreaSettings, quantities: pd.DataFrame | None = None
) -> Quantities:
    """Return the limited quantities on the sorted ids.

    Raises
    ------
    AlignmentError
        If ``quantities`` speaks of other communities.
    SettingsError
        If a limit names no numeric column.
    """
    ids = communities.index.sort_values()
    columns = {name: _column(communities, quantities, name).reindex(ids) for name in sorted(settings.limits)}
    known = pd.DataFrame(columns, index=ids)
    unchecked = tuple(name for name in columns if len(known) and known[name].isna().all())
    checked = known.drop(columns=list(unchecked))
    filled = checked.fillna(checked.median())
    limits = [settings.limits[name] for name in columns if name not in unchecked]
    least = [settings.min_communities, *(limit.min for limit in limits)]
    most = [settings.max_communities, *(limit.max for limit in limits)]
    return Quantities(
        names=(COUNT, *checked.columns),
        amounts=np.column_stack([np.ones(len(ids)), filled.to_numpy(dtype=float)]),
        low=np.array([-np.inf if bound is None else bound for bound in least], dtype=float),
        high=np.array([np.inf if bound is None else bound for bound in most], dtype=float),
        unchecked=unchecked,
        estimated=checked.isna().sum().rename("estimated"),
    )


def estimated_quantities(
    communities: Communities, settings: AreaSettings, quantities: pd.DataFrame | None = None
) -> pd.Series:
    """Return for how many communities a limit is judged by the median, since their own figure is missing.

    Parameters
    ----------
    communities : Communities
        The units that are grouped.
    settings : AreaSettings
        Its limits name the columns.
    quantities : DataFrame, optional
        As for `form_areas`.

    Returns
    -------
    Series
        Counts by column, only of columns that have a figure at all.
    """
    return read_quantities(communities, settings, quantities).estimated


def _column(communities: Communities, quantities: pd.DataFrame | None, name: str) -> pd.Series:
    """Return one limited column, from the extra quantities if it is there, else from the communities."""
    if quantities is not None:
        require_same_index(communities.index.sort_values(), quantities.index.sort_values(), "quantities")
    extra = [] if quantities is None else list(quantities)
    known = [*extra, *communities.frame.columns]
    if name not in known:
        near = get_close_matches(name, [str(column) for column in known], n=1)
        raise SettingsError(
            f"areas.limits.{name} names a column that is not there.",
            f"Did you mean {near[0]}?" if near else "Name a numeric column of the communities.",
        )
    column: pd.Series = quantities[name] if quantities is not None and name in extra else communities.frame[name]
    try:
        return column.astype(float)
    except (TypeError, ValueError) as error:
        raise SettingsError(
            f"areas.limits.{name} names a column that is not numeric.", "Limit the total of a column of numbers."
        ) from error
