"""Regions by this library and its peers: each function prepares what a fit needs and returns the fit alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

FLOOR = 10  # average units
Fit = Callable[[], np.ndarray]


class Instance(NamedTuple):
    """Attributes, links and counts of units."""

    attributes: np.ndarray
    links: np.ndarray
    amounts: np.ndarray

    @property
    def floor(self) -> float:
        """Least total of the counts of a region, where the number of regions is free."""
        return float(FLOOR * self.amounts.mean())

    def matrix(self) -> Any:
        """Return the links as a symmetric sparse matrix."""
        from scipy.sparse import coo_array

        half = coo_array((np.ones(len(self.links)), self.links.T), shape=(len(self.attributes),) * 2)
        return (half + half.T).tocsr()

    def neighbours(self) -> list[list[int]]:
        """Return the neighbours of each unit."""
        near: list[list[int]] = [[] for _ in self.attributes]
        for one, two in self.links.tolist():
            near[one].append(two)
            near[two].append(one)
        return near


def ours(instance: Instance, count: int | None) -> Fit:
    """Return the fit of `Regionalizer`."""
    from cluster_planner import Regionalizer

    model = Regionalizer(count, connectivity=instance.matrix(), random_state=0, n_jobs=1)
    if count is not None:
        return lambda: model.fit(instance.attributes).labels_
    model.set_params(floors={"cnt": instance.floor})
    quantities = pd.DataFrame({"cnt": instance.amounts})
    return lambda: model.fit(instance.attributes, quantities=quantities).labels_


def our_ward(instance: Instance, count: int) -> Fit:
    """Return our Ward alone."""
    from cluster_planner.areas._pair_rows import neighbour_rows
    from cluster_planner.areas.regions._ward import merge_by_ward

    attributes, links, _ = instance

    def fit() -> np.ndarray:
        start, to, _ = neighbour_rows(links, np.zeros(len(links)), len(attributes))
        return merge_by_ward(start, to, np.ones(len(attributes)), attributes, count)

    return fit


def sklearn_ward(instance: Instance, count: int) -> Fit:
    """Return the fit of scikit-learn's Ward."""
    from sklearn.cluster import AgglomerativeClustering

    model = AgglomerativeClustering(count, connectivity=instance.matrix())
    return lambda: model.fit(instance.attributes).labels_


def spopt_region(kind: str) -> Callable[[Instance, int | None], Fit]:
    """Return how one of spopt's methods is prepared."""

    def prepare(instance: Instance, count: int | None) -> Fit:
        import geopandas as gpd
        import spopt.region
        from libpysal.weights import W

        names = [f"z{column}" for column in range(instance.attributes.shape[1])]
        size = len(instance.attributes)
        frame = gpd.GeoDataFrame(
            pd.DataFrame(instance.attributes, columns=names).assign(cnt=instance.amounts),
            geometry=gpd.points_from_xy(range(size), range(size)),
        )
        weights = W(dict(enumerate(instance.neighbours())), silence_warnings=True)
        method = getattr(spopt.region, kind)

        def fit() -> np.ndarray:
            if kind == "MaxPHeuristic":
                np.random.seed(0)  # noqa: NPY002 - spopt draws from the global generator
                model = method(frame, weights, names, "cnt", instance.floor, 2)
            elif kind == "AZP":
                model = method(frame, weights, names, count, random_state=0)
            elif kind == "SA3":
                model = method(frame, weights, names, min_cluster_size=max(2, size // (2 * (count or 1))))
            else:
                model = method(frame, weights, names, n_clusters=count)
            model.solve()
            return np.asarray(model.labels_)

        return fit

    return prepare


def pygeoda_region(kind: str, *more: Any) -> Callable[[Instance, int | None], Fit]:
    """Return how one of pygeoda's methods is prepared."""

    def prepare(instance: Instance, count: int | None) -> Fit:
        import pygeoda

        weights = _geoda_weights(instance)
        columns = [column.tolist() for column in instance.attributes.T]
        options: dict[str, Any] = {"scale_method": "raw"}
        if kind.startswith(("azp", "maxp")):
            options["random_seed"] = 1
        elif kind != "schc":
            options["cpu_threads"] = 1
        run = getattr(pygeoda, kind)
        if count is None:
            amounts = instance.amounts.tolist()
            return lambda: np.array(run(weights, columns, amounts, instance.floor, *more, **options)["Clusters"])
        return lambda: np.array(run(count, weights, columns, *more, **options)["Clusters"])

    return prepare


def _geoda_weights(instance: Instance) -> Any:
    import pygeoda

    near = instance.neighbours()
    rows = [f"{unit} {len(others)}\n{' '.join(map(str, others))}\n" for unit, others in enumerate(near)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "links.gal"
        path.write_text(f"0 {len(near)} drawn unit\n{''.join(rows)}", encoding="utf-8")
        return pygeoda.weights.read_gal(str(path), [str(unit) for unit in range(len(near))])


Prepare = Callable[[Instance, Any], Fit]
OURS: dict[tuple[str, str], Prepare] = {
    ("cluster_planner", "Regionalizer"): ours,
    ("cluster_planner", "Ward alone"): our_ward,
}
WARDS: dict[tuple[str, str], Prepare] = {
    ("scikit-learn", "Ward"): sklearn_ward,
    ("spopt", "WardSpatial"): spopt_region("WardSpatial"),
}
OTHERS: dict[tuple[str, str], Prepare] = {
    ("spopt", "Skater"): spopt_region("Skater"),
    ("spopt", "AZP"): spopt_region("AZP"),
    ("spopt", "SA3"): spopt_region("SA3"),
    ("pygeoda", "skater"): pygeoda_region("skater"),
    ("pygeoda", "redcap fullorder-wardlinkage"): pygeoda_region("redcap", "fullorder-wardlinkage"),
    ("pygeoda", "redcap fullorder-completelinkage"): pygeoda_region("redcap", "fullorder-completelinkage"),
    ("pygeoda", "schc ward"): pygeoda_region("schc", "ward"),
    ("pygeoda", "azp_greedy"): pygeoda_region("azp_greedy"),
    ("pygeoda", "azp_sa"): pygeoda_region("azp_sa", 0.85),
    ("pygeoda", "azp_tabu"): pygeoda_region("azp_tabu", 10),
}
OUR_MAX_P: dict[tuple[str, str], Prepare] = {("cluster_planner", "Regionalizer, max-p"): ours}
MAX_P: dict[tuple[str, str], Prepare] = {
    ("spopt", "MaxPHeuristic"): spopt_region("MaxPHeuristic"),
    ("pygeoda", "maxp_greedy"): pygeoda_region("maxp_greedy"),
    ("pygeoda", "maxp_sa"): pygeoda_region("maxp_sa", 0.85),
    ("pygeoda", "maxp_tabu"): pygeoda_region("maxp_tabu", 10),
}
EVERY: dict[tuple[str, str], Prepare] = {**OURS, **WARDS, **OTHERS, **OUR_MAX_P, **MAX_P}
