"""Areas of generated cities of 76 to 1,000,000 communities: seconds, memory and proof.

Writes ``benchmarks/propose.md``. Every city is solved in a process of its own by `AreaProposer`, twice: the first
time counts the loading of compiled code, the second does not. The first row of all is run with an empty cache, so
that its first time counts compiling too. A city scatters communities 160 m apart on average, links the nearest until
the mean degree is reached, and draws likeness for the pairs within 800 m; areas hold 2 to 10 communities and 300 to
3,000 households. Arguments: sizes, else all.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array
from scipy.spatial import cKDTree

HERE = Path(__file__).resolve().parent
SIZES = (76, 500, 2000, 20_000, 100_000, 1_000_000)
DEGREES = (3.0, 5.0)
SPACING_M, SPAN_M, NEAREST = 160.0, 800.0, 12
TWICE = 100_000  # a larger city is solved once only
LIMIT_S = 1800


def generate_city(count: int, degree: float, seed: int = 0) -> tuple[csr_array, csr_array, pd.DataFrame]:
    """Return links and likeness as symmetric matrices, and households."""
    rng = np.random.default_rng(seed)
    points = rng.uniform(0, SPACING_M * np.sqrt(count), (count, 2))
    tree = cKDTree(points)
    length, nearest = tree.query(points, k=min(count, NEAREST + 1))
    focal = np.repeat(np.arange(count), nearest.shape[1] - 1)
    ends = np.sort(np.column_stack([focal, nearest[:, 1:].ravel()]), axis=1)
    offers, first = np.unique(ends, axis=0, return_index=True)
    shortest = np.argsort(length[:, 1:].ravel()[first], kind="stable")[: int(count * degree / 2)]
    pairs = tree.query_pairs(SPAN_M, output_type="ndarray")
    apart = np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1)
    kind = rng.normal(0, 1, count)
    alike = 0.5 + 0.2 * (0.8 - np.abs(kind[pairs[:, 0]] - kind[pairs[:, 1]])) + 0.2 * (0.5 - apart / SPAN_M)
    alike = np.clip(alike + rng.normal(0, 0.05, len(pairs)), 1e-6, 1)
    households = pd.DataFrame({"households": np.round(rng.lognormal(4.7, 0.6, count))})
    return _symmetric(offers[shortest], np.ones(len(shortest)), count), _symmetric(pairs, alike, count), households


def _symmetric(pairs: np.ndarray, values: np.ndarray, count: int) -> csr_array:
    half = coo_array((values, pairs.T.astype(np.int32)), shape=(count, count)).tocsr()
    return csr_array(half + half.T)


def solve(count: int, degree: float) -> dict[str, Any]:
    """Solve one city and return what was measured."""
    from cluster_planner import AreaProposer

    links, likeness, households = generate_city(count, degree)
    made_mb = _peak_mb()
    model = AreaProposer(
        connectivity=links,
        metric="precomputed",
        floors={"households": 300.0},
        caps={"households": 3000.0},
        saving=0.1,
    )
    seconds = []
    for _ in range(2 if count <= TWICE else 1):
        start, start_cpu = time.perf_counter(), time.process_time()
        model.fit(likeness, quantities=households)
        seconds.append(time.perf_counter() - start)
        cpu = time.process_time() - start_cpu
    return {
        "first": seconds[0],
        "second": seconds[-1] if len(seconds) > 1 else None,
        "cpu": cpu,
        "peak": _peak_mb(),
        "city": made_mb,
        "largest": int(model.proof_["communities"].max()),
        "areas": int(model.labels_.max() + 1),
        "value": model.objective_,
        "gap": model.gap_,
        "status": model.status_,
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, degree: float, cache: str | None = None) -> dict[str, Any]:
    """Solve one city in a process of its own; the referee inside refuses any answer that breaks a rule."""
    environment = os.environ | ({"NUMBA_CACHE_DIR": cache} if cache else {})
    command = [sys.executable, str(Path(__file__)), "--one", str(count), str(degree)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, env=environment, check=True)
    except subprocess.TimeoutExpired:
        return {"status": f"over {LIMIT_S} s"}
    except subprocess.CalledProcessError as error:
        return {"status": (error.stderr.strip().splitlines() or [f"ended with {error.returncode}"])[-1]}
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def row_of(name: str, degree: float, found: dict[str, Any]) -> str:
    """Return a row of the table."""
    if "gap" not in found:
        return f"| {name} | {degree:g} | | | | | | | | | {found['status']} | |"
    second = "" if found["second"] is None else f"{found['second']:.2f}"
    return (
        f"| {name} | {degree:g} | {found['largest']:,} | {found['first']:.2f} | {second} | {found['cpu']:.1f} "
        f"| {found['city']:,.0f} | {found['peak']:,.0f} | {found['areas']:,} | {found['value']:,.2f} "
        f"| {found['status']} | {found['gap']:.3%} |"
    )


def main(sizes: list[int]) -> None:
    """Measure and write the table, row by row."""
    lines = [
        "# Areas of generated cities of so many communities",
        "",
        f"{os.cpu_count()} cores, Python {platform.python_version()}. One shared machine: seconds are of this run.",
        "The referee accepted every answer. Peak memory of the city alone, before it is solved, is given next to that",
        "of the whole process. A gap of 1 % says: no plan under these rules is worth 1 % more.",
        "CPU s is of the last fit, over both cores: what a busy machine cannot lengthen.",
        "",
        "| size | degree | largest | first s | second s | CPU s | city MB | peak MB | areas | value | proof | gap |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as cache:
        _add(lines, row_of("76, compiling first", 3.0, measure(76, 3.0, cache)))
    for count in sizes:
        for degree in DEGREES:
            _add(lines, row_of(f"{count:,}", degree, measure(count, degree)))


def _add(lines: list[str], row: str) -> None:
    lines.append(row)
    print(row, flush=True)
    (HERE / "propose.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(json.dumps(solve(int(sys.argv[-2]), float(sys.argv[-1]))))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
