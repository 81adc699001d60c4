"""Whoever asks the README's map of the house where something is changed is sent to a file that does it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "cluster_planner"
# What somebody may want to change, and what stands in the file that they are sent to.
QUESTIONS = {
    "a sentence that a planner reads": "[evaluation]",
    "how a language writes money, numbers and lists": "[style.money]",
    "the unit of money": "def plain_amount",
    "a limit, weight, rate, range or default": "max_communities",
    "a rule that every area keeps": "def within_limits",
    "what a limit is": "def breach",
    "a field, an allowed value": "households",
    "a column of a table": "saving_share",
    "a header or a value as ledgers spell it": "总户数",
    "what a field, a value or a unit is called": "households = ",
    "a table that planners read, a sheet": "def plan_tables",
    "a colour or a sign": "alone",
    "layout of the map": "",
    "when two communities are neighbours": "def link_communities",
    "what passes the check-up": "def check_indicators",
    "one of the four criteria": "def type_parts",
}


def rows():
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("| to change | go to |")[2]
    return re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE)


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items())
def test_the_map_of_the_house_answers(question, answer):
    found = [place for what, place in rows() if question in what]
    assert len(found) == 1, question
    named = re.findall(r"`([\w/.]+)`", found[0])[0]
    first = next(base / named for base in (PACKAGE, ROOT) if (base / named).exists())
    texts = first.rglob("*.*") if first.is_dir() else [first]
    assert any(answer in path.read_text(encoding="utf-8", errors="ignore") for path in texts if path.is_file())


@pytest.mark.parametrize(("what", "places"), rows())
def test_every_place_of_the_map_is_there(what, places):
    named = re.findall(r"`([\w/]+(?:\.\w+|/))`", places)
    assert named
    room = PACKAGE / named[0].split("/")[0]
    for place in named:
        bases = (PACKAGE, room, (PACKAGE / named[0]).parent, ROOT)
        assert place == "plan.toml" or any((base / place).exists() for base in bases), (what, place)
