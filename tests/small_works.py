"""A small catalogue of works, to be checked on paper, as a file, and random towns with every field."""

import numpy as np
from hand_made import town
from hypothesis import strategies as st
from shapely import box

from cluster_planner.works import read_works

HEADER = (
    "code,zh,en,class,unit_zh,unit_en,low_cny,mid_cny,high_cny,price_year,sync,share,when,quantity,serves,"
    "bulk_from,becomes,named_by"
)
WATER = (
    "B01,供水,water,basic,m,m,500,1000,2000,2022,networks,trench,util_water in ('broken'),100,,,util_water=good,供水"
)
SEWER = (
    "B04,排水,sewers,basic,m,m,400,800,1600,2022,networks,trench,util_drainage in ('broken'),100,,,util_drainage=good"
)
GAS = "B11,燃气,gas,基础,m,m,300,600,1200,2022,管线,管沟,util_gas in ('broken'),100,,,util_gas=good"
ROAD = "B14,路面,road,basic,㎡,m2,50,100,200,2022,surface,surface,,500,,,"
BIN = "B23,垃圾亭,bins,basic,处,place,10000,30000,60000,2022,,service,,ceil(households / 300),300,,,垃圾|bins"
ROOF = "B19,屋面,roofs,basic,㎡,m2,50,100,200,2022,,bulk,,floor_area_m2,,1500,,屋面"
PARKING = (
    "W02,车位,parking,improving,个,space,1000,3000,5000,2022,surface,none,parking < 30,"
    '"max(30 - parking, 0)",,,parking+quantity'
)
DESIGN = "I01,设计,design,indirect,%,%,3,4,5,2022,,sliding,,,,,"
RESERVE = "I02,预备费,reserve,indirect,%,%,5,6,8,2022,,none,,,,,"

BLOCKS = [box(0, 0, 50, 40), box(60, 0, 110, 40), box(120, 0, 170, 40)]  # streets of 10 m between them


def catalogue(folder, *rows, name="works.csv", encoding="utf-8-sig"):
    """Return the catalogue that a file with these rows holds."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding=encoding)
    return read_works(path)


def blocks(count=2, **columns):
    """Return neighbouring blocks of 100 households and 1,000 m2 each."""
    sizes = {"households": 100, "floor_area_m2": 1000, "storeys": 5, "units": 10, "buildings": 3}
    return town(BLOCKS[:count], **(sizes | columns))


@st.composite
def towns_with_fields(draw):
    """Blocks in a row, in areas and alone, with sizes and conditions known or not."""
    count = draw(st.integers(2, 7))

    def some(values):
        return draw(st.lists(st.none() | values, min_size=count, max_size=count))

    condition = st.sampled_from(["good", "aged", "broken", "absent", "unchecked"])
    columns = {name: some(st.integers(0, 900)) for name in ("households", "floor_area_m2", "invest_money", "parking")}
    columns["invest_money"] = [None if amount is None else 10_000 * amount for amount in columns["invest_money"]]
    columns["floor_area_m2"] = [None if area is None else 100 * area for area in columns["floor_area_m2"]]
    columns |= {f"util_{name}": some(condition) for name in ("water", "drainage", "power", "gas", "telecom")}
    columns["sewer_separation"] = some(st.sampled_from(["separate", "partial", "combined"]))
    columns["fire_lane"] = some(st.sampled_from(["clear", "occupied", "narrow"]))
    columns["management"] = some(st.sampled_from(["professional", "none"]))
    columns["status"] = some(st.sampled_from(["in_bank", "done"]))
    columns["plan_year"] = some(st.integers(2018, 2026))
    columns["works"] = some(st.sampled_from(["供水管网;停车位", "屋面防水"]))
    columns["storeys"] = some(st.integers(1, 9))
    columns = {name: [np.nan if value is None else value for value in values] for name, values in columns.items()}
    labels = draw(st.lists(st.sampled_from([None, "A1", "A2"]), min_size=count, max_size=count))
    shapes = [box(left, 0, left + 50, 40) for left in range(0, 60 * count, 60)]
    return town(shapes, **columns), labels
