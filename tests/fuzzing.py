"""Mutated files through the whole check: no traceback, no hang, no row unaccounted for.

``python tests/fuzzing.py 20000 --start 0`` runs so many mutations and prints what broke; a short run is in the tests.
Every case is made from its number alone, so that a failure can be repeated: ``python tests/fuzzing.py 1 --start 4711``.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
from real_input import SAMPLE

from cluster_planner.errors import ClusterPlannerError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings

ROWS = 8
LONGEST_S = 20
COLUMNS = ["community_id", "name", "county", "subdistrict", "build_year", "households", "floor_area_m2", "site_m2",
           "structure", "tenure", "parking", "consent_households", "invest_wan", "lon", "lat"]  # fmt: skip
HEADERS = ["项目编号", "小区名称", "县市区", "街道", "建成年份", "户数", "建筑面积(㎡)", "占地面积", "房屋结构",
           "小区类型", "停车位", "同意户数", "总投资(万元)", "经度", "纬度"]  # fmt: skip
# What stands in real ledgers where a number, a year, a place or a name should be.
WORDS = ["90年代", "约120户", "１２０", "一百二十户", "1998-2001", "98", "2035", "36526", "1998年6月", "19000100", "暂无数据",
         "—", "/", "不详", "#REF!", "#N/A", "=1+1", "合计", "小计", "注: 以上为估算", "112°21′18.2″E", "126.92751,17",
         "28.57,112.35", "112。355", "37632579", "3162361", "1.13万㎡", "235万", "85%", "1,234", "'120", "inf", "nan", "-1",
         "1e308", "9" * 40, "﻿", "\x00", "\u202e", "😀", "<script>", "{{7*7}}", '"', "'", ",", ";", "\t", "\r\n", "\n",
         "POLYGON((0 0,1 1,0 1,0 0))", "POINT EMPTY", "13812345678", "430902198001011234", "赫山区", "None", "TRUE"]  # fmt: skip


def seeds(folder: Path) -> list[Path]:
    """Write a few communities of the sample in every format, the quick ones several times."""
    frame = gpd.read_file(SAMPLE, layer="communities", rows=ROWS)
    frame = frame.assign(**frame.geometry.representative_point().get_coordinates().set_axis(["lon", "lat"], axis=1))
    frame = frame[[*COLUMNS, "geometry"]]
    plain = pd.DataFrame(frame.drop(columns="geometry")).set_axis(HEADERS, axis=1)
    plain.to_csv(folder / "utf8.csv", index=False, encoding="utf-8-sig")
    plain.to_csv(folder / "gbk.csv", index=False, encoding="gb18030")
    plain.to_csv(folder / "tabs.csv", index=False, sep="\t")
    plain.to_excel(folder / "ledger.xlsx", index=False)
    frame.to_file(folder / "outlines.geojson", driver="GeoJSON")
    frame.to_file(folder / "outlines.gpkg", driver="GPKG")
    frame.to_parquet(folder / "outlines.parquet")
    frame.drop(columns=["lon", "lat"]).set_axis(
        [f"f{place}" for place in range(len(COLUMNS) - 2)] + ["geometry"], axis=1
    ).to_file(folder / "outlines.shp", encoding="gb18030")
    quick = [folder / name for name in ("utf8.csv", "gbk.csv", "tabs.csv")] * 5 + [folder / "outlines.geojson"] * 3
    return quick + [folder / f"{name}" for name in ("ledger.xlsx", "outlines.gpkg", "outlines.parquet", "outlines.shp")]


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
                data[at:to] = dice.choice(WORDS).encode(dice.choice(["utf-8", "gb18030"]), "replace")
            case 4:
                data = _another_cell(data, dice)
            case _:
                data = data[: max(at, len(data) // 2)]
    return bytes(data)


def _another_cell(data: bytearray, dice: random.Random) -> bytearray:
    """Put a word in the place of a whole cell, as far as a comma or tab makes cells."""
    mark = b"\t" if data.count(b"\t") > data.count(b",") else b","
    cells = data.split(mark)
    cells[dice.randrange(len(cells))] = bytearray(
        dice.choice(WORDS).encode(dice.choice(["utf-8", "gb18030"]), "replace")
    )
    return bytearray(mark.join(cells))


def check(path: Path) -> None:
    """Check one file; whatever is not a proper refusal or a full account of the rows raises."""
    try:
        tables = read_tables(Inputs(table=path))
        checked = check_tables(tables, Settings())
    except ClusterPlannerError as error:
        if not (error.in_words("zh") and error.in_words("en")):
            raise AssertionError("a refusal without words") from error
        return
    findings = checked.findings.frame
    left_out = findings.loc[
        findings["rule"].isin(
            ["blank_row", "totals_row", "totals_by_sum", "header_again", "note_row", "signature_row"]
        ),
        "row",
    ].nunique()
    kept, set_aside = len(checked.communities), len(checked.communities.quarantine)
    rows = len(tables.communities)
    assert kept + set_aside <= rows <= kept + set_aside + left_out, (rows, kept, set_aside, left_out)


def run(count: int, start: int = 0) -> list[str]:
    """Check so many mutated files; return a line for each that broke."""
    broken = []
    signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(TimeoutError("a hang")))
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = seeds(folder)
        contents = {path: path.read_bytes() for path in files}
        for number in range(start, start + count):
            dice = random.Random(number)  # noqa: S311 - repeatable, not secret
            path = dice.choice(files)
            path.write_bytes(mutate(contents[path], dice))
            signal.alarm(LONGEST_S)
            try:
                check(path)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is noted
                broken.append(f"{number} {path.name} {type(error).__name__}: {error}"[:300])
            finally:
                signal.alarm(0)
                path.write_bytes(contents[path])
    return broken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--start", type=int, default=0)
    asked = parser.parse_args()
    began = time.perf_counter()
    failures = run(asked.count, asked.start)
    print(*failures, sep="\n")  # noqa: T201
    print(f"{asked.count} cases, {len(failures)} broke, {time.perf_counter() - began:.0f} s")  # noqa: T201
    sys.exit(bool(failures))
