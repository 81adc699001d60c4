"""The whole programme: what competes, what it must meet, what is chosen, and what is left over."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner._money import PER_UNIT
from cluster_planner.errors import SolverError
from cluster_planner.model import Communities, Evaluation, Programme, Works
from cluster_planner.programme._demands import read_demands
from cluster_planner.programme._exchanges import find_exchanges
from cluster_planner.programme._money import Money, count_money, finite_money
from cluster_planner.programme._payments import list_payments, pay_by_source, pay_projects
from cluster_planner.programme._problem import Problem, state_problem
from cluster_planner.programme._projects import PARTS, list_projects, place_members
from cluster_planner.programme._remedies import find_remedies
from cluster_planner.programme._shortfalls import list_shortfalls
from cluster_planner.programme._solve import Solution, best_programme, least_extra, least_missing
from cluster_planner.programme._words import explain_projects
from cluster_planner.said import say
from cluster_planner.settings import BudgetSettings

RATED = 1e7  # points are rated per so many plain units of money
SHOWN = {True: "cost_together_money", False: "cost_alone_money"}  # of areas, of communities alone


def schedule_areas(
    evaluation: Evaluation,
    communities: Communities,
    need: pd.DataFrame,
    settings: BudgetSettings,
    works: Works | None = None,
) -> Programme:
    """Choose which areas, and which communities alone, are built in which year, for the most points.

    All projects together have 100 points: ``need_weight`` is shared out by need times households, ``saving_weight`` by
    what areas save. A project that starts later loses ``later_loss`` of its points a year. Since money is what is
    scarce, the programme of most points is the one that meets most need and saves most for each yuan. It keeps to the
    budget of every year and source and to the required order; it meets the fewest areas of each county and the
    deadlines as far as possible, which comes before points. Areas of a county and year beyond its most have a price:
    each costs ``excess_loss`` of the mean points of an area. A project is paid evenly over ``build_months``; projects
    under way are paid first. Without a budget all projects begin as early as the ceiling of a year allows: the mean
    cost of the years and the dearest project. Projects of unknown cost are left out.

    Parameters
    ----------
    evaluation : Evaluation
        Areas with ``need``, ``communities``, ``households``, ``saving_money``, ``cost_together_money`` and ``county``,
        and how many members have known households and cost (``households_known``, ``cost_known``); communities with
        ``outcome`` and ``cost_alone_money``.
    communities : Communities
        All communities: county, households, and state and money of projects under way.
    need : DataFrame
        Column ``need``, indexed as the communities.
    settings : BudgetSettings
        Years, money, demands and weights.
    works : Works, optional
        Which costs are for pipes and cables, the only ones that utilities pay for; all costs if not given.

    Returns
    -------
    Programme
        With its points, and a bound that no programme under the same rules exceeds. Among projects with
        equal scores, the solver takes those it finds first in the order of their ids, whatever the order of the rows.

    Raises
    ------
    SettingsError
        If deadlines or prerequisites name communities that are not there, or an order that goes round in a circle.
    """
    require_same_index(communities.index, need.index, "need")
    projects = list_projects(evaluation, communities, need, settings, works)
    demands = read_demands(projects, place_members(projects, evaluation), communities, settings)
    money = count_money(projects, communities, evaluation, settings)
    problem = state_problem(projects, money, demands, settings.years, settings.later_loss)
    solution, lacking_money = _solve(problem, settings.tolerance)
    start = pd.Series(-1, index=projects.index)
    start.iloc[problem.project[solution.options]] = problem.year[solution.options]
    paid = pay_projects(start.to_numpy(), money)
    handed = money.hand_out(paid.sum(axis=0))
    spent = paid.sum(axis=0) / PER_UNIT
    projects = _rank(projects.assign(start=start))
    listed = _without_unknown_points(find_remedies(projects, money, demands, spent, settings))
    listed = listed.join(find_exchanges(problem, solution.options, projects["id"]))
    listed["reason_said"] = explain_projects(listed, money, demands, settings)
    return Programme(
        frame=_table(listed, settings, areas=True).reindex(evaluation.areas.index),
        alone=_table(listed, settings, areas=False),
        years=_ledger(listed, money, spent, lacking_money),
        funds=money.split(handed),
        payments=list_payments(projects, pay_by_source(paid, handed), money),
        shortfalls=list_shortfalls(demands, solution.missing, projects, lacking_money, money.years),
        value=solution.value,
        bound=solution.bound,
        status="optimal" if solution.bound <= _still_optimal(solution.value, settings.tolerance) else "bounded",
    )


def _still_optimal(value: float, tolerance: float) -> float:
    """Return the greatest bound that proves a programme; points are negative where excess areas cost more."""
    return value + tolerance * abs(value)


def _solve(problem: Problem, tolerance: float) -> tuple[Solution, np.ndarray | None]:
    """Return the best programme, if need be with the fewest missing, and the money by year that all demands lack.

    The money is ``None`` if demands contradict each other: then no amount is known to be enough.
    """
    solution = best_programme(problem, 0.0, tolerance)
    if solution is not None:  # also where nothing can be built at all, and no money would change that
        return solution, None if solution.missing.any() else np.zeros(problem.extra.shape[1])
    solution = best_programme(problem, least_missing(problem), tolerance)
    if solution is None:
        raise SolverError(say("error.programme.not_solved"), say("error.programme.report"))
    return solution, least_extra(problem)


def _rank(projects: pd.DataFrame) -> pd.DataFrame:
    """Give all projects one order: by year, then by points for the money, then by id."""
    cost = projects["cost_money"].where(projects["is_priced"] & (projects["cost_money"] > 0))
    rate = RATED * projects["score"] / cost
    year = projects["start"].where(projects["start"] >= 0, np.inf)
    # What costs nothing comes first, what has an unknown cost comes last.
    ranked = projects.assign(year=year, rate=rate.fillna(np.inf).where(projects["is_priced"], -np.inf))
    ranked = ranked.sort_values(["year", "rate", "id"], ascending=[True, False, True])
    return projects.assign(score_rate=rate, order=pd.Series(np.arange(1, len(ranked) + 1), ranked.index))


def _without_unknown_points(projects: pd.DataFrame) -> pd.DataFrame:
    """Leave out the points for need, saving and consent that are unknown, and the score where none is known.

    A community alone saves nothing, so that its score is that of its need.
    """
    need, saving, consent = (projects[name].notna() for name in ("need", "saving_money", "agreeing"))
    scored = need | (saving & projects["is_area"]) | (projects["score_consent"] > 0)
    return projects.assign(
        score_need=projects["score_need"].where(need),
        score_saving=projects["score_saving"].where(saving),
        score_consent=projects["score_consent"].where(consent),
        score=projects["score"].where(scored),
        score_rate=projects["score_rate"].where(scored),
    )


def _table(listed: pd.DataFrame, settings: BudgetSettings, *, areas: bool) -> pd.DataFrame:
    """Return the table that a planner reads, of areas or of communities alone."""
    mine = listed[listed["is_area"] == areas]
    year = (mine["start"] + settings.start_year).astype("Int64").where(mine["start"] >= 0)
    table = pd.DataFrame(
        {
            "order": mine["order"],
            "year": year,
            SHOWN[areas]: mine["cost_money"].where(mine["is_priced"]),
            **mine[["score", *PARTS, "score_rate", "more_money", "more_year"]],
            "reason_said": mine["reason_said"],
        }
    )
    return table.set_axis(pd.Index(mine["id"], name="area_id" if areas else "community_id"))


def _ledger(listed: pd.DataFrame, money: Money, spent: np.ndarray, lacking_money: np.ndarray | None) -> pd.DataFrame:
    """Return what each year may spend and spends, indexed by year."""
    places = range(len(money.years))
    starts = {area: listed.loc[listed["is_area"] == area, "start"].value_counts() for area in (True, False)}
    counts = {area: counted.reindex(places, fill_value=0).to_numpy() for area, counted in starts.items()}
    total = spent.sum(axis=1)
    nothing_known = (money.unpriced > 0) & (money.committed_money == 0)
    return pd.DataFrame(
        {
            "budget_money": finite_money(money.budget_money),
            "committed_money": np.where(nothing_known, np.nan, money.committed_money),
            "unpriced": money.unpriced,
            "spent_money": total,
            "left_money": finite_money(money.budget_money - money.committed_money - total),
            "areas": counts[True],
            "alone": counts[False],
            "lacking_money": np.nan if lacking_money is None else lacking_money,
        },
        index=pd.Index(money.years, name="year"),
    )
