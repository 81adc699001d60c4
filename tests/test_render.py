"""The map is read in a real browser with the network cut off, as its readers do."""

import base64
import dataclasses
import gzip
import hashlib
import json
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from browser import Reader
from drawn_towns import AREA_OF_BLOCK, make_plan
from hand_made import CRS
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.errors import SourceError
from cluster_planner.model import Evaluation, Programme
from cluster_planner.render import draw_map, save_map
from cluster_planner.render._assets import STATIC, VENDOR
from cluster_planner.render._blob import pack_content, unpack_content
from cluster_planner.render._letters import from_letters
from cluster_planner.render._payload import pack_plan
from cluster_planner.render._shapes import SCALE, pack_shapes


@pytest.fixture(scope="module")
def plan():
    return make_plan()


@pytest.fixture(scope="module")
def page(plan, tmp_path_factory):
    return save_map(plan, tmp_path_factory.mktemp("map") / "map.html")


def unpack(payload):
    """Return the JSON text of a payload; the numbers behind it are left out."""
    reported = gzip.decompress(from_letters(payload))
    return json.loads(reported[4 : 4 + int.from_bytes(reported[:4], "little")])


def addresses(html):
    """Whatever the markup or a style would fetch; what scripts might do is watched in the browser."""
    markup = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    return re.findall(r"""(?:src|href)=["']?(?!data:)[^"']+|url\((?!["']?data:|#)[^)]*\)|@import""", markup)


def without_areas(plan):
    communities = plan.evaluation.communities.assign(area_id=None, outcome="alone")
    none, proof = plan.areas.frame.iloc[:0], plan.areas.proof.assign(value=0.0)
    nothing = dataclasses.replace(plan.areas, frame=none, proof=proof)
    return dataclasses.replace(
        plan,
        areas=nothing,
        evaluation=Evaluation(plan.evaluation.areas.iloc[:0], communities),
        programme=Programme(plan.programme.frame.iloc[:0], plan.programme.years),
    )


def without_attributes(plan):
    bare = ["build_year", "households", "floor_area_m2", "structure", "tenure", "county", "subdistrict", "storeys"]
    frame = plan.communities.frame.assign(**dict.fromkeys(bare, np.nan))
    return dataclasses.replace(plan, communities=dataclasses.replace(plan.communities, frame=frame))


# --- without a browser


def test_the_page_names_no_address_and_its_policy_knows_every_script(page):
    html = page.read_text(encoding="utf-8")
    assert addresses(html) == []
    allowed = set(re.findall(r"'sha256-([^']+)'", html))
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts} == allowed


def test_the_same_plan_gives_the_same_bytes(page, tmp_path):
    assert save_map(make_plan(), tmp_path / "again.html").read_bytes() == page.read_bytes()


def test_vendored_files_are_the_published_ones_with_their_licence():
    table = json.loads((VENDOR / "versions.json").read_text(encoding="utf-8"))
    files = [file for entry in table for file in entry["files"]]
    assert {file["name"] for file in files} | {"versions.json"} == {path.name for path in VENDOR.iterdir()}
    for file in files:
        assert hashlib.sha256((VENDOR / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    notice = (STATIC / "NOTICE").read_text(encoding="utf-8")
    assert "Redistribution and use" in notice
    assert "Permission is hereby granted" in notice
    plugins = (STATIC / "NOTICE-notebook").read_text(encoding="utf-8")
    for entry in table:
        assert f"{entry['package']} {entry['version']}" in (plugins if entry.get("part_of") else notice)
    lock = Path(__file__).parents[1] / "page" / "package-lock.json"
    locked = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    for entry in table:
        assert entry["files"] or locked[f"node_modules/{entry['package']}"]["version"] == entry["version"], "bundled"


def test_a_page_carries_the_notices_of_all_that_it_contains(page):
    html = page.read_text(encoding="utf-8")
    comment = re.search("<!--\n(.*?)-->", html, re.DOTALL)[1]
    assert (STATIC / "NOTICE").read_text(encoding="utf-8") in comment
    for name in ("cluster_planner", "leaflet 1.9.4", "fflate 0.8.3", "pypinyin", "BSD 3-Clause", "BSD 2-Clause", "MIT"):
        assert name in comment
    content = unpack_content(re.search('id="plan"[^>]*>([^<]+)<', html)[1])
    assert [name.partition(" ")[0] for name in content["about"]["contained"]] == [
        "cluster_planner", "leaflet", "fflate", "pypinyin",
    ]  # fmt: skip


def test_numbers_come_back_as_they_went():
    numbers = {
        "small": np.array([-128, 127]),
        "large": np.array([0, 2**31 - 1]),
        "tenths": np.array([0.1, np.nan, -12.7]),
        "thirds": np.array([1 / 3, np.nan]),
        "none": np.array([np.nan]),
        "empty": np.array([], dtype=int),
    }
    back = unpack_content(pack_content(numbers))
    for name, values in numbers.items():
        np.testing.assert_array_equal(back[name], values)


def test_only_declared_columns_leave(plan):
    frame = plan.communities.frame.assign(phone="13800000000", contact_name="张三", note="hidden")
    reported = pack_plan(
        dataclasses.replace(plan, communities=dataclasses.replace(plan.communities, frame=frame)), "zh"
    )
    text = json.dumps(unpack(reported), ensure_ascii=False)
    assert not any(word in text for word in ("13800000000", "张三", "hidden"))


def test_a_map_that_cannot_be_written_says_so_and_leaves_nothing(plan, tmp_path):
    (tmp_path / "file").write_text("no folder can be made here")
    with pytest.raises(SourceError, match="cannot be written"):
        save_map(plan, tmp_path / "file" / "map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000)), min_size=2, max_size=6), max_size=8))
def test_shapes_survive_packing(lines):
    shapes = [shapely.LineString([(630_000 + x, 3_160_000 + y) for x, y in line]) for line in lines]
    packed = pack_shapes(gpd.GeoSeries([None, *shapes], crs=CRS))
    assert packed["rings"].tolist() == [0] + [1] * len(shapes)
    starts, steps = packed["starts"].reshape(-1, 1, 2), packed["steps"].reshape(-1, 2)
    at = np.split(steps, np.cumsum(packed["sizes"] - 1))[:-1]
    for shape, start, after in zip(shapes, starts, at, strict=True):
        vertices = np.cumsum(np.concatenate([start, after]), axis=0) / SCALE
        back = gpd.GeoSeries([shapely.LineString(vertices)], crs="EPSG:4326").to_crs(CRS).iloc[0]
        assert back.hausdorff_distance(shape) < 0.7


def test_shapes_of_any_kind_keep_their_rings():
    square = shapely.box(630_000, 3_160_000, 630_100, 3_160_100)
    holed = square.difference(square.buffer(-20))
    many = shapely.MultiPolygon([square, shapely.box(630_200, 3_160_000, 630_300, 3_160_100)])
    shapes = [shapely.Point(630_000, 3_160_000), holed, None, many, shapely.Polygon(), shapely.Point()]
    packed = pack_shapes(gpd.GeoSeries(shapes, crs=CRS))
    assert packed["rings"].tolist() == [1, 2, 0, 2, 0, 0]
    assert packed["sizes"][0] == 1
    assert packed["starts"].size == 2 * len(packed["sizes"])
    assert packed["starts"].size + packed["steps"].size == 2 * sum(packed["sizes"])


def test_folium_evaluates_no_text_and_asks_for_nothing():
    html = draw_map(make_plan(hostile=True)).get_root().render()
    assert addresses(html) == []
    payload = re.search(r'octet-stream" id="[^"]*">([^<]+)<', html)[1]
    assert unpack(payload) == unpack(pack_plan(make_plan(hostile=True), "zh"))


# --- in the browser


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_page_opens_offline_and_asks_for_nothing(browser, page, size):
    with Reader(browser, page, size) as reader:
        assert reader.asked_for() == []
        assert reader.complaints == []
        assert reader.page.title() == "样例镇改造片区方案"
        header = reader.page.locator(".cp-headline").inner_text()
        assert "模拟数据" in header
        assert "任何方案最多再好 3.3%" in header
        assert reader.page.locator(".cp-area").count() == len(set(AREA_OF_BLOCK.values()))


def test_every_layer_can_be_switched_off_and_on(browser, page):
    with Reader(browser, page) as reader:
        reader.page.locator(".cp-layers summary").click()
        boxes = reader.page.locator(".cp-layers input")
        assert boxes.count() == 12
        before = reader.drawn()
        for place in range(boxes.count()):
            for is_changed in (True, False):
                boxes.nth(place).click()
                reader.settle()
                assert (reader.drawn() != before) is is_changed, boxes.nth(place).get_attribute("name")


def test_hovering_reports_in_chinese(browser, page):
    with Reader(browser, page, (1920, 1080)) as reader:
        community = reader.hover(*reader.spot("粮食局家属院8"))
        assert "单独改造" in community
        assert "建成年份" in community
        assert "周边 50 米内没有" in community
        member = reader.hover(*reader.spot("纺织厂宿舍0"))
        assert "划入片区" in member
        reader.page.locator(".cp-layers summary").click()
        reader.page.locator(".cp-layers input[name=blocked]").click()
        reader.page.locator(".cp-layers summary").click()
        (x1, y1), (x2, y2) = reader.spot("码头巷16"), reader.spot("码头巷10")
        assert "被资江阻隔" in reader.hover((x1 + x2) / 2, (y1 + y2) / 2)


def test_a_hover_between_the_members_reports_the_area(browser, page):
    with Reader(browser, page) as reader:
        x, y = reader.spot("金银山·纺织厂片区2")
        reported = (reader.hover(x + step, y) for step in range(-60, 61, 6))
        area = next(text for text in reported if "连片改造费用" in text)
        assert "468\u00a0万元" in area


def test_cards_lead_from_area_to_member_and_back(browser, page):
    with Reader(browser, page) as reader:
        reader.page.get_by_role("button", name="片区1").click()
        assert all(text in reader.panel() for text in ("四项标准", "资料不足", "理由", "金山社区小区9", "341 万元"))
        reader.page.get_by_role("button", name="金山社区小区9").click()
        assert all(text in reader.panel() for text in ("单位宿舍", "康富路 9 号", "划入片区"))
        reader.page.get_by_role("button", name="关闭").click()
        assert "四项标准" not in reader.panel()
        assert "1 个无位置" in reader.panel()


def test_from_far_away_areas_are_counted_in_a_bubble(browser, page):
    with Reader(browser, page) as reader:
        for _ in range(4):
            reader.page.locator(".leaflet-control-zoom-out").click(modifiers=["Shift"])
            reader.settle()
        assert reader.page.locator(".cp-label-area").count() == 0
        bubble = reader.page.locator(".cp-bubble")
        assert bubble.inner_text() == "5"
        bubble.click()
        reader.page.locator(".cp-label-area").first.wait_for()
        assert reader.page.locator(".cp-bubble").count() == 0


def test_a_community_without_a_place_is_found_in_the_list(browser, page):
    with Reader(browser, page) as reader:
        reader.page.locator(".cp-others summary").first.click()
        reader.page.locator(".cp-others .cp-row", has_text="码头巷28").click()
        assert "周边 50 米内没有" in reader.panel()


def test_a_click_on_the_map_opens_the_card(browser, page):
    with Reader(browser, page) as reader:
        reader.page.mouse.click(*reader.spot("粮食局家属院8"))
        assert "粮食局家属院8" in reader.panel()
        assert "为什么在这里" in reader.panel()


@pytest.mark.parametrize("change", [without_areas, without_attributes])
def test_a_plan_with_little_in_it_still_draws(browser, plan, tmp_path, change):
    with Reader(browser, save_map(change(plan), tmp_path / "map.html")) as reader:
        assert reader.complaints == []
        reported = reader.hover(*reader.spot("粮食局家属院8"))
        assert "单独改造" in reported


def test_the_page_speaks_english(browser, plan, tmp_path):
    with Reader(browser, save_map(plan, tmp_path / "map.html", lang="en")) as reader:
        assert "No plan under these rules can be more than 3.3% better" in reader.page.locator(".cp-head").inner_text()
        reader.page.locator(".cp-area .cp-name").first.click()
        assert "They lie side by side" in reader.panel()
