"""What both estimators share: how their rows, links and limits are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from libpysal.graph import Graph
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import Tags
from sklearn.utils.validation import validate_data

from cluster_planner.areas.estimators._arrays import check_limits, ids_of, read_amounts, read_square, refuse_gaps

LIMITS = [Mapping, None]
LINKS = ["array-like", "sparse matrix", Graph, None]


class OnLinks(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """An estimator of units with links and limits."""

    def __sklearn_tags__(self) -> Tags:
        """Tell that X may be a matrix of pairs."""
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

    def _limited(self, X: Any, quantities: pd.DataFrame | None, ids: pd.Index) -> pd.DataFrame:  # noqa: N803
        floors, caps = self.floors or {}, self.caps or {}
        check_limits(floors, caps)
        return read_amounts(quantities, sorted({*floors, *caps}, key=str), ids, framed=isinstance(X, pd.DataFrame))


def _columns_as_rows(X: Any) -> Any:  # noqa: N803
    """Return a square frame with its columns in the order of its rows, where both carry the same names."""
    if isinstance(X, pd.DataFrame) and X.shape[0] == X.shape[1] and not len(X.index.symmetric_difference(X.columns)):
        return X[X.index]
    return X
