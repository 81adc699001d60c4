"""Rows of a table of pairs, found by either end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array


class PairRows(NamedTuple):
    """Neighbours of each position, and the row of the table for each."""

    start: np.ndarray
    to: np.ndarray
    row: np.ndarray

    @classmethod
    def among(cls, pairs: np.ndarray, size: int) -> PairRows:
        """Arrange pairs of positions below ``size``."""
        return cls(*neighbour_rows(pairs, np.arange(len(pairs)), size))

    def of(self, own: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the neighbours of a position, ascending, and their rows."""
        span = slice(self.start[own], self.start[own + 1])
        return self.to[span], self.row[span]

    def of_any(self, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the neighbours of several positions, and their rows."""
        spans = [np.arange(self.start[node], self.start[node + 1]) for node in nodes]
        near = np.concatenate([np.empty(0, dtype=np.int64), *spans])
        return self.to[near], self.row[near]

    def within(self, nodes: np.ndarray) -> np.ndarray:
        """Return the rows with both ends among sorted positions, in order."""
        to, row = self.of_any(nodes)
        return np.unique(row[place_in(nodes, to) >= 0])


def place_in(nodes: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """Return the place of each position among sorted ones, -1 where it is not there."""
    place = np.minimum(np.searchsorted(nodes, positions), len(nodes) - 1)
    return np.where(nodes[place] == positions, place, -1)


def neighbour_rows(pairs: np.ndarray, values: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return pairs as rows of neighbours in both directions: start of each row, neighbour, value."""
    focal, neighbor = (pairs.astype(np.int32)[:, ends].T.ravel() for ends in ([0, 1], [1, 0]))
    rows = coo_array((np.concatenate([values, values]), (focal, neighbor)), shape=(size, size)).tocsr()
    return rows.indptr.astype(np.int64), rows.indices.astype(np.int64), rows.data
