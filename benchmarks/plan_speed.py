"""Time ``cluster-planner plan`` as a whole process on the sample and, where they are, on Seoul and Wuxi.

Writes ``benchmarks/plan_speed.md``: seconds (median of warm runs), the first, cold run, and peak memory.
"""

from __future__ import annotations

import os
import platform
import statistics
import tempfile
from pathlib import Path

from whole_process import measure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REAL = ROOT.parent / "shared" / "data"
WARM_RUNS = 5

CASES = {
    "sample (628 communities)": [str(ROOT / "data" / "yiyang.gpkg")],
    "Seoul (2,764 points)": [
        str(REAL / "seoul_apartments" / "seoul_apartments.csv"),
        "--fields",
        str(ROOT / "tests" / "mappings" / "seoul.toml"),
    ],
    "Wuxi (690 parcels, 5,835 roads)": [
        str(REAL / "wuxi_xinwu" / "xinwu_land_use.gpkg"),
        "--where",
        "Class = 0",
        "--barriers",
        str(REAL / "wuxi_xinwu" / "xinwu_road_centerlines.gpkg"),
        "--barriers",
        str(REAL / "wuxi_xinwu" / "xinwu_water_osm.gpkg"),
    ],
}


def main() -> None:
    """Measure every case whose input is there."""
    rows = []
    for name, arguments in CASES.items():
        if not Path(arguments[0]).exists():
            print(f"skipped, no input: {name}")
            continue
        with tempfile.TemporaryDirectory() as out:
            first, _ = measure("plan", *arguments, "--out", out)
            runs = [measure("plan", *arguments, "--out", out) for _ in range(WARM_RUNS)]
        warm = [seconds for seconds, _ in runs]
        peak = max(memory for _, memory in runs)
        span = f"{min(warm):.2f} to {max(warm):.2f}"
        rows.append(f"| {name} | {statistics.median(warm):.2f} | {span} | {first:.2f} | {peak:,.0f} |")
        print(rows[-1])
    head = [
        "# `cluster-planner plan` as a whole process",
        "",
        f"{WARM_RUNS} warm runs after a first one; {os.cpu_count()} cores, Python {platform.python_version()}.",
        "One shared machine: compare within one table only.",
        "",
        "| input | median s | range s | first run s | peak MB |",
        "|---|---|---|---|---|",
    ]
    (HERE / "plan_speed.md").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
