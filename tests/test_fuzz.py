"""A minute of cases by chance, and every case that was ever found; ``make fuzz SECONDS=`` runs them longer."""

from pathlib import Path

import pytest
from fuzz.grammars import ROWS
from fuzz.kinds import KINDS
from fuzz.running import Kind, Log, run_cases
from fuzz.tables import check

from cluster_planner._formula import evaluate
from cluster_planner.settings import read_settings
from cluster_planner.sources import read_mapping
from cluster_planner.works import read_works

FINDS = sorted((Path(__file__).parent / "fuzz" / "finds").iterdir())
DOORS = {
    "formula": lambda path: evaluate(path.read_text("utf-8"), ROWS),
    "mapping": read_mapping,
    "settings": read_settings,
    "table": check,
    "works": read_works,
}


def test_whatever_an_input_holds_it_ends_in_a_plan_or_in_a_refusal():
    assert run_cases(KINDS, 60, Log()) == []


@pytest.mark.parametrize("path", FINDS, ids=[path.stem for path in FINDS])
def test_what_was_found_once_is_refused_in_words_or_read(path):
    kind = Kind(lambda _: DOORS[path.stem.partition("_")[0]](path) is not None)
    assert kind.run(0) in (0, 1)
