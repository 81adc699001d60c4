"""Generated towns with known areas, which `planted.py` asks every method to find again.

A town of 100 to 600 communities lies on a jittered grid with holes, cut by a river and two main roads. Areas of one to
eight communities are grown along neighbours, never across a barrier; each has its own tenure, structure, decade,
storeys, density, trades and, at times, former unit. The table gives the profile of each community under noise of
one of three levels, and some of it is missing. An area of two or more has at least 330 households, so that no floor
up to there decides.

In every other town savings are planted too: outlines of one area mostly face each other along their whole side at a
few metres, those of different areas mostly lie apart and near each other at a corner only, so that areas share
trenches. In the other towns both kinds of sides are drawn alike, whoever lies beyond.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

TEST_SEEDS = tuple(range(1000, 1020))
TUNING_SEEDS = tuple(range(20))

CRS = "EPSG:4546"
WEST_M, SOUTH_M = 500_000.0, 3_160_000.0
CELL_M, ROAD_M, RIVER_M = 120.0, 20.0, 45.0
HOLES = 0.08
MOST = 8
LEAST_HOUSEHOLDS = 330
OF_A_UNIT = 0.6  # share of areas that were one employer's
UNLIKE_SIDES = 0.15  # share of sides that say nothing of the area, where savings are planted
OPEN_SIDES = 0.5  # sides that face each other along their whole length, where they are not
TENURES = ("reformed", "work_unit", "collective_fund", "commodity", "affordable", "resettlement")
STRUCTURES = ("brick_concrete", "frame", "brick_timber", "reinforced_concrete")
TRADES = ("机械", "纺织", "食品", "物流", "家电", "建材", "餐饮", "服装", "五金", "医药", "图文", "汽修")
UNITS = tuple(f"第{number}厂" for number in range(1, 31))


@dataclass(frozen=True)
class Noise:
    """How far the table is from the truth: sd of years and of the logarithm of density; shares of the rest."""

    years: float
    density: float
    flips: float
    tags: float
    missing: float


NOISE = {
    "low": Noise(years=1.5, density=0.1, flips=0.05, tags=0.10, missing=0.04),
    "middle": Noise(years=4.0, density=0.2, flips=0.15, tags=0.25, missing=0.10),
    "high": Noise(years=8.0, density=0.35, flips=0.32, tags=0.45, missing=0.20),
}


@dataclass(frozen=True, eq=False)
class Town:
    """A table of communities with its barriers, and the area that each was planted in, indexed alike."""

    communities: gpd.GeoDataFrame
    barriers: gpd.GeoDataFrame
    truth: np.ndarray


def has_planted_savings(seed: int) -> bool:
    """Return whether areas of this town share trenches."""
    return seed % 2 == 1


def generate_town(seed: int, level: str) -> Town:
    """Return the town of a seed with a table of this level of noise; places and areas are those of the seed."""
    random = np.random.default_rng([seed, 0])
    cells, cuts = _lay_out(random)
    truth = _grow_areas(cells, cuts, random)
    outlines = _draw_outlines(cells, cuts, truth, random, planted=has_planted_savings(seed))
    table = _draw_table(truth, outlines, NOISE[level], np.random.default_rng([seed, 1]), tuple(NOISE).index(level))
    return Town(gpd.GeoDataFrame(table, geometry=outlines, crs=CRS), _draw_barriers(cells, cuts), truth)


@dataclass(frozen=True)
class Cuts:
    """After which rows and columns a barrier runs."""

    river_row: int
    road_row: int
    road_column: int

    def apart(self, one: np.ndarray, other: np.ndarray) -> bool:
        """Return whether a barrier runs between two cells."""
        rows, columns = sorted([one[0], other[0]]), sorted([one[1], other[1]])
        by_row = any(rows[0] <= row < rows[1] for row in (self.river_row, self.road_row))
        return by_row or columns[0] <= self.road_column < columns[1]

    def shift(self, cells: np.ndarray) -> np.ndarray:
        """Return the west and south end of each cell, barriers having their room."""
        row, column = cells.T
        x = column * CELL_M + (column > self.road_column) * ROAD_M
        y = row * CELL_M + (row > self.road_row) * ROAD_M + (row > self.river_row) * RIVER_M
        return np.column_stack([x, y])


def _lay_out(random: np.random.Generator) -> tuple[np.ndarray, Cuts]:
    """Return row and column of each community, and where the barriers run."""
    wanted = int(random.integers(100, 601))
    columns = round(np.sqrt(wanted / (1 - HOLES)) * random.uniform(0.8, 1.25))
    places = np.arange(round(wanted / (1 - HOLES)))
    cells = np.column_stack([places // columns, places % columns])
    kept = np.sort(random.permutation(len(cells))[:wanted])
    rows = int(cells[-1, 0])
    river_row, road_row = random.choice(np.arange(1, rows - 1), 2, replace=False).tolist()
    return cells[kept], Cuts(river_row, road_row, int(random.integers(2, columns - 2)))


def _grow_areas(cells: np.ndarray, cuts: Cuts, random: np.random.Generator) -> np.ndarray:
    """Return the area of each community: grown from a random one along neighbours until its size is reached."""
    place = {tuple(cell): number for number, cell in enumerate(cells.tolist())}
    area = np.full(len(cells), -1)
    for number, first in enumerate(random.permutation(len(cells)).tolist()):
        if area[first] >= 0:
            continue
        members, wanted = [first], int(random.integers(1, MOST + 1))
        while len(members) < wanted:
            free = sorted(
                {near for one in members for near in _next_to(one, cells, place, cuts) if area[near] < 0} - {*members}
            )
            if not free:
                break
            members.append(int(random.choice(free)))
        area[members] = number
    return np.unique(area, return_inverse=True)[1]


def _next_to(one: int, cells: np.ndarray, place: dict[tuple[int, ...], int], cuts: Cuts) -> Iterator[int]:
    for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        other = place.get(tuple((cells[one] + step).tolist()))
        if other is not None and not cuts.apart(cells[one], cells[other]):
            yield other


def _draw_outlines(
    cells: np.ndarray, cuts: Cuts, truth: np.ndarray, random: np.random.Generator, *, planted: bool
) -> np.ndarray:
    """Return a quadrilateral for each community: each side lies open to its neighbour, or turns away from it."""
    place = {tuple(cell): number for number, cell in enumerate(cells.tolist())}
    back = random.uniform(
        2, 10, (len(cells), 4, 2)
    )  # how far each end of each side stands back: north, east, south, west
    for one, cell in enumerate(cells):
        for side, step in enumerate(((1, 0), (0, 1))):
            other = place.get(tuple((cell + step).tolist()))
            share = OPEN_SIDES if not planted or other is None else abs((truth[one] == truth[other]) - UNLIKE_SIDES)
            if random.random() >= share:
                end = random.integers(2)
                back[one, side, end] = random.uniform(30, 42)
                if other is not None:
                    back[other, side + 2, end] = random.uniform(30, 42)
    north, east, south, west = back.transpose(1, 0, 2)
    x, y = cuts.shift(cells).T
    left, right, low, high = x + WEST_M, x + WEST_M + CELL_M, y + SOUTH_M, y + SOUTH_M + CELL_M
    corners = np.stack(
        [
            np.column_stack([left + west[:, 0], low + south[:, 0]]),
            np.column_stack([right - east[:, 0], low + south[:, 1]]),
            np.column_stack([right - east[:, 1], high - north[:, 1]]),
            np.column_stack([left + west[:, 1], high - north[:, 0]]),
        ],
        axis=1,
    )
    return np.asarray(shapely.polygons(corners))


def _draw_barriers(cells: np.ndarray, cuts: Cuts) -> gpd.GeoDataFrame:
    """Return the river and the two roads, from one end of the town to the other."""
    first, last = cuts.shift(np.array([[0, 0], cells.max(axis=0)]))
    origin = np.array([WEST_M, SOUTH_M])
    (west, south), (east, north) = origin + first - CELL_M, origin + last + 2 * CELL_M
    beyond = cuts.shift(np.array([[cuts.river_row, 0], [cuts.road_row, 0], [0, cuts.road_column]])) + CELL_M
    river, road = beyond[:2, 1] + SOUTH_M
    across = beyond[2, 0] + WEST_M + ROAD_M / 2
    return gpd.GeoDataFrame(
        {"kind": ["water", "primary", "primary"], "name": ["江", "东西路", "南北路"], "width_m": [RIVER_M, 12.0, 12.0]},
        geometry=[
            shapely.box(west, river, east, river + RIVER_M),
            shapely.LineString([(west, road + ROAD_M / 2), (east, road + ROAD_M / 2)]),
            shapely.LineString([(across, south), (across, north)]),
        ],
        crs=CRS,
    )


def _draw_table(
    truth: np.ndarray, outlines: np.ndarray, noise: Noise, random: np.random.Generator, level: int
) -> pd.DataFrame:
    """Return the table: the profile of each area, under noise and with blanks."""
    count = int(truth.max()) + 1
    profile = {
        "tenure": random.integers(len(TENURES), size=count),
        "structure": random.integers(len(STRUCTURES), size=count),
        "former_unit": np.where(random.random(count) < OF_A_UNIT, random.integers(len(UNITS), size=count), -1),
        "storeys": random.integers(3, 8, count),
    }
    year, density = random.uniform(1962, 1997, count), np.exp(random.normal(0.3, 0.4, count))
    tags = random.random((count, len(TRADES))) < 3 / len(TRADES)
    households = np.round(random.uniform(60, 200, len(truth)))
    size = np.bincount(truth)[truth]
    lacking = LEAST_HOUSEHOLDS / np.bincount(truth, households)[truth]
    households = np.ceil(households * np.where(size > 1, np.maximum(lacking, 1), 1))

    random = np.random.default_rng([*random.integers(2**32, size=2).tolist(), level])
    size_of = {"tenure": len(TENURES), "structure": len(STRUCTURES), "former_unit": len(UNITS), "storeys": 8}
    codes = {name: _flipped(values[truth], noise.flips, size_of[name], random) for name, values in profile.items()}
    table = pd.DataFrame(
        {
            "community_id": [f"c{number:03d}" for number in range(len(truth))],
            "name": [f"小区{number:03d}" for number in range(len(truth))],
            "county": "县",
            "subdistrict": "街道",
            "status": "in_bank",
            "households": households,
            "build_year": np.clip(np.round(year[truth] + random.normal(0, noise.years, len(truth))), 1950, 2000),
            "tenure": np.array(TENURES)[codes["tenure"]],
            "structure": np.array(STRUCTURES)[codes["structure"]],
            "storeys": np.maximum(codes["storeys"], 1).astype(float),
            "former_unit": np.where(codes["former_unit"] < 0, None, np.array(UNITS)[codes["former_unit"]]),
            "trade_tags": _written(_noisy_tags(tags[truth], noise.tags, random)),
            "site_m2": shapely.area(outlines).round(),
        }
    )
    spread = random.normal(0, noise.density, len(truth))
    table["floor_area_m2"] = (table["site_m2"] * density[truth] * np.exp(spread)).round()
    blanks = ["build_year", "tenure", "structure", "storeys", "former_unit", "trade_tags", "floor_area_m2"]
    table[blanks] = table[blanks].mask(random.random((len(table), len(blanks))) < noise.missing)
    return table


def _flipped(codes: np.ndarray, share: float, count: int, random: np.random.Generator) -> np.ndarray:
    """Return codes with a share of them drawn anew; missing ones stay missing."""
    anew = (random.random(len(codes)) < share) & (codes >= 0)
    return np.where(anew, random.integers(count, size=len(codes)), codes)


def _noisy_tags(tags: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    """Return tags with a share of them removed and as many others added."""
    lost = random.random(tags.shape) < share
    come = random.random(tags.shape) < share * tags.mean()
    return (tags & ~lost) | come


def _written(tags: np.ndarray) -> list[str | None]:
    return [";".join(np.array(TRADES)[row]) or None for row in tags]
