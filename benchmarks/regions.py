"""Regions beside those of scikit-learn, spopt and pygeoda, each run in a process of its own with a time limit.

Writes ``benchmarks/regions.md``: seconds of a first and of a second fit, peak memory, heterogeneity (sum of squared
deviations), number of regions, verdict of the referee. The instances are ``NAME.npz`` in the folder given as the
argument (``Z`` attributes, ``E`` links, ``cnt`` the column of the floor) and a drawn grid of 10,000 units.
``pip install cluster_planner[bench]`` installs the peers; one that is not there is said to be missing.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

HERE = Path(__file__).resolve().parent
DATA = HERE.parent.parent / "shared" / "data" / "bench"
LIMIT_S = float(os.environ.get("BENCH_LIMIT_S", "60"))
INSTANCES = ("columbus49", "sids100", "boston506", "nat3085", "grid10000")
FLOOR = 10  # average units
Instance = tuple[np.ndarray, np.ndarray, np.ndarray]
NEEDS = {"scikit-learn": "sklearn", "spopt": "spopt", "pygeoda": "pygeoda"}


def read_instance(name: str, data: Path) -> Instance:
    """Return attributes, links and counts."""
    if name.startswith("grid"):
        rng, side = np.random.default_rng(0), int(int(name.removeprefix("grid")) ** 0.5)
        place = np.arange(side * side).reshape(side, side)
        pairs = [(place[:, :-1], place[:, 1:]), (place[:-1], place[1:])]
        links = np.concatenate([np.column_stack([one.ravel(), two.ravel()]) for one, two in pairs])
        return rng.normal(size=(side * side, 4)), links, rng.lognormal(0, 0.6, side * side)
    with np.load(data / f"{name}.npz") as held:
        return held["Z"], np.unique(np.sort(held["E"].astype(np.int64), axis=1), axis=0), held["cnt"].astype(float)


def matrix_of(links: np.ndarray, size: int) -> Any:
    """Return links as a symmetric sparse matrix."""
    from scipy.sparse import coo_array

    half = coo_array((np.ones(len(links)), links.T), shape=(size, size))
    return (half + half.T).tocsr()


def ours(instance: Instance, count: int | None) -> np.ndarray:
    """Fit `Regionalizer`."""
    from cluster_planner import Regionalizer

    attributes, links, amounts = instance
    model = Regionalizer(count, connectivity=matrix_of(links, len(attributes)), random_state=0, n_jobs=1)
    if count is not None:
        return model.fit(attributes).labels_
    model.set_params(floors={"cnt": FLOOR * amounts.mean()})
    return model.fit(attributes, quantities=pd.DataFrame({"cnt": amounts})).labels_


def our_ward(instance: Instance, count: int) -> np.ndarray:
    """Run our Ward alone."""
    from cluster_planner.areas._component import neighbour_rows
    from cluster_planner.areas.regions._ward import merge_by_ward

    attributes, links, _ = instance
    start, to, _ = neighbour_rows(links, np.zeros(len(links)), len(attributes))
    return merge_by_ward(start, to, np.ones(len(attributes)), attributes, count)


def sklearn_ward(instance: Instance, count: int) -> np.ndarray:
    """Fit scikit-learn's Ward."""
    from sklearn.cluster import AgglomerativeClustering

    attributes, links, _ = instance
    return AgglomerativeClustering(count, connectivity=matrix_of(links, len(attributes))).fit(attributes).labels_


def spopt_region(kind: str) -> Callable[[Instance, int | None], np.ndarray]:
    """Return a fit of one of spopt's methods."""

    def fit(instance: Instance, count: int | None) -> np.ndarray:
        import geopandas as gpd
        import spopt.region
        from libpysal.weights import W

        attributes, links, amounts = instance
        near: dict[int, list[int]] = {unit: [] for unit in range(len(attributes))}
        for one, two in links.tolist():
            near[one].append(two)
            near[two].append(one)
        names = [f"z{column}" for column in range(attributes.shape[1])]
        places = gpd.points_from_xy(range(len(attributes)), range(len(attributes)))
        frame = gpd.GeoDataFrame(pd.DataFrame(attributes, columns=names).assign(cnt=amounts), geometry=places)
        weights = W(near, silence_warnings=True)
        if count is None:
            np.random.seed(0)  # noqa: NPY002 - spopt draws from the global generator
            model = spopt.region.MaxPHeuristic(frame, weights, names, "cnt", FLOOR * amounts.mean(), 2)
        elif kind == "AZP":
            model = spopt.region.AZP(frame, weights, names, count, random_state=0)
        else:
            model = getattr(spopt.region, kind)(frame, weights, names, n_clusters=count)
        model.solve()
        return np.asarray(model.labels_)

    return fit


def pygeoda_region(kind: str, method: str = "") -> Callable[[Instance, int | None], np.ndarray]:
    """Return a fit of one of pygeoda's methods."""

    def fit(instance: Instance, count: int | None) -> np.ndarray:
        import pygeoda

        attributes, links, amounts = instance
        near: list[list[str]] = [[] for _ in attributes]
        for one, two in links.tolist():
            near[one].append(str(two))
            near[two].append(str(one))
        rows = [f"{unit} {len(others)}\n{' '.join(others)}\n" for unit, others in enumerate(near)]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "links.gal"
            path.write_text(f"0 {len(near)} drawn unit\n{''.join(rows)}", encoding="utf-8")
            weights = pygeoda.weights.read_gal(str(path), [str(unit) for unit in range(len(near))])
        columns = [column.tolist() for column in attributes.T]
        more: dict[str, Any] = {"scale_method": "raw", "cpu_threads": 1} if kind != "schc" else {"scale_method": "raw"}
        run = getattr(pygeoda, kind)
        if count is None:
            extra = {"maxp_sa": [0.85], "maxp_tabu": [10]}.get(kind, [])
            found = run(weights, columns, amounts.tolist(), FLOOR * amounts.mean(), *extra, **more)
        else:
            found = run(count, weights, columns, method, **more)
        return np.array(found["Clusters"])

    return fit


REGIONS: dict[tuple[str, str], Callable[[Instance, Any], np.ndarray]] = {
    ("cluster_planner", "Regionalizer"): ours,
    ("cluster_planner", "Ward alone"): our_ward,
    ("scikit-learn", "Ward"): sklearn_ward,
    ("spopt", "WardSpatial"): spopt_region("WardSpatial"),
    ("spopt", "Skater"): spopt_region("Skater"),
    ("spopt", "AZP"): spopt_region("AZP"),
    ("pygeoda", "redcap fullorder-wardlinkage"): pygeoda_region("redcap", "fullorder-wardlinkage"),
    ("pygeoda", "redcap fullorder-completelinkage"): pygeoda_region("redcap", "fullorder-completelinkage"),
    ("pygeoda", "schc ward"): pygeoda_region("schc", "ward"),
}
MAX_P: dict[tuple[str, str], Callable[[Instance, Any], np.ndarray]] = {
    ("cluster_planner", "Regionalizer, max-p"): ours,
    ("spopt", "MaxPHeuristic"): spopt_region("MaxPHeuristic"),
    ("pygeoda", "maxp_greedy"): pygeoda_region("maxp_greedy"),
    ("pygeoda", "maxp_sa"): pygeoda_region("maxp_sa"),
    ("pygeoda", "maxp_tabu"): pygeoda_region("maxp_tabu"),
}


def measure(name: str, package: str, method: str, count: int | None, data: Path) -> dict[str, Any]:
    """Fit twice and have the labels judged: runs in a process of its own."""
    from cluster_planner.areas.regions import (
        RegionProblem,
        broken_region_rules,
        heterogeneity_of,
        state_limits,
        state_units,
    )

    instance = read_instance(name, data)
    attributes, links, amounts = instance
    run = (MAX_P if count is None else REGIONS)[package, method]
    begin = time.perf_counter()
    labels = run(instance, count)
    first = second = time.perf_counter() - begin
    if package == "cluster_planner" or first < LIMIT_S / 4:
        begin = time.perf_counter()
        labels = run(instance, count)
        second = time.perf_counter() - begin
    floors = {"cnt": FLOOR * amounts.mean()} if count is None else {}
    limits = state_limits(pd.DataFrame({"cnt": amounts}), floors, {})
    problem = RegionProblem(state_units(pd.RangeIndex(len(attributes)), links, limits), attributes, n_regions=count)
    answer = pd.Series(labels)
    broken = broken_region_rules(answer, problem)
    return {
        "first": first,
        "second": second,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "spread": float(heterogeneity_of(answer, problem).sum()),
        "regions": int(answer.nunique()),
        "verdict": "accepted" if broken.empty else "broken: " + ", ".join(sorted(set(broken["rule"]))),
    }


def run_apart(name: str, package: str, method: str, count: int | None, data: Path) -> str:
    """Return the cells of one run, or why there are none."""
    if package in NEEDS and importlib.util.find_spec(NEEDS[package]) is None:
        return "missing: not installed | | | | |"
    command = [sys.executable, __file__, str(data), name, package, method, str(count or 0)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        return f"over {LIMIT_S:g} | | | | |"
    if done.returncode:
        return f"failed ({done.returncode}) | | | | |"
    told = json.loads(done.stdout.splitlines()[-1])
    return (
        f"{told['first']:.2f} | {told['second']:.3f} | {told['peak']:,.0f} | {told['regions']} "
        f"| {told['spread']:,.1f} | {told['verdict']}"
    )


def main(data: Path) -> None:
    """Run everything and write the table."""
    lines = [
        "# Regions beside those of other libraries",
        "",
        f"One thread, one seed, at most {LIMIT_S:g} s a process; {os.cpu_count()} cores, Python",
        f"{platform.python_version()}. One shared machine: compare within one table only.",
        "",
        "| instance | wanted | package | method | first s | second s | peak MB | regions | SSD | referee |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name in INSTANCES:
        if not name.startswith("grid") and not (data / f"{name}.npz").exists():
            print(f"skipped, no input: {name}")
            continue
        size = len(read_instance(name, data)[0])
        for count in (*sorted({10, round(size / 10)}), None):
            for package, method in MAX_P if count is None else REGIONS:
                cells = run_apart(name, package, method, count, data)
                wanted = f"floor {FLOOR} x mean" if count is None else f"k = {count}"
                lines.append(f"| {name} | {wanted} | {package} | {method} | {cells} |")
                print(lines[-1], flush=True)
                (HERE / "regions.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) == 6:  # noqa: PLR2004 - called by itself
        folder, name, package, method, count = sys.argv[1:]
        print(json.dumps(measure(name, package, method, int(count) or None, Path(folder))))
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
