"""Odd rows in large tables, and damaged files through the whole check: no hang, no row unaccounted for."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from cluster_planner.model import Communities, Findings
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from fuzz import odd
from fuzz.towns import ledger, sample

ODD_ROWS = 1000
# Rows that are no communities, and are said to be none.
_NO_COMMUNITY = ("blank_row", "totals_row", "totals_by_sum", "header_again", "note_row", "signature_row")


def odd_rows(dice: random.Random) -> int:
    """A thousand rows of the sample, in each some cells odd; the clean ones among them come out as they went in."""
    table = pd.concat([ledger(200)] * (ODD_ROWS // 200), ignore_index=True)
    table["项目编号"] = [f"P{number:05d}" for number in range(len(table))]
    table["小区名称"] = [f"{name}{number}" for number, name in enumerate(table["小区名称"])]
    table = table.astype(object)
    spoiled = sorted(dice.sample(range(len(table)), ODD_ROWS * 9 // 10))
    for row in spoiled:
        for column in dice.sample(range(1, len(table.columns)), dice.choice([1, 1, 2, 5])):
            table.iloc[row, column] = dice.choice([odd.text(dice), odd.text(dice), dice.choice(odd.NUMBERS), None])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_bytes(table.to_csv(index=False).encode("utf-8", "surrogatepass"))
        communities, _ = check(path)
    clean = table["项目编号"].drop(spoiled)
    lost = clean[~clean.isin(communities.index)]
    assert lost.empty, f"clean rows did not come through: {list(lost)[:5]}"
    return len(communities.index.difference(clean))


def check(path: Path) -> tuple[Communities, Findings]:
    """Check one file; whatever is not a proper refusal or a full account of the rows raises."""
    tables = read_tables(Inputs(table=path))
    checked = check_tables(tables, Settings())
    findings = checked.findings.frame
    left_out = findings.loc[findings["rule"].isin(_NO_COMMUNITY), "row"].nunique()
    kept, set_aside = len(checked.communities), len(checked.communities.quarantine)
    rows = len(tables.communities)
    assert kept + set_aside <= rows <= kept + set_aside + left_out, (rows, kept, set_aside, left_out)
    return checked.communities, checked.findings


@cache
def _files() -> dict[str, bytes]:
    """Return eight communities in every format."""
    frame, plain = sample(8), ledger(8)
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain.to_csv(folder / "utf8.csv", index=False, encoding="utf-8-sig")
        plain.to_csv(folder / "gbk.csv", index=False, encoding="gb18030")
        plain.to_csv(folder / "tabs.csv", index=False, sep="\t")
        plain.to_excel(folder / "ledger.xlsx", index=False)
        frame.to_file(folder / "outlines.geojson", driver="GeoJSON")
        frame.to_file(folder / "outlines.gpkg", driver="GPKG")
        frame.to_parquet(folder / "outlines.parquet")
        return {path.name: path.read_bytes() for path in folder.iterdir()}


def damaged(dice: random.Random) -> int:
    """A file damaged in one to four places."""
    names = sorted(_files())
    name = dice.choice([*names, *(["gbk.csv", "tabs.csv", "utf8.csv", "outlines.geojson"] * 3)])
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(mutate(_files()[name], dice))
        check(path)
    return 1


def mutate(content: bytes, dice: random.Random) -> bytes:
    """Damage a file in one to four places."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data) + 1)
        to = min(len(data), at + dice.choice([1, 1, 2, 4, 16, 200]))
        match dice.randrange(6):
            case 0:
                data[at:to] = bytes(dice.randrange(256) for _ in range(to - at))
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to] * dice.randint(1, 3)
            case 3:
                data[at:to] = _word(dice)
            case 4:
                data = _another_cell(data, dice)
            case _:
                data = data[: max(at, len(data) // 2)]
    return bytes(data)


def _another_cell(data: bytearray, dice: random.Random) -> bytearray:
    """Put a word in the place of a whole cell, as far as a comma or tab makes cells."""
    mark = b"\t" if data.count(b"\t") > data.count(b",") else b","
    cells = data.split(mark)
    cells[dice.randrange(len(cells))] = bytearray(_word(dice))
    return bytearray(mark.join(cells))


def _word(dice: random.Random) -> bytes:
    return odd.text(dice).encode(dice.choice(["utf-8", "gb18030"]), "replace")
