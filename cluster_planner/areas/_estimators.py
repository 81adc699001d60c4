"""The solver of areas and the search of regions as scikit-learn estimators, for any areal data."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from joblib import effective_n_jobs
from libpysal.graph import Graph
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import Tags, check_array, check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from cluster_planner.areas._arrays import (
    ids_of,
    likeness_of,
    near_pairs,
    read_amounts,
    read_links,
    read_square,
    refuse_crossed,
    refuse_gaps,
    spanned_pairs,
    stored_pairs,
)
from cluster_planner.areas._form import solve_problem
from cluster_planner.areas._problem import Problem
from cluster_planner.areas._quantities import COUNT
from cluster_planner.areas.regions import RegionProblem, form_regions, state_limits, state_units

LIMITS = [dict, None]
LINKS = ["array-like", "sparse matrix", Graph, None]
STATUSES = ("heuristic", "bounded", "optimal")


class _OnLinks(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """What both estimators share: how their rows, links and limits are read."""

    def __sklearn_tags__(self) -> Tags:
        """Tell that X may be a matrix of pairs."""
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = self.metric == "precomputed"
        tags.input_tags.sparse = self.metric == "precomputed"
        return tags

    def _read(self, X: Any) -> tuple[pd.Index, np.ndarray, csr_array | None]:  # noqa: N803
        """Return the names of the rows, their attributes, and the matrix of pairs if X is one."""
        self._validate_params()
        given = X
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
        refuse_crossed(floors, caps)
        return read_amounts(quantities, sorted({*floors, *caps}), ids, framed=isinstance(X, pd.DataFrame))


class Regionalizer(_OnLinks):
    """Divide all units into connected regions of least heterogeneity.

    Parameters
    ----------
    n_regions : int, optional
        How many regions (the p-regions problem). ``None``: as many as ``floors`` and ``caps`` allow, then of least
        heterogeneity (max-p).
    connectivity : sparse matrix or array of shape (n, n), Graph, optional
        Who is linked; any entry but 0 is a link. ``None`` links every two units.
    floors, caps : mapping of str to float, optional
        Least and greatest total, both allowed, of columns of ``quantities`` over a region.
    metric : {"variance", "precomputed"}
        ``variance``: heterogeneity is the sum of squared deviations from the means of the region, so bring the
        columns to one scale. ``precomputed``: X holds dissimilarities, summed over the pairs of a region.
    effort : float
        Multiplies how long is searched.
    random_state : int, RandomState, optional
        An int gives the same labels every time, whatever ``n_jobs``.
    n_jobs : int, optional
        Threads; -1 for all cores.

    Attributes
    ----------
    labels_ : ndarray of shape (n,)
        Region of each unit, from 0, in the order of their first unit; -1 does not occur.
    objective_ : float
        Heterogeneity of all regions.
    bound_ : float
        No division into ``n_regions_`` regions has less; 0 where nothing better is proven.
    gap_ : float
        ``1 - bound_ / objective_``, 0 where the division is proven best.
    n_regions_, most_regions_ : int
        Number of regions, and what it is proven not to exceed under the limits.
    status_ : str
        ``optimal``, ``bounded`` (the number of regions is proven greatest, the heterogeneity not proven least) or
        ``heuristic``.
    n_features_in_ : int
        Columns of X.

    Notes
    -----
    Ward's agglomeration along links, then rounds of simulated annealing of boundary moves and of regrouping; up to
    about 25 units the best division is proven by a set partitioning problem that HiGHS solves. With a frame, ties and
    seeds follow the sorted index, so the order of its rows plays no part.

    References
    ----------
    Duque, Church and Middleton (2011), The p-regions problem, Geographical Analysis 43.
    Duque, Anselin and Rey (2012), The max-p-regions problem, Journal of Regional Science 52.

    Examples
    --------
    Six units in a row, in two regions; then the number of regions by a search over a parameter.

    >>> import numpy as np
    >>> from scipy.sparse import diags_array
    >>> from sklearn.metrics import silhouette_score
    >>> from sklearn.model_selection import GridSearchCV
    >>> from cluster_planner import Regionalizer
    >>> row = diags_array([1.0, 1.0], offsets=[-1, 1], shape=(6, 6))
    >>> Z = np.array([[0.0], [0.1], [0.2], [5.0], [5.1], [5.2]])
    >>> model = Regionalizer(n_regions=2, connectivity=row, random_state=0).fit(Z)
    >>> model.labels_, model.status_
    (array([0, 0, 0, 1, 1, 1]), 'optimal')
    >>> def silhouette(model, Z):
    ...     return silhouette_score(Z, model.labels_)
    >>> search = GridSearchCV(model, {"n_regions": [2, 3, 4]}, scoring=silhouette, cv=[(range(6), range(6))])
    >>> search.fit(Z).best_params_
    {'n_regions': 2}
    """

    _parameter_constraints: ClassVar[dict[str, list[Any]]] = {
        "n_regions": [Interval(Integral, 1, None, closed="left"), None],
        "connectivity": LINKS,
        "floors": LIMITS,
        "caps": LIMITS,
        "metric": [StrOptions({"variance", "precomputed"})],
        "effort": [Interval(Real, 0, None, closed="neither")],
        "random_state": ["random_state"],
        "n_jobs": [Integral, None],
    }

    def __init__(  # noqa: PLR0913 - scikit-learn's way to say what can be searched over
        self,
        n_regions: int | None = None,
        *,
        connectivity: Any = None,
        floors: Mapping[str, float] | None = None,
        caps: Mapping[str, float] | None = None,
        metric: str = "variance",
        effort: float = 1.0,
        random_state: Any = None,
        n_jobs: int | None = None,
    ) -> None:
        self.n_regions = n_regions
        self.connectivity = connectivity
        self.floors = floors
        self.caps = caps
        self.metric = metric
        self.effort = effort
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None, *, quantities: pd.DataFrame | None = None) -> Self:  # noqa: ARG002, N803
        """Divide the units.

        Parameters
        ----------
        X : array-like of shape (n, d), or (n, n) with ``metric="precomputed"``
            Attributes, or dissimilarities.
        y : None
            Ignored.
        quantities : DataFrame, optional
            Columns that ``floors`` and ``caps`` speak of: on the index of X if that is a frame, else row by row.

        Returns
        -------
        Regionalizer
            Itself.

        Raises
        ------
        ValueError
            If a parameter or the input cannot be used; rows at fault are named.
        InfeasibleError
            If no division can keep the limits, ``n_regions`` included, or none was found.
        """
        ids, attributes, pairs = self._read(X)
        amounts = self._limited(X, quantities, ids)
        order = np.asarray(ids.argsort())
        links = read_links(self.connectivity, ids)
        symmetric = None if pairs is None else csr_array((pairs + pairs.T) / 2)[order][:, order]
        if symmetric is not None:
            symmetric.setdiag(0.0)
        problem = RegionProblem(
            units=state_units(
                ids[order], _moved(links, order), state_limits(amounts.iloc[order], self.floors or {}, self.caps or {})
            ),
            attributes=attributes[order],
            dissimilarity=symmetric,
            n_regions=None if self.n_regions is None else int(self.n_regions),
        )
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        found = form_regions(problem, seed=seed, n_jobs=effective_n_jobs(self.n_jobs), effort=float(self.effort))
        self.labels_ = found.labels.reindex(ids).to_numpy()
        self.n_regions_, self.most_regions_ = len(np.unique(self.labels_)), found.most_regions
        self.objective_, self.bound_, self.status_ = found.heterogeneity, found.bound, found.status
        self.gap_ = 1.0 - self.bound_ / self.objective_ if self.objective_ > 0 else 0.0
        return self


class AreaProposer(_OnLinks):
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
        links = _moved(read_links(self.connectivity, ids), order)
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
            raise ValueError(f"coordinates has {len(placed)} rows, X has {len(ids)}.")
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
            saving_weight=float(self.saving),
            quantities=units.quantities,
            demands=units.demands,
        )


def _moved(pairs: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Return pairs of rows as pairs of places in the order, smaller first, sorted."""
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    ends = np.sort(place[pairs], axis=1)
    return ends[np.lexsort((ends[:, 1], ends[:, 0]))]


def _key(pairs: np.ndarray) -> np.ndarray:
    """Return one number for each pair of positions."""
    key: np.ndarray = pairs[:, 0] << 32 | pairs[:, 1]
    return key
