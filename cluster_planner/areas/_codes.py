"""A plan as the number of each community's area: ``ALONE`` where it is in none."""

from __future__ import annotations

import numpy as np

ALONE = -1


def split_rows(rows: np.ndarray, part: np.ndarray) -> dict[int, np.ndarray]:
    """Split rows by their part, in the order in which the parts first occur."""
    order = np.argsort(part, kind="stable")
    parts, start = np.unique(part[order], return_index=True)
    pieces = dict(zip(parts.tolist(), np.split(rows[order], start[1:]), strict=True)) if len(parts) else {}
    return {number: pieces[number] for number in dict.fromkeys(part.tolist())}


def smallest_members(area: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """Return the smallest member of the area of each node in the place of its number; -1 stays."""
    placed = area != ALONE
    first = np.full(area.max(initial=ALONE) + 2, nodes.max() + 1)
    np.minimum.at(first, area[placed], nodes[placed])
    first[ALONE] = ALONE
    smallest: np.ndarray = first[area]
    return smallest
