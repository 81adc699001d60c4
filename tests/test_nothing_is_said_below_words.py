"""Below ``words`` nobody knows a language: what is read there in Chinese stands in files of spellings and marks."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import cluster_planner

PACKAGE = Path(cluster_planner.__file__).parent
CONTRACT = PACKAGE.parent / "pyproject.toml"
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SENTENCE = re.compile("[A-Za-z]{2,}(?: [a-z]{2,}){2,}")
READ = {
    "_amount_spellings.py",
    "fields/_axis_spellings.py",
    "_typed_marks.py",
    "evaluation/_name_marks.py",
    "fields/_division_marks.py",
    "fields/_header_spellings.py",
    "fields/_numeral_marks.py",
    "fields/_unclear_spellings.py",
    "fields/_unit_spellings.py",
    "fields/_value_spellings.py",
    "fields/people/_first_look_marks.py",
    "fields/people/_fold_marks.py",
    "fields/people/_header_marks.py",
    "fields/people/_name_marks.py",
    "fields/people/_number_marks.py",
    "lifts/_flat_marks.py",
    "sources/_header_marks.py",
    "sources/_kml_marks.py",
    "sources/_row_marks.py",
    "validation/_total_marks.py",
    "validation/join/_name_marks.py",
    "validation/places/_degree_marks.py",
    "validation/surroundings/_kind_spellings.py",
    "validation/values/_cell_marks.py",
    "validation/values/_year_marks.py",
}
# What a program says to those who write it: an attribute that is not there, a row of the referee, a coordinate system.
FOR_PROGRAMMERS = {
    "__init__.py",
    "_cells.py",
    "areas/__init__.py",
    "areas/_referee.py",
    "areas/solver/_solve.py",
    "validation/places/_surveyed_grid.py",
}


def rooms_below_words():
    """Return the names of the rooms below ``words``, from the contract of the layers."""
    layers = tomllib.loads(CONTRACT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]["layers"]
    below = layers[layers.index("words") + 1 :]
    return {room.strip() for layer in below for room in layer.split("|")} | {"__init__"}


FILES = [file.relative_to(PACKAGE) for file in sorted(PACKAGE.rglob("*.py"))]
NAMES = [file.as_posix() for file in FILES if file.parts[0].removesuffix(".py") in rooms_below_words()]


def texts_of(file):
    """Yield the texts of a file that may be said: all but docstrings and what an object shows of itself."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    described = ast.Module | ast.ClassDef | ast.FunctionDef
    aside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "__repr__":
            aside |= set(map(id, ast.walk(node)))
        elif isinstance(node, described) and ast.get_docstring(node) is not None:
            aside.add(id(node.body[0].value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield node.value


@pytest.mark.parametrize("name", NAMES)
def test_no_chinese_but_what_is_read_and_no_sentence(name):
    texts = list(texts_of(PACKAGE / name))
    if name in READ:
        assert any(map(CHINESE.search, texts)), "take it out of the list"
        return
    assert [text for text in texts if CHINESE.search(text)] == []
    if name not in FOR_PROGRAMMERS:
        assert [text for text in texts if SENTENCE.search(text)] == []


def test_what_is_read_is_named_so():
    assert set(NAMES) >= READ
    assert all(name.endswith(("_spellings.py", "_marks.py")) for name in READ)
