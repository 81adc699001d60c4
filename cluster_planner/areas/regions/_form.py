"""From a problem of regions to a division: searched, proven where it is small, judged by the referee."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cluster_planner.areas.regions._bound import allowed_numbers
from cluster_planner.areas.regions._lower_bounds import least_heterogeneity
from cluster_planner.areas.regions._problem import RegionProblem
from cluster_planner.areas.regions._referee import broken_region_rules, heterogeneity_of
from cluster_planner.areas.regions._threads import Threads
from cluster_planner.errors import InfeasibleError, SolverError
from cluster_planner.said import Code, say

SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Regions:
    """A division of all units into connected regions, and what is proven of it.

    Attributes
    ----------
    labels : Series
        Number of the region of each unit, from 0, in the order of their first unit by id.
    heterogeneity : float
        Summed over the regions.
    bound : float
        No division into as many regions is less heterogeneous.
    most_regions : int
        No division that keeps the limits has more regions.
    status : str
        ``optimal``: proven, in the number of regions too where that was free; ``bounded``: the number of regions is
        proven, the heterogeneity is not; ``heuristic``: neither is.
    """

    labels: pd.Series
    heterogeneity: float
    bound: float
    most_regions: int
    status: str


def form_regions(problem: RegionProblem, *, seed: int = 0, n_jobs: int = 1, effort: float = 1.0) -> Regions:
    """Divide all units into connected regions of least heterogeneity.

    Parameters
    ----------
    problem : RegionProblem
        Into ``n_regions`` regions (the p-regions problem), or, where that is ``None``, first into as many as the
        limits allow (the max-p-regions problem of Duque, Anselin and Rey 2012).
    seed : int
        The same seed gives the same answer, whatever ``n_jobs``.
    n_jobs : int
        Threads.
    effort : float
        Multiplies how long is searched.

    Returns
    -------
    Regions
        Accepted by the referee.

    Raises
    ------
    InfeasibleError
        If no division can keep the limits, or none was found that does.
    SolverError
        If the referee objects to the answer: a bug.
    """
    # The compiled code takes half a second to load: only who divides needs it.
    from cluster_planner.areas.regions._exact import prove_regions
    from cluster_planner.areas.regions._search import search_regions

    least, most = allowed_numbers(problem)
    proven = prove_regions(problem)
    region = proven.region if proven else search_regions(problem, least, most, Threads(seed, n_jobs, effort))
    if region is None:
        raise InfeasibleError(
            say("error.regions.none_found"),
            say("error.regions.search_more_or_relax"),
        )
    labels = pd.Series(pd.factorize(region)[0], problem.units.ids, name="region")
    _judge(labels, problem)
    return _with_proof(labels, problem, int(most.sum()), proven=proven is not None)


def _with_proof(labels: pd.Series, problem: RegionProblem, most: int, *, proven: bool) -> Regions:
    spread = float(heterogeneity_of(labels, problem).sum())
    count = int(labels.max()) + 1 if len(labels) else 0
    every = spread <= SAME and (problem.n_regions is not None or count == most)
    settled = problem.n_regions is None and count == most
    status = "optimal" if proven or every else "bounded" if settled else "heuristic"
    return Regions(
        labels=labels,
        heterogeneity=spread,
        bound=spread if proven or every else min(spread, least_heterogeneity(problem, count)),
        most_regions=count if proven and problem.n_regions is None else most,
        status=status,
    )


def _judge(labels: pd.Series, problem: RegionProblem) -> None:
    broken = broken_region_rules(labels, problem)
    if len(broken):
        raise SolverError(
            say("error.regions.rule_broken", rule=Code(broken["rule"].iloc[0])),
            say("error.regions.report_data"),
            list(broken["area_id"].dropna().unique()),
        )
