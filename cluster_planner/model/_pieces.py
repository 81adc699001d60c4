"""Connected pieces, found in one place."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def connected_pieces(links: np.ndarray, size: int) -> np.ndarray:
    """Return the number of the connected piece of each position, in the order of their first members.

    Parameters
    ----------
    links : ndarray of shape (e, 2)
        Pairs of positions.
    size : int
        How many positions there are; one without a link is a piece of its own.

    Examples
    --------
    >>> connected_pieces(np.array([[0, 2], [3, 4]]), 5).tolist()
    [0, 1, 0, 2, 2]
    """
    graph = coo_array((np.ones(len(links), dtype=bool), links.T), shape=(size, size))
    _, piece = connected_components(graph, directed=False)
    numbered: np.ndarray = pd.factorize(piece)[0]
    return numbered
