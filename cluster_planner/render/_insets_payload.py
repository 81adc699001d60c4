"""The frames of the first screen, as the page reads them.

``insets`` of the payload has

* ``width``, ``height``, ``title``: of the sheet that they are laid out on, and of the line above each, in pixels. A
  page of another size enlarges all boxes alike, or shows the frames one below the other.
* ``metres_per_pixel``: their one scale.
* ``frames``: for each ``counties`` (``name``, and ``listed``: how many of its areas are in the programme, in all
  languages of the page), ``areas`` (their rows in the payload), ``box`` (left, top, width and height in pixels, below
  its title) and ``bounds`` (west, south, east and north in steps of a degree, as in ``_shapes``). Where the plan is one
  town there is one frame.
* ``key``: the box that is left for the key.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pyproj import Transformer

from cluster_planner.model import Plan
from cluster_planner.render._shapes import SCALE
from cluster_planner.render._words import in_each
from cluster_planner.render.overview import HEIGHT, KEY, TITLE, WIDTH, County, frame_plan, say_listed


def pack_insets(plan: Plan) -> dict[str, Any]:
    """Return the frames that show all areas at one scale."""
    sheet = frame_plan(plan, WIDTH, HEIGHT, KEY)
    degrees = Transformer.from_crs(plan.communities.frame.crs, "EPSG:4326", always_xy=True)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "title": TITLE,
        "metres_per_pixel": sheet.metres_per_pixel,
        "frames": [
            {
                "counties": [_packed(county) for county in frame.counties],
                "areas": list(frame.areas),
                "box": [round(edge, 1) for edge in frame.box],
                "bounds": np.rint(np.array(degrees.transform_bounds(*frame.bounds)) * SCALE).astype(int).tolist(),
            }
            for frame in sheet.frames
        ],
        "key": [round(edge, 1) for edge in sheet.key],
    }


def _packed(county: County) -> dict[str, Any]:
    return {"name": county.name, "listed": in_each(lambda words: words.write(say_listed([county])))}
