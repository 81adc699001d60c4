"""Regions as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral, Real
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from joblib import effective_n_jobs
from scipy.sparse import csr_array
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions

from cluster_planner.areas.estimators._arrays import InvalidInputError, check_limits, moved, read_links
from cluster_planner.areas.estimators._on_links import LIMITS, LINKS, OnLinks
from cluster_planner.areas.regions import RegionProblem, form_regions, state_limits, state_units
from cluster_planner.said import say


class Regionalizer(OnLinks):
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
    balance : mapping of str to float, optional
        By which share the total of a column of ``quantities`` over a region may lie above or below the mean of the
        regions: ``{"households": 0.1}`` for 10 per cent. A limit like floors and caps; needs ``n_regions``.
    compactness : float
        Weight of the squared distances of all units to the middle of their region, which are added to the
        heterogeneity. They are scaled so that over all units, undivided, they come to as much as the heterogeneity:
        1 weighs both alike, 0.1 straightens borders. Needs ``coordinates``.
    metric : {"variance", "precomputed"}
        ``variance``: heterogeneity is the sum of squared deviations from the means of the region, so bring the
        columns to one scale. ``precomputed``: X holds dissimilarities, none negative, summed over the pairs of a
        region.
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
        Heterogeneity of all regions, weighed compactness included.
    bound_ : float
        No division into ``n_regions_`` regions has less.
    gap_ : float
        ``1 - bound_ / objective_``, 0 if the division is proven best.
    n_regions_, most_regions_ : int
        Number of regions, and what it is proven not to exceed under the limits.
    status_ : str
        ``optimal``, ``bounded`` (the number of regions is proven greatest, the heterogeneity not proven least) or
        ``heuristic``.
    n_features_in_ : int
        Columns of X.

    Notes
    -----
    Ward's agglomeration along links, then rounds of simulated annealing of boundary moves, of exchanges where there
    are caps, and of regrouping where there are no limits. Up to about 25 units the best division is proven by a set
    partitioning problem that HiGHS solves; beyond, ``bound_`` asks what each unit must share with those most alike,
    links aside, and lies well below. With a frame, ties and seeds follow the sorted index, so the order of its rows
    plays no part.

    References
    ----------
    Duque, Church and Middleton (2011), The p-regions problem, Geographical Analysis 43.
    Ding and He (2004), K-means clustering via principal component analysis, ICML.
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
        "balance": LIMITS,
        "compactness": [Interval(Real, 0, None, closed="left")],
        "metric": [StrOptions({"variance", "precomputed"})],
        "effort": [Interval(Real, 0, None, closed="neither")],
        "random_state": ["random_state"],
        "n_jobs": [Integral, None],
    }

    def __init__(  # noqa: PLR0913 - the parameters of the model
        self,
        n_regions: int | None = None,
        *,
        connectivity: Any = None,
        floors: Mapping[str, float] | None = None,
        caps: Mapping[str, float] | None = None,
        balance: Mapping[str, float] | None = None,
        compactness: float = 0.0,
        metric: str = "variance",
        effort: float = 1.0,
        random_state: Any = None,
        n_jobs: int | None = None,
    ) -> None:
        self.n_regions = n_regions
        self.connectivity = connectivity
        self.floors = floors
        self.caps = caps
        self.balance = balance
        self.compactness = compactness
        self.metric = metric
        self.effort = effort
        self.random_state = random_state
        self.n_jobs = n_jobs

    def fit(
        self,
        X: Any,  # noqa: N803
        y: Any = None,  # noqa: ARG002
        *,
        quantities: pd.DataFrame | None = None,
        coordinates: Any = None,
    ) -> Self:
        """Divide the units.

        Parameters
        ----------
        X : array-like of shape (n, d), or (n, n) with ``metric="precomputed"``
            Attributes, or dissimilarities.
        y : None
            Ignored.
        quantities : DataFrame, optional
            Columns that ``floors``, ``caps`` and ``balance`` speak of: on the index of X if that is a frame, else row
            by row.
        coordinates : array-like of shape (n, 2), optional
            Where the units are, for ``compactness``; likewise.

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
        order = np.asarray(ids.argsort())
        amounts = self._limited(X, quantities, ids, self.balance or {}).iloc[order]
        attributes, pairs = attributes[order], None if pairs is None else _symmetric(pairs)[order][:, order]
        if self.compactness > 0:
            placed = self._placed(X, coordinates, ids, "compactness")[order]
            attributes = np.column_stack([attributes, self._scaled(placed, attributes, pairs)])
        links = moved(read_links(self.connectivity, ids), order)
        problem = RegionProblem(
            units=state_units(ids[order], links, state_limits(amounts, *self._limits(amounts))),
            attributes=attributes,
            dissimilarity=pairs,
            n_regions=None if self.n_regions is None else int(self.n_regions),
        )
        seed = int(check_random_state(self.random_state).randint(2**31 - 1))
        found = form_regions(problem, seed=seed, n_jobs=effective_n_jobs(self.n_jobs), effort=float(self.effort))
        self.labels_ = found.labels.reindex(ids).to_numpy()
        self.n_regions_, self.most_regions_ = len(np.unique(self.labels_)), found.most_regions
        self.objective_, self.bound_, self.status_ = found.heterogeneity, found.bound, found.status
        self.gap_ = 1.0 - self.bound_ / self.objective_ if self.objective_ > 0 else 0.0
        return self

    def _limits(self, amounts: pd.DataFrame) -> tuple[dict[str, float], dict[str, float]]:
        """Return floors and caps, those that balance asks for included."""
        floors, caps = dict(self.floors or {}), dict(self.caps or {})
        check_limits(self.balance or {}, {})
        for name, share in (self.balance or {}).items():
            if self.n_regions is None:
                raise InvalidInputError(
                    say("error.estimators.balance_needs_regions"), say("error.estimators.say_how_many")
                )
            mean = amounts[name].sum() / self.n_regions
            floors[name] = max(floors.get(name, -np.inf), mean - share * abs(mean))
            caps[name] = min(caps.get(name, np.inf), mean + share * abs(mean))
        check_limits(floors, caps)
        return floors, caps

    def _scaled(self, placed: np.ndarray, attributes: np.ndarray, pairs: csr_array | None) -> np.ndarray:
        """Return coordinates scaled so that their squared deviations are the weighed compactness."""
        whole = _squares(attributes) + (0.0 if pairs is None else pairs.sum() / 2)
        spread = _squares(placed)
        share = (whole if whole > 0 else 1.0) / spread if spread > 0 else 0.0
        scaled: np.ndarray = np.sqrt(self.compactness * share) * (placed - placed.mean(axis=0))
        return scaled


def _squares(columns: np.ndarray) -> float:
    return float(((columns - columns.mean(axis=0)) ** 2).sum()) if columns.size else 0.0


def _symmetric(pairs: csr_array) -> csr_array:
    """Return dissimilarities with the mean of both directions in each, and none of a unit to itself."""
    if pairs.nnz and pairs.data.min() < 0:
        raise InvalidInputError(say("error.estimators.negative_dissimilarity"), say("error.estimators.subtract_least"))
    symmetric = csr_array((pairs + pairs.T) / 2)
    symmetric.setdiag(0.0)
    return symmetric
