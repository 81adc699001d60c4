"""What both estimators share: how their rows, links and limits are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from libpysal.graph import Graph
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import Tags
from sklearn.utils.validation import validate_data

from cluster_planner.areas.estimators._arrays import (
    InvalidInputError,
    check_limits,
    ids_of,
    on_rows,
    read_amounts,
    read_square,
    refuse_gaps,
)
from cluster_planner.said import Code, Count, say

LIMITS = [Mapping, None]
LINKS = ["array-like", "sparse matrix", Graph, None]


class OnLinks(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """An estimator of units with links and limits."""

    def __sklearn_tags__(self) -> Tags:
        """Declare that X may be a matrix of pairs."""
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = self.metric == "precomputed"
        tags.input_tags.sparse = self.metric == "precomputed"
        return tags

    def _read(self, X: Any) -> tuple[pd.Index, np.ndarray, csr_array | None]:  # noqa: N803
        """Return the names of the rows, their attributes, and the matrix of pairs if X is one."""
        self._validate_params()
        given = X = _columns_as_rows(X) if self.metric == "precomputed" else X  # noqa: N806
        if self.metric == "precomputed":
            X = validate_data(self, X, accept_sparse="csr", dtype=float, ensure_all_finite=False)  # noqa: N806
            ids = ids_of(given, X.shape[0])
            return ids, np.empty((len(ids), 0)), read_square(X, ids)
        X = validate_data(self, X, dtype=float, ensure_all_finite=False)  # noqa: N806
        ids = ids_of(given, len(X))
        refuse_gaps(X, ids, "X")
        return ids, X, None

    def _limited(
        self,
        X: Any,  # noqa: N803
        quantities: pd.DataFrame | None,
        ids: pd.Index,
        more: Iterable[str] = (),
    ) -> pd.DataFrame:
        """Return the columns that limits speak of, and more of them."""
        floors, caps = self.floors or {}, self.caps or {}
        check_limits(floors, caps)
        names = sorted({*floors, *caps, *more}, key=str)
        return read_amounts(quantities, names, ids, framed=isinstance(X, pd.DataFrame))

    def _placed(self, X: Any, coordinates: Any, ids: pd.Index, knob: str) -> np.ndarray:  # noqa: N803
        """Return the coordinates of the rows of X, which a knob needs."""
        if coordinates is None:
            raise InvalidInputError(
                say("error.estimators.needs_coordinates", knob=Code(knob)), say("error.estimators.pass_coordinates")
            )
        if isinstance(coordinates, pd.DataFrame):
            coordinates = on_rows(coordinates, ids, "coordinates", framed=isinstance(X, pd.DataFrame))
        try:
            placed = np.asarray(coordinates, dtype=float)
        except (TypeError, ValueError) as error:
            raise InvalidInputError(
                say("error.estimators.coordinates_no_numbers"), say("error.estimators.two_columns")
            ) from error
        if placed.shape != (len(ids), 2):
            shape, rows = Code(str(placed.shape)), Count(len(ids))
            problem = say("error.estimators.shapes_differ", table=Code("coordinates"), shape=shape, rows=rows)
            raise InvalidInputError(problem, say("error.estimators.two_columns_per_unit"))
        refuse_gaps(placed, ids, "coordinates")
        return placed


def _columns_as_rows(X: Any) -> Any:  # noqa: N803
    """Return a square frame with its columns in the order of its rows, where both carry the same names."""
    if isinstance(X, pd.DataFrame) and X.shape[0] == X.shape[1] and not len(X.index.symmetric_difference(X.columns)):
        return X[X.index]
    return X
