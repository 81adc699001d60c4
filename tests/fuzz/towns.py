"""Communities for the cases: drawn by the dice, or the first of the sample under the headers of a ledger."""

from __future__ import annotations

import random
from functools import cache

import geopandas as gpd
import pandas as pd
from real_input import SAMPLE
from shapely import box

COLUMNS = ["community_id", "name", "county", "subdistrict", "build_year", "households", "floor_area_m2", "site_m2",
           "structure", "tenure", "parking", "consent_households", "invest_wan", "lon", "lat"]  # fmt: skip
HEADERS = ["项目编号", "小区名称", "县市区", "街道", "建成年份", "户数", "建筑面积(㎡)", "占地面积", "房屋结构",
           "小区类型", "停车位", "同意户数", "总投资(万元)", "经度", "纬度"]  # fmt: skip


@cache
def sample(rows: int) -> gpd.GeoDataFrame:
    """Return the first communities of the sample, with the place of each in columns too."""
    frame = gpd.read_file(SAMPLE, layer="communities", rows=rows)
    frame = frame.assign(**frame.geometry.representative_point().get_coordinates().set_axis(["lon", "lat"], axis=1))
    return frame[[*COLUMNS, "geometry"]]


@cache
def ledger(rows: int) -> pd.DataFrame:
    """Return the same communities as a ledger: without outlines, under Chinese headers."""
    return pd.DataFrame(sample(rows).drop(columns="geometry")).set_axis(HEADERS, axis=1)


def small_town(dice: random.Random, count: int = 14) -> gpd.GeoDataFrame:
    """Return communities in two rows, each of its own size and age, a street apart."""
    rows = [
        {
            "community_id": f"C{place + 1:02d}",
            "name": f"幸福{place + 1}村",
            "county": "南县",
            "build_year": dice.choice([1985, 1992, 1998, None]),
            "households": dice.choice([60, 120, 240, None]),
            "structure": dice.choice(["brick_concrete", "frame", None]),
            "geometry": box(x, y, x + dice.uniform(40, 70), y + dice.uniform(40, 70)),
        }
        for place in range(count)
        for x, y in [(550_000 + place % 7 * 80.0, 3_250_000 + place // 7 * 85.0)]
    ]
    return gpd.GeoDataFrame(rows, crs=4546)
