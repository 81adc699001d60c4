"""One picture: the map to the left; legend, north and scale to its right; title above, source below."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation, Transform
from PIL import Image

from cluster_planner.render.report._map_drawing import Bounds
from cluster_planner.render.report._map_style import GROUND, INK, QUIET_INK

WIDTH_CM = 16.6
PANEL_CM = 3.7
FOOT_CM = 0.42
DPI = 160
_CM_PER_INCH = 2.54
_STEPS = (1, 2, 5)


class MapSheet:
    """A map of this height on paper, around these bounds.

    Attributes
    ----------
    axes : Axes
        The map, in metres.
    bounds : tuple of float
        What it shows: at least what was asked for.
    """

    def __init__(self, bounds: Bounds, height_cm: float) -> None:
        self._figure = Figure(figsize=(WIDTH_CM / _CM_PER_INCH, height_cm / _CM_PER_INCH), dpi=DPI)
        width, height = WIDTH_CM - PANEL_CM, height_cm - FOOT_CM
        self.bounds = _fitted(bounds, width / height)
        self.metres_per_cm = (self.bounds[2] - self.bounds[0]) / width
        share = width / WIDTH_CM, FOOT_CM / height_cm
        self.axes = self._figure.add_axes((0.001, share[1], share[0], 0.999 - share[1]))
        _frame(self.axes, self.bounds)
        self._panel = self._figure.add_axes((share[0] + 0.012, share[1], 0.988 - share[0], 0.999 - share[1]))
        self._panel.set_axis_off()
        self._panel.set(xlim=(0, PANEL_CM), ylim=(0, height))

    def beside(self) -> Transform:
        """Return what moves signs a little up and to the right of their place."""
        return self.axes.transData + ScaledTranslation(0.11, 0.09, self._figure.dpi_scale_trans)

    def finish(self, signs: Sequence[Any], north: str, source: str) -> bytes:
        """Add legend (labelled artists), north, scale and source, and return the picture as PNG.

        The colours are reduced to 256, which no eye tells from the full ones on a drawn map.
        """
        self._panel.legend(
            handles=list(signs), loc="upper left", bbox_to_anchor=(0, 1), borderaxespad=0, frameon=False, fontsize=7,
            labelcolor=INK, handlelength=1.7, handleheight=1.0, labelspacing=0.55,
        )  # fmt: skip
        self._draw_north(north)
        self._draw_scale()
        self._figure.text(0.002, 0.004, source, fontsize=5.5, color=QUIET_INK, va="bottom")
        canvas: Any = FigureCanvasAgg(self._figure)  # untyped
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a rare character without a glyph is drawn as a box
            canvas.draw()
        picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
        png = BytesIO()
        reduced = picture.quantize(256, dither=Image.Dither.NONE)
        reduced.save(png, "PNG", compress_level=6, dpi=(DPI, DPI))
        return png.getvalue()

    def _draw_north(self, north: str) -> None:
        x, foot = PANEL_CM - 0.55, 0.4
        arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.0}
        self._panel.annotate("", (x, foot + 0.75), (x, foot), arrowprops=arrow)
        self._panel.text(x, foot + 0.8, north, ha="center", va="bottom", fontsize=7, color=INK)

    def _draw_scale(self) -> None:
        metres = _round_below(1.8 * self.metres_per_cm)
        length = metres / self.metres_per_cm
        x, y, height = 0.15, 0.5, 0.09
        for half, colour in enumerate((INK, "#ffffff")):
            box = (x + half * length / 2, y), length / 2, height
            self._panel.add_patch(_rectangle(*box, colour))
        text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"  # noqa: PLR2004 - of a kilometre
        for share, told in ((0, "0"), (1, text)):
            self._panel.text(x + share * length, y - 0.07, told, ha="center", va="top", fontsize=6, color=INK)


def _frame(axes: Axes, bounds: Bounds) -> None:
    west, south, east, north = bounds
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[], facecolor=GROUND, autoscale_on=False)
    for spine in axes.spines.values():
        spine.set(edgecolor=QUIET_INK, linewidth=0.6)


def _fitted(bounds: Bounds, ratio: float) -> Bounds:
    """Return bounds of this ratio of width to height around the same middle."""
    west, south, east, north = bounds
    width = max(east - west, ratio * (north - south), 1.0)
    half = width / 2, width / ratio / 2
    middle = (west + east) / 2, (south + north) / 2
    return middle[0] - half[0], middle[1] - half[1], middle[0] + half[0], middle[1] + half[1]


def _round_below(metres: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 ... that is not above."""
    power = 10.0 ** np.floor(np.log10(metres))
    return float(max(step * power for step in _STEPS if step * power <= metres))


def _rectangle(corner: tuple[float, float], width: float, height: float, colour: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, facecolor=colour, edgecolor=INK, linewidth=0.5)
