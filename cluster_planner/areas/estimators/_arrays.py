"""What estimators are given, read as arrays on sorted ids: links, limits, likeness of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd
from libpysal.graph import Graph
from scipy.sparse import coo_array, csr_array, eye_array, issparse
from scipy.spatial import cKDTree

from cluster_planner._align import require_same_index
from cluster_planner.errors import DataError

MOST_WITHOUT_LINKS = 2000


class InvalidInputError(DataError, ValueError):
    """The input of an estimator cannot be used; the tools of scikit-learn look for a `ValueError`."""


def ids_of(X: Any, size: int) -> pd.Index:  # noqa: N803 - scikit-learn's name
    """Return the index of a frame, else positions: sorted, it is the order in which ties are decided."""
    index = X.index if isinstance(X, pd.DataFrame) else pd.RangeIndex(size)
    if not index.is_unique:
        raise InvalidInputError(
            "The index of X names a row twice.", "Give every row its own name.", list(index[index.duplicated()])
        )
    return index


def refuse_gaps(values: np.ndarray, ids: pd.Index, name: str) -> None:
    """Refuse figures that are missing or infinite, naming the rows."""
    bad = ~np.isfinite(values.reshape(len(ids), -1)).all(axis=1)
    if bad.any():
        raise InvalidInputError(
            f"{name} contains NaN or infinity in {int(bad.sum())} rows.", "Fill or drop them.", list(ids[bad])
        )


def read_links(connectivity: Any, ids: pd.Index) -> np.ndarray:
    """Return who is linked, as positions, smaller first, sorted.

    Parameters
    ----------
    connectivity : sparse matrix, array of shape (n, n), Graph or None
        An entry other than 0 in either direction is a link; ``None`` links every two.
    ids : Index of length n
        Rows of the matrix; a `Graph` on the same names is aligned, whatever its order.
    """
    size = len(ids)
    if connectivity is None:
        if size > MOST_WITHOUT_LINKS:
            raise InvalidInputError(f"connectivity=None links every two of {size} rows.", "Give the links.")
        return np.column_stack(np.triu_indices(size, 1)).astype(np.int64)
    matrix, place = connectivity, np.arange(size)
    if isinstance(connectivity, Graph):
        matrix, names = connectivity.sparse, connectivity.unique_ids
        place = ids.get_indexer(names) if len(names) == size else np.full(1, -1)
        if (place < 0).any():
            raise InvalidInputError("connectivity speaks of other units than X.", "Build the graph on the index of X.")
    matrix = coo_array(matrix)
    if matrix.shape != (size, size):
        raise InvalidInputError(f"connectivity has shape {matrix.shape}, X has {size} rows.", "One row per unit.")
    linked = (matrix.data != 0) & (matrix.row != matrix.col)
    ends = np.sort(place[np.column_stack([matrix.row[linked], matrix.col[linked]])], axis=1)
    return np.unique(ends.astype(np.int64).reshape(-1, 2), axis=0)


def moved(pairs: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Return pairs of rows as pairs of places in the order, smaller first, sorted."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    ends = np.sort(place[pairs], axis=1)
    return ends[np.lexsort((ends[:, 1], ends[:, 0]))]


def read_amounts(quantities: pd.DataFrame | None, names: list[str], ids: pd.Index, *, framed: bool) -> pd.DataFrame:
    """Return the columns that limits speak of.

    Parameters
    ----------
    quantities : DataFrame or None
        One row per unit: by name where X is a frame too, else by position.
    names : list of str
        Columns with a limit.
    ids : Index of length n
        Of X.
    framed : bool
        Whether X is a frame.
    """
    frame = pd.DataFrame(index=ids) if quantities is None else pd.DataFrame(quantities)
    for name in names:
        if name not in frame:
            near = get_close_matches(name, [str(column) for column in frame], n=1)
            raise InvalidInputError(
                f"A limit is on {name!r}, which is no column of quantities.",
                f"Did you mean {near[0]!r}?" if near else "Pass fit(..., quantities=...) with that column.",
            )
    if framed:
        require_same_index(ids.sort_values(), frame.index.sort_values(), "quantities")
        frame = frame.reindex(ids)
    elif len(frame) != len(ids):
        raise InvalidInputError(f"quantities has {len(frame)} rows, X has {len(ids)}.", "One row per unit.")
    amounts: pd.DataFrame = frame[names].astype(float).set_axis(ids)
    refuse_gaps(amounts.to_numpy(), ids, "quantities")
    return amounts


def refuse_crossed(floors: Mapping[str, float], caps: Mapping[str, float]) -> None:
    """Refuse a floor above the cap of the same column."""
    crossed = [name for name in floors if name in caps and floors[name] > caps[name]]
    if crossed:
        raise InvalidInputError(f"The floor of {crossed[0]!r} lies above its cap.", "Swap the two.")


def near_pairs(links: np.ndarray, size: int, hops: int) -> np.ndarray:
    """Return the pairs that a chain of at most so many links joins: positions, smaller first, sorted."""
    ones = np.ones(len(links), dtype=bool)
    step = csr_array((ones, (links[:, 0], links[:, 1])), shape=(size, size), dtype=bool)
    step = step + step.T + eye_array(size, dtype=bool, format="csr")
    reach = step
    for _ in range(hops - 1):
        wider = reach @ step
        if wider.nnz == reach.nnz:
            break
        reach = wider
    return _upper(coo_array(reach))


def spanned_pairs(coordinates: np.ndarray, span: float) -> np.ndarray:
    """Return the pairs that lie no further apart than the span: positions, smaller first, sorted."""
    pairs = cKDTree(coordinates).query_pairs(span, output_type="ndarray").astype(np.int64)
    return np.unique(np.sort(pairs, axis=1), axis=0)


def stored_pairs(likeness: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that a matrix of likeness has an entry for, in either direction, and the greater entry."""
    size = likeness.shape[0]
    matrix = coo_array(likeness)
    ends = np.sort(np.column_stack([matrix.row, matrix.col]).astype(np.int64), axis=1)
    apart = ends[:, 0] != ends[:, 1]
    key, place = np.unique(ends[apart] @ np.array([size, 1]), return_inverse=True)
    greatest = np.full(len(key), -np.inf)
    np.maximum.at(greatest, place, matrix.data[apart])
    return np.column_stack([key // max(size, 1), key % max(size, 1)]), greatest


def likeness_of(attributes: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return how alike pairs are, 0 to 1: one minus the mean difference in shares of each range (Gower 1971)."""
    low, high = attributes.min(axis=0, initial=np.inf), attributes.max(axis=0, initial=-np.inf)
    span = np.where(high > low, high - low, 1.0)
    apart = np.abs(attributes[pairs[:, 0]] - attributes[pairs[:, 1]]) / span
    likeness: np.ndarray = 1.0 - apart.mean(axis=1)
    return likeness


def read_square(X: Any, ids: pd.Index) -> csr_array:  # noqa: N803 - scikit-learn's name
    """Return a precomputed matrix of pairs, sparse or dense, one row and one column per unit."""
    matrix = csr_array(X if issparse(X) else np.asarray(X, dtype=float))
    if matrix.shape != (len(ids), len(ids)):
        raise InvalidInputError(f"A precomputed X must be square, got shape {matrix.shape}.", "One row per unit.")
    finite = np.ones(len(ids))
    finite[np.repeat(np.arange(len(ids)), np.diff(matrix.indptr))[~np.isfinite(matrix.data)]] = np.nan
    refuse_gaps(finite, ids, "X")
    return matrix.astype(float)


def _upper(matrix: coo_array) -> np.ndarray:
    above = matrix.row < matrix.col
    pairs = np.column_stack([matrix.row[above], matrix.col[above]]).astype(np.int64)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
