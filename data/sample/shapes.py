"""Plane shapes of a town, in metres: bent lines, banks of a river, a town's edge, blocks cut into plots."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from scipy.interpolate import CubicSpline
from shapely import LineString, Polygon

Point = tuple[float, float]

# Width of the street that a cut leaves, by the size of what is cut: between neighbourhoods, between blocks, a lane.
STREETS = ((80_000.0, "tertiary", 16.0), (24_000.0, "residential", 11.0), (0.0, "lane", 7.0))
Cut = tuple[str, LineString]


def bend(points: Sequence[Point], step_m: float = 30.0) -> LineString:
    """Return a smooth line through control points."""
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    places = np.linspace(0.0, along[-1], max(2, int(along[-1] / step_m)))
    return LineString(CubicSpline(along, points)(places))


def ribbon(middle: LineString, width_m: float, rng: np.random.Generator) -> Polygon:
    """Return a river along its middle line, its width swinging by a fifth."""
    xy = shapely.get_coordinates(middle)
    along = np.r_[0.0, np.cumsum(np.hypot(*np.diff(xy, axis=0).T))]
    direction = np.gradient(xy, along, axis=0)
    normal = np.column_stack([-direction[:, 1], direction[:, 0]]) / np.hypot(*direction.T)[:, None]
    left, right = (_swing(along, width_m, rng)[:, None] * normal / 2 for _ in range(2))
    return Polygon(np.vstack([xy + left, (xy - right)[::-1]])).buffer(0).simplify(0.5)


def _swing(along: np.ndarray, width_m: float, rng: np.random.Generator) -> np.ndarray:
    waves = rng.uniform(400, 1100, 2) * max(1.0, width_m / 250)
    phases = rng.uniform(0, 2 * np.pi, 2)
    return width_m * (1 + 0.1 * np.sin(2 * np.pi * along[:, None] / waves + phases).sum(axis=1))


def blob(radii: Point, rng: np.random.Generator, roughness: float = 0.06) -> Polygon:
    """Return an irregular round shape about the origin: the edge of a town."""
    angle = np.linspace(0, 2 * np.pi, 120, endpoint=False)
    orders = np.arange(2, 7)
    phases = rng.uniform(0, 2 * np.pi, orders.size)
    radius = 1 + (roughness / np.sqrt(orders - 1) * np.sin(np.outer(angle, orders) + phases)).sum(axis=1)
    return Polygon(np.column_stack([radii[0] * radius * np.cos(angle), radii[1] * radius * np.sin(angle)]))


def carve(block: Polygon, smallest_m2: float, rng: np.random.Generator) -> tuple[list[Polygon], list[Cut]]:
    """Cut a block across its long side, again and again, until its pieces are about as small as asked.

    Parameters
    ----------
    block : Polygon
        What is cut, in metres.
    smallest_m2 : float
        Pieces up to about this size are not cut further.
    rng : numpy.random.Generator
        Where each cut lies and how it leans and bends.

    Returns
    -------
    pieces : list of Polygon
        Pieces, apart by the width of the streets between them.
    cuts : list of (str, LineString)
        Kind and middle line of those streets.
    """
    pieces: list[Polygon] = []
    cuts: list[Cut] = []
    waiting = [block]
    while waiting:
        piece = waiting.pop()
        if piece.area <= smallest_m2 * rng.uniform(0.9, 1.7):
            pieces.append(piece)
            continue
        kind, width = next((kind, width) for least_m2, kind, width in STREETS if piece.area >= least_m2)
        cut = _cut_across(piece, rng)
        cuts.append((kind, cut.intersection(piece.buffer(width))))
        waiting.extend(polygons(piece.difference(cut.buffer(width / 2))))
    return pieces, cuts


def _cut_across(block: Polygon, rng: np.random.Generator) -> LineString:
    corner, *others = np.array(block.minimum_rotated_rectangle.exterior.coords)[:4]
    sides = sorted((others[0] - corner, others[2] - corner), key=lambda side: float(np.hypot(*side)))
    short, long = sides
    at, lean, bow = rng.uniform(0.38, 0.62), rng.normal(0, 0.07), rng.normal(0, 0.04)
    across = np.linspace(-0.2, 1.2, 9)[:, None]
    sideways = (across - 0.5) / 0.7
    return LineString(corner + across * short + (at + lean * sideways + bow * (1 - sideways**2)) * long)


def polygons(shape: shapely.Geometry) -> list[Polygon]:
    """Return the polygons of a shape in a fixed order."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    return sorted(parts, key=lambda part: (round(part.centroid.x, 3), round(part.centroid.y, 3)))


def quadrilateral(centre: Point, size_m: float, rng: np.random.Generator) -> Polygon:
    """Return a four-sided plot about a point, turned and askew."""
    angle = rng.uniform(0, np.pi / 2) + np.arange(4) * np.pi / 2 + rng.normal(0, 0.12, 4)
    radius = size_m / np.sqrt(2) * rng.uniform(0.85, 1.15, 4)
    return Polygon(np.column_stack([centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)]))
