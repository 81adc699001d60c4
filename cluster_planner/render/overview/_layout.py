"""Frames side by side on one sheet, all at one scale: as large a scale as there is room for, and no room left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

TITLE = 26  # pixels above a frame
GAP = 8
_MARGIN = 14  # within a frame, around what it shows
_LEAST = (92, 84)  # of a frame, so that its title and a name or two find room
_HALVINGS = 40

Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True)
class Layout:
    """Where the frames are, without their titles, and where the key; how many metres a pixel is."""

    frames: tuple[Box, ...]
    key: Box
    metres_per_pixel: float


@dataclass(frozen=True)
class _Cell:
    """A frame with its title, or the key, which is the last and never grows wider."""

    place: int
    width: float
    height: float
    is_key: bool = False


def arrange_frames(
    sizes: Sequence[tuple[float, float]], width: float, height: float, key: tuple[float, float]
) -> Layout:
    """Put frames in rows, the tallest first, and stretch them until they fill the sheet.

    Parameters
    ----------
    sizes : sequence of n pairs of float
        Width and height of what each frame shows, in metres.
    width, height : float
        Of the sheet, in pixels.
    key : pair of float
        Least width and height of the key, which stands at the end of a row.

    Returns
    -------
    Layout
        Frames in the order of ``sizes``; infinitely many metres in a pixel where there are too many for the sheet.
    """
    widest, tallest = (max((size[side] for size in sizes), default=1.0) for side in (0, 1))
    low, high = 0.0, min(width / max(widest, 1.0), height / max(tallest, 1.0))  # pixels in a metre
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _rows(_cells(sizes, middle, key), width, height) else (low, middle)
    cells = _cells(sizes, low, key)
    rows = _rows(cells, width, height) or [[cell] for cell in cells]
    placed = dict(_stretched(rows, width, height))
    return Layout(tuple(placed[place] for place in range(len(sizes))), placed[len(sizes)], 1 / low if low else inf)


def _cells(sizes: Sequence[tuple[float, float]], scale: float, key: tuple[float, float]) -> list[_Cell]:
    cells = [
        _Cell(
            place,
            max(_LEAST[0], scale * width + 2 * _MARGIN),
            max(_LEAST[1], scale * height + 2 * _MARGIN) + TITLE,
        )
        for place, (width, height) in enumerate(sizes)
    ]
    return sorted([*cells, _Cell(len(sizes), *key, is_key=True)], key=lambda cell: (-cell.height, cell.place))


def _rows(cells: Sequence[_Cell], width: float, height: float) -> list[list[_Cell]]:
    """Return rows of neighbours within the width that are lowest in all; none if they are higher than the sheet."""
    best: list[tuple[float, int]] = [(-GAP, 0)]
    for end in range(1, len(cells) + 1):
        rows = ((start, cells[start:end]) for start in range(end))
        tried = [(best[start][0] + GAP + row[0].height, start) for start, row in rows if _fits(row, width)]
        best.append(min(tried, default=(inf, 0)))
    if best[-1][0] > height:
        return []
    chosen, end = list[list[_Cell]](), len(cells)
    while end:
        start = best[end][1]
        chosen.insert(0, list(cells[start:end]))
        end = start
    return chosen


def _fits(row: Sequence[_Cell], width: float) -> bool:
    """Return whether a row is within the width, with more than the key in it."""
    frames = sum(not cell.is_key for cell in row)
    return frames > 0 and sum(cell.width for cell in row) + GAP * (len(row) - 1) <= width


def _stretched(rows: Sequence[Sequence[_Cell]], width: float, height: float) -> list[tuple[int, Box]]:
    """Return the cells with their boxes: rows share what height is left, frames what width, as large as they are."""
    taller = (height - GAP * (len(rows) - 1)) / sum(row[0].height for row in rows)
    placed, top = list[tuple[int, Box]](), 0.0
    for row in rows:
        high = row[0].height * taller
        frames = sum(cell.width for cell in row if not cell.is_key)
        room = width - GAP * (len(row) - 1) - sum(cell.width for cell in row if cell.is_key)
        left = 0.0
        for cell in sorted(row, key=lambda cell: cell.place):
            title = 0 if cell.is_key else TITLE
            wide = cell.width if cell.is_key else cell.width / frames * room
            placed.append((cell.place, (left, top + title, wide, high - title)))
            left += wide + GAP
        top += high + GAP
    return placed
