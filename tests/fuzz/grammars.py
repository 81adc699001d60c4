"""Settings, mappings, works, formulas, sweeps, reviews and records by the rules that such texts are written by."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import cache, partial
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from cluster_planner import compare, read_plan
from cluster_planner._formula import evaluate
from cluster_planner.pipeline import Inputs, merge_files, plan_file
from cluster_planner.pipeline._grid import combine, parse_grid
from cluster_planner.profile import CHINA
from cluster_planner.reviews._file import FORMAT, seal
from cluster_planner.runs import Outputs, write_run
from cluster_planner.settings import (
    Settings,
    dotted_values,
    format_value,
    list_knobs,
    parse_settings,
    record_settings,
    recorded_settings,
)
from cluster_planner.sources import read_mapping, take_table
from cluster_planner.works import read_works
from fuzz import odd
from fuzz.towns import small_town

_KNOBS = list(list_knobs(Settings()))
_HEADERS = ["小区名称", "项目编号", "县市区", "户数", "建成年份", "经度", "纬度", "备注", "名 称", "name"]


def toml(dice: random.Random, value: Any = None, depth: int = 2) -> str:
    """Write a value as TOML, at times near to one that is right, at times none at all."""
    right = [format_value(near(dice, value))] * dice.choice([1, 30]) if value is not None else []
    numbers = [
        "0",
        "1",
        "-1",
        "0.5",
        "7",
        "inf",
        "-inf",
        "nan",
        "1e400",
        "9" * dice.choice([5, 25, 500]),
        "0x10",
        "1_000",
        "2024-01-01",
    ]
    parts = [
        *right,
        dice.choice(numbers),
        dice.choice(numbers),
        "true",
        '"none"',
        json.dumps(odd.text(dice)),
        '"45万元"',
        "[]",
        "{}",
        "=",
        "",
    ]
    if depth:
        inner = [toml(dice, depth=depth - 1) for _ in range(dice.randrange(3))]
        keys = ("max", "min", "how", "column", "南县", "2024", odd.text(dice))
        parts += [
            "[" + ", ".join(inner) + "]",
            "{" + ", ".join(f"{json.dumps(dice.choice(keys))} = {part}" for part in inner) + "}",
        ]
    return dice.choice(parts)


def near(dice: random.Random, value: Any) -> Any:
    """Return a number that differs a little from that of a knob, or what is no number as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return type(value)(value * dice.choice([1, 0.9, 1.1, 0.5, 2]))


def settings(dice: random.Random) -> int:
    """Some knobs with some value; what is taken comes back from its record, and bounds are numbers."""
    lines, section = [], ""
    for section_name, name, value, _ in sorted(dice.sample(_KNOBS, dice.randint(1, 4)), key=lambda knob: knob[0]):
        if section_name != section:
            section = section_name
            lines.append(f"[{section if dice.random() > 0.03 else odd.text(dice)}]")
        lines.append(f"{name if dice.random() > 0.03 else odd.text(dice)} = {toml(dice, value)}")
    taken = parse_settings("\n".join(lines))
    recorded = json.loads(json.dumps(record_settings(taken)))
    assert record_settings(recorded_settings(recorded)) == record_settings(taken), lines
    for name, value in dotted_values(taken).items():
        assert not (isinstance(value, float) and isnan(value)), (name, value)
    return 1


def mapping(dice: random.Random) -> int:
    """A file of headers and values; with what is taken, no row of a table is lost."""
    names, header = dice.sample([*CHINA.catalogue], 3), lambda: json.dumps(dice.choice(_HEADERS))
    lines = ["[fields]"] if dice.random() > 0.05 else []
    lines += [
        f"{name if dice.random() > 0.05 else toml(dice)} = {toml(dice) if dice.random() < 0.5 else header()}"
        for name in names
    ]
    if dice.random() < 0.5:
        lines += [f"[values.{dice.choice([*names, 'structure', 'x'])}]"]
        lines += [
            f"{json.dumps(odd.text(dice))} = {dice.choice([json.dumps('brick_concrete'), toml(dice)])}"
            for _ in range(2)
        ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.toml"
        path.write_bytes("\n".join(lines).encode(dice.choice(["utf-8", "utf-8", "gb18030"]), "surrogatepass"))
        found = read_mapping(path)
    table = pd.DataFrame({header: [odd.text(dice), odd.text(dice)] for header in dice.sample(_HEADERS, 6)})
    assert len(take_table(table, found).frame) == len(table)
    return 1


def formula(dice: random.Random, depth: int = 4) -> str:
    """Write a formula of the language, with a slip here and there."""
    if not depth or dice.random() < 0.2:
        atoms = ["households", "storeys", "util_water", "build_year", "12", "0", "0.5", "1e308", "'aged'"]
        strange = ["True", "nothing", json.dumps(odd.text(dice)), "x.y", "[1]", "lambda: 1"]
        return dice.choice(atoms if dice.random() < 0.9 else strange)
    part = partial(formula, dice, depth - 1)
    functions = ["ceil", "floor", "round", "min", "max", "known", "first", "has", "open"]
    forms: list[Callable[[], str]] = [
        lambda: f"({part()} {dice.choice(['+', '-', '*', '/', '//', '**'][: dice.choice([4, 4, 6])])} {part()})",
        lambda: f"{part()} {dice.choice(['<', '<=', '>', '>=', '==', '!=', 'in', 'is'])} {part()}",
        lambda: f"({part()} {dice.choice(['and', 'or'])} {part()})",
        lambda: f"{dice.choice(['not', '-', '+', '~'])} {part()}",
        lambda: f"({part()} if {part()} else {part()})",
        lambda: f"{dice.choice(functions)}({', '.join(part() for _ in range(dice.randint(0, 3)))})",
        lambda: f"{part()} {dice.choice(['in', 'not in'])} ({part()}, {part()})",
        lambda: f"has(works, {part()})",
    ]
    return dice.choice(forms)()


ROWS = pd.DataFrame(
    {"households": [120.0, None, 0.0], "storeys": [6.0, 7.0, None], "build_year": [1995.0, None, 2001.0],
     "util_water": ["aged", None, "good"], "works": ["供水; 电梯", None, ""]}
)  # fmt: skip


def formulas(dice: random.Random) -> int:
    """A formula over three rows has a value for each, or is refused."""
    value = evaluate(formula(dice), ROWS)
    assert value.index.equals(ROWS.index)
    return 1


def works(dice: random.Random) -> int:
    """A catalogue of works with cells changed."""
    table = read_works().sample(4, random_state=dice.randrange(2**31)).reset_index()
    table = table.astype(object)
    for _ in range(dice.randint(1, 3)):
        row, column = dice.randrange(len(table)), dice.choice([*table])
        table.loc[row, column] = dice.choice([formula(dice), odd.text(dice), dice.choice(odd.NUMBERS), None])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "works.csv"
        path.write_bytes(table.to_csv(index=False).encode(dice.choice(["utf-8", "gb18030"]), "replace"))
        assert len(read_works(path)) <= len(table)
    return 1


def sweeps(dice: random.Random) -> int:
    """The values of a sweep: none is given twice, none is no number."""
    number = lambda: dice.choice(["0", "0.4", "1", "-1", "1e-999999999", "1e9", "nan", "inf", "９", "", odd.text(dice)])  # noqa: E731
    values = ",".join(":".join(number() for _ in range(dice.randint(1, 4))) for _ in range(dice.randint(1, 3)))
    section, name, _, _ = dice.choice(_KNOBS)
    text = f"{section}.{name}={dice.choice(['0.4:0.7:0.05', '1,2,3', values, values])}"
    grid = parse_grid([text])
    for combination in combine(grid, Settings()):
        assert not any(isnan(value) for value in combination.values()), text
    return 1


@cache
def planned() -> tuple[Path, dict[str, Any], TemporaryDirectory[str]]:
    """Return the folder of a plan of a small town, and its record."""
    kept = TemporaryDirectory()
    folder = Path(kept.name)
    small_town(random.Random(0)).to_file(folder / "town.gpkg", layer="communities")  # noqa: S311
    write_run(
        plan_file(Inputs(table=folder / "town.gpkg"), Settings()), folder / "plan", "zh", Outputs(formats=("gpkg",))
    )
    return folder / "plan", json.loads((folder / "plan" / "plan.json").read_text("utf-8")), kept


def reviews(dice: random.Random) -> int:
    """A review, sealed as the page seals it, with operations near to what the page writes."""
    folder, record, _ = planned()
    ids, areas = [f"C{number:02d}" for number in range(1, 15)], [f"A{number:03d}" for number in range(1, 5)]
    forms: list[dict[str, Any]] = [
        {"op": "move", "community": dice.choice(ids), "to": dice.choice([*areas, "", f"+{dice.choice(ids)}"])},
        {"op": "merge", "area": dice.choice(areas), "into": dice.choice(areas)},
        {"op": "lock", "area": dice.choice(areas), "communities": dice.sample(ids, 2)},
        {"op": "apart", "communities": dice.sample(ids, 2)},
        {"op": "exclude", "community": dice.choice(ids)},
        {"op": "comment", "about": "community", "id": dice.choice(ids), "text": odd.text(dice)},
        {
            "op": "opinion",
            "about": "area",
            "id": dice.choice(areas),
            "opinion": dice.choice(["agree", "object", odd.text(dice)]),
        },
    ]
    operations = dice.sample(forms, dice.randint(0, 4))
    if operations and dice.random() < 0.5:
        operation = dice.choice(operations)
        operation[dice.choice([*operation, "communities", "extra"])] = odd.json_value(dice)
    content = {
        "format": FORMAT, "plan": record["checksum"], "title": odd.text(dice),
        "reviewer": {"role": dice.choice(["community", "county", "county", "planner"]), "name": odd.text(dice)},
        "operations": operations, "breaches": [],
    }  # fmt: skip
    if dice.random() < 0.2:
        content[dice.choice([*content])] = odd.json_value(dice)
    with TemporaryDirectory() as place:
        path = Path(place) / "review.json"
        path.write_text(json.dumps(content | {"sha256": seal(content)}), "utf-8")
        _, written = merge_files(folder, [path])
    parse_settings(written["demands"].read_text("utf-8"))
    return 1


def records(dice: random.Random) -> int:
    """A record of a plan with an entry changed: the plan is had again and compared, or the record is refused."""
    folder, record, _ = planned()
    changed = json.loads(json.dumps(record))
    part, key = changed, dice.choice([*changed])
    while isinstance(part[key], dict) and part[key] and dice.random() < 0.7:
        part = part[key]
        key = dice.choice([*part])
    if dice.random() < 0.2:
        del part[key]
    else:
        part[key] = odd.json_value(dice)
    path = folder / "plan.json"
    whole = path.read_bytes()
    try:
        path.write_text(json.dumps(changed), "utf-8")
        plan = read_plan(folder)
        compare([plan, plan])
    finally:
        path.write_bytes(whole)
    return 1
