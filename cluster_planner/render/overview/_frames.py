"""The frames of the overview: one for each town where towns are scattered, else one for the whole plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.render._map_rows import Bounds
from cluster_planner.render.overview._layout import Box, Layout, arrange_frames
from cluster_planner.render.overview._towns import towns_of

MOST_FRAMES = 24  # more are too small to be read
_GAIN = 1.3  # by which frames must be larger in scale than one map of everything
_LEAST_M = 300.0  # what a frame shows at least


@dataclass(frozen=True)
class County:
    """A county of a frame, without a name where none is known.

    Attributes
    ----------
    name : str
        Of the county.
    rows : tuple of int
        Positions of its areas in the plan.
    listed : int
        How many of them are in a year of the programme.
    """

    name: str
    rows: tuple[int, ...]
    listed: int


@dataclass(frozen=True)
class Frame:
    """One map of the overview.

    Attributes
    ----------
    counties : tuple of County
        Whose areas it is for, as they come in the plan.
    box : tuple of float
        Left, top, width and height on the sheet, in pixels, without the title above it.
    bounds : tuple of float
        West, south, east and north of what it shows, in metres.
    """

    counties: tuple[County, ...]
    box: Box
    bounds: Bounds

    @property
    def areas(self) -> tuple[int, ...]:
        """Return the positions of its areas in the plan, in order."""
        return tuple(sorted(row for county in self.counties for row in county.rows))


@dataclass(frozen=True)
class Sheet:
    """The frames of an overview, all at one scale, and the box of its key."""

    frames: tuple[Frame, ...]
    key: Box
    metres_per_pixel: float


def frame_plan(plan: Plan, width: float, height: float, key: tuple[float, float]) -> Sheet:
    """Return the frames of a plan on a sheet of this size.

    Parameters
    ----------
    plan : Plan
        Without any area, one frame shows all communities; without a place of any, there is none.
    width, height : float
        Of the sheet, in pixels.
    key : pair of float
        Least width and height of the key.

    Returns
    -------
    Sheet
        Towns in frames of their own if that shows them larger than one map of all does, and there are not too many.
    """
    areas = plan.evaluation.areas
    whole = _whole(plan)
    if whole is None:
        return Sheet((), (0.0, 0.0, *key), 1.0)
    single = [np.arange(len(areas))]
    towns = towns_of(areas)
    layout = _laid_out([whole], width, height, key)
    if 1 < len(towns) <= MOST_FRAMES:
        spans = [_bounds(areas.iloc[rows]) for rows in towns]
        apart = _laid_out(spans, width, height, key)
        if apart.metres_per_pixel * _GAIN <= layout.metres_per_pixel:
            return _sheet(plan, towns, spans, apart)
    return _sheet(plan, single, [whole], layout)


def _sheet(plan: Plan, groups: Sequence[np.ndarray], spans: Sequence[Bounds], layout: Layout) -> Sheet:
    frames = (
        Frame(_counties(plan, rows), box, _filled(span, box, layout.metres_per_pixel))
        for rows, span, box in zip(groups, spans, layout.frames, strict=True)
    )
    return Sheet(tuple(frames), layout.key, layout.metres_per_pixel)


def _counties(plan: Plan, rows: np.ndarray) -> tuple[County, ...]:
    areas = plan.evaluation.areas.iloc[rows]
    names = areas["county"].fillna("").astype("str")
    is_listed = plan.programme.frame.reindex(areas.index).get("year", pd.Series(index=areas.index)).notna()
    table = pd.DataFrame({"row": rows, "is_listed": is_listed.to_numpy()})
    return tuple(
        County(str(name), tuple(group["row"].tolist()), int(group["is_listed"].sum()))
        for name, group in table.groupby(names.to_numpy(), sort=False)
    )


def _laid_out(spans: Sequence[Bounds], width: float, height: float, key: tuple[float, float]) -> Layout:
    return arrange_frames([(east - west, north - south) for west, south, east, north in spans], width, height, key)


def _whole(plan: Plan) -> Bounds | None:
    """Return the bounds of all areas; without any, of all communities that have a place."""
    areas = plan.evaluation.areas
    if len(areas):
        return _bounds(areas)
    communities = plan.communities.frame[plan.communities.located]
    return _bounds(communities) if len(communities) else None


def _bounds(rows: gpd.GeoDataFrame) -> Bounds:
    west, south, east, north = (float(edge) for edge in rows.total_bounds)
    return _around((west + east) / 2, (south + north) / 2, max(east - west, _LEAST_M), max(north - south, _LEAST_M))


def _filled(span: Bounds, box: Box, metres_per_pixel: float) -> Bounds:
    """Return what a box shows at this scale around the middle of a span."""
    west, south, east, north = span
    return _around((west + east) / 2, (south + north) / 2, box[2] * metres_per_pixel, box[3] * metres_per_pixel)


def _around(x: float, y: float, width: float, height: float) -> Bounds:
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
