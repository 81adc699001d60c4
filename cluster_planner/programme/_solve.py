"""Integer programming with HiGHS: the best programme, the fewest demands missed, the least money that is enough.

Whether a project has started by a year makes a better variable than whether it starts in that year: branching on it
splits the choices evenly, and far fewer nodes prove the same gap. Options that the linear relaxation prices out are
left aside (reduced-cost fixing, Dantzig, Fulkerson and Johnson 1954): only a core of the nearest is branched on, and
the bound counts what those left aside could bring at best.

HiGHS runs on one thread with a fixed seed on projects ordered by id, and work is limited by nodes, never by time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from cluster_planner._highs import new_solver
from cluster_planner.programme._problem import SCALE, Problem

OPTIONS = {
    "mip_abs_gap": 1e-9,
    "primal_feasibility_tolerance": 1e-9,
    "mip_feasibility_tolerance": 1e-9,
}
HALF = 0.5
SAME = 1e-7  # points nearer than this are the same
LONGEST = {"mip_max_nodes": 3000}


class _Stage(NamedTuple):
    """How many options are branched on over how many nodes, and to what share of the tolerance."""

    core: int
    nodes: int
    share: float


# Short runs of different seeds, each begun anew, find better programmes than one long run. The first seeks a better one
# than is asked for; the others only go on until what is asked for is proven, the wider ones from the best so far.
STAGES = (
    _Stage(400, 300, 0.1),
    _Stage(400, 300, 0.5),
    _Stage(400, 300, 0.5),
    _Stage(1000, 300, 1.0),
    _Stage(4000, 300, 1.0),
    _Stage(16_000, 100, 1.0),
)


class Solution(NamedTuple):
    """A programme: chosen options, what is missing of each demand, its points, and a bound on those of any."""

    options: np.ndarray
    missing: np.ndarray
    value: float
    bound: float


class _Aim(NamedTuple):
    """The objective: what options, missing demands, excess areas and extra money cost, and their allowed amounts."""

    option: np.ndarray
    missing: np.ndarray
    excess: np.ndarray
    extra: np.ndarray
    most_missing: np.ndarray
    most_extra: np.ndarray
    allowed: float = np.inf


class _Relaxed(NamedTuple):
    """The linear relaxation: its points, and what each option taken and the project of each left out would cost."""

    bound: float
    option_loss: np.ndarray
    project_loss: np.ndarray


class _Answer(NamedTuple):
    """What HiGHS found: options, missing demands, excess areas, extra money; objective and bound, to be minimised."""

    options: np.ndarray
    missing: np.ndarray
    excess: np.ndarray
    extra: np.ndarray
    value: float
    bound: float


def best_programme(problem: Problem, allowed: float, tolerance: float) -> Solution | None:
    """Return the programme with the most points, or ``None`` if none was found that meets the demands.

    Parameters
    ----------
    problem : Problem
        The options and rows.
    allowed : float
        Total weight of demands that may be missing.
    tolerance : float
        Stop once no programme can be better by more than this share of its points, below nought too.
    """
    if not len(problem.project):
        return Solution(problem.project, problem.most_missing, 0.0, 0.0)
    free = np.zeros(problem.extra.shape[1])
    price = np.full(problem.excess.shape[1], problem.excess_price)
    aim = _Aim(-problem.value, np.zeros(len(problem.weight)), price, free, problem.most_missing, free, allowed)
    relaxed = _relax(problem, aim)
    if relaxed is None:
        return None
    best, bound = None, relaxed.bound
    for seed, stage in enumerate(STAGES):
        within = _nearest(relaxed.option_loss, stage.core)
        gap = tolerance * stage.share
        stop = {"random_seed": seed, "mip_max_nodes": stage.nodes, "mip_rel_gap": gap}
        stop["objective_target"] = -relaxed.bound + gap * abs(relaxed.bound)
        known = best if stage.core > STAGES[0].core else None
        answer = _branch_on_core(problem, aim, relaxed, within, stop, known)
        if answer is not None:
            bound = min(bound, max(-answer.bound, relaxed.bound - within))
            best = answer if best is None or answer.value < best.value else best
        if best is not None and bound <= -best.value + tolerance * abs(best.value) + SAME:
            break
    if best is None:
        return None
    options = _move_up(problem, _fill_up(problem, best.options))
    value = problem.points(options)
    return Solution(options, best.missing, value, max(bound, value))


def _fill_up(problem: Problem, options: np.ndarray) -> np.ndarray:
    """Return a programme with every project that still fits, most points first: the search stops short of the last."""
    columns = problem.rows.tocsc()
    used, placed = problem.rows[:, options].sum(axis=1), set(problem.project[options].tolist())
    chosen = options.tolist()
    for option in np.lexsort((np.arange(len(problem.value)), -problem.value)).tolist():
        column = slice(columns.indptr[option], columns.indptr[option + 1])
        rows, amounts = columns.indices[column], columns.data[column]
        fits = (used[rows] + amounts <= problem.high[rows]).all()
        if problem.value[option] > 0 and fits and problem.project[option] not in placed:
            chosen.append(option)
            placed.add(int(problem.project[option]))
            used[rows] += amounts
    return np.sort(np.array(chosen, dtype=options.dtype))


def _move_up(problem: Problem, options: np.ndarray) -> np.ndarray:
    """Return a programme in which no project begins later than it could: without points the search does not mind."""
    columns, used = problem.rows.tocsc(), problem.rows[:, options].sum(axis=1)
    chosen = options[np.argsort(problem.year[options], kind="stable")]
    for place, option in enumerate(chosen.tolist()):
        for earlier in range(option - int(problem.year[option]), option):  # options are by project and then year
            moved = used.copy()
            for column, sign in ((option, -1.0), (earlier, 1.0)):
                cells = slice(columns.indptr[column], columns.indptr[column + 1])
                moved[columns.indices[cells]] += sign * columns.data[cells]
            if (moved <= np.maximum(problem.high, used)).all() and (moved >= np.minimum(problem.low, used)).all():
                chosen[place], used = earlier, moved
                break
    return np.sort(chosen)


def least_missing(problem: Problem) -> float:
    """Return the least weight of demands that must be missing within the budgets, as far as found."""
    keep, none = np.flatnonzero(problem.demanded), np.zeros(problem.extra.shape[1])
    aim = _Aim(np.zeros(len(problem.value)), problem.weight, _no_price(problem), none, problem.most_missing, none)
    answer = _branch(problem, aim, keep, np.zeros(len(keep), dtype=bool), LONGEST)
    missing = problem.most_missing if answer is None else answer.missing
    return float(problem.weight @ missing)


def least_extra(problem: Problem) -> np.ndarray | None:
    """Return the least money beyond the budget of each year that is enough to meet all demands, if any is."""
    keep, years = np.flatnonzero(problem.demanded), problem.extra.shape[1]
    none = np.zeros(len(problem.weight))
    aim = _Aim(np.zeros(len(problem.value)), none, _no_price(problem), np.ones(years), none, np.full(years, np.inf))
    answer = _branch(problem, aim, keep, np.zeros(len(keep), dtype=bool), LONGEST)
    return None if answer is None else answer.extra * SCALE


def _no_price(problem: Problem) -> np.ndarray:
    """Return what excess areas cost if only demands count."""
    return np.zeros(problem.excess.shape[1])


def _relax(problem: Problem, aim: _Aim) -> _Relaxed | None:
    """Solve with fractions allowed."""
    projects, index = np.unique(problem.project, return_inverse=True)
    options, others = problem.rows.shape[1], len(aim.missing) + len(aim.excess)
    once = csr_array((np.ones(options), (index, np.arange(options))), shape=(len(projects), options))
    matrix = block_array(
        [
            [once, None, None],
            [problem.rows, problem.missing, problem.excess],
            [None, csr_array(problem.weight[None, :]), None],
        ],
        format="csr",
    )
    taken = np.bincount(index, problem.taken, minlength=len(projects)) > 0
    low = np.concatenate([np.where(taken, 1.0, -np.inf), problem.low, [-np.inf]])
    high = np.concatenate([np.ones(len(projects)), problem.high, [aim.allowed]])
    most = np.concatenate([np.full(options, np.inf), aim.most_missing, np.full(len(aim.excess), np.inf)])
    cost = np.concatenate([aim.option, aim.missing, aim.excess])
    solver = _load(matrix, (low, high), cost, np.zeros(options + others), most)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    prices = -np.array(solution.row_dual)[: len(projects)]
    bound = -float(solver.getInfo().objective_function_value)
    return _Relaxed(bound, np.array(solution.col_dual)[:options], prices[index])


def _nearest(loss: np.ndarray, size: int) -> float:
    """Return the loss within which there are about so many options; infinite if there are no more."""
    return np.inf if len(loss) <= size else float(np.partition(loss, size)[size])


def _branch_on_core(
    problem: Problem, aim: _Aim, relaxed: _Relaxed, within: float, stop: Mapping[str, float], best: _Answer | None
) -> _Answer | None:
    """Solve with the options that cost the relaxation at most this loss; the others are fixed."""
    keep = np.flatnonzero(relaxed.option_loss <= within)
    forced = relaxed.project_loss[keep] > within
    return _branch(problem, aim, keep, forced, stop, best)


def _branch(
    problem: Problem,
    aim: _Aim,
    keep: np.ndarray,
    forced: np.ndarray,
    stop: Mapping[str, float],
    best: _Answer | None = None,
) -> _Answer | None:
    """Solve in whole numbers over some options, from the best answer known; forced projects are taken.

    Column k says whether the project of option k has started by that option's year.
    """
    size, demands, others = len(keep), len(aim.missing), len(aim.excess) + len(aim.extra)
    project = problem.project[keep]
    goes_on = np.append(project[1:] == project[:-1], False)[:size]
    later = np.flatnonzero(goes_on) + 1
    starts = eye_array(size, format="csr") - csr_array((np.ones(len(later)), (later, later - 1)), shape=(size, size))
    matrix = block_array(
        [
            [problem.rows[:, keep] @ starts, problem.missing, problem.excess, problem.extra],
            [starts[later], None, None, None],
            [None, csr_array(problem.weight[None, :]), None, None],
        ],
        format="csr",
    )
    low = np.concatenate([problem.low, np.zeros(len(later)), [-np.inf]])
    high = np.concatenate([problem.high, np.full(len(later), np.inf), [aim.allowed]])
    cost = np.concatenate([aim.option[keep] @ starts, aim.missing, aim.excess, aim.extra])
    forced = forced | problem.taken[keep]
    least = np.concatenate([np.where(forced & ~goes_on, 1.0, 0.0), np.zeros(demands + others)])
    most = np.concatenate([np.ones(size), aim.most_missing, np.full(len(aim.excess), np.inf), aim.most_extra])
    solver = _load(matrix, (low, high), cost, least, most, whole=size + demands)
    for option, setting in stop.items():
        solver.setOptionValue(option, setting)
    if best is not None:
        begun = np.isin(keep, best.options).astype(float)
        _propose(solver, np.concatenate([_carry_on(begun, goes_on), best.missing, best.excess, best.extra]))
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    columns = np.array(solver.getSolution().col_value)
    started, missing, excess, extra = np.split(columns, np.cumsum([size, demands, len(aim.excess)]))
    chosen = keep[(starts @ np.round(started)) > HALF]
    found = (float(info.objective_function_value), float(info.mip_dual_bound))
    return _Answer(chosen, np.round(missing), np.round(excess), extra, *found)


def _carry_on(begun: np.ndarray, goes_on: np.ndarray) -> np.ndarray:
    """Return whether each project has started by each of its options, from where it starts."""
    total = np.cumsum(begun)
    first = np.flatnonzero(np.append(True, ~goes_on[:-1]))
    before = np.repeat(total[first] - begun[first], np.diff(np.append(first, len(begun))))
    started: np.ndarray = total - before
    return started


def _propose(solver: highspy.Highs, columns: np.ndarray) -> None:
    """Let the search begin with a known answer."""
    solution = highspy.HighsSolution()
    solution.col_value = columns
    solver.setSolution(solution)


def _load(
    matrix: csr_array,
    bounds: tuple[np.ndarray, np.ndarray],
    cost: np.ndarray,
    least: np.ndarray,
    most: np.ndarray,
    *,
    whole: int = 0,
) -> highspy.Highs:
    """Return a solver with these rows and columns; the first columns are whole numbers."""
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.row_lower_, model.row_upper_ = bounds
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, least, most
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    kinds = highspy.HighsVarType
    if whole:
        model.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (matrix.shape[1] - whole)
    solver = new_solver(OPTIONS)
    solver.passModel(model)
    return solver
