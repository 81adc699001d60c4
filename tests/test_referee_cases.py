"""Two referees, one file of cases: that of the package and that of the map page find what is broken, and no more."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from make_referee_cases import CASES, plain_breaches, write_cases

from cluster_planner.areas import broken_rules, value_of
from cluster_planner.model import AREAS, COUNT, Demands, Problem, Quantities

DRIVER = Path(__file__).with_name("judge_cases.mjs")
KNOWN = json.loads(CASES.read_text(encoding="utf-8"))
BY_NAME = pytest.mark.parametrize("case", KNOWN, ids=lambda case: case["name"])


@pytest.fixture(scope="module")
def in_page():
    """What the page's own scripts say of every case, by name."""
    done = subprocess.run(["node", DRIVER, CASES], capture_output=True, text=True, check=True)
    return dict(zip([case["name"] for case in KNOWN], json.loads(done.stdout), strict=True))


def as_problem(case) -> Problem:
    size = case["size"]
    links, pairs = (np.array([edge[:2] for edge in case[name]], int).reshape(-1, 2) for name in ("links", "pairs"))
    gains, likes = (np.array([edge[2] for edge in case[name]], float) for name in ("links", "pairs"))
    return Problem(
        ids=pd.Index([f"c{row}" for row in range(size)]),
        links=links,
        link_gains=gains,
        pairs=pairs,
        pair_gains=likes,
        stay_gains=np.zeros(len(pairs)),
        saving_weight=case["saving_weight"],
        quantities=as_limits(case["limits"], size, COUNT),
        demands=Demands(
            together=tuple(np.array(group) for group in case["together"]),
            apart=np.array(case["apart"], int).reshape(-1, 2),
            locked=tuple(np.array(members) for members in case["locked"]),
            excluded=np.isin(np.arange(size), case["excluded"]),
            not_eligible=np.zeros(size, dtype=bool),
        ),
        whole=as_limits(case["whole"], size, AREAS) if case["whole"] else None,
    )


def as_limits(limits, size, counted) -> Quantities:
    amounts = [np.ones(size) if each["amounts"] is None else np.array(each["amounts"]) for each in limits]
    names = tuple(each["name"] for each in limits)
    bounds = [[np.nan if each[side] is None else each[side] for each in limits] for side in ("low", "high")]
    return Quantities(
        names=names,
        columns=tuple(counted if each["amounts"] is None else each["name"] for each in limits),
        how=tuple(each["how"] for each in limits),
        amounts=np.column_stack(amounts),
        low=np.nan_to_num(bounds[0], nan=-np.inf),
        high=np.nan_to_num(bounds[1], nan=np.inf),
        unchecked=(),
        estimated=pd.Series(0, index=names),
    )


def test_the_cases_are_those_that_are_made() -> None:
    assert CASES.read_text(encoding="utf-8") == write_cases()


@BY_NAME
def test_the_referee_finds_what_is_broken(case) -> None:
    problem = as_problem(case)
    labels = pd.Series(case["areas"], problem.ids, dtype="str")
    broken = broken_rules(labels, problem)[["area_id", "rule", "figure", "bound"]]
    found = [(None if pd.isna(area) else area, *rest) for area, *rest in broken.itertuples(index=False)]
    assert [list(breach) for breach in plain_breaches(found)] == case["breaches"]
    assert value_of(labels, problem).to_dict() == pytest.approx(case["values"])


@BY_NAME
def test_the_page_finds_what_is_broken(in_page, case) -> None:
    found = in_page[case["name"]]
    assert [list(breach) for breach in plain_breaches(found["breaches"])] == case["breaches"]
    assert found["values"] == pytest.approx(case["values"])


@pytest.mark.parametrize("rule", ["connected", "span", "together", "apart", "locked", "excluded"])
def test_every_rule_has_its_cases(rule) -> None:
    assert sum(any(breach[1] == rule for breach in case["breaches"]) for case in KNOWN) > 1
