"""What a bureau would know of each community, alike among neighbours with some noise."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.fields import CATALOGUE
from sample import words
from sample.places import Town

QUARTER_M = 230.0
CORE_YEAR, EDGE_YEAR = 1980.0, 1996.0
LATEST_DONE = 2000
HOUSEHOLDS = (42, 350)
SINGLE_BUILDING_HOUSEHOLDS = 72
PHASED_SHARE = 0.08
INFILL_SHARE = 0.11
LIFT_SHARE = 0.04
COMMON_SHARE = 0.7
Rng = np.random.Generator


def pick(options: Sequence[object], weights: np.ndarray, rng: Rng) -> np.ndarray:
    """Draw one option per row of weights, an array of shape (n, options)."""
    cumulative = np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
    drawn = (rng.random((len(weights), 1)) > cumulative[:, :-1]).sum(axis=1)
    return np.asarray(options, dtype=object)[drawn]


def name_neighbourhoods(plots: gpd.GeoDataFrame, rng: Rng) -> pd.Series:
    """Name the neighbourhood committee of each plot of a town; a lone compound belongs to the nearest."""
    inner = plots[plots["neighbourhood"] >= 0]
    nearest = plots[plots["neighbourhood"] < 0].sjoin_nearest(inner[["geometry"]])["index_right"]
    number = plots["neighbourhood"].copy()
    number[nearest.index] = inner.loc[nearest, "neighbourhood"].to_numpy()
    names = pd.Series(rng.permutation(words.NEIGHBOURHOODS)) + "社区"
    return number.map(names)


def house_works(plots: gpd.GeoDataFrame, town: Town, rng: Rng) -> pd.Series:
    """Give each work unit of a town a compound: several plots side by side, missing elsewhere; an office gets one."""
    unit = pd.Series(None, index=plots.index, dtype=object)
    for work in town.works:
        free = plots[unit.isna() & (plots["cell"] >= 0) & plots["stage"].notna()]
        seed = free.loc[rng.choice(free.index.to_numpy())]
        near = free[free["cell"] == seed["cell"]].distance(seed.geometry).sort_values(kind="stable")
        unit[near.index[: rng.integers(4, 11)]] = work
    candidates = plots.index[(plots["stage"] == "candidate") & (plots["cell"] >= 0)].to_numpy()
    unit[rng.choice(candidates, len(words.LATE_OFFICES), replace=False)] = words.LATE_OFFICES
    return unit


def describe_buildings(plots: gpd.GeoDataFrame, rng: Rng) -> pd.DataFrame:
    """Return years, storeys, structure, tenure, floor area and households of the communities of a town."""
    built = pd.DataFrame(index=plots.index)
    built["build_year"] = _years(plots, rng)
    decade = np.searchsorted(words.DECADES, _shared_years(plots, built["build_year"]), side="right")
    decade[plots["former_unit"].isin(words.LATE_OFFICES)] = len(words.DECADES)
    built["storeys"] = pick(words.STOREYS, words.STOREY_WEIGHTS[decade], rng).astype(int)
    built["structure"] = pick(words.STRUCTURES, words.STRUCTURE_WEIGHTS[decade], rng)
    built["tenure"] = _tenures(plots, decade, rng)
    far = np.clip(built["storeys"] * rng.uniform(0.19, 0.29, len(plots)), 0.55, 2.6)
    per_household = np.interp(built["build_year"], [1965, 2000], [71, 98]) * rng.uniform(0.93, 1.07, len(plots))
    built["site_m2"] = plots.area.round().astype(int)
    built["households"] = (built["site_m2"] * far / per_household).round().clip(*HOUSEHOLDS).astype(int)
    built["floor_area_m2"] = (built["households"] * per_household).round().astype(int)
    many = built["households"] > SINGLE_BUILDING_HOUSEHOLDS
    unlikely = (many & (built["tenure"] == "单栋楼")) | (
        (plots["stage"] != "candidate") & (built["tenure"] == "自建房")
    )
    built["tenure"] = built["tenure"].mask(unlikely, "房改房")
    phased = many & (rng.random(len(plots)) < PHASED_SHARE)
    built["build_year_to"] = (built["build_year"] + rng.integers(1, 6, len(plots))).where(phased)
    return built


def _years(plots: gpd.GeoDataFrame, rng: Rng) -> pd.Series:
    """Older near the wharf, alike within a neighbourhood and within a compound, now and then a late infill."""
    group = plots["former_unit"].fillna(plots["neighbourhood"])
    outward = plots["wharf_m"].groupby(group).transform("mean").rank(pct=True)
    own = group.map({name: rng.normal(0, 4.5) for name in sorted(group.unique())})
    years = CORE_YEAR + outward * (EDGE_YEAR - CORE_YEAR) + own + rng.normal(0, 2.2, len(plots))
    years -= np.where(plots["historic_quarter"].notna(), 8, 0)
    office = plots["former_unit"].isin(words.LATE_OFFICES)
    infill = (rng.random(len(plots)) < INFILL_SHARE) & (plots["stage"] == "candidate") & ~office
    years = years.mask(office, rng.integers(LATEST_DONE + 1, 2006, len(plots)))
    years += np.where(infill, rng.uniform(8, 20, len(plots)), 0)
    latest = np.where(plots["stage"] == "candidate", 2013, LATEST_DONE)
    return np.minimum(years.round().clip(lower=1956), latest).astype(int)


def _shared_years(plots: gpd.GeoDataFrame, years: pd.Series) -> pd.Series:
    """Return the middle year of the neighbourhood where the own one is close: neighbours are built alike."""
    group = plots["former_unit"].fillna(plots["neighbourhood"])
    middle = years.groupby(group).transform("median")
    return middle.where((years - middle).abs().le(6), years)


def _tenures(plots: gpd.GeoDataFrame, decade: np.ndarray, rng: Rng) -> np.ndarray:
    """Draw a tenure per neighbourhood and compound, kept by most of its communities of that time."""
    group = plots["former_unit"].fillna(plots["neighbourhood"])
    common = pd.Series(pick(words.TENURES, words.TENURE_WEIGHTS[decade], rng), index=plots.index)
    common = common.groupby(group).transform(lambda tenures: tenures.mode().iloc[0])
    compound = group.map({name: rng.choice(words.COMPOUND_TENURES) for name in sorted(group.unique(), key=str)})
    common = common.where(plots["former_unit"].isna(), compound)
    own = pick(words.TENURES, words.TENURE_WEIGHTS[decade], rng)
    of_that_time = decade == pd.Series(decade, index=plots.index).groupby(group).transform("median").round()
    return np.where(of_that_time & (rng.random(len(plots)) < COMMON_SHARE), common, own)


def describe_people(table: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return buildings, stairwells and people of each community from its households and storeys."""
    count = len(table)
    units = np.ceil(table["households"] / (2 * table["storeys"])).astype(int)
    buildings = np.ceil(units / rng.integers(2, 5, count)).where(table["tenure"] != "单栋楼", 1)
    residents = (table["households"] * rng.uniform(2.1, 2.9, count)).round().astype(int)
    age = 2023 - table["build_year"]
    elderly = np.clip(0.12 + 0.0045 * age + rng.normal(0, 0.04, count), 0.08, 0.5)
    return pd.DataFrame(
        {
            "buildings": buildings.astype(int),
            "units": units,
            "residents": residents,
            "residents_60": (residents * elderly).round().astype(int),
        }
    )


def describe_condition(table: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Return management, parking, networks and lanes: worse with age, good where the works are done."""
    count = len(table)
    wear = np.where(table["stage"] == "done", 0.12, np.clip((2023 - table["build_year"]) / 45, 0.2, 1.0))[:, None]
    own, other = np.ones((count, 1)), table["former_unit"].notna().to_numpy()[:, None]
    condition = pd.DataFrame(index=table.index)
    managed = np.hstack([1.1 - wear, 0.5 * own, 0.3 * own, 0.5 * other, wear])
    condition["management"] = pick(words.MANAGEMENTS, managed, rng)
    condition["owners_committee"] = pick(
        ("有", "无", "筹备中"), np.hstack([0.8 - 0.5 * wear, 0.3 + 0.5 * wear, 0.15 * own]), rng
    )
    paying = condition["management"].isin(["专业物业", "社区托管"])
    condition["management_fee"] = np.where(paying, rng.choice(np.arange(0.2, 1.3, 0.1), count).round(1), np.nan)
    condition["parking"] = (table["households"] * np.clip(rng.normal(0.5 - 0.4 * wear[:, 0], 0.08), 0, 0.8)).round()
    condition["chargers"] = np.where(rng.random(count) > wear[:, 0], rng.integers(2, 16, count), 0)
    states = np.hstack([1.1 - wear, 0.6 * own, 0.6 * wear**2, 0.05 * own, 0.05 * own])
    for network in ("water", "drainage", "power", "gas", "telecom"):
        condition[f"util_{network}"] = pick(words.CONDITIONS, states, rng)
    condition["sewer_separation"] = pick(words.SEWERS, np.hstack([1.05 - wear, 0.3 * own, wear]), rng)
    condition["fire_lane"] = pick(words.FIRE_LANES, np.hstack([1.1 - wear, 0.5 * own, 0.5 * wear]), rng)
    narrow = condition["fire_lane"] == "不足4m"
    condition["fire_lane_m"] = np.where(narrow, rng.uniform(2.4, 3.9, count), rng.uniform(4.0, 6.5, count)).round(1)
    condition["lifts"] = np.where(table["storeys"] > words.STOREYS[-2], 2, (rng.random(count) < LIFT_SHARE).astype(int))
    return condition


def tag(plots: gpd.GeoDataFrame, rng: Rng) -> pd.DataFrame:
    """Return tags of culture and trade: those of the quarter, of the work unit and of the neighbourhood."""
    culture = [
        [
            *(rng.permutation(words.CULTURE[county])[:2] if isinstance(quarter, str) else []),
            *([words.INDUSTRY_TAG] if isinstance(unit, str) and rng.random() < COMMON_SHARE else []),
        ]
        for county, quarter, unit in zip(plots["county"], plots["historic_quarter"], plots["former_unit"], strict=True)
    ]
    keys = plots["county"] + plots["neighbourhood"]
    first = {key: rng.integers(4) for key in sorted(keys.unique())}
    trade = [
        [words.TRADES[county][first[key]], *rng.choice(words.TRADES[county], 1)] if rng.random() < COMMON_SHARE else []
        for county, key in zip(plots["county"], keys, strict=True)
    ]
    office = plots["former_unit"].isin(words.LATE_OFFICES)
    trade = [[words.OFFICE_TRADE] if lone else tags for lone, tags in zip(office, trade, strict=True)]
    joined = {"culture_tags": culture, "trade_tags": trade}
    return pd.DataFrame(
        {name: [";".join(dict.fromkeys(tags)) or None for tags in column] for name, column in joined.items()},
        index=plots.index,
    )


def forget(table: pd.DataFrame, rng: Rng) -> pd.DataFrame:
    """Blank a small share of the values, as in every ledger; whole numbers stay whole."""
    whole = {name: "Int64" for name in table if name in CATALOGUE and CATALOGUE[name].kind == "integer"}
    lost = {name: rng.random(len(table)) < share for name, share in words.UNKNOWN.items()}
    return table.assign(**{name: table[name].mask(rows) for name, rows in lost.items()}).astype(whole)
