"""Labels that never overlap: the first come has its place, whoever finds none is left out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cluster_planner.render.overview._marks import text_width

Rect = tuple[float, float, float, float]  # left, top, right, bottom

_EDGE = 3.0


class Places:
    """The places of a pane of this size that are taken."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken = np.empty((0, 4))

    def take(self, rect: Rect) -> None:
        """Take a place, whether free or not."""
        self._taken = np.vstack([self._taken, rect])

    def is_free(self, rect: Rect, apart: float = 1.5) -> bool:
        """Return whether a place lies in the pane and away from all that are taken."""
        left, top, right, bottom = rect
        if left < _EDGE or top < _EDGE or right > self._width - _EDGE or bottom > self._height - _EDGE:
            return False
        taken = self._taken
        clear = (
            (right + apart <= taken[:, 0]) | (left - apart >= taken[:, 2])
            | (bottom + apart <= taken[:, 1]) | (top - apart >= taken[:, 3])
        )  # fmt: skip
        return bool(clear.all())

    def first_free(self, middles: Iterable[tuple[float, float]], width: float, height: float) -> Rect | None:
        """Take the first free place of this size around one of several middles; None where there is none."""
        for x, y in middles:
            rect = (x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if self.is_free(rect):
                self.take(rect)
                return rect
        return None


def text_rect(x: float, y: float, text: str, size: float) -> Rect:
    """Return the place of a text around its middle."""
    half = text_width(text, size) / 2 + 1
    return x - half, y - 0.56 * size, x + half, y + 0.56 * size
