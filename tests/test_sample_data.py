"""The sample in ``data/``: exact published totals, sound geometry, and the same tables whenever it is made again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from cluster_planner._money import older
from cluster_planner.profile import CHINA
from cluster_planner.settings import LinkSettings

BANK = CHINA.catalogue.bank

DATA = Path(__file__).parents[1] / "data"
LAYERS = ("barriers", "boundaries", "communities", "crossings", "facilities", "streets")
COUNTIES = {"资阳区", "赫山区", "南县", "桃江县", "安化县", "沅江市"}
PLANE = 4547
FIELD_OF_HEADER = {header: older(field.name) for field in BANK for header in field.spellings}


def read_layers(path: Path) -> dict[str, gpd.GeoDataFrame]:
    return {name: gpd.read_file(path, layer=name) for name in LAYERS}


def read_ledger(path: Path) -> pd.DataFrame:
    return pd.read_excel(path, engine="openpyxl", dtype={"小区编号": str, "行政区划代码": str}).rename(
        columns=FIELD_OF_HEADER
    )


@pytest.fixture(scope="module")
def layers():
    return read_layers(DATA / "yiyang.gpkg")


@pytest.fixture(scope="module")
def ledger():
    return read_ledger(DATA / "台账.xlsx")


@pytest.fixture(scope="module")
def communities(layers):
    return layers["communities"].to_crs(PLANE)


@pytest.fixture(scope="module")
def barriers(layers):
    drawn = layers["barriers"].to_crs(PLANE)
    knobs = LinkSettings()
    narrow = (drawn["kind"] == "water") & (drawn["width_m"] < knobs.min_water_width_m)
    return drawn[drawn["kind"].isin(knobs.barrier_kinds) & ~narrow]


@pytest.fixture(scope="module")
def made_again(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, DATA / "make_sample.py", "--out", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module", params=["geopackage", "ledger"])
def table(request, layers, ledger):
    return layers["communities"] if request.param == "geopackage" else ledger


def test_done_communities_carry_the_published_totals(table):
    done = table[table["plan_year"].between(2019, 2022)]
    assert len(done) == 152
    assert set(done["status"]) == {"已完工", "已验收", "移交管护"}
    assert done["floor_area_m2"].sum() == 1_717_610
    assert done["households"].sum() == 18_874
    assert (done["invest_wan"] * 100).round().sum() == 42_000_00


def test_plan_of_2023_carries_the_published_totals(table):
    planned = table[table["plan_year"] == 2023]
    assert len(planned) == 76
    assert set(planned["status"]) == {"已开工", "已完工"}
    assert planned["households"].sum() == 8_496
    assert (planned["invest_wan"] * 100).round().sum() == 17_867_00
    assert (planned["paid_wan"] * 100).round().sum() == 8_407_00
    assert (planned["paid_wan"] <= planned["invest_wan"]).all()


def test_earlier_areas_are_those_of_the_2023_plan(table):
    grouped = table[table["earlier_area"].notna()]
    assert len(grouped) == 55
    assert (grouped["plan_year"] == 2023).all()
    yuanjiang = grouped[grouped["county"] == "沅江市"]
    assert len(yuanjiang) == 23
    assert yuanjiang["earlier_area"].nunique() == 5


def test_every_county_has_enough_candidates(table):
    candidates = table[~table["plan_year"].between(2019, 2023)]
    assert set(candidates["status"]) == {"已入库", "街道复审", "社区初审", "已申报"}
    counts = candidates["county"].value_counts()
    assert set(counts.index) == COUNTIES
    assert counts.between(50, 90).all()


def test_figures_are_plausible(table):
    assert table["households"].between(40, 400).all()
    assert (table["floor_area_m2"] / table["households"]).between(60, 110).all()
    assert (table["floor_area_m2"] / table["site_m2"]).between(0.5, 3).all()
    assert (table["invest_wan"] * 1e4 / table["floor_area_m2"]).between(215, 275).all()
    assert (table["consent_households"] <= table["households"]).all()


def test_both_files_report_the_same(layers, ledger):
    bank = pd.DataFrame(layers["communities"].drop(columns="geometry"))
    same = ledger[bank.columns]
    for name in bank:
        ours, theirs = bank[name], same[name]
        if name.endswith("_on"):
            theirs = theirs.dt.strftime("%Y-%m-%d")
        assert (ours.eq(theirs) | (ours.isna() & theirs.isna())).all(), name


def test_ledger_points_lie_inside_their_community(layers, ledger):
    outlines = layers["communities"].set_index("community_id").geometry
    points = shapely.points(ledger["lon"], ledger["lat"])
    assert shapely.contains(outlines[ledger["community_id"]].to_numpy(), points).all()


def test_communities_are_sound_and_apart(layers, communities):
    assert layers["communities"].crs.to_epsg() == 4490
    assert communities["community_id"].is_unique
    assert not communities.duplicated(["county", "name"]).any()
    assert communities.is_valid.all()
    assert set(communities.geom_type) == {"Polygon"}
    assert np.allclose(communities.area, communities["site_m2"], rtol=0.003)
    left, right = communities.sindex.query(communities.geometry, predicate="intersects")
    assert (left == right).all()


def test_no_barrier_or_ditch_runs_through_a_community(layers, communities):
    everything = layers["barriers"].to_crs(PLANE)
    assert everything.sindex.query(communities.geometry, predicate="intersects").size == 0


def test_no_street_is_drawn_on_wide_water(layers, barriers):
    water = barriers[(barriers["kind"] == "water") & (barriers["width_m"] >= 60)].union_all()
    assert layers["streets"].to_crs(PLANE).intersection(water).length.sum() < 1.0


def test_crossings_lie_on_barriers(layers, barriers):
    crossings = layers["crossings"].to_crs(PLANE)
    assert (crossings.distance(barriers.union_all()) < 1.0).all()


def test_communities_lie_in_their_county_and_subdistrict(layers):
    inside = layers["communities"][["county", "subdistrict", "geometry"]].copy()
    boundaries = layers["boundaries"].set_index("level")[["name", "geometry"]]
    for level in ("county", "subdistrict"):
        found = inside.sjoin(boundaries.loc[[level]].reset_index(drop=True), predicate="within")
        assert len(found) == len(inside)
        assert (found[level] == found["name"]).all()


def test_ditches_are_narrow_and_rivers_wide(layers):
    water = layers["barriers"].query("kind == 'water'")["width_m"]
    assert water[water < 15].between(8, 12).sum() >= 3
    assert (water >= 60).sum() >= 5


def test_candidates_form_pockets_and_some_stay_cut_off(communities, barriers):
    candidates = communities[~communities["plan_year"].between(2019, 2023)].reset_index(drop=True)
    outlines = candidates.geometry.to_numpy()
    left, right = candidates.sindex.query(candidates.geometry, predicate="dwithin", distance=50)
    left, right = left[left < right], right[left < right]
    between = gpd.GeoSeries(shapely.shortest_line(outlines[left], outlines[right]), crs=PLANE)
    line, barrier = barriers.sindex.query(between, predicate="intersects")
    assert {"water", "railway", "primary"} <= set(barriers["kind"].to_numpy()[barrier])
    open_link = ~np.isin(np.arange(len(between)), line)
    friends = pd.Series(np.r_[left[open_link], right[open_link]]).value_counts()
    assert len(candidates) - len(friends) >= 20
    linked = candidates.loc[friends.index[friends >= 2], "county"].value_counts()
    assert (linked.reindex(sorted(COUNTIES), fill_value=0) >= 12).all()


def test_everything_says_that_it_is_synthetic(layers, ledger):
    for layer in layers.values():
        assert (layer["synthetic"] == "合成数据").all()
    assert (ledger["synthetic"] == "合成数据").all()
    tables = pyogrio.read_dataframe(DATA / "yiyang.gpkg", sql="SELECT description FROM gpkg_contents")
    assert tables["description"].str.contains("合成数据").all()


def test_files_are_small():
    assert sum((DATA / name).stat().st_size for name in ("yiyang.gpkg", "台账.xlsx")) < 2_500_000


def test_making_it_again_gives_the_same_tables(made_again, layers, ledger):
    for name, layer in read_layers(made_again / "yiyang.gpkg").items():
        assert_geodataframe_equal(layer, layers[name])
    pd.testing.assert_frame_equal(read_ledger(made_again / "台账.xlsx"), ledger)
