"""Names of counties in a frame that several share, each on its own side."""

from __future__ import annotations

import numpy as np
import shapely

from cluster_planner.render.overview._camera import Camera
from cluster_planner.render.overview._frames import Frame
from cluster_planner.render.overview._labels import Places, text_rect
from cluster_planner.render.overview._marks import Label, Pane
from cluster_planner.symbols import INKS, SYMBOLS

_LARGE, _SIZE = 16.0, 12.0
_FEW = 4  # counties, with large names
_STEPS = 24  # places tried in each direction


def name_counties(pane: Pane, places: Places, camera: Camera, frame: Frame, shapes: np.ndarray) -> None:
    """Write the name of each county of a frame where only its areas are near, off all areas.

    Parameters
    ----------
    pane, places, camera
        Where to write, and what is taken there.
    frame : Frame
        Of several counties.
    shapes : ndarray of geometries
        All areas of the plan.
    """
    owner = np.repeat(np.arange(len(frame.counties)), [len(county.rows) for county in frame.counties])
    mine = shapes[[row for county in frame.counties for row in county.rows]]
    middles = camera.pixels(shapely.get_coordinates(shapely.centroid(mine)))
    off = Places(*frame.box[2:])
    for left, bottom, right, top in shapely.bounds(mine):
        (x0, y0), (x1, y1) = camera.pixels(np.array([(left, top), (right, bottom)]))
        off.take((x0, y0, x1, y1))
    size = _LARGE if len(frame.counties) <= _FEW else _SIZE
    spots = _grid(*frame.box[2:])
    apart = np.hypot(*(spots[:, None, :] - middles[None, :, :]).T).T
    nearest = owner[apart.argmin(axis=1)]
    for number, county in enumerate(frame.counties):
        text = " ".join(county.name) if size == _LARGE else county.name
        for x, y in spots[nearest == number][np.argsort(apart[nearest == number].min(axis=1))].tolist():
            rect = text_rect(x, y, text, size)
            if places.is_free(rect, 4) and off.is_free(rect, 4):
                places.take(rect)
                pane.add(Label(x, y, text, size, INKS["county"], halo=SYMBOLS["ground"].fill))
                break


def _grid(width: float, height: float) -> np.ndarray:
    shares = (np.arange(_STEPS) + 0.5) / _STEPS
    return np.array([(x * width, y * height) for x in shares for y in shares])
