"""Regions compared with those of scikit-learn, spopt and pygeoda, each run in a process of its own with a time limit.

Writes ``benchmarks/regions.md``: seconds of a first and of a second fit in one process (the first loads compiled
code), peak memory, heterogeneity (sum of squared deviations), number of regions, verdict of the referee; then how we
compare with the best peer. The instances are ``NAME.npz`` in the folder given as the argument (``Z`` attributes,
``E`` links, ``cnt`` the column of the floor) and drawn grids. Rows are written as they come; with ``BENCH_RESUME=1``
those that are there already are kept. ``pip install cluster_planner[bench]`` installs the peers.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from region_peers import EVERY, FLOOR, MAX_P, OTHERS, OUR_MAX_P, OURS, WARDS, Instance

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data" / "bench"
TABLE = HERE / "regions.md"
LIMIT_S = float(os.environ.get("BENCH_LIMIT_S", "60"))
WAIT = {"grid35000": 4, "grid100000": 10, "grid1000000": 40}  # times the limit, where we run alone
FULL = ("columbus49", "sids100", "boston506", "nat3085", "grid10000")
NEEDS = {"scikit-learn": "sklearn", "spopt": "spopt", "pygeoda": "pygeoda"}
HEAD = "instance | wanted | package | method | first s | second s | peak MB | regions | SSD | referee"
SHARE = 0.3  # of the limit: what takes longer is not done twice
SHORTEST = 0.0005  # seconds: below, the table shows none
WAYS = (  # our figure, and the peers to compare with, the least over the methods named
    ("objective, best of all", "spread", None),
    ("seconds, redcap", "second", "redcap"),
    ("seconds, Ward of scikit-learn", "second", "Ward"),
    ("seconds, maxp_tabu", "second", "maxp_tabu"),
    ("seconds, spopt MaxP", "second", "MaxPHeuristic"),
)


class Run(NamedTuple):
    """One method on one instance; ``count`` regions are wanted, or with ``None`` as many as the floor allows."""

    name: str
    count: int | None
    package: str
    method: str

    @property
    def wanted(self) -> str:
        """What was wanted, in words."""
        return f"floor {FLOOR} x mean" if self.count is None else f"k = {self.count}"


def read_instance(name: str, data: Path) -> Instance:
    """Return attributes, links and counts."""
    if name.startswith("grid"):
        rng, side = np.random.default_rng(0), int(int(name.removeprefix("grid")) ** 0.5)
        place = np.arange(side * side).reshape(side, side)
        pairs = [(place[:, :-1], place[:, 1:]), (place[:-1], place[1:])]
        links = np.concatenate([np.column_stack([one.ravel(), two.ravel()]) for one, two in pairs])
        return Instance(rng.normal(size=(side * side, 4)), links, rng.lognormal(0, 0.6, side * side))
    with np.load(data / f"{name}.npz") as held:
        links = np.unique(np.sort(held["E"].astype(np.int64), axis=1), axis=0)
        return Instance(held["Z"], links, held["cnt"].astype(float))


def runs(data: Path) -> Iterator[Run]:
    """Yield every run: all methods on the smaller instances, few on the large, ours alone on the largest."""
    plans = [(name, {**OURS, **WARDS, **OTHERS}, {**OUR_MAX_P, **MAX_P}) for name in FULL]
    plans += [("grid35000", {**OURS, **WARDS}, OUR_MAX_P), ("grid100000", OURS, OUR_MAX_P), ("grid1000000", OURS, {})]
    for name, methods, most in plans:
        if not name.startswith("grid") and not (data / f"{name}.npz").exists():
            print(f"skipped, no input: {name}")
            continue
        size = len(read_instance(name, data).attributes)
        for count in sorted({10, round(size / 10)}) if size <= 20_000 else [size // 10]:  # noqa: PLR2004
            yield from (Run(name, count, *method) for method in methods)
        yield from (Run(name, None, *method) for method in most)


def measure(run: Run, data: Path) -> dict[str, Any]:
    """Fit twice and have the labels judged: runs in a process of its own."""
    instance = read_instance(run.name, data)
    fit = EVERY[run.package, run.method](instance, run.count)
    begin = time.perf_counter()
    labels = fit()
    first = second = time.perf_counter() - begin
    if first < SHARE * LIMIT_S * WAIT.get(run.name, 1):
        begin = time.perf_counter()
        labels = fit()
        second = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": first, "second": second, "peak": peak, **judge(labels, instance, run.count)}


def judge(labels: np.ndarray, instance: Instance, count: int | None) -> dict[str, Any]:
    """Return heterogeneity, number of regions and verdict of the referee; units in no region are labelled -1."""
    from cluster_planner.areas import regions

    limits = regions.state_limits(
        pd.DataFrame({"cnt": instance.amounts}), {"cnt": instance.floor} if count is None else {}, {}
    )
    units = regions.state_units(pd.RangeIndex(len(labels)), instance.links, limits)
    problem = regions.RegionProblem(units, instance.attributes, n_regions=count)
    answer = pd.Series(labels).astype(object).where(pd.Series(labels) >= 0, None)
    broken = regions.broken_region_rules(answer, problem)
    return {
        "spread": float(regions.heterogeneity_of(answer, problem).sum()),
        "regions": int(answer.nunique()),
        "verdict": "accepted" if broken.empty else "broken: " + ", ".join(sorted(set(broken["rule"]))),
    }


def run_apart(run: Run, data: Path) -> str:
    """Return the cells of one run, or why there are none."""
    if run.package in NEEDS and importlib.util.find_spec(NEEDS[run.package]) is None:
        return "not installed | | | | |"
    command = [sys.executable, __file__, str(data), run.name, str(run.count or 0), run.package, run.method]
    limit = LIMIT_S * WAIT.get(run.name, 1)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"over {limit:g} | | | | |"
    if done.returncode:
        return f"failed: {done.stderr.strip().splitlines()[-1][:60] if done.stderr else done.returncode} | | | | |"
    measured = json.loads(done.stdout.splitlines()[-1])
    return (
        f"{measured['first']:.3f} | {measured['second']:.3f} | {measured['peak']:.0f} | {measured['regions']} "
        f"| {measured['spread']:.1f} | {measured['verdict']}"
    )


def read_rows() -> dict[tuple[str, ...], str]:
    """Return the rows that are in the table, by instance, what was wanted, package and method."""
    found = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []:
        cells = line.strip("| ").split(" | ")
        if line.startswith("| ") and cells[0].strip() in {*FULL, "grid35000", "grid100000", "grid1000000"}:
            found[tuple(cell.strip() for cell in cells[:4])] = line
    return found


def compare(rows: list[str]) -> list[str]:
    """Return how we compare with the best peer in each instance, as ratios, ours to theirs."""
    names = ["instance", "wanted", "package", "method", "first", "second", "peak", "regions", "spread", "verdict"]
    table = pd.DataFrame([[cell.strip() for cell in row.strip("|").split("|")][:10] for row in rows], columns=names)
    table[["second", "regions", "spread"]] = table[["second", "regions", "spread"]].apply(
        pd.to_numeric, errors="coerce"
    )
    lines = ["", "## Ours to theirs", ""]
    lines += [
        "Peers with regions that the referee accepts; with a floor, objectives at equal numbers of regions.",
        "",
        f"| instance | wanted | regions, ours | most of a peer | {' | '.join(way[0] for way in WAYS)} |",
        "|" + "---|" * (4 + len(WAYS)),
    ]
    for (name, wanted), group in table[table["verdict"] == "accepted"].groupby(["instance", "wanted"], sort=False):
        own, peers = group[group["method"].str.startswith("Regionalizer")], group[group["package"] != "cluster_planner"]
        if len(own) and len(peers):
            lines.append(f"| {name} | {wanted} | {' | '.join(_ratios(own.iloc[0], peers))} |")
    return lines


def _ratios(own: pd.Series, peers: pd.DataFrame) -> Iterator[str]:
    yield f"{own['regions']:.0f}"
    yield f"{peers['regions'].max():.0f}"
    for _, figure, method in WAYS:
        equal = peers[peers["regions"] == own["regions"]]
        asked = equal if method is None else peers[peers["method"].str.split().str[0] == method]
        yield f"{own[figure] / max(asked[figure].min(), SHORTEST):.3f}" if len(asked) else ""


def main(data: Path) -> None:
    """Run everything and write the table."""
    lines = [
        "# Regions compared with those of other libraries",
        "",
        f"One thread, one seed, at most {LIMIT_S:g} s a process (more where we run alone); {os.cpu_count()} cores;",
        f"Python {platform.python_version()}.",
        "The machine was shared with other work: compare within one table, and only roughly. Seconds are of the fit",
        "alone, links prepared; the first loads compiled code. SA3 chooses the number of regions itself.",
        "",
        f"| {HEAD} |",
        "|" + "---|" * (HEAD.count("|") + 1),
    ]
    kept, rows = read_rows() if os.environ.get("BENCH_RESUME") else {}, []
    for run in runs(data):
        key = (run.name, run.wanted, run.package, run.method)
        rows.append(kept.get(key) or f"| {' | '.join(key)} | {run_apart(run, data)} |")
        print(rows[-1], flush=True)
        TABLE.write_text("\n".join([*lines, *rows, *compare(rows)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 6:  # noqa: PLR2004 - called by itself
        folder, name, count, package, method = sys.argv[1:]
        print(json.dumps(measure(Run(name, int(count) or None, package, method), Path(folder))))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
