"""What the page computes of a reviewed plan is what the referee of areas computes: on random edits."""

import dataclasses
import random

import numpy as np
import pandas as pd
import pytest
from in_node import in_node
from real_input import DAY, PART, SAMPLE

from cluster_planner.areas import broken_rules, value_of
from cluster_planner.model import PAIR
from cluster_planner.pipeline import Inputs, plan_file, plan_tables, read_tables
from cluster_planner.render._review_payload import pack_review
from cluster_planner.reviews._file import seal
from cluster_planner.settings import AreaSettings, Settings

JUDGE = """(([plan, sequences]) => {
    const review = startReview(plan);
    return sequences.map((operations) => {
        const found = applyOperations(review, operations), { breaches, value } = found;
        const areaOf = plan.communities.ids.map((_, row) => found.keyOf(row));
        const values = Object.fromEntries([...found.judgedAreas()].map(([key, area]) => [key, area.value]));
        const broken = breaches.map(({ area, rule, figure, bound }) => [area, rule, figure, bound]);
        return { areaOf, values, value, breaches: broken };
    });
})(given)"""


def judged(plan, sequences):
    return in_node("referee/operations.js", "startReview, applyOperations", JUDGE, [payload_of(plan), sequences])


@pytest.fixture(scope="module")
def plan():
    """A part of the sample planned a second time, kept to the first, under demands of every kind."""
    inputs = Inputs(table=SAMPLE, date=DAY, where=PART)
    first = plan_file(inputs)
    groups = [sorted(ids) for ids in first.areas.labels.groupby(first.areas.labels).groups.values()]
    knobs = AreaSettings(
        together=(tuple(groups[0][:2]),),
        apart=(tuple(groups[1][:2]),),
        locked=(tuple(groups[2]),),
        excluded=(groups[3][0],),
    )
    tables = dataclasses.replace(read_tables(inputs), earlier=earlier_of(first))
    return plan_tables(tables, Settings(areas=knobs))


def earlier_of(plan):
    return plan.areas.labels.rename("area_id").rename_axis("community_id").reset_index()


def as_lists(value):
    if isinstance(value, dict):
        return {key: as_lists(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_lists(item) for item in value]
    return value.tolist() if isinstance(value, np.ndarray) else value


def payload_of(plan):
    """What of the payload the arithmetic reads."""
    ids, links = plan.communities.index, plan.links.frame
    focal, neighbor = (ids.get_indexer(links.index.get_level_values(end)) for end in PAIR)
    return as_lists(
        {
            "communities": {"ids": ids.tolist(), "area": plan.areas.frame.index.get_indexer(plan.areas.labels)},
            "areas": {"ids": plan.areas.frame.index.tolist()},
            "links": {"focal": focal, "neighbor": neighbor, "blocked": links["barrier_kind"].notna().to_numpy()},
            "review": pack_review(plan),
        }
    )


def random_operations(plan, chance):
    """Edits of every kind, sensible or not: what breaks a rule must be judged alike too."""
    ids, areas = plan.communities.index.tolist(), plan.areas.frame.index.tolist()
    operations = []
    for _ in range(chance.randrange(1, 25)):
        some, one, other = chance.choice(ids), chance.choice(areas), chance.choice(areas)
        members = plan.areas.labels.index[plan.areas.labels == one].tolist()
        operations.append(
            chance.choice(
                [
                    {"op": "move", "community": some, "to": one},
                    {"op": "move", "community": chance.choice(members), "to": other},
                    {"op": "move", "community": chance.choice(members), "to": ""},
                    {"op": "merge", "area": one, "into": other},
                    {"op": "lock", "area": one, "communities": members},
                    {"op": "apart", "communities": [chance.choice(members), some]},
                    {"op": "exclude", "community": chance.choice(members)},
                    {"op": "comment", "about": "area", "id": one, "text": "看看"},
                ]
            )
        )
    return operations


def problem_with(plan, operations):
    """The problem of the plan with what the reviewer demands in addition."""
    problem = plan.areas.problem
    rows = {name: row for row, name in enumerate(problem.ids)}
    pairs = [sorted(rows[name] for name in done["communities"]) for done in operations if done["op"] == "apart"]
    locks = [
        np.array(sorted(rows[name] for name in done["communities"])) for done in operations if done["op"] == "lock"
    ]
    excluded = problem.demands.excluded.copy()
    excluded[[rows[done["community"]] for done in operations if done["op"] == "exclude"]] = True
    demands = dataclasses.replace(
        problem.demands,
        apart=np.concatenate([problem.demands.apart, np.array(pairs, dtype=np.int64).reshape(-1, 2)]),
        locked=(*problem.demands.locked, *locks),
        excluded=excluded,
    )
    return dataclasses.replace(problem, demands=demands)


def reported(breaches):
    """Return breaches as they can be compared; which of several areas a torn group is reported for plays no part."""
    return sorted(
        ("" if rule in {"together", "locked"} or pd.isna(area) else str(area), rule, round(figure, 6), round(bound, 6))
        for area, rule, figure, bound in breaches
    )


def test_the_page_judges_random_edits_as_the_referee_does(plan):
    chance = random.Random(5)  # noqa: S311 - the same edits each time
    sequences = [[], *([random_operations(plan, chance) for _ in range(100)])]
    rules = set()
    for operations, found in zip(sequences, judged(plan, sequences), strict=True):
        labels = pd.Series(found["areaOf"], plan.communities.index, dtype="str")
        problem = problem_with(plan, operations)
        value = value_of(labels, problem)
        assert found["values"] == pytest.approx(value.to_dict(), abs=5e-4)
        assert found["value"] == pytest.approx(value.sum(), abs=5e-3)
        broken = broken_rules(labels, problem)
        assert reported(found["breaches"]) == reported(
            broken[["area_id", "rule", "figure", "bound"]].itertuples(index=False)
        )
        rules |= set(broken["rule"])
    assert rules >= {
        "connected",
        "span",
        "together",
        "apart",
        "locked",
        "excluded",
        "communities_max",
        "households_min",
    }


def test_the_plan_as_it_came_breaks_nothing_and_is_worth_what_the_solver_says(plan):
    [found] = judged(plan, [[]])
    assert found["breaches"] == []
    assert found["value"] == pytest.approx(plan.areas.value, abs=5e-3)


def test_the_page_seals_as_python_does():
    content = {
        "format": "x",
        "b": [{"text": '看看 \u007f\n\t"\\ é 😀 \ud83d'}, {"z": [], "a": {}}],
        "a": "1",
        "long": "长" * 500,
    }
    contents = [content, *({"a": "x" * length} for length in (54, 55, 56, 63, 64, 65))]
    assert in_node("referee/seal.js", "sealOf", "given.map(sealOf)", contents) == [seal(each) for each in contents]
