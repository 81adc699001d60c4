"""What stands next to a map and below it: legend, north and source, each part drawn once however many maps show it."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from cluster_planner.render.report._map_style import INK, QUIET_INK, Style

DPI = 160
PIXELS_PER_CM = DPI / 2.54
IN_PIXELS = IdentityTransform()
_PIXELS_PER_POINT = DPI / 72
# In pixels: the width of legend and sheet, the height of a row, the size of a sign, where a label begins.
_WIDTH, _SHEET, _ROW, _SIGN, _LABEL = 221, 1045, 24, (26, 15), 39
_LABEL_SIZE, _SOURCE_SIZE = 7.0, 5.5  # in points
_BASELINE = 0.35  # of the size, below the middle
_NORTH = (28, 66)
_SOURCE_HEIGHT = 18


@dataclass(frozen=True)
class Sign:
    """A sign of the legend and its label; a line may have a casing."""

    kind: Literal["fill", "line", "point"]
    looks: Style
    label: str
    case: Style | None = None


class Panel:
    """The parts, as pictures in red, green and blue.

    Parameters
    ----------
    north, source : str
        What is written.
    """

    def __init__(self, north: str, source: str) -> None:
        self._rows = dict[str, np.ndarray]()
        self.north = _drawn(_NORTH, _north_arrow(north))
        self.source = _drawn((_SHEET, _SOURCE_HEIGHT), [_text(2, 5, source, _SOURCE_SIZE, color=QUIET_INK)])

    def legend(self, signs: Sequence[Sign]) -> np.ndarray:
        """Return the legend of these signs, from the top down."""
        empty = np.empty((0, _WIDTH, 3), dtype=np.uint8)
        return np.concatenate([empty, *(self._row(sign) for sign in signs)])

    def _row(self, sign: Sign) -> np.ndarray:
        key = repr(sign)
        if key not in self._rows:
            label = _text(_LABEL, _ROW / 2 - _BASELINE * _LABEL_SIZE * _PIXELS_PER_POINT, sign.label, _LABEL_SIZE)
            self._rows[key] = _drawn((_WIDTH, _ROW), [*_sample(sign), label])
        return self._rows[key]


def pixels(figure: Figure) -> np.ndarray:
    """Return what a figure shows, as height x width x (red, green, blue)."""
    canvas: Any = FigureCanvasAgg(figure)  # untyped
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a rare character without a glyph is drawn as a box
        canvas.draw()
    return np.asarray(canvas.buffer_rgba())[:, :, :3]


def point_marks(x: Sequence[float], y: Sequence[float], looks: Style) -> Line2D:
    """Return points as signs of one size."""
    return Line2D(
        x, y, linestyle="none", marker=looks["marker"], markersize=np.sqrt(looks["s"]),
        markerfacecolor=looks["facecolor"], markeredgecolor=looks["edgecolor"], markeredgewidth=looks["linewidth"],
        alpha=looks.get("alpha"),
    )  # fmt: skip


def _sample(sign: Sign) -> list[Artist]:
    middle = _ROW / 2
    if sign.kind == "fill":
        return [Rectangle((1, middle - _SIGN[1] / 2), *_SIGN, **sign.looks)]
    if sign.kind == "line":
        ends = ([1, 1 + _SIGN[0]], [middle, middle])
        return [Line2D(*ends, **looks) for looks in (sign.case, sign.looks) if looks]
    return [point_marks([1 + _SIGN[0] / 2], [middle], sign.looks)]


def _north_arrow(word: str) -> list[Artist]:
    middle = _NORTH[0] / 2
    arrow = FancyArrowPatch((middle, 0), (middle, 45), arrowstyle="-|>", color=INK, linewidth=1.0, mutation_scale=10)
    return [arrow, _text(middle, 47, word, _LABEL_SIZE, ha="center")]


def _text(x: float, y: float, text: str, size: float, **looks: Any) -> Text:
    return Text(x, y, text, fontsize=size, **{"color": INK, "va": "baseline", **looks})


def _drawn(size: tuple[int, int], artists: Sequence[Artist]) -> np.ndarray:
    """Return artists drawn in pixels on white."""
    figure = Figure(figsize=((size[0] + 0.1) / DPI, (size[1] + 0.1) / DPI), dpi=DPI)
    for artist in artists:
        artist.set_transform(IN_PIXELS)
        figure.add_artist(artist)
    return pixels(figure)
