"""What really cuts: wide water, the chosen kinds of roads and rails, opened at their crossings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from cluster_planner._carve import carve
from cluster_planner.model import Barriers
from cluster_planner.said import Fact, Label, Name
from cluster_planner.settings import LinkSettings

# Dimension of a polygon in shapely's terms.
POLYGON = 2
# Ground kept clear on both sides of a barrier, so that touching it is not crossing it.
HAIR_M = 0.1
# Opening by disks leaves rounded corners; growing back a little farther fills them.
GROW_BACK = 1.05


@dataclass(frozen=True, eq=False)
class Cuts:
    """Geometries that nothing may cross, with kind and name (missing where it has none)."""

    geometry: np.ndarray
    kinds: np.ndarray
    names: np.ndarray
    tree: shapely.STRtree

    def called(self, position: int) -> Fact:
        """Return the name of one of them, or its kind where it has none."""
        name = self.names[position]
        return Name(name) if isinstance(name, str) else Label("choice.barrier_kind", self.kinds[position])


def make_cuts(barriers: Barriers, settings: LinkSettings) -> Cuts:
    """Return what cuts under these settings, in an order independent of the file."""
    frame = barriers.frame[barriers.frame["kind"].isin(settings.barrier_kinds)]
    geometry = frame.geometry.to_numpy().copy()
    water = (frame["kind"] == "water").to_numpy()
    geometry[water] = _wide_parts(geometry[water], frame["width_m"].to_numpy(float)[water], settings.min_water_width_m)
    geometry = _opened(geometry, barriers.crossings.to_numpy(), settings.crossing_radius_m)
    parts, source = shapely.get_parts(geometry, return_index=True)
    parts, source = parts[~shapely.is_empty(parts)], source[~shapely.is_empty(parts)]
    kinds, names = (frame[column].to_numpy(object)[source] for column in ("kind", "name"))
    order = np.lexsort([*shapely.bounds(parts).T, names.astype(str), kinds.astype(str)])
    return Cuts(parts[order], kinds[order], names[order], shapely.STRtree(parts[order]))


def _wide_parts(water: np.ndarray, width_m: np.ndarray, least_m: float) -> np.ndarray:
    """Keep the parts of polygons that a disk of the least width fits into, and lines not known to be narrower."""
    shrunk = shapely.buffer(water, -least_m / 2)
    opened = shapely.intersection(shapely.buffer(shrunk, least_m / 2 * GROW_BACK), water)
    lines = np.where(width_m > 0, shapely.buffer(water, np.nan_to_num(width_m) / 2), water)
    lines[width_m < least_m] = shapely.Point()
    kept: np.ndarray = np.where(shapely.get_dimensions(water) == POLYGON, opened, lines)
    return kept


def _opened(geometry: np.ndarray, crossings: np.ndarray, radius_m: float) -> np.ndarray:
    """Take the surroundings of bridges and underpasses out of the barriers."""
    gates = shapely.buffer(crossings, radius_m)
    barrier, gate = shapely.STRtree(gates).query(geometry, predicate="intersects")
    return carve(geometry, barrier, gates[gate])


def cut_footprints(footprints: np.ndarray, cuts: Cuts) -> np.ndarray:
    """Return the footprints, only the largest side of those that a barrier cuts."""
    outlines = np.flatnonzero(shapely.get_dimensions(footprints) == POLYGON)
    found, barrier = cuts.tree.query(footprints[outlines], predicate="dwithin", distance=HAIR_M)
    walls = shapely.buffer(cuts.geometry[barrier], HAIR_M)
    cut = carve(footprints, outlines[found], walls)
    changed = np.unique(outlines[found])
    cut[changed] = _largest_parts(cut[changed])
    return cut


def _largest_parts(geometry: np.ndarray) -> np.ndarray:
    """Return the largest part of each geometry; an empty one stays empty."""
    parts, owner = shapely.get_parts(geometry, return_index=True)
    order = np.lexsort([shapely.area(parts), owner])
    largest = geometry.copy()
    largest[owner[order]] = parts[order]  # of the parts of one owner, the last and largest one stays
    return largest
