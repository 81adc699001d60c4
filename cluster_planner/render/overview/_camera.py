"""From metres on the ground to pixels of a pane: cut off, smoothed, and put into rings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from cluster_planner.render._map_rows import Bounds

FINE = 0.5  # pixels that a line may be moved
_BEYOND = 12  # pixels around a pane that are drawn as well, so that no outline shows where a shape is cut off
_LEAST = 4  # times the tolerance: shorter rings and lines are left out
_SURFACE = 2  # the dimension of polygons


@dataclass(frozen=True)
class Camera:
    """Looks at these bounds, in metres, with so many metres in a pixel; lines may be moved by ``tolerance`` pixels."""

    bounds: Bounds
    metres_per_pixel: float
    tolerance: float = FINE

    @cached_property
    def beyond(self) -> Bounds:
        """Return the bounds with what lies just beyond."""
        west, south, east, north = self.bounds
        by = _BEYOND * self.metres_per_pixel
        return west - by, south - by, east + by, north + by

    def pixels(self, xy: np.ndarray) -> np.ndarray:
        """Return where points in metres lie in the pane."""
        west, _, _, north = self.bounds
        return np.asarray((xy - [west, north]) / [self.metres_per_pixel, -self.metres_per_pixel])

    def rings(self, shapes: np.ndarray) -> list[np.ndarray]:
        """Return the outlines and holes of surfaces, or the lines, that lie in the pane; without what is too small."""
        seen = shapely.clip_by_rect(shapes, *self.beyond)
        plain = shapely.get_parts(shapely.get_parts(seen[~shapely.is_empty(seen)]))
        plain = shapely.simplify(plain, self.tolerance * self.metres_per_pixel)
        surface = shapely.get_dimensions(plain) == _SURFACE
        lines = np.concatenate([shapely.get_rings(shapely.normalize(plain[surface])), plain[~surface]])
        lines = lines[shapely.length(lines) > _LEAST * self.tolerance * self.metres_per_pixel]
        xy, owner = shapely.get_coordinates(lines, return_index=True)
        return np.split(self.pixels(xy), np.flatnonzero(np.diff(owner)) + 1) if len(xy) else []
