"""A picture of the overview as PNG: its marks drawn as the maps of the report are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from cluster_planner.render.overview import Label, Pane, Picture, Shape
from cluster_planner.render.report._map_panel import DPI, pixels
from cluster_planner.render.report._map_sheet import WIDTH_CM
from cluster_planner.render.report._map_style import Style, case_style, fill_style, line_style

_ALIGNED = {"start": "left", "middle": "center", "end": "right"}
_HALO = 3


def paint(picture: Picture) -> bytes:
    """Return a picture as PNG, as wide as the maps of the report."""
    scale = WIDTH_CM / 2.54 * DPI / picture.width
    figure = Figure(figsize=(picture.width * scale / DPI, picture.height * scale / DPI), dpi=DPI)
    order = count()
    for pane in picture.panes:
        left, top, width, height = (edge * scale for edge in pane.box)
        foot = picture.height * scale - top - height
        to_paper = Affine2D().scale(scale, -scale).translate(left, foot + height)
        frame = Bbox.from_bounds(left, foot, width, height)
        for artist in _artists(pane, scale):
            artist.set_transform(to_paper)
            artist.set_clip_box(frame)
            artist.set_zorder(next(order))
            figure.add_artist(artist)
    png = BytesIO()
    reduced = Image.fromarray(pixels(figure)).quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(png, "PNG", compress_level=6, dpi=(DPI, DPI))
    return png.getvalue()


def _artists(pane: Pane, scale: float) -> Iterator[Artist]:
    for mark in pane.marks:
        if isinstance(mark, Label):
            yield _text(mark, scale * 72 / DPI)
        elif mark.rings:
            yield from _drawn(mark)


def _text(label: Label, points: float) -> Text:
    """Return a label, its letters so many points for a pixel."""
    looks: Style = {"fontsize": label.size * points, "color": label.colour, "ha": _ALIGNED[label.anchor]}
    if label.halo:
        looks["path_effects"] = [withStroke(linewidth=_HALO * points, foreground=label.halo)]
    weight = "bold" if label.bold else "normal"
    turn: Style = {"rotation": -label.angle, "va": "center"} if label.angle else {"va": "baseline"}
    y = label.y if label.angle else label.y + label.baseline
    return Text(label.x, y, label.text, fontweight=weight, **looks, **turn)


def _drawn(shape: Shape) -> Iterator[Artist]:
    if shape.closed:
        yield PathCollection([_path(shape.rings)], **fill_style(shape.symbol))
        return
    if shape.symbol.case:
        yield LineCollection(shape.rings, **case_style(shape.symbol))
    yield LineCollection(shape.rings, **line_style(shape.symbol))


def _path(rings: Sequence[np.ndarray]) -> Path:
    """Return rings, holes among them, as one path."""
    closed = [np.vstack([ring, ring[:1]]) for ring in rings]
    codes = [[Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY] for ring in closed]
    return Path(np.vstack(closed), np.concatenate(codes))
