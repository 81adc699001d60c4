"""Areas as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from sklearn.utils import check_array
from sklearn.utils._param_validation import Interval, StrOptions

from cluster_planner.areas._form import solve_problem
from cluster_planner.areas._problem import Problem
from cluster_planner.areas._quantities import COUNT
from cluster_planner.areas.estimators._arrays import (
    InvalidInputError,
    likeness_of,
    moved,
    near_pairs,
    read_links,
    refuse_gaps,
    spanned_pairs,
    stored_pairs,
)
from cluster_planner.areas.estimators._on_links import LIMITS, LINKS, OnLinks
from cluster_planner.areas.regions import state_limits, state_units

STATUSES = ("heuristic", "bounded", "optimal")


class AreaProposer(OnLinks):
    """Propose disjoint connected areas of greatest value; units that fit nowhere stay alone.

    The value of an area is the sum over its pairs of likeness above ``min_likeness``, and ``saving`` for every
    member after the first.

    Parameters
    ----------
    connectivity : sparse matrix or array of shape (n, n), Graph, optional
        Who is linked; any entry but 0 is a link. ``None`` links every two units.
    min_likeness : float
        Pairs above it add to the value of an area, pairs below take from it.
    min_members, max_members : int
        Least and greatest number of units in an area.
    floors, caps : mapping of str to float, optional
        Least and greatest total, both allowed, of columns of ``quantities`` over an area.
    max_span_m : float, optional
        Largest distance between two members; needs ``coordinates``.
    saving : float
        Value of every member after the first.
    metric : {"range", "precomputed"}
        ``range``: likeness is one minus the mean difference of the columns in shares of their range (Gower).
        ``precomputed``: X holds likeness, 0 to 1; pairs without an entry never share an area.

    Attributes
    ----------
    labels_ : ndarray of shape (n,)
        Area of each unit, from 0, in the order of their first unit; -1 is alone.
    objective_, bound_ : float
        Value of all areas, and what no plan exceeds.
    gap_ : float
        ``bound_ / objective_ - 1``: by what share a better plan could be better; infinite where the value is 0 and
        the bound is not.
    status_ : str
        ``optimal``, ``bounded`` or ``heuristic``: of the component of which least is proven.
    proof_ : DataFrame
        Members, value, bound, gap and status of each component.
    n_features_in_ : int
        Columns of X.

    Examples
    --------
    >>> import numpy as np
    >>> from scipy.sparse import diags_array
    >>> from cluster_planner import AreaProposer
    >>> row = diags_array([1.0, 1.0], offsets=[-1, 1], shape=(5, 5))
    >>> X = np.array([[0.0], [0.1], [0.9], [1.0], [0.5]])
    >>> AreaProposer(connectivity=row, min_likeness=0.8).fit(X).labels_
    array([ 0,  0,  1,  1, -1])
    """

    _parameter_constraints: ClassVar[dict[str, list[Any]]] = {
        "connectivity": LINKS,
        "min_likeness": [Interval(Real, 0, 1, closed="both")],
        "min_members": [Interval(Integral, 1, None, closed="left")],
        "max_members": [Interval(Integral, 1, None, closed="left")],
        "floors": LIMITS,
        "caps": LIMITS,
        "max_span_m": [Interval(Real, 0, None, closed="left"), None],
        "saving": [Interval(Real, 0, None, closed="left")],
        "metric": [StrOptions({"range", "precomputed"})],
    }

    def __init__(  # noqa: PLR0913 - scikit-learn's way to say what can be searched over
        self,
        *,
        connectivity: Any = None,
        min_likeness: float = 0.5,
        min_members: int = 2,
        max_members: int = 10,
        floors: Mapping[str, float] | None = None,
        caps: Mapping[str, float] | None = None,
        max_span_m: float | None = None,
        saving: float = 0.0,
        metric: str = "range",
    ) -> None:
        self.connectivity = connectivity
        self.min_likeness = min_likeness
        self.min_members = min_members
        self.max_members = max_members
        self.floors = floors
        self.caps = caps
        self.max_span_m = max_span_m
        self.saving = saving
        self.metric = metric

    def fit(
        self,
        X: Any,  # noqa: N803
        y: Any = None,  # noqa: ARG002
        *,
        quantities: pd.DataFrame | None = None,
        coordinates: Any = None,
    ) -> Self:
        """Propose areas.

        Parameters
        ----------
        X : array-like of shape (n, d), or (n, n) with ``metric="precomputed"``
            Attributes, or likeness of pairs.
        y : None
            Ignored.
        quantities : DataFrame, optional
            Columns that ``floors`` and ``caps`` speak of: on the index of X if that is a frame, else row by row.
        coordinates : array-like of shape (n, 2), optional
            Metres, row by row; needed for ``max_span_m`` alone.

        Returns
        -------
        AreaProposer
            Itself.

        Raises
        ------
        ValueError
            If a parameter or the input cannot be used; rows at fault are named.
        """
        ids, attributes, likeness = self._read(X)
        amounts = self._limited(X, quantities, ids).assign(**{COUNT: 1.0})
        order = np.asarray(ids.argsort())
        links = moved(read_links(self.connectivity, ids), order)
        if likeness is None:
            pairs = near_pairs(links, len(ids), max(1, self.max_members - 1))
            gains = likeness_of(attributes[order], pairs)
        else:
            pairs, gains = stored_pairs(csr_array(likeness[order][:, order]))
        if self.max_span_m is not None:
            near = np.isin(_key(pairs), _key(spanned_pairs(self._placed(coordinates, ids)[order], self.max_span_m)))
            pairs, gains = pairs[near], gains[near]
        code, self.proof_ = solve_problem(self._state(ids[order], links, pairs, gains, amounts.iloc[order]))
        self.labels_ = pd.Series(code, ids[order]).reindex(ids).to_numpy()
        self.objective_, self.bound_ = float(self.proof_["value"].sum()), float(self.proof_["bound"].sum())
        better = np.inf if self.bound_ > self.objective_ else 0.0
        self.gap_ = self.bound_ / self.objective_ - 1.0 if self.objective_ > 0 else better
        self.status_ = min(self.proof_["status"], key=STATUSES.index, default="optimal")
        return self

    def _placed(self, coordinates: Any, ids: pd.Index) -> np.ndarray:
        """Return the coordinates of the rows of X."""
        placed: np.ndarray = check_array(
            coordinates, dtype=float, ensure_all_finite=False, ensure_min_features=2, input_name="coordinates"
        )
        if len(placed) != len(ids):
            raise InvalidInputError(f"coordinates has {len(placed)} rows, X has {len(ids)}.", "One row per unit.")
        refuse_gaps(placed, ids, "coordinates")
        return placed

    def _state(
        self, ids: pd.Index, links: np.ndarray, pairs: np.ndarray, likeness: np.ndarray, amounts: pd.DataFrame
    ) -> Problem:
        floors = {COUNT: float(self.min_members), **(self.floors or {})}
        caps = {COUNT: float(self.max_members), **(self.caps or {})}
        units = state_units(ids, links, state_limits(amounts, floors, caps))
        return Problem(
            ids=ids,
            links=links,
            link_gains=units.link_gains,
            pairs=pairs,
            pair_gains=likeness - self.min_likeness,
            stay_gains=np.zeros(len(pairs)),
            saving_weight=float(self.saving),
            quantities=units.quantities,
            demands=units.demands,
        )


def _key(pairs: np.ndarray) -> np.ndarray:
    """Return one number for each pair of positions."""
    key: np.ndarray = pairs[:, 0] << 32 | pairs[:, 1]
    return key
