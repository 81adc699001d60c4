"""One picture: the map to the left; legend, north and scale to its right; source below."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from cluster_planner.render._map_rows import Bounds
from cluster_planner.render.report._map_panel import DPI, IN_PIXELS, PIXELS_PER_CM, Panel, Sign, pixels
from cluster_planner.render.report._map_style import GROUND, INK, PAPER, QUIET_INK

WIDTH_CM = 16.6
PANEL_CM = 3.7
FOOT_CM = 0.42
_STEPS = (1, 2, 5)
_GAP = 13  # between map and panel, in pixels like all below
_TOP = 3
_SCALE_UP, _SCALE_HEIGHT, _NORTH_UP = 31, 6, 23  # above the foot
_ASIDE = (18, 14)
_BOTTOM, _TOPMOST = 0, 100  # layers


class MapSheet:
    """A map of this height on paper, around these bounds.

    Attributes
    ----------
    bounds : tuple of float
        What it shows: at least the bounds asked for.
    metres_per_cm : float
        How many metres a centimetre of the paper stands for.
    """

    def __init__(self, bounds: Bounds, height_cm: float, panel: Panel) -> None:
        self._figure = Figure(figsize=(WIDTH_CM / 2.54, height_cm / 2.54), dpi=DPI)
        self._panel = panel
        width, height = WIDTH_CM - PANEL_CM, height_cm - FOOT_CM
        self.bounds = _fitted(bounds, width / height)
        self.metres_per_cm = (self.bounds[2] - self.bounds[0]) / width
        self._foot = round(FOOT_CM * PIXELS_PER_CM)
        self._frame = Bbox.from_bounds(1, self._foot, width * PIXELS_PER_CM - 1, height * PIXELS_PER_CM - 1)
        west, south, _, _ = self.bounds
        pixels_per_metre = PIXELS_PER_CM / self.metres_per_cm
        to_paper = Affine2D().translate(-west, -south).scale(pixels_per_metre)
        self._to_paper = to_paper.translate(self._frame.x0, self._frame.y0)
        self._add_box(self._frame.bounds, _BOTTOM, facecolor=GROUND, linewidth=0)

    def add(self, artist: Artist, layer: int, *, aside: bool = False) -> None:
        """Draw something placed in metres, cut off at the frame; ``aside`` sets it up and to the right of its place."""
        artist.set_transform(self._to_paper + Affine2D().translate(*_ASIDE) if aside else self._to_paper)
        artist.set_zorder(layer)
        artist.set_clip_box(self._frame)
        self._figure.add_artist(artist)

    def finish(self, signs: Sequence[Sign]) -> bytes:
        """Add legend, north, scale and source, and return the picture as PNG.

        The colours are reduced to 256, which look the same as all of them on a drawn map.
        """
        self._add_box(self._frame.bounds, _TOPMOST, fill=False, edgecolor=QUIET_INK, linewidth=0.6)
        self._draw_scale()
        picture = pixels(self._figure).copy()
        height, left = len(picture), self._left
        north, source = self._panel.north, self._panel.source
        _put(picture, self._panel.legend(signs), left, _TOP)
        _put(picture, north, picture.shape[1] - north.shape[1] - 20, height - self._foot - _NORTH_UP - len(north))
        _put(picture, source, 0, height - len(source))
        png = BytesIO()
        reduced = Image.fromarray(picture).quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reduced.save(png, "PNG", compress_level=6, dpi=(DPI, DPI))
        return png.getvalue()

    @property
    def _left(self) -> int:
        """Return where the panel begins."""
        return round(float(self._frame.x1)) + _GAP

    def _draw_scale(self) -> None:
        metres = _round_below(1.8 * self.metres_per_cm)
        length = metres / self.metres_per_cm * PIXELS_PER_CM
        x, y = self._left + 9, self._foot + _SCALE_UP
        self._add_box((x, y, length, _SCALE_HEIGHT), _TOPMOST, facecolor=INK, linewidth=0)
        hollow = (x + length / 2, y + 1, length / 2 - 1, _SCALE_HEIGHT - 2)
        self._add_box(hollow, _TOPMOST, facecolor=PAPER, linewidth=0)
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"  # noqa: PLR2004 - of a kilometre
        for share, mark in ((0, "0"), (1, text)):
            self._figure.add_artist(
                Text(x + share * length, y - 4, mark, ha="center", va="top", fontsize=6, color=INK, transform=IN_PIXELS)
            )

    def _add_box(self, box: tuple[float, float, float, float], layer: int, **looks: Any) -> None:
        west, south, width, height = box
        self._figure.add_artist(Rectangle((west, south), width, height, zorder=layer, transform=IN_PIXELS, **looks))


def _put(picture: np.ndarray, part: np.ndarray, left: int, top: int) -> None:
    """Paste a part onto a picture, as far as there is room."""
    room = picture[top : top + len(part), left : left + part.shape[1]]
    room[:] = part[: room.shape[0], : room.shape[1]]


def _fitted(bounds: Bounds, ratio: float) -> Bounds:
    """Return bounds of this aspect ratio around the same centre."""
    west, south, east, north = bounds
    width = max(east - west, ratio * (north - south), 1.0)
    half = width / 2, width / ratio / 2
    middle = (west + east) / 2, (south + north) / 2
    return middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]


def _round_below(metres: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 ... that is not larger."""
    power = 10.0 ** np.floor(np.log10(metres))
    return float(max(step * power for step in _STEPS if step * power <= metres))
