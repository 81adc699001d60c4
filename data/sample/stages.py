"""Which plots are communities, and how far each has come: done, in the 2023 plan, or a candidate."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd

from sample.figures import COUNTIES, DONE_PER_YEAR

DONE_POCKET = (4, 7)
SINGLE_SHARE = 0.35


def choose_communities(plots: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Choose the plots that are communities of one county, in pockets as programmes choose them.

    Parameters
    ----------
    plots : GeoDataFrame
        All plots of one county.
    rng : numpy.random.Generator
        Where the pockets lie.

    Returns
    -------
    GeoDataFrame
        The plots with ``stage`` (``done``, ``planned``, ``candidate``, missing where a plot is no community),
        ``pocket`` (number of the done pocket, missing elsewhere) and ``earlier_area``.
    """
    quota = COUNTIES.loc[plots["county"].iloc[0]]
    chosen = plots.assign(stage=None, pocket=np.nan, earlier_area=None)
    for number, size in enumerate(quota["earlier_areas"], start=1):
        members = _pocket(chosen, size, rng)
        chosen.loc[members, "stage"] = "planned"
        chosen.loc[members, "earlier_area"] = f"{quota.name}2023年第{number}片区"
    for number, size in enumerate(_sizes(quota["done"], rng)):
        members = _pocket(chosen, size, rng)
        chosen.loc[members, ["stage", "pocket"]] = ["done", number]
    chosen.loc[_free(chosen, rng)[: quota["planned_alone"]], "stage"] = "planned"
    oldest = _newness(chosen[chosen["stage"].isna()], rng).sort_values(kind="stable").index
    chosen.loc[oldest[: quota["candidates"]], "stage"] = "candidate"
    return chosen


def done_years(pockets: pd.Series, rng: np.random.Generator) -> pd.Series:
    """Give the done communities their years, as many a year as published, most pockets in one year."""
    number, names = pd.factorize(pockets)
    order = np.argsort(rng.permutation(len(names))[number], kind="stable")
    years = np.repeat(list(DONE_PER_YEAR), list(DONE_PER_YEAR.values()))
    return pd.Series(years, index=pockets.index[order]).reindex(pockets.index)


def _sizes(total: int, rng: np.random.Generator) -> Iterable[int]:
    """Split a number: most of it in pockets, the rest one by one."""
    left = total
    while left > total * SINGLE_SHARE:
        size = int(min(left, rng.integers(DONE_POCKET[0], DONE_POCKET[1] + 1)))
        left -= size
        yield size
    yield from [1] * left


def _free(plots: gpd.GeoDataFrame, rng: np.random.Generator) -> np.ndarray:
    inner = plots.index[plots["stage"].isna() & (plots["cell"] >= 0)]
    return rng.permutation(inner.to_numpy())


def _pocket(plots: gpd.GeoDataFrame, size: int, rng: np.random.Generator) -> pd.Index:
    """Return the plots nearest to a random one, on ground that no main line cuts."""
    for seed in _free(plots, rng):
        place = plots.loc[seed]
        alike = plots[plots["stage"].isna() & (plots["cell"] == place["cell"])]
        alike = alike[alike["subdistrict"] == place["subdistrict"]]
        if len(alike) >= size:
            return alike.centroid.distance(place.geometry.centroid).sort_values(kind="stable").index[:size]
    raise ValueError(f"No room for a pocket of {size} communities.")


def _newness(plots: gpd.GeoDataFrame, rng: np.random.Generator) -> pd.Series:
    """Score how likely a plot is newer housing, shops or a school: in patches, more so at the edge."""
    patches = pd.Series(rng.normal(0, 0.35, plots["neighbourhood"].max() + 1))
    by_patch = plots["neighbourhood"].map(patches).fillna(-9.0)
    edge = plots["wharf_m"].rank(pct=True)
    return by_patch + 0.5 * edge + pd.Series(rng.normal(0, 0.2, len(plots)), index=plots.index)
