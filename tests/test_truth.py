"""Every sentence and every figure of a plan is true: the sample, Seoul and Wuxi, in both languages.

The checker in ``truth`` reads only inputs and what was written. Here it is shown that it finds wrong facts, each by its
kind, and that there are none in the plans.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
from planted_facts import PLANTS
from real_input import INPUTS, PART, ROOT, SAMPLE, SAMPLE_KNOBS, plan_of
from truth import Case, check_all

from cluster_planner.pipeline import plan_file
from cluster_planner.runs import Outputs, write_run

LANGUAGES = ("zh", "en")
# Half a minute for each language of a city goes into the pictures of its report, which nobody reads here.
REPORTS = {"sample": LANGUAGES, "wuxi": ("zh",), "seoul": ()}


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    """Return how a plan is written in both languages to be checked."""

    def write_both(plan, name="sample"):
        folders = {lang: tmp_path_factory.mktemp(lang) for lang in LANGUAGES}
        for lang, folder in folders.items():
            write_run(plan, folder, lang, Outputs(report=lang in REPORTS[name]))
        return Case(
            **folders,
            works=ROOT / "data" / "works.csv",
            modes=ROOT / "data" / "modes.csv",
            facilities=(SAMPLE, "facilities") if name == "sample" else None,
            reports=REPORTS[name],
        )

    return write_both


def by_kind(faults):
    found = defaultdict(list)
    for fault in faults:
        found[fault.kind].append(str(fault))
    return dict(found)


@pytest.mark.parametrize("name", list(INPUTS))
def test_every_sentence_and_every_figure_is_true(write, name):
    """A failure shows the first faults of each kind."""
    faults = by_kind(check_all(write(plan_of(name), name)))
    assert {kind: found[:3] for kind, found in faults.items()} == {}


# ---- wrong facts


@pytest.fixture(scope="module")
def part():
    """Return a plan of a part of the sample."""
    return plan_file(replace(INPUTS["sample"], where=PART), SAMPLE_KNOBS)


@pytest.fixture(scope="module")
def planted(part, write):
    """Return where each wrong fact was planted, and what the checker finds in the plan with all of them."""
    plan, rows = part, {}
    for plant in PLANTS:
        plan, rows[plant.kind] = plant.plant(plan, set(rows.values()))
    return rows, by_kind(check_all(write(plan)))


@pytest.mark.parametrize("kind", [plant.kind for plant in PLANTS])
def test_a_wrong_fact_is_found(planted, kind):
    """Where it was planted, under the name of its kind."""
    rows, found = planted
    assert any(str(rows[kind]) in fault for fault in found.get(kind, [])), found.get(kind)


def test_the_checker_knows_nothing_of_the_planner():
    """It reads what was written, and imports none of the code that wrote it."""
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "truth").glob("*.py")]
    assert len(sources) > 20
    assert not any("cluster_planner" in source for source in sources)
