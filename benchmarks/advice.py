"""Whether advice holds: communities alone act on theirs, left-out projects get their money, and all is planned again.

    python benchmarks/advice.py

draws both by seed and by kind over the sample and, where they are, Seoul and Wuxi, and writes the table in advice.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from acting import act  # noqa: E402
from real_input import INPUTS  # noqa: E402

from cluster_planner.model import Plan, Programme  # noqa: E402
from cluster_planner.pipeline import Checked, check_tables, plan_checked, read_tables  # noqa: E402
from cluster_planner.pipeline._case import Case, limited_costs  # noqa: E402
from cluster_planner.pipeline._clock import Clock  # noqa: E402
from cluster_planner.pipeline._what_is_known import find_out, read_to_know  # noqa: E402
from cluster_planner.programme import schedule_areas  # noqa: E402
from cluster_planner.settings import BudgetSettings, Settings  # noqa: E402

SEED, DRAWN, NEAR_M = 12, 40, 200.0
CAPPED = "programme.left_out_capped"
BUDGET = BudgetSettings(first_year=2024, yearly_money=178_670_000.0)
INTRODUCTION = """# Whether advice holds

Made by `python benchmarks/advice.py`. Communities alone and projects left out are drawn by seed, of each kind in turn;
the advice is followed, all is planned again, and it is checked whether they join the area that the advice names, or
begin in any year. The money of a year is that of the settings of the sample. An exchange names one project of the
programme that makes room by leaving, and the points lost.

"""
UNANSWERED = ("excluded", "no_place")


def near_others(plan: Plan) -> pd.Index:
    """Return the communities alone that have a link, open or blocked, or another community within 200 m."""
    alone = plan.areas.alone.index[~plan.areas.alone["reason"].isin(UNANSWERED)]
    places = plan.communities.frame.geometry.to_numpy().copy()
    places[~plan.communities.trusted] = None
    own = plan.communities.index.get_indexer(alone)
    at, other = shapely.STRtree(places).query(places[own], predicate="dwithin", distance=NEAR_M)
    near = alone[np.unique(at[own[at] != other])]
    linked = plan.links.frame.index.get_level_values(0).union(plan.links.frame.index.get_level_values(1))
    return alone[alone.isin(near) | alone.isin(linked)]


def draw(kinds: pd.Series, count: int, random: np.random.Generator) -> list[str]:
    """Draw so many of a table, of each kind in turn."""
    mixed = kinds.iloc[random.permutation(len(kinds))]
    turn = mixed.groupby(mixed).cumcount()
    return list(turn.sort_values(kind="stable").index[:count])


class Planner:
    """Plans an input again under changes; what these do not touch is worked out once, as where settings are swept."""

    def __init__(self, checked: Checked) -> None:
        self._checked, self._cases, self._likeness = checked, {}, {}

    def propose(self, checked: Checked, settings: Settings) -> pd.Series:
        """Return the areas of a plan, without all that is worked out of them."""
        settings = checked.settle(settings)
        if checked is not self._checked:
            case = known_case(checked, settings)
            return case.propose(case.compare(settings), settings).labels
        read = read_to_know(settings)
        if read not in self._cases:
            case = self._cases[read] = known_case(checked, settings)
            self._likeness[read] = case.compare(settings)
        return self._cases[read].propose(self._likeness[read], settings).labels


def joins(planner: Planner, checked: Checked, plan: Plan, community: str) -> bool:
    """Plan again as the community was advised, and check whether it is in the area that the advice names."""
    changes = plan.areas.advice[plan.areas.advice["community_id"] == community]
    labels = planner.propose(*act(checked, plan.settings, changes))
    joined = pd.notna(labels[community]) and labels[community] == labels[changes["mate"].iloc[0]]
    print(community, "+".join(changes["change"]), "joins" if joined else "STAYS ALONE", flush=True)
    return joined


def known_case(checked: Checked, settings: Settings) -> Case:
    """Return what areas are proposed for."""
    known = find_out(checked, settings, Clock())
    return Case(
        communities=checked.communities,
        links=known.links,
        facilities=checked.facilities,
        works=known.works,
        quantities=limited_costs(known.works),
        excluded=checked.communities.index[~known.eligibility["eligible"]],
        earlier=checked.earlier_area,
    )


def answer(name: str, checked: Checked, plan: Plan, count: int, random: np.random.Generator) -> list[str]:
    """Draw communities alone, let them act on their advice, and return the row of the table."""
    kinds = plan.areas.advice.groupby("community_id")["change"].agg("+".join)
    near = near_others(plan)
    advised = kinds[kinds.index.isin(near)]
    planner = Planner(checked)
    held = Counter(joins(planner, checked, plan, community) for community in draw(advised, count, random))
    single = advised[~advised.str.contains("+", regex=False)].value_counts()
    shares = ", ".join(f"{kind} {number / len(near):.0%}" for kind, number in single.items())
    two = (len(advised) - single.sum()) / len(near)
    kept = f"{held[True]} of {held.total()}"
    return [name, f"{len(near):,}", f"{len(advised) / len(near):.0%}", kept, f"{shares}, two at once {two:.0%}"]


def enters(plan: Plan, programme: Programme, project: str) -> bool:
    """Give a project left out the money of its own that its reason names, and check whether it begins in any year."""
    is_area = project in programme.frame.index
    row = (programme.frame if is_area else programme.alone).loc[project]
    areas, outcomes = plan.evaluation.areas.copy(), plan.evaluation.communities.copy()
    costs, column = (areas, "cost_together_money") if is_area else (outcomes, "cost_alone_money")
    costs.loc[project, column] -= row["more_money"]
    budget = BUDGET
    if row["reason_said"]["why"].key == CAPPED:
        budget = replace(BUDGET, max_areas_per_county=1000)
    evaluation = replace(plan.evaluation, areas=areas, communities=outcomes)
    again = schedule_areas(evaluation, plan.communities, plan.need, budget, plan.works)
    return pd.notna((again.frame if is_area else again.alone).loc[project, "year"])


def pay(name: str, plan: Plan, count: int, random: np.random.Generator) -> list[str]:
    """Draw projects that are left out, give them their money, and return the row of the table."""
    programme = schedule_areas(plan.evaluation, plan.communities, plan.need, BUDGET, plan.works)
    projects = pd.concat([programme.frame, programme.alone])
    out = projects[projects["year"].isna()]
    priced = out[out["more_money"].notna()]
    kind = [
        f"{'area' if project in programme.frame.index else 'alone'} {said['why'].key}"
        for project, said in priced["reason_said"].items()
    ]
    drawn = draw(pd.Series(kind, priced.index, dtype="str"), count, random)
    held = Counter(enters(plan, programme, project) for project in drawn)
    of_all = max(1, len(out))
    exchanged = sum(said["why"]["exchange"] is not None for said in priced["reason_said"])
    shares = [f"{len(priced) / of_all:.0%}", f"{exchanged / of_all:.0%}"]
    return [name, f"{len(out):,}", *shares, f"{held[True]} of {held.total()}"]


def main() -> None:
    """Draw, act, plan again, and write the table; the inputs side by side."""
    names = [name for name, inputs in INPUTS.items() if Path(inputs.table).exists()]
    counts = [len(range(place, DRAWN, len(names))) for place in range(len(names))]
    with ProcessPoolExecutor(max_workers=2) as pool:
        answered, paid = zip(*pool.map(measure, names, counts), strict=True)
    tables = (
        (("input", "alone, with somebody near", "with advice", "join as advised", "share by kind"), answered),
        (("input", "left out", "with a price", "with an exchange", "enter with their money"), paid),
    )
    text = "\n".join("\n".join(_lines(head, rows)) for head, rows in tables)
    (ROOT / "benchmarks" / "advice.md").write_text(INTRODUCTION + text, encoding="utf-8")


def measure(name: str, count: int) -> tuple[list[str], list[str]]:
    """Plan one input, draw of it, and return its rows of both tables."""
    random, inputs = np.random.default_rng(SEED), INPUTS[name]
    checked = check_tables(read_tables(inputs), inputs.profile.settings)
    plan = plan_checked(checked, inputs.profile.settings)
    rows = answer(name, checked, plan, count, random), pay(name, plan, count, random)
    print(*rows, flush=True)
    return rows


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [*(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)), ""]


if __name__ == "__main__":
    main()
