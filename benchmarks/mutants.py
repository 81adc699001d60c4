"""Mutants of the pure rooms: the tests of each room are tried on code with one small fault in it.

``python benchmarks/mutants.py`` tries all rooms and writes ``mutants.md``; ``python benchmarks/mutants.py money`` tries
one and prints what survives. A mutant is killed where a test of its room fails, or takes too long.

Operators, each at one place of the code:

* comparisons: ``<`` to ``<=`` and ``>=``, likewise the others; ``==`` to ``!=``, ``is`` to ``is not``, ``in`` to
  ``not in``, and back
* arithmetic: ``+`` to ``-``, ``*`` to ``/``, ``//``, ``%`` and ``**`` to ``*``, ``&`` to ``|``, and back; a minus or a
  ``~`` taken off; of ``+=`` and the like as well
* constants: a number becomes the next, ``True`` becomes ``False``, and back
* booleans: ``and`` to ``or``, and back; a ``not`` taken off
* extremes: ``min`` to ``max``, ``minimum`` to ``maximum``, ``any`` to ``all`` and the like, and back

Of a room with more mutants than ``MOST`` so many are drawn, by ``SEED``, and with them all of the lines in ``WATCHED``;
the random tests of hypothesis are drawn alike for all. Mutants that no test can distinguish from the code are listed
by hand, with the reason, in ``mutants_equivalent.toml``, and are not tried.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
SEED = 2024
MOST = 40
PATIENCE = 6.0  # a mutant may take so many times as long as the code itself, and
GRACE_S = 20.0  # so many seconds more
KEPT = 5  # pytest found no test: no verdict


class Room(NamedTuple):
    """Modules below ``cluster_planner``, and quick tests, by file or one by one, that should detect their mutants."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "proximity": Room(
        ("proximity", "_cuts", "proximity._candidates", "proximity._corridors", "proximity._lines"),
        ("test_proximity.py",),
    ),
    "similarity": Room(
        ("similarity", "similarity._criteria", "similarity._evidence"),
        ("test_similarity.py",),
    ),
    "referee": Room(
        ("areas._referee", "model._limits", "model._problem"),
        ("test_problem.py", "test_areas_referee.py", "test_referee_cases.py::test_the_referee_finds_what_is_broken"),
    ),
    "words": Room(("words._speaker", "words._catalogue", "words._frames"), ("test_speaker.py",)),
    "money": Room(("programme._money",), ("test_money.py",)),
}
# Lines with mutants that were once wrong and that no test noticed: always tried.
WATCHED = {
    ("similarity._criteria", "ratio: np.ndarray = np.minimum(one, other) / np.maximum(one, other)"),
    ("similarity._criteria", "points = communities.is_point[focal] | communities.is_point[neighbor]"),
    ("proximity._corridors", "usable = length <= gap_m"),
    ("proximity._corridors", "shortest_last = np.lexsort([-length[usable], pair[usable]])"),
    ("programme._money", "behind += new - paid[year]"),
    (
        "programme._money",
        "shares = [first * second for first in (1.0 - again, again) for second in (networks, 1.0 - networks)]",
    ),
    (
        "programme._money",
        "due += share * np.bincount(at[at < years], left[~begun][at < years], minlength=years)",
    ),
    ("areas._referee", "if code >= 0 and self.sizes[code] == len(members) and (self.code[members] == code).all():"),
    ("areas._referee", 'yield _area(verdict, codes[-1]), "together", float(len(codes)), 1.0, verdict.names(group)'),
    ("areas._referee", 'yield verdict.areas[code], "apart", 1.0, 0.0, verdict.names(apart[row])'),
    ("areas._referee", "found = verdict.sizes[code] if code >= 0 else 0"),
}

_COMPARED: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_COUNTED: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_EXTREMES = [("min", "max"), ("minimum", "maximum"), ("fmin", "fmax"), ("argmin", "argmax"), ("any", "all")]
_OTHER = {one: other for pair in _EXTREMES for one, other in (pair, pair[::-1])}


class Mutant(NamedTuple):
    """A module, the place of a node in it and which of its changes it is; what stands there, and what the change is."""

    module: str
    node: int
    change: int
    line: str
    what: str

    def __str__(self) -> str:
        """Write where it is and what it is."""
        return f"{self.module}: {self.line}  [{self.what}]"


# --- the changes of one node


def changes(node: ast.AST) -> list[ast.AST]:
    """Return what a node can be changed to."""
    found: list[ast.AST] = []
    match node:
        case ast.Compare(ops=ops):
            found = [
                _with(node, ops=[*ops[:at], other(), *ops[at + 1 :]])
                for at, op in enumerate(ops)
                for other in _COMPARED[type(op)]
            ]
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _COUNTED:
            found = [_with(node, op=_COUNTED[type(op)]())]
        case ast.BoolOp(op=op):
            found = [_with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.UnaryOp(op=ast.USub() | ast.Not() | ast.Invert()):
            found = [node.operand]
        case ast.Constant(value=bool() as value):
            found = [ast.Constant(not value)]
        case ast.Constant(value=int() | float() as value):
            found = [ast.Constant(value + 1)]
        case ast.Name(id=name) if name in _OTHER:
            found = [_with(node, id=_OTHER[name])]
        case ast.Attribute(attr=name) if name in _OTHER:
            found = [_with(node, attr=_OTHER[name])]
    return found


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _executed(tree: ast.AST) -> Iterator[ast.AST]:
    """Return the nodes that are executed: neither annotations, which nobody reads, nor decorators."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child
                yield from _executed(child)


def _source(module: str) -> str:
    path = ROOT / "cluster_planner" / Path(*module.split("."))
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text(encoding="utf-8")


def mutants_of(module: str) -> list[Mutant]:
    """Return all mutants of a module, in the order of its code; of those alike in one line the later are numbered."""
    text = _source(module)
    lines = text.splitlines()
    found, alike = [], Counter[tuple[int, str]]()
    for place, node in enumerate(_executed(ast.parse(text))):
        for which, changed in enumerate(changes(node)):
            what = f"{ast.unparse(node)} -> {ast.unparse(changed)}"
            alike[node.lineno, what] += 1
            number = alike[node.lineno, what]
            what += f" #{number}" if number > 1 else ""
            found.append(Mutant(module, place, which, lines[node.lineno - 1].strip(), what))
    return found


def mutated(mutant: Mutant) -> ast.Module:
    """Return the code of a module with the change of a mutant."""
    tree = ast.parse(_source(mutant.module))
    target = next(node for place, node in enumerate(_executed(tree)) if place == mutant.node)
    changed = ast.copy_location(changes(target)[mutant.change], target)
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target:
                setattr(parent, name, changed)
            elif isinstance(value, list) and any(item is target for item in value):
                setattr(parent, name, [changed if item is target else item for item in value])
    return ast.fix_missing_locations(tree)


# --- one mutant under its tests


class _Loader(importlib.machinery.SourceFileLoader):
    """Loads a module from its mutated code."""

    mutant: Mutant

    def get_code(self, fullname: str) -> object:  # noqa: ARG002 - what the import system asks for
        return compile(mutated(self.mutant), self.path, "exec")


class _Finder:
    """Finds the one module that is mutated."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.mutant = f"cluster_planner.{mutant.module}", mutant

    def find_spec(self, name: str, path: object = None, _target: object = None) -> object:
        if name != self.name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        loader = _Loader(name, spec.origin)
        loader.mutant = self.mutant
        return importlib.util.spec_from_file_location(
            name, spec.origin, loader=loader, submodule_search_locations=spec.submodule_search_locations
        )


def fails(room: Room, mutant: Mutant | None, limit_s: float) -> bool:
    """Return whether the tests of a room fail in a process of their own, or take longer than the limit."""
    child = os.fork()
    if child == 0:
        signal.alarm(max(1, int(limit_s)))
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a file descriptor is wanted
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os._exit(_run_tests(room, mutant))
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == KEPT:
        raise SystemExit(f"no test was found in {room.tests}")
    return status != 0


def _run_tests(room: Room, mutant: Mutant | None) -> int:
    import hypothesis
    import pytest

    # Alike for all mutants; a counterexample of one would be tried on the next.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)  # nobody reads the counterexample
    hypothesis.settings.register_profile("mutants", database=None, derandomize=True, phases=phases)
    hypothesis.settings.load_profile("mutants")
    if mutant:
        sys.meta_path.insert(0, _Finder(mutant))
    options = ["-x", "-q", "--rootdir", str(ROOT), "-p", "no:cacheprovider", "-p", "no:xdist", "--noconftest"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # hypothesis is imported before pytest begins
    return int(pytest.main([*options, *(str(ROOT / "tests" / name) for name in room.tests)]))


# --- rooms and their table


def draw(room: Room, most: int) -> tuple[int, list[Mutant]]:
    """Return how many mutants a room has, and those drawn and watched."""
    every = [mutant for module in room.modules for mutant in mutants_of(module)]
    drawn = random.Random(SEED).sample(every, min(most, len(every)))  # noqa: S311 - repeatable, not secret
    watched = [mutant for mutant in every if (mutant.module, mutant.line) in WATCHED]
    return len(every), sorted({*drawn, *watched})


def find_survivors(room: Room, mutants: list[Mutant]) -> list[Mutant]:
    """Return those that the tests of a room do not detect."""
    began = time.perf_counter()
    if fails(room, None, 3600):
        raise SystemExit(f"the tests fail without any mutant: {room.tests}")
    limit_s = PATIENCE * (time.perf_counter() - began) + GRACE_S
    survivors = []
    for mutant in mutants:
        if not fails(room, mutant, limit_s):
            survivors.append(mutant)
            print("survives", mutant, flush=True)
    return survivors


def read_equivalents() -> list[dict[str, str]]:
    """Return the mutants that no test can detect; each entry names an existing mutant."""
    listed = tomllib.loads((HERE / "mutants_equivalent.toml").read_text(encoding="utf-8")).get("equivalent", [])
    there = {(m.module, m.line, m.what) for room in ROOMS.values() for name in room.modules for m in mutants_of(name)}
    stale = [entry for entry in listed if (entry["module"], entry["line"], entry["change"]) not in there]
    if stale:
        raise SystemExit(f"mutants_equivalent.toml lists what is no mutant (any more): {stale}")
    return listed


def main() -> None:
    """Try the rooms asked for; all of them are written down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="room", help=f"any of {', '.join(ROOMS)}")
    parser.add_argument("--most", type=int, default=MOST, help="mutants tried of each room")
    asked = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    os.chdir(ROOT)
    equivalents = read_equivalents()
    known = {(entry["module"], entry["line"], entry["change"]) for entry in equivalents}
    # What takes long to import is imported once, before the processes part; nothing of the package itself.
    for library in ("geopandas", "hypothesis", "numba", "pyogrio", "pytest", "scipy.optimize", "scipy.sparse.csgraph"):
        importlib.import_module(library)
    rows, alive = [], []
    for name in asked.rooms or ROOMS:
        room = ROOMS[name]
        count, drawn = draw(room, asked.most)
        tried = [mutant for mutant in drawn if (mutant.module, mutant.line, mutant.what) not in known]
        survivors = find_survivors(room, tried)
        equal, killed = len(drawn) - len(tried), len(tried) - len(survivors)
        share = f"{killed / len(tried):.0%}"
        modules, tests = (", ".join(f"`{each}`" for each in listed) for listed in room)
        rows.append(f"| {name} | {modules} | {tests} | {count} | {equal} | {len(tried)} | {killed} | {share} |")
        alive += [f"* `{mutant.module}`: `{mutant.line}`, `{mutant.what}`" for mutant in survivors]
        print(rows[-1], flush=True)
    if not asked.rooms:
        _write(rows, alive)


def _write(rows: list[str], alive: list[str]) -> None:
    head = [
        "# Mutants of the pure rooms",
        "",
        f"Written by `make mutants`: {MOST} of a room, drawn by seed {SEED}, and all of the lines that are watched.",
        "The operators, on comparisons, arithmetic, constants, booleans and extremes, are listed in `mutants.py`.",
        "Equivalents are those drawn that are listed by hand in `mutants_equivalent.toml`, with the reason; they are",
        "not tried.",
        "",
        "| room | modules | tests | mutants | equivalent | tried | killed | share |",
        "|---|---|---|---|---|---|---|---|",
    ]
    tail = ["", "## Survivors", "", *(alive or ["None."]), ""]
    (HERE / "mutants.md").write_text("\n".join([*head, *rows, *tail]), encoding="utf-8")


if __name__ == "__main__":
    main()
