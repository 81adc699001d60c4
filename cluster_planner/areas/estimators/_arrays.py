"""What estimators are given, read as arrays on sorted ids: links, limits, likeness of pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from difflib import get_close_matches
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from libpysal.graph import Graph
from pandas.api.types import is_numeric_dtype
from scipy.sparse import coo_array, csr_array, eye_array, issparse

from cluster_planner._align import require_same_index
from cluster_planner.errors import DataError
from cluster_planner.said import Code, Count, Number, say

MOST_WITHOUT_LINKS = 2000
GREATEST = 1e100


class InvalidInputError(DataError, ValueError):
    """The input of an estimator cannot be used; the tools of scikit-learn look for a `ValueError`."""


def ids_of(X: Any, size: int) -> pd.Index:  # noqa: N803 - scikit-learn's name
    """Return the index of a frame, else positions: sorted, it is the order in which ties are decided."""
    index = X.index if isinstance(X, pd.DataFrame) else pd.RangeIndex(size)
    if not index.is_unique:
        raise InvalidInputError(
            say("error.estimators.index_twice"),
            say("error.estimators.own_name"),
            list(index[index.duplicated()].unique()),
        )
    try:
        index.argsort()
    except TypeError as error:
        raise InvalidInputError(
            say("error.estimators.index_without_order"), say("error.estimators.one_type")
        ) from error
    return index


def refuse_gaps(values: np.ndarray, ids: pd.Index, name: str) -> None:
    """Refuse figures that are missing, infinite or so great that their squares have no sum, naming the rows."""
    for bad, why, facts in (
        (~np.isfinite(values), "holds_nan", {}),
        (np.abs(values) > GREATEST, "holds_too_great", {"greatest": Number(GREATEST)}),
    ):
        at_fault = ids[bad.any(axis=1)].unique()
        if len(at_fault):
            problem = say(f"error.estimators.{why}", table=Code(name), rows=Count(len(at_fault)), **facts)
            raise InvalidInputError(problem, say("error.estimators.correct_or_drop"), list(at_fault))


def refuse_beyond(likeness: np.ndarray, pairs: np.ndarray, ids: pd.Index) -> None:
    """Refuse likeness outside 0 to 1, naming the units."""
    beyond = (likeness < 0) | (likeness > 1)
    if beyond.any():
        units = list(ids[np.unique(pairs[beyond])])
        raise InvalidInputError(say("error.estimators.likeness_beyond"), say("error.estimators.bring_to_scale"), units)


def read_links(connectivity: Any, ids: pd.Index) -> np.ndarray:
    """Return the linked pairs, as positions, smaller first, sorted.

    Parameters
    ----------
    connectivity : sparse matrix, array of shape (n, n), Graph or None
        An entry other than 0 in either direction is a link; ``None`` links every two.
    ids : Index of length n
        Rows of the matrix; a `Graph` or a frame on the same names is aligned, whatever its order.

    Raises
    ------
    InvalidInputError
        If it speaks of other units, or holds NaN or infinity.
    """
    size = len(ids)
    if connectivity is None:
        if size > MOST_WITHOUT_LINKS:
            raise InvalidInputError(
                say("error.estimators.too_many_links", rows=Count(size)), say("error.estimators.give_links")
            )
        return np.column_stack(np.triu_indices(size, 1)).astype(np.int64)
    matrix, names = connectivity, None
    if isinstance(connectivity, Graph):
        matrix, names = connectivity.sparse, connectivity.unique_ids
    elif isinstance(connectivity, pd.DataFrame):
        matrix, names = connectivity.reindex(columns=connectivity.index).to_numpy(), connectivity.index
    try:
        matrix = coo_array(csr_array(matrix))  # by way of rows, which adds up entries given twice
    except (TypeError, ValueError) as error:
        raise InvalidInputError(say("error.estimators.no_matrix"), say("error.estimators.one_for_link")) from error
    if matrix.shape != (size, size):
        shape = Code(str(matrix.shape))
        problem = say("error.estimators.shapes_differ", table=Code("connectivity"), shape=shape, rows=Count(size))
        raise InvalidInputError(problem, say("error.estimators.row_per_unit"))
    if not np.isfinite(matrix.data).all():
        raise InvalidInputError(say("error.estimators.links_hold_nan"), say("error.estimators.leave_out_links"))
    place = np.arange(size) if names is None else ids.get_indexer(names)
    if (place < 0).any():
        raise InvalidInputError(say("error.estimators.links_of_others"), say("error.estimators.build_on_index"))
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
    try:
        frame = pd.DataFrame(index=ids) if quantities is None else pd.DataFrame(quantities)
    except (TypeError, ValueError) as error:
        raise InvalidInputError(
            say("error.estimators.quantities_no_frame"), say("error.estimators.pass_frame")
        ) from error
    for name in names:
        _require_column(frame, name)
    amounts = on_rows(frame[names], ids, "quantities", framed=framed)
    for column, kind in amounts.dtypes.items():
        if not is_numeric_dtype(kind):
            problem = say("error.estimators.limit_on_kind", kind=Code(str(kind)), column=Code(repr(column)))
            raise InvalidInputError(problem, say("error.estimators.limit_numbers"))
    figures = amounts.to_numpy(dtype=float, na_value=np.nan)
    refuse_gaps(figures, ids, "quantities")
    return pd.DataFrame(figures, ids, names)


def on_rows(frame: pd.DataFrame, ids: pd.Index, name: str, *, framed: bool) -> pd.DataFrame:
    """Return a frame on the rows of X: by name where X is a frame too, else by position."""
    if framed:
        try:
            require_same_index(ids.sort_values(), frame.index.sort_values(), name)
        except TypeError:  # names of several types, which those of X are not
            require_same_index(ids, frame.index, name)
        return frame.reindex(ids)
    if len(frame) != len(ids):
        problem = say("error.estimators.rows_differ", table=Code(name), own=Count(len(frame)), rows=Count(len(ids)))
        raise InvalidInputError(problem, say("error.estimators.row_per_unit"))
    return frame.set_axis(ids)


def _require_column(frame: pd.DataFrame, name: str) -> None:
    """Refuse a limit on a column that is not there, or there twice."""
    if name not in frame:
        near = get_close_matches(str(name), [str(column) for column in frame], n=1)
        raise InvalidInputError(
            say("error.estimators.no_such_column", column=Code(repr(name))),
            say("error.estimators.near_column", near=Code(repr(near[0])))
            if near
            else say("error.estimators.pass_quantities"),
        )
    if list(frame).count(name) > 1:
        raise InvalidInputError(
            say("error.estimators.column_twice", column=Code(repr(name))), say("error.estimators.give_once")
        )


def check_limits(floors: Mapping[str, float], caps: Mapping[str, float]) -> None:
    """Refuse a limit that is no number, and a floor above the cap of the same column."""
    for kind, limits in (("floor", floors), ("cap", caps)):
        for name, limit in limits.items():
            if not _is_number(limit):
                side, column, value = say(f"error.estimators.{kind}"), Code(repr(name)), Code(repr(limit))
                problem = say("error.estimators.limit_no_number", side=side, column=column, value=value)
                raise InvalidInputError(problem, say("error.estimators.give_number"))
    crossed = [name for name in floors if name in caps and floors[name] > caps[name]]
    if crossed:
        raise InvalidInputError(
            say("error.estimators.floor_above_cap", column=Code(repr(crossed[0]))), say("error.estimators.swap")
        )


def _is_number(limit: object) -> bool:
    """Return whether a limit is a number that a float holds, or infinite."""
    if not isinstance(limit, Real) or isinstance(limit, bool):
        return False
    try:
        return not np.isnan(float(limit))
    except OverflowError:
        return False


def check_groups(groups: Any, knob: str, *, deep: bool) -> None:
    """Refuse what is no list of units, or where ``deep`` no list of such lists.

    Raises
    ------
    InvalidInputError
        It names the parameter.
    """
    if isinstance(groups, str) or not isinstance(groups, Iterable):
        raise InvalidInputError(say("error.estimators.no_groups", knob=Code(knob)), say("error.estimators.list_units"))
    for group in groups:
        if deep:
            check_groups(group, knob, deep=False)
        elif not isinstance(group, Hashable):
            raise InvalidInputError(
                say("error.estimators.no_groups", knob=Code(knob)), say("error.estimators.list_units")
            )


def near_pairs(links: np.ndarray, size: int, hops: int) -> np.ndarray:
    """Return the pairs joined by a chain of at most so many links: positions, smaller first, sorted."""
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


def within_span(coordinates: np.ndarray, pairs: np.ndarray, span: float) -> np.ndarray:
    """Return which pairs lie no further apart than the span: bool array of shape (pairs,)."""
    near: np.ndarray = np.linalg.norm(coordinates[pairs[:, 0]] - coordinates[pairs[:, 1]], axis=1) <= span
    return near


def reordered(matrix: csr_array, order: np.ndarray) -> csr_array:
    """Return a square matrix with rows and columns in another order; a copy, unless that is its order already."""
    return matrix if (np.diff(order) > 0).all() else csr_array(matrix[order][:, order])


def stored_pairs(likeness: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that a matrix of likeness has an entry for, in either direction, and the greater entry."""
    (above, there), (below, back) = (_keyed_above(half) for half in (likeness, likeness.T.tocsr()))
    key = above if np.array_equal(above, below) else np.union1d(above, below)
    greatest = np.full(len(key), -np.inf)
    for keys, values in ((above, there), (below, back)):
        place = np.searchsorted(key, keys)
        greatest[place] = np.maximum(greatest[place], values)
    size = max(likeness.shape[0], 1)
    return np.column_stack([key // size, key % size]), greatest


def _keyed_above(matrix: csr_array) -> tuple[np.ndarray, np.ndarray]:
    """Return the entries above the diagonal, each with one number for its row and column, ascending."""
    if not matrix.has_sorted_indices:
        matrix = matrix.sorted_indices()
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    above = row < matrix.indices
    return row[above] * matrix.shape[0] + matrix.indices[above], matrix.data[above]


def likeness_of(attributes: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return how alike pairs are, 0 to 1: one minus the mean difference in shares of each range (Gower 1971)."""
    low, high = attributes.min(axis=0, initial=np.inf), attributes.max(axis=0, initial=-np.inf)
    span = np.where(high > low, high - low, 1.0)
    apart = np.abs(attributes[pairs[:, 0]] - attributes[pairs[:, 1]]) / span
    likeness: np.ndarray = 1.0 - apart.mean(axis=1)
    return likeness


def read_square(X: Any, ids: pd.Index) -> csr_array:  # noqa: N803 - scikit-learn's name
    """Return a precomputed matrix of pairs, one row and one column per unit; a dense one has every entry, 0 too."""
    size = len(ids)
    if X.shape != (size, size):
        raise InvalidInputError(
            say("error.estimators.not_square", shape=Code(str(X.shape))), say("error.estimators.row_per_unit")
        )
    if issparse(X):
        matrix = csr_array(X)
        if not matrix.has_canonical_format:  # entries given twice add up
            matrix = matrix.copy()
            matrix.sum_duplicates()
    else:
        every = np.tile(np.arange(size), size), np.arange(size + 1) * size
        matrix = csr_array((np.asarray(X, dtype=float).ravel(), *every), shape=(size, size))
    matrix = matrix.astype(float, copy=False)
    unsound = np.flatnonzero(~(np.abs(matrix.data) <= GREATEST))
    rows = np.searchsorted(matrix.indptr, unsound, side="right") - 1
    refuse_gaps(matrix.data[unsound, None], ids[rows], "X")
    return matrix


def _upper(matrix: coo_array) -> np.ndarray:
    above = matrix.row < matrix.col
    pairs = np.column_stack([matrix.row[above], matrix.col[above]]).astype(np.int64)
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
