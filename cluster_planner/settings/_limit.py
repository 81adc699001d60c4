"""Bounds on what the members of an area have together."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf, isnan
from typing import Any, Literal

from cluster_planner.errors import SettingsError
from cluster_planner.said import Number, say

How = Literal["sum", "least", "most", "mean", "span"]
Of = Literal["area", "plan"]
BOUNDS = ("min", "max")
UNUSUAL = ("how", "of", "column")  # of a limit, besides its bounds


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Bounds on the combined figures of an area's members in one column; inclusive, ``None`` is no bound.

    Attributes
    ----------
    min, max : float or None
        The bounds.
    how : str
        How the figures of the members are combined: ``sum``, ``least``, ``most``, ``mean``, or ``span`` (the most minus
        the least).
    of : str
        ``area``: every area keeps the bounds; ``plan``: all areas together do, and the column may be ``areas``, their
        number.
    column : str
        The column combined; the name of the limit if empty, so that a column may have several limits.
    """

    min: float | None = None
    max: float | None = None
    how: How = "sum"
    of: Of = "area"
    column: str = ""

    def __post_init__(self) -> None:
        """Refuse bounds that no total can meet; 300 and 300.0 are the same bound, and the same text of a record."""
        for name in BOUNDS:
            bound = getattr(self, name)
            if bound is not None and isnan(bound):
                raise SettingsError(say("error.settings.limit_no_number"), say("error.settings.leave_bound_out"))
            # Without a bound at an end is how a limit says infinity.
            object.__setattr__(self, name, None if bound is None or isinf(bound) else float(bound))
        if self.min is not None and self.max is not None and self.min > self.max:
            raise SettingsError(
                say("error.settings.limit_crossed", least=Number(self.min), most=Number(self.max)),
                say("error.settings.swap_bounds"),
            )

    def record(self) -> dict[str, float | str | None]:
        """Return the limit as records hold it: defaults are left out, so that a plain limit reads as before."""
        unusual = {name: getattr(self, name) for name in UNUSUAL if getattr(self, name) != getattr(Limit, name)}
        return {"min": self.min, "max": self.max, **unusual}


def bounds_of(given: Any) -> Any:
    """Return a limit, or a pair of its bounds, under the names of its parts; anything else as it is.

    Examples
    --------
    >>> bounds_of((500, None))
    {'min': 500, 'max': None}
    """
    if isinstance(given, Limit):
        return given.record()
    is_pair = isinstance(given, list | tuple) and len(given) == len(BOUNDS)
    return dict(zip(BOUNDS, given, strict=True)) if is_pair else given
