"""One plan under many settings, so that a threshold is chosen with open eyes."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from math import isnan
from time import perf_counter
from typing import Any

import pandas as pd
from joblib import Parallel, delayed

from cluster_planner._arguments import held_to_annotations, require_fields
from cluster_planner.areas import staying_of, value_of
from cluster_planner.comparison import adjusted_rand
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.model import Plan, Problem, sum_known
from cluster_planner.pipeline._clock import Clock
from cluster_planner.pipeline._door import Checked, check_tables
from cluster_planner.pipeline._ended import workers_end_with_us
from cluster_planner.pipeline._given import Knobs, as_settings
from cluster_planner.pipeline._grid import MOST, combine, neighbours, renew_grid
from cluster_planner.pipeline._plan_checked import plan_checked
from cluster_planner.pipeline._tables import Inputs, Tables, read_tables
from cluster_planner.pipeline._what_is_known import Known, find_out, read_to_know
from cluster_planner.said import Code, Said, say
from cluster_planner.services import read_modes
from cluster_planner.settings import Settings, change_settings

logger = logging.getLogger("cluster_planner")
FIGURES = (
    "value", "base_value", "gap", "areas", "in_areas", "alone", "households", "cost_alone_money", "cost_together_money",
    "saving_money", "saving_share", "left_out", "agreement", "agreement_nearby",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Run:
    """What is kept of one plan: its labels and figures; or why there is none."""

    labels: pd.Series | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    problem: Said | None = None
    seconds: float = 0.0


@held_to_annotations
def sweep_settings(
    inputs: Inputs | Tables,
    settings: Knobs = None,
    grid: Mapping[str, Sequence[float]] | None = None,
    *,
    jobs: int = -1,
    most: int = MOST,
) -> pd.DataFrame:
    """Plan under every combination of settings, in parallel.

    The tables are read once, and validated once for all settings that validation does not depend on. Areas are not
    weighed against their next best plans, nor tested for stability.

    Parameters
    ----------
    inputs : Inputs or Tables
        Where the input is, or the tables as they were read; ``Tables(communities=frame)`` in a notebook.
    settings : Settings, optional
        What is not swept, and the base plan that the others are compared with.
    grid : mapping of str to sequence of float
        Values by the dotted names of numeric knobs: ``{"areas.min_likeness": [0.4, 0.5]}``. See `parse_grid`.
    jobs : int
        How many processes work at once; -1 for as many as there are processors. Results do not depend on it.
    most : int
        Refuse more combinations than these.

    Returns
    -------
    DataFrame
        A row for each combination, the last knob changing fastest: a column for each knob by its name; ``value`` by
        its own settings, ``base_value`` of the same areas by those of the base; ``gap``; ``areas``, ``in_areas`` and
        ``alone`` (counts); ``households`` in areas; costs and saving of the areas; ``left_out`` (areas without a year);
        ``agreement`` with the base plan and ``agreement_nearby``, the mean over the settings one step away (adjusted
        Rand index); ``problem_said`` (facts, see `words`) if there is no plan; its figures are missing; and
        ``seconds``, which no two runs share.

    Raises
    ------
    SettingsError
        If a knob is unknown or not numeric, or there are too many combinations.
    DataError, SourceError
        If the tables cannot be used.

    Examples
    --------
    >>> sweep_settings(tables, grid={"areas.min_likeness": [0.4, 0.5, 0.6]})  # doctest: +SKIP
    """
    if isinstance(inputs, Inputs):
        require_fields(inputs)
    settings, grid = as_settings(settings, inputs.profile), renew_grid(grid or {})
    chosen = combine(grid, settings, most)
    if jobs == 0:
        raise SettingsError(say("error.pipeline.no_jobs", name=Code("jobs")), say("error.pipeline.give_jobs"))
    ground = _Ground(read_tables(inputs) if isinstance(inputs, Inputs) else inputs)
    base, base_plan = _run_base(ground, settings)
    runs = _run_all(ground, settings, chosen, min(jobs, len(chosen)))
    table = pd.DataFrame([run.figures for run in runs])
    table["base_value"] = _base_values(base_plan, runs)
    table["agreement"] = [_agreement(base, run) for run in runs]
    table["agreement_nearby"] = [
        _mean([_agreement(run, runs[place]) for place in near])
        for run, near in zip(runs, neighbours(grid), strict=True)
    ]
    problems = pd.Series([run.problem for run in runs], dtype="object", name="problem_said")
    figures = table.reindex(columns=list(FIGURES)).astype(float)
    return pd.concat([pd.DataFrame(chosen), figures, problems], axis="columns").assign(
        seconds=[run.seconds for run in runs]
    )


class _Ground:
    """Checks the tables and finds out what is known once for all settings that make no difference to either."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.known: dict[str, tuple[Checked, Known]] = {}

    def under(self, settings: Settings) -> tuple[Checked, Known]:
        read = read_to_know(settings)
        if read not in self.known:
            checked = check_tables(self.tables, settings)
            modes = read_modes() if checked.modes is None else checked.modes
            self.known[read] = replace(checked, modes=modes), find_out(checked, settings, Clock())
        return self.known[read]


def _run_base(ground: _Ground, settings: Settings) -> tuple[Run, Plan | None]:
    """Plan under the settings that are compared with; there may be no such plan."""
    try:
        plan = _plan_under(*ground.under(settings), settings)
    except (SettingsError, InfeasibleError):
        return Run(), None
    return Run(labels=plan.areas.labels), plan


def _run_all(ground: _Ground, settings: Settings, chosen: Sequence[Mapping[str, float]], jobs: int) -> list[Run]:
    """Plan under all settings chosen, in their order."""
    runs: list[Run] = []
    with workers_end_with_us(), closing(_made(_tasks(ground, settings, chosen), jobs)) as made:
        for run in made:
            runs.append(run)
            step = f"{len(runs)}/{len(chosen)}"
            logger.info("sweep: plan %s", step, extra={"stage": "sweep", "step": step})
    return runs


def _made(tasks: Iterator[Any], jobs: int) -> Generator[Run]:
    """Yield what becomes of each task, in order; closed, it ends the processes that work on them."""
    yield from Parallel(n_jobs=jobs, return_as="generator")(tasks)


def _tasks(ground: _Ground, settings: Settings, chosen: Sequence[Mapping[str, float]]) -> Iterator[Any]:
    """Yield what each process is to do: plan, or hand on why these settings are none."""
    for changes in chosen:
        try:
            changed = change_settings(settings, changes)
        except SettingsError as error:
            yield delayed(Run)(problem=error.said)
        else:
            yield delayed(_run)(*ground.under(changed), changed)


def _run(checked: Checked, known: Known, settings: Settings) -> Run:
    """Plan once, in whatever process; keep only what the table needs."""
    start = perf_counter()
    try:
        plan = _plan_under(checked, known, settings)
    except (SettingsError, InfeasibleError) as error:
        return Run(problem=error.said)
    return Run(labels=plan.areas.labels, figures=_figures(plan), seconds=round(perf_counter() - start, 3))


def _plan_under(checked: Checked, known: Known, settings: Settings) -> Plan:
    untested = replace(settings, stability=replace(settings.stability, runs=0))
    return plan_checked(checked, untested, known=known, weighed=False)


def _figures(plan: Plan) -> dict[str, float]:
    areas, outcome = plan.evaluation.areas, plan.evaluation.communities["outcome"]
    sums = {
        name: sum_known(areas[name])
        for name in ("households", "cost_alone_money", "cost_together_money", "saving_money")
    }
    cost = sums["cost_alone_money"]
    return sums | {
        "value": plan.areas.value,
        "gap": plan.areas.gap,
        "areas": len(areas),
        "in_areas": int((outcome == "area").sum()),
        "alone": int((outcome == "alone").sum()),
        "saving_share": sums["saving_money"] / cost if cost else float("nan"),
        "left_out": int(plan.programme.frame["year"].isna().sum()),
    }


def _base_values(base: Plan | None, runs: Sequence[Run]) -> list[float]:
    """Return what the areas of each run are worth by likeness, threshold and weights of the base plan."""
    if base is None:
        return [float("nan")] * len(runs)
    return [float("nan") if run.labels is None else _value_in(base.areas.problem, run.labels) for run in runs]


def _value_in(problem: Problem, labels: pd.Series) -> float:
    """Return what areas are worth without what is gained by staying together."""
    return float(value_of(labels, problem).sum()) - staying_of(labels, problem)


def _agreement(run: Run, other: Run) -> float:
    if run.labels is None or other.labels is None:
        return float("nan")
    return adjusted_rand(run.labels, other.labels)


def _mean(numbers: Sequence[float]) -> float:
    known = [number for number in numbers if not isnan(number)]
    return sum(known) / len(known) if known else float("nan")
