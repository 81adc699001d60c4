"""Time ``cluster-planner plan`` as a whole process on the sample and, where they are, on Seoul and Wuxi.

Writes ``benchmarks/plan_speed.md``: seconds of processors and of the clock (median of warm runs), and peak memory.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
from pathlib import Path

from whole_process import Cost, measure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
REAL = ROOT.parent / "shared" / "data"
WARM_RUNS = 3

# Each checkout plans its own sample; those before the sample had settings of its own had its money as the default.
SAMPLE = "data/yiyang.gpkg"
SETTINGS = "data/yiyang.toml"
CASES = {
    "sample (632 communities)": [SAMPLE],
    "sample with --report": [SAMPLE, "--report"],
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


def _of(checkout: Path, arguments: list[str]) -> list[str]:
    """Give the arguments for a checkout: its own sample, with the settings that it brings."""
    if arguments[0] != SAMPLE:
        return arguments
    settings = checkout / SETTINGS
    brought = ["--settings", str(settings)] if settings.exists() else []
    return [str(checkout / SAMPLE), *arguments[1:], *brought]


def main() -> None:
    """Measure every case with an input, and the named checkout as well, if any: run by run in turn."""
    checkouts = {"now": ROOT} | ({"before": Path(sys.argv[1]).resolve()} if len(sys.argv) > 1 else {})
    rows = []
    for name, arguments in CASES.items():
        if not (ROOT / arguments[0]).exists():
            print(f"skipped, no input: {name}")
            continue
        runs: dict[str, list[Cost]] = {place: [] for place in checkouts}
        with tempfile.TemporaryDirectory() as out:
            for _ in range(WARM_RUNS + 1):
                for place, checkout in checkouts.items():
                    runs[place].append(measure("plan", *_of(checkout, arguments), "--out", out, checkout=checkout))
        warm = {place: costs[1:] for place, costs in runs.items()}
        for place in reversed(checkouts):
            rows.append(f"| {name} | {place} | {_figures(warm[place])} |")
            print(rows[-1])
        if "before" in warm:
            ratios = (f"{_median(warm['now'], what) / _median(warm['before'], what):.0%}" for what in ("cpu", "wall"))
            rows.append(f"| | **ratio** | {' | '.join(f'**{ratio}**' for ratio in ratios)} | | |")
            print(rows[-1])
    head = [
        "# `cluster-planner plan` as a whole process",
        "",
        f"Median of {WARM_RUNS} warm runs after one; {os.cpu_count()} cores, Python {platform.python_version()}.",
        "One shared machine: compare within one table only. Given the path of another checkout, both are run in turn.",
        "",
        "| input | checkout | CPU s | wall s | wall s, range | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    (HERE / "plan_speed.md").write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def _median(costs: list[Cost], what: str) -> float:
    return statistics.median(getattr(cost, what) for cost in costs)


def _figures(costs: list[Cost]) -> str:
    walls = [cost.wall for cost in costs]
    span = f"{min(walls):.2f} to {max(walls):.2f}"
    peak = max(cost.memory for cost in costs)
    return f"{_median(costs, 'cpu'):.2f} | {_median(costs, 'wall'):.2f} | {span} | {peak:,.0f}"


if __name__ == "__main__":
    main()
