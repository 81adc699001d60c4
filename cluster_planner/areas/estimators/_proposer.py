"""Areas as a scikit-learn estimator."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from numbers import Integral, Real
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from sklearn.utils._param_validation import Interval, StrOptions

from cluster_planner.areas._form import solve_problem
from cluster_planner.areas.demands import Groups, state_demands
from cluster_planner.areas.estimators._arrays import (
    InvalidInputError,
    check_groups,
    likeness_of,
    moved,
    near_pairs,
    read_links,
    refuse_beyond,
    reordered,
    stored_pairs,
    within_span,
)
from cluster_planner.areas.estimators._on_links import LIMITS, LINKS, OnLinks
from cluster_planner.areas.regions import state_limits
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.model import COUNT, SUM, Demands, Problem, Quantities
from cluster_planner.said import Code, Fact, Label, say, walk

STATUSES = ("heuristic", "bounded", "optimal")
GROUPS = ["array-like", None]


MOST_MEMBERS = 1_000_000


class AreaProposer(OnLinks):
    """Propose disjoint connected areas of greatest value; units that fit nowhere stay alone.

    The value of an area is the sum over its pairs of likeness above ``min_likeness``, and ``saving`` for every
    member after the first.

    Parameters
    ----------
    connectivity : sparse matrix, array or frame of shape (n, n), Graph, optional
        Who is linked; any entry but 0, in either direction, is a link. ``None`` links every two units.
    min_likeness : float
        Pairs above it add to the value of an area, pairs below take from it.
    min_members, max_members : int
        Least and greatest number of units in an area.
    floors, caps : mapping of str to float, optional
        Least and greatest total, both allowed, of columns of ``quantities`` over an area. Figures may be negative.
    max_span_m : float, optional
        Largest distance between two members; needs ``coordinates``.
    saving : float
        Value of every member after the first.
    metric : {"range", "precomputed"}
        ``range``: likeness is one minus the mean difference of the columns in shares of their range (Gower 1971), so
        the columns need no common scale; one outlier shrinks the differences of all others.
        ``precomputed``: X holds likeness, 0 to 1, the greater where both directions of a pair are there; pairs
        without an entry in a sparse X never share an area.
    together, locked : sequence of sequences, optional
        Groups of units that must share an area, and areas that are kept exactly as they are, whatever their size.
    apart : sequence of sequences, optional
        Groups of units; no two of a group may share an area.
    excluded : sequence, optional
        Units that stay alone. Units are named by the index of X if that is a frame, else by position.
    effort : float
        Multiplies how long is searched and proven.

    Attributes
    ----------
    labels_ : ndarray of shape (n,)
        Area of each unit, from 0, in the order of their first unit; -1 is alone.
    objective_, bound_ : float
        Value of all areas, and what no plan exceeds.
    gap_ : float
        ``bound_ / objective_ - 1``: by what share a better plan could be better; infinite if the value is 0 and
        the bound is not.
    status_ : str
        ``optimal``, ``bounded`` or ``heuristic``: that of the component with the weakest proof.
    proof_ : DataFrame
        For each component of two or more units, and each locked area: ``communities`` (its units), ``value``,
        ``bound``, ``gap``, ``status``, ``columns`` (sets weighed) and ``seconds``.
    n_features_in_ : int
        Columns of X.
    feature_names_in_ : ndarray of shape (n_features_in_,)
        Their names, if X is a frame with text names of columns.

    See Also
    --------
    Regionalizer : Every unit in a region.

    Notes
    -----
    The count of units is a limit of its own, in addition to the columns of ``quantities``. There is no chance in the
    search: the same input gives the same labels, and with a frame the order of its rows plays no part.
    Where nothing but ``max_members`` keeps areas small, time grows steeply with it: a span, a cap or less ``effort``
    helps, and the bound holds wherever the search ends.

    Examples
    --------
    Five units in a row; then the same with other parameters: as links and quantities belong to the very rows of X, a
    search loops over a grid and does not split X.

    >>> import numpy as np
    >>> from scipy.sparse import diags_array
    >>> from sklearn.model_selection import ParameterGrid
    >>> from cluster_planner import AreaProposer
    >>> row = diags_array([1.0, 1.0], offsets=[-1, 1], shape=(5, 5))
    >>> X = np.array([[0.0], [0.1], [0.9], [1.0], [0.5]])
    >>> model = AreaProposer(connectivity=row, min_likeness=0.8).fit(X)
    >>> model.labels_, model.status_
    (array([ 0,  0,  1,  1, -1]), 'optimal')
    >>> for knobs in ParameterGrid({"min_likeness": [0.3, 0.8], "max_members": [2, 3]}):
    ...     alone = np.sum(model.set_params(**knobs).fit_predict(X) < 0)
    ...     print(knobs, f"{alone} alone, value {model.objective_:.1f}, gap {model.gap_:.1f}")
    {'max_members': 2, 'min_likeness': 0.3} 1 alone, value 1.2, gap 0.0
    {'max_members': 2, 'min_likeness': 0.8} 1 alone, value 0.2, gap 0.0
    {'max_members': 3, 'min_likeness': 0.3} 0 alone, value 1.7, gap 0.0
    {'max_members': 3, 'min_likeness': 0.8} 1 alone, value 0.2, gap 0.0
    """

    _parameter_constraints: ClassVar[dict[str, list[Any]]] = {
        "connectivity": LINKS,
        "min_likeness": [Interval(Real, 0, 1, closed="both")],
        "min_members": [Interval(Integral, 2, MOST_MEMBERS, closed="both")],
        "max_members": [Interval(Integral, 2, MOST_MEMBERS, closed="both")],
        "floors": LIMITS,
        "caps": LIMITS,
        "max_span_m": [Interval(Real, 0, None, closed="left"), None],
        "saving": [Interval(Real, 0, 1e6, closed="both")],
        "metric": [StrOptions({"range", "precomputed"})],
        "together": GROUPS,
        "apart": GROUPS,
        "locked": GROUPS,
        "excluded": GROUPS,
        "effort": [Interval(Real, 0, 1e6, closed="right")],
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
        together: Groups | None = None,
        apart: Groups | None = None,
        locked: Groups | None = None,
        excluded: Sequence[Hashable] | None = None,
        effort: float = 1.0,
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
        self.together = together
        self.apart = apart
        self.locked = locked
        self.excluded = excluded
        self.effort = effort

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
            Metres, for ``max_span_m``: on the index of X if both are frames, else row by row.

        Returns
        -------
        AreaProposer
            Itself.

        Raises
        ------
        ValueError
            If a parameter or the input cannot be used; rows at fault are named.
        AlignmentError
            If X, and ``quantities`` or ``coordinates``, are frames that do not speak of the same rows.
        InfeasibleError
            If no areas can keep what is demanded by ``together``, ``apart``, ``locked`` and ``excluded``, or none were
            found that do.
        """
        ids, attributes, likeness = self._read(X)
        amounts = self._limited(X, quantities, ids)
        order = np.asarray(ids.argsort())
        links = moved(read_links(self.connectivity, ids), order)
        if likeness is None:
            pairs = near_pairs(links, len(ids), self.max_members - 1)
            gains = likeness_of(attributes[order], pairs)
        else:
            pairs, gains = stored_pairs(reordered(likeness, order))
            refuse_beyond(gains, pairs, ids[order])
        if self.max_span_m is not None:
            near = within_span(self._placed(X, coordinates, ids, "max_span_m")[order], pairs, self.max_span_m)
            pairs, gains = pairs[near], gains[near]
        with _naming_parameters():
            problem = Problem(
                ids=ids[order],
                links=links,
                link_gains=np.zeros(len(links)),
                pairs=pairs,
                pair_gains=gains - self.min_likeness,
                stay_gains=np.zeros(len(pairs)),
                saving_weight=float(self.saving),
                quantities=self._quantities(amounts.iloc[order]),
                demands=self._demands(ids[order]),
            )
            code, self.proof_, _ = solve_problem(problem, float(self.effort))
        self.labels_ = pd.Series(code, ids[order]).reindex(ids).to_numpy()
        self._conclude()
        return self

    def _conclude(self) -> None:
        """Sum up the proof."""
        self.objective_, self.bound_ = float(self.proof_["value"].sum()), float(self.proof_["bound"].sum())
        better = np.inf if self.bound_ > self.objective_ else 0.0
        self.gap_ = self.bound_ / self.objective_ - 1.0 if self.objective_ > 0 else better
        self.status_ = min(self.proof_["status"], key=STATUSES.index, default="optimal")

    def _quantities(self, amounts: pd.DataFrame) -> Quantities:
        """Return the limits, the count of units first: a place that it keeps whatever the columns are called."""
        if self.min_members > self.max_members:
            raise InvalidInputError(say("error.estimators.members_crossed"), say("error.estimators.swap"))
        given = state_limits(amounts, self.floors or {}, self.caps or {})
        return replace(
            given,
            names=(COUNT, *given.names),
            columns=(COUNT, *given.columns),
            how=(SUM, *given.how),
            amounts=np.column_stack([np.ones(len(amounts)), given.amounts]),
            low=np.array([self.min_members, *given.low], dtype=float),
            high=np.array([self.max_members, *given.high], dtype=float),
        )

    def _demands(self, ids: pd.Index) -> Demands:
        named = {knob: getattr(self, knob) for knob in ("together", "apart", "locked", "excluded")}
        given = {knob: names for knob, names in named.items() if names is not None}
        for knob, names in given.items():
            check_groups(names, knob, deep=knob != "excluded")
        return state_demands(ids, **given)


@contextmanager
def _naming_parameters() -> Iterator[None]:
    """Let errors name parameters where the solver names settings."""
    try:
        yield
    except SettingsError as error:
        (knob,) = (fact for fact in walk(error.with_facts(_parameter).problem) if isinstance(fact, Code))
        problem = say("error.estimators.unknown_units", knob=knob)
        raise InvalidInputError(problem, say("error.estimators.by_index"), error.rows) from None
    except InfeasibleError as error:
        raise error.with_facts(_parameter) from None


def _parameter(fact: Fact) -> Fact:
    """Return the parameter for a knob; any other fact stays."""
    if isinstance(fact, Label) and fact.kind == "knob":
        return Code(fact.value.removeprefix("areas."))
    return fact
