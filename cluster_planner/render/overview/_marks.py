"""What a picture is made of, in pixels from its top left: shapes and labels, whatever writes them down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import east_asian_width

import numpy as np

from cluster_planner.render.overview._layout import Box
from cluster_planner.symbols import INKS, Symbol

_LATIN = 0.56  # of the size of a text, the width of a letter that is not Chinese
_MIDDLE = 0.36  # of it, from the middle of a text down to its baseline


@dataclass(frozen=True)
class Shape:
    """Lines, or surfaces with their holes, that look alike: each ring an array of points."""

    rings: Sequence[np.ndarray]
    symbol: Symbol
    closed: bool = True


@dataclass(frozen=True)
class Label:
    """A text; ``y`` is its middle, ``halo`` the colour around its letters, ``angle`` in degrees clockwise."""

    x: float
    y: float
    text: str
    size: float = 12.0
    colour: str = INKS["ink"]
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "middle"
    halo: str = ""
    angle: float = 0.0

    @property
    def baseline(self) -> float:
        """Return how far below the middle its letters stand."""
        return _MIDDLE * self.size

    @property
    def width(self) -> float:
        """Return about how wide it is."""
        return text_width(self.text, self.size)


@dataclass
class Pane:
    """A part of a picture, cut off at its box; marks are placed from the top left of the box."""

    box: Box
    marks: list[Shape | Label] = field(default_factory=list)

    def add(self, *marks: Shape | Label) -> None:
        """Draw upon what is there."""
        self.marks.extend(marks)


@dataclass(frozen=True)
class Picture:
    """Panes on a sheet of this size, and what it shows in words."""

    width: float
    height: float
    title: str
    panes: Sequence[Pane]


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is: a Chinese letter is as wide as it is high."""
    return size * sum(1.0 if east_asian_width(letter) in "WF" else _LATIN for letter in text)


def rectangle(x: float, y: float, width: float, height: float) -> np.ndarray:
    """Return a rectangle as a ring."""
    return np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def squares(corners: Iterable[tuple[float, float]], side: float) -> list[np.ndarray]:
    """Return squares as rings."""
    return [rectangle(x, y, side, side) for x, y in corners]
