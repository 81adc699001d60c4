"""Shapes cut out of shapes, many at once: the one place where barriers cut outlines."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely


def carve(geometry: np.ndarray, owner: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Return a copy in which geometry ``owner[k]`` is without ``taken[k]``, for every k.

    Parameters
    ----------
    geometry : ndarray of Geometry, shape (n,)
        What is cut; it is not changed.
    owner : ndarray of int, shape (k,)
        Positions in ``geometry``; each may occur several times or not at all.
    taken : ndarray of Geometry, shape (k,)
        What is cut out.

    Returns
    -------
    ndarray of Geometry, shape (n,)
        What is left.
    """
    pieces = unite(taken, owner)
    left = geometry.copy()
    left[pieces.index] = shapely.difference(left[pieces.index], pieces.to_numpy())
    return left


def unite(pieces: np.ndarray, owner: np.ndarray) -> pd.Series:
    """Return the union of the pieces of each owner, indexed by owner."""
    grouped = pd.Series(pieces, dtype="object").groupby(owner)
    united = {name: shapely.union_all(group.to_numpy()) for name, group in grouped}
    return pd.Series(united, dtype="object", index=pd.Index(list(united), dtype=np.intp))
