"""Shapes and the values of each, as arrays that are searched by frame."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely

Bounds = tuple[float, float, float, float]


class Rows:
    """Shapes with further columns: on a GeoDataFrame, every choice of rows would take a millisecond.

    Parameters
    ----------
    shapes : ndarray of n geometries
        What is drawn.
    known : ndarray of length n
        What is known of each, by name.
    """

    def __init__(self, shapes: np.ndarray, **known: np.ndarray) -> None:
        self.shapes, self._known = shapes, known

    def __len__(self) -> int:
        return len(self.shapes)

    def __getitem__(self, name: str) -> np.ndarray:
        return self._known[name]

    def where(self, chosen: np.ndarray) -> Rows:
        """Return rows by a mask, or by their positions."""
        return Rows(self.shapes[chosen], **{name: column[chosen] for name, column in self._known.items()})

    def within(self, bounds: Bounds) -> Rows:
        """Return the rows that reach into a frame, in their own order."""
        return self.where(self.positions_within(bounds))

    def positions_within(self, bounds: Bounds) -> np.ndarray:
        """Return the positions of the rows that reach into a frame, in order."""
        return np.sort(self._tree.query(shapely.box(*bounds), predicate="intersects"))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.shapes)
