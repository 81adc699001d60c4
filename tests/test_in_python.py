"""What `plan` takes in a notebook: own headers and values, works, settings by name, paths and tables of any shape."""

import datetime as dt
import json

import geopandas as gpd
import pandas as pd
import pytest
from shapely import LineString, Point, box

import cluster_planner
from cluster_planner.books import write_plan
from cluster_planner.errors import ClusterPlannerError, DataError, SettingsError, SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.pipeline._given import as_earlier
from cluster_planner.settings import AreaSettings, Settings
from cluster_planner.works import read_works

CRS = "EPSG:4546"
DAY = dt.date(2026, 5, 4)
EAST, NORTH = 450_000, 3_160_000
RIVER = gpd.GeoSeries([LineString([(EAST + 215, NORTH - 500), (EAST + 215, NORTH + 500)])], crs=CRS)  # after the second


def town(**columns):
    """Return four blocks in a row, each 10 m from the next."""
    ledger = {
        "community_id": ["a", "b", "c", "d"],
        "name": ["甲", "乙", "丙", "丁"],
        "county": "资阳区",
        "subdistrict": "大码头",
        "households": [200, 220, 240, 260],
        "build_year": 1990,
        "tenure": "work_unit",
    }
    blocks = [box(EAST + x, NORTH, EAST + x + 100, NORTH + 100) for x in (0, 110, 220, 330)]
    return gpd.GeoDataFrame({**ledger, **columns}, geometry=blocks, crs=CRS)


def plan(communities=None, settings=None, **given):
    return cluster_planner.plan(town() if communities is None else communities, settings, date=DAY, **given)


def check(communities=None, **given):
    """Return what comes through the door of a plan; as `plan` goes, without planning."""
    inputs = Inputs(table=town() if communities is None else communities, date=DAY, **given)
    return check_tables(read_tables(inputs), Settings())


def areas_of(made):
    """Return the members of each area."""
    labels = made.areas.labels
    return sorted("".join(members) for members in labels.groupby(labels).groups.values())


@pytest.fixture(scope="module")
def usual():
    return plan()


@pytest.fixture
def town_file(tmp_path):
    town().to_file(tmp_path / "town.gpkg", layer="communities")
    return tmp_path / "town.gpkg"


def test_the_town_is_one_area(usual):
    assert areas_of(usual) == ["abcd"]
    assert usual.communities.frame["tenure"].tolist() == ["work_unit"] * 4


# ---- headers and values


def test_own_headers_and_values_mean_what_the_caller_says(usual):
    foreign = town(아파트명=["甲", "乙", "丙", "丁"], 분류="직원아파트").drop(columns=["name", "tenure"])
    kept = foreign.copy()
    made = plan(foreign, fields={"아파트명": "name", "분류": "tenure"}, values={"tenure": {"직원아파트": "work_unit"}})
    pd.testing.assert_frame_equal(made.communities.frame, usual.communities.frame)
    pd.testing.assert_frame_equal(foreign, kept)


def test_a_label_is_as_good_as_a_code():
    made = check(town(tenure="직원아파트"), values={"tenure": {"직원아파트": "单位房"}})
    assert set(made.communities.frame["tenure"]) == {"work_unit"}


def test_a_mapping_file_and_values_go_together(tmp_path, usual):
    (tmp_path / "map.toml").write_text(
        '[fields]\nname = "아파트명"\n[values.tenure]\n"관사" = "work_unit"\n', encoding="utf-8"
    )
    foreign = town(tenure=["관사", "직원아파트", "관사", "관사"]).rename(columns={"name": "아파트명"})
    made = check(foreign, fields=tmp_path / "map.toml", values={"tenure": {"직원아파트": "work_unit"}})
    assert made.communities.frame["name"].tolist() == usual.communities.frame["name"].tolist()


def test_chinese_headers_are_recognised_as_those_of_a_file_are(usual):
    chinese = town().rename(
        columns={"name": "小区名称", "county": "县区", "households": "户数", "build_year": "建成年代"}
    )
    pd.testing.assert_frame_equal(check(chinese).communities.frame, usual.communities.frame)


def test_the_index_counts_as_a_column_where_it_has_a_name(usual):
    for indexed in (town().set_index("community_id"), usual.communities.frame, usual.in_words("zh").communities):
        assert check(indexed).communities.frame.index.tolist() == list("abcd")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"fields": {"아파트명": "nam"}}, "'아파트명': 'nam' is not known. The closest known name is 'name'"),
        ({"fields": {"name": "아파트명"}}, "'name': '아파트명' is not known"),
        ({"fields": {"아파트명": 3}}, "is not known"),
        ({"values": {"tenur": {}}}, "'tenure'"),
        ({"values": {"tenure": {"직원아파트": "work_units"}}}, "'work_unit"),
        ({"values": {"tenure": {"직원아파트": 3}}}, "is not known"),
        ({"settings": {"areas.min_likenes": 0.6}}, "Did you mean areas.min_likeness"),
    ],
)
def test_an_unknown_name_is_refused_and_the_nearest_named(given, named):
    with pytest.raises(SettingsError, match=named):
        plan(**given)


# ---- settings and works


@pytest.mark.parametrize(
    "settings",
    [
        {"areas.max_communities": 2},
        {"areas.limits.households": (300, 500)},
        Settings(areas=AreaSettings(limits={"households": (300, 500)})),
    ],
)
def test_settings_by_name_are_those_of_the_plan(settings):
    assert areas_of(plan(settings=settings)) == ["ab", "cd"]


def test_a_file_of_settings_is_read(tmp_path):
    (tmp_path / "plan.toml").write_text("[areas]\nmax_communities = 2\n", encoding="utf-8")
    assert areas_of(plan(settings=str(tmp_path / "plan.toml"))) == ["ab", "cd"]


def test_other_rates_of_works_make_other_costs(usual, tmp_path):
    rates = ["low_money", "mid_money", "high_money"]
    dearer = read_works()
    dearer[rates] = dearer[rates].mask(dearer["class"] != "indirect", dearer[rates] * 2)
    dear = plan(works=dearer)
    costs = [made.works.costs["works_money"].sum() for made in (usual, dear)]
    assert 1.9 * costs[0] < costs[1] < 2 * costs[0]  # the rates of fees fall as amounts grow
    dearer.to_csv(tmp_path / "works.csv")
    pd.testing.assert_frame_equal(check(works=tmp_path / "works.csv").catalogue, check(works=dearer).catalogue)


def test_the_catalogue_of_the_package_changes_nothing():
    pd.testing.assert_frame_equal(check(works=read_works()).catalogue, read_works())


def test_a_wrong_rate_is_refused_with_its_cell():
    wrong = read_works()
    wrong["mid_money"] = wrong["mid_money"].astype(object)
    wrong.loc[wrong.index[0], "mid_money"] = "dear"
    with pytest.raises(DataError, match=r"mid_money.*dear"):
        plan(works=wrong)


# ---- communities and layers of any shape


def test_a_path_is_read_as_the_command_line_does(town_file, usual):
    for path in (town_file, str(town_file), f"{town_file}:communities"):
        found = check(path).communities.frame.drop(columns="source_row")  # a file counts from 1
        pd.testing.assert_frame_equal(found, usual.communities.frame.drop(columns="source_row"))
    made = plan(town_file)
    assert made.about["title"] == "town"
    assert list(made.about["inputs"]) == ["town.gpkg"]


def test_layers_next_to_the_communities_come_along(town_file):
    RIVER.to_frame("geometry").assign(kind="water").to_file(town_file, layer="barriers")
    assert check(town_file).barriers.frame["kind"].tolist() == ["water"]


def test_a_table_without_shapes_is_placed_by_its_degrees():
    centres = town().geometry.centroid.to_crs(4326)
    table = pd.DataFrame(town().drop(columns="geometry")).assign(lon=centres.x, lat=centres.y)
    for given in (table, table.rename(columns={"lon": "经度", "lat": "纬度"})):
        found = check(given).communities.frame.geometry
        assert found.distance(town().set_index("community_id").centroid.to_crs(found.crs)).max() < 0.1


def test_metres_without_a_name_are_those_that_the_caller_names(usual):
    unnamed = gpd.GeoDataFrame(town().drop(columns="geometry"), geometry=town().geometry.to_numpy())
    found = check(unnamed, crs=CRS).communities.frame
    assert found.geometry.geom_equals_exact(usual.communities.frame.geometry, 0.01).all()


WATER = RIVER.to_frame("geometry").assign(kind="water")


@pytest.mark.parametrize(
    "given",
    [
        lambda _: RIVER,
        lambda _: [WATER, RIVER.to_crs(4326)],
        lambda _: (gpd.GeoSeries(RIVER.buffer(8)),),
        lambda file: file,
        lambda file: [str(file)],
    ],
    ids=["series", "several", "outline", "path", "paths"],
)
def test_barriers_of_any_kind_cut(given, tmp_path):
    WATER.to_file(tmp_path / "river.gpkg")
    made = plan(barriers=given(tmp_path / "river.gpkg"))
    assert areas_of(made) == ["ab", "cd"]
    assert made.evidence.barriers


def test_shapes_alone_are_assumed_to_be_water_and_that_is_said():
    found = check(barriers=(RIVER,)).findings.frame
    assert "water_assumed" in set(found["rule"])


def test_facilities_in_a_plain_table_are_placed_by_their_degrees():
    centre = gpd.GeoSeries([Point(EAST + 50, NORTH + 50)], crs=CRS).to_crs(4326)[0]
    table = pd.DataFrame({"kind": ["school", "market"], "经度": [centre.x, None], "纬度": [centre.y, None]})
    made = check(facilities=(table,))
    assert made.facilities["kind"].tolist() == ["school"]
    assert made.facilities.geometry[0].distance(Point(EAST + 50, NORTH + 50)) < 0.01


def test_nothing_is_not_one_empty_layer():
    assert not plan(barriers=[], facilities=(), crossings=None).evidence.barriers


# ---- an earlier plan


def test_an_earlier_plan_is_kept_in_every_form(usual, tmp_path):
    write_plan(usual, tmp_path)
    labels = usual.areas.labels
    for earlier in (usual, labels, labels.to_frame("area_id"), labels.to_frame("area_id").reset_index(), tmp_path):
        found = as_earlier(earlier).set_index("community_id")["area_id"]
        assert found.to_dict() == labels.to_dict()
    assert plan(earlier=tmp_path).changes is not None


# ---- wrong kinds


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"communities": [1, 2]}, "communities cannot be of type int. Give a DataFrame.*list of paths"),
        ({"communities": [town()]}, "communities cannot be of type GeoDataFrame"),
        ({"communities": []}, "communities is an empty list"),
        ({"communities": pd.DataFrame()}, "communities is empty"),
        ({"communities": {"name": ["甲"]}}, "communities cannot be of type dict"),
        ({"settings": 0.6}, "settings cannot be of type float.*areas.min_likeness"),
        ({"settings": [("areas.min_likeness", 0.6)]}, "settings cannot be of type list"),
        ({"barriers": 3}, "barriers cannot be of type int. Give a GeoDataFrame"),
        ({"barriers": [RIVER[0]]}, "barriers cannot be of type LineString"),
        ({"barriers": RIVER[0]}, "barriers cannot be of type LineString"),
        ({"barriers": [None]}, "barriers cannot be of type NoneType"),
        ({"barriers": pd.DataFrame({"kind": ["water"]})}, "barriers has neither shapes nor the columns lon and lat"),
        ({"facilities": gpd.GeoDataFrame({"kind": ["school"]})}, "facilities has neither shapes"),
        ({"fields": ["name"]}, "fields cannot be of type list"),
        ({"values": "work_unit"}, "values cannot be of type str"),
        ({"values": {"tenure": "work_unit"}}, "values cannot be of type str"),
        ({"works": {"road": 3}}, "works cannot be of type dict"),
        ({"crs": 4547}, "crs cannot be of type int"),
        ({"earlier": {"a": "A1"}}, "earlier cannot be of type dict"),
        ({"date": "2026-05-04"}, "date cannot be of type str. Give a datetime.date"),
        ({"profile": "CHINA"}, "profile cannot be of type str"),
    ],
)
def test_a_wrong_kind_is_refused_at_the_door_in_one_sentence(given, named):
    with pytest.raises(DataError, match=named) as refused:
        cluster_planner.plan(**{"communities": town(), **given})
    assert refused.value.in_words("zh").endswith("。")


@pytest.mark.parametrize(
    "given", [{"communities": "none.csv"}, {"barriers": "none.shp"}, {"works": "none.csv"}, {"earlier": "none"}]
)
def test_a_missing_file_is_named(given):
    with pytest.raises(SourceError, match="none"):
        cluster_planner.plan(**{"communities": town(), **given})


def test_shapes_alone_are_communities():
    made = plan(town().geometry)
    assert len(made.communities.frame) == len(town())
    assert areas_of(made)


def test_several_paths_are_put_together(tmp_path):
    files = [tmp_path / f"{name}.csv" for name in ("a", "b")]
    for file, rows in zip(files, (slice(0, 2), slice(2, 4)), strict=True):
        town().iloc[rows].to_crs(4490).to_wkt().to_csv(file, index=False)
    for given in (files, tuple(map(str, files)), tmp_path):
        assert sorted(check(given).communities.frame["name"]) == sorted(town()["name"])


@pytest.mark.parametrize(
    "given", [{"communities": town().set_crs(None, allow_override=True)}, {"barriers": gpd.GeoSeries(list(RIVER))}]
)
def test_metres_without_a_system_name_the_argument(given):
    with pytest.raises(DataError, match='crs="EPSG:4546"') as refused:
        plan(**given)
    assert not any(word in refused.value.in_words(lang) for lang in ("zh", "en") for word in ("--crs", "file", "文件"))


def test_a_mapped_header_that_is_not_there_is_named():
    found = check(fields={"nope": "name", "甲": "name", "households": "households"}).findings.frame
    unused = found[found["rule"] == "mapped_header_missing"]
    assert unused[["field", "found"]].to_numpy().tolist() == [["name", "nope、甲"]]


def test_an_hour_is_no_part_of_the_day():
    made = cluster_planner.plan(town(), date=dt.datetime(2026, 5, 4, 17, 30))  # noqa: DTZ001
    assert made.about["date"] == "2026-05-04"
    json.dumps(dict(made.about))


@pytest.mark.parametrize("draw", [lambda made: made.explore(lang="de"), lambda made: made.in_words("de")])
def test_an_unknown_language_is_refused_in_words(usual, draw):
    with pytest.raises(ClusterPlannerError, match=r"no language 'de'\. Use one of: zh, en"):
        draw(usual)
