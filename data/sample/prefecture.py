"""The whole sample: towns laid out, communities chosen and described, layers on the earth."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._money import older
from cluster_planner.profile import CHINA
from sample.attributes import (
    QUARTER_M,
    describe_buildings,
    describe_condition,
    describe_people,
    forget,
    house_works,
    name_neighbourhoods,
    tag,
)
from sample.earth import draw_counties, place
from sample.ledger import describe_project, meet_totals, name_communities, plan_years
from sample.places import ADCODES, TOWNS, Town
from sample.stages import choose_communities
from sample.town import Layout, lay_out

BANK = CHINA.catalogue.bank

SEED = 2023
SYNTHETIC = "合成数据"
FACILITIES = {
    "school": (4, "学校"),
    "market": (3, "农贸市场"),
    "clinic": (3, "卫生服务站"),
    "elderly_care": (2, "养老服务中心"),
    "park": (3, "游园"),
}


def make_layers() -> dict[str, gpd.GeoDataFrame]:
    """Make the sample.

    Returns
    -------
    dict of str to GeoDataFrame
        The layers of ``yiyang.gpkg`` by name, in EPSG:4490, each with the column ``synthetic``.
    """
    layouts = [lay_out(town, np.random.default_rng([SEED, number])) for number, town in enumerate(TOWNS)]
    plots = [
        _peopled(layout, town, np.random.default_rng([SEED, number, 1]))
        for number, (layout, town) in enumerate(zip(layouts, TOWNS, strict=True))
    ]
    rng = np.random.default_rng(SEED)
    layers = {
        name: _joined([getattr(layout, name) for layout in layouts]) for name in ("barriers", "crossings", "streets")
    }
    layers["communities"] = _communities(plots, rng)
    layers["boundaries"] = _boundaries(layouts, rng)
    layers["facilities"] = _joined([_facilities(part, rng) for part in plots])
    return {name: layers[name].assign(synthetic=SYNTHETIC) for name in sorted(layers)}


def _joined(parts: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    placed = [place(part, town) for part, town in zip(parts, TOWNS, strict=True)]
    return pd.concat(placed, ignore_index=True)


def _peopled(layout: Layout, town: Town, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Decide which plots of a town are communities, and where they belong."""
    plots = pd.concat([choose_communities(part, rng) for _, part in layout.plots.groupby("county")]).sort_index()
    plots["former_unit"] = house_works(plots, town, rng)
    plots["historic_quarter"] = pd.Series(town.quarter, index=plots.index).where(plots["wharf_m"] < QUARTER_M)
    return plots.assign(neighbourhood=name_neighbourhoods(plots, rng))


def _communities(plots: list[gpd.GeoDataFrame], rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Describe the communities of all towns, in order of county, subdistrict and neighbourhood."""
    described = []
    for part in plots:
        chosen = part[part["stage"].notna()]
        described.append(chosen.join(describe_buildings(chosen, rng)))
    table = _joined(described)
    order = table.assign(adcode=table["county"].map(ADCODES)).sort_values(
        ["adcode", "subdistrict", "neighbourhood"], kind="stable"
    )
    table = meet_totals(table.loc[order.index].reset_index(drop=True))
    table["plan_year"] = plan_years(table, rng)
    for describe in (name_communities, describe_people, describe_condition, describe_project, tag):
        table = table.join(describe(table, rng))
    known = [older(field.name) for field in BANK if older(field.name) in table]
    return forget(table[known], rng).sort_values("community_id").reset_index(drop=True)


def _boundaries(layouts: list[Layout], rng: np.random.Generator) -> gpd.GeoDataFrame:
    counties = draw_counties(rng).assign(level="county", name=lambda frame: frame["county"])
    subdistricts = _joined([layout.subdistricts for layout in layouts]).assign(level="subdistrict")
    return pd.concat([counties, subdistricts], ignore_index=True)[["level", "name", "county", "geometry"]]


def _facilities(plots: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    """Place schools, markets and care on plots where nobody lives."""
    rows = []
    for county, free in plots[plots["stage"].isna()].groupby("county"):
        kinds = [(kind, word) for kind, (count, word) in FACILITIES.items() for _ in range(count)]
        sites = free.loc[rng.permutation(free.index.to_numpy())[: len(kinds)]]
        for (kind, word), site in zip(kinds, sites.itertuples(), strict=True):
            name = site.neighbourhood.removesuffix("社区") + word
            rows.append(
                {"kind": kind, "name": name, "county": county, "geometry": site.geometry.representative_point()}
            )
    return gpd.GeoDataFrame(rows)
