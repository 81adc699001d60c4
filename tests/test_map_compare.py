"""Several plans in one page: chosen, compared and shown side by side, from plans or from pages written before."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import Reader
from drawn_towns import AREA_OF_BLOCK, make_plan
from typer.testing import CliRunner

from cluster_planner.cli import app
from cluster_planner.errors import DataError, SourceError
from cluster_planner.render import combine_maps, save_map
from cluster_planner.render._blob import pack_content, unpack_content
from cluster_planner.render._page import write_page
from cluster_planner.render._payload import describe_plan, pack_plan
from cluster_planner.render._scenarios import join_contents
from cluster_planner.render._symbols_payload import pack_years

# A1 and A2 are called B2 and B1; 8 and 10 join them, 22 goes over to A3, 26 is on its own again.
RENAMED = {block: {"A1": "B2", "A2": "B1"}.get(area, area) for block, area in AREA_OF_BLOCK.items()}
OTHER = {**RENAMED, 8: "B2", 10: "B1", 22: "A3"}
del OTHER[26]
MOVED = {"粮食局家属院8", "码头巷10", "码头巷22", "粮食局家属院26"}
# Where on its map each name stands that both maps show; areas have other names in each.
# Numbers of areas differ between plans.
PLACES = """
const names = ".cp-label:not(.cp-label-area):not(.cp-label-number):not(.cp-label-badge)";
[...document.querySelectorAll(".cp-stage > .leaflet-container")].map((stage) => {
    const box = stage.getBoundingClientRect();
    return Object.fromEntries([...stage.querySelectorAll(names)].map((node) => {
        const at = node.getBoundingClientRect();
        return [node.textContent, [at.left - box.left, at.top - box.top]];
    }));
})
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(
        [make_plan(), make_plan(OTHER)], tmp_path_factory.mktemp("two") / "two.html", names=["现状", "方案二"]
    )


def choose(reader, label, option):
    reader.page.get_by_label(label, exact=True).select_option(label=option)
    reader.settle()


# --- pages from pages


def test_a_payload_can_be_read_and_packed_again():
    payload = pack_plan(make_plan(hostile=True), "zh")
    assert pack_content(unpack_content(payload)) == payload


def test_pages_are_put_together_as_plans_are(tmp_path, page):
    for name, areas in (("现状", AREA_OF_BLOCK), ("方案二", OTHER)):
        (tmp_path / name).mkdir()
        save_map(make_plan(areas), tmp_path / name / "map.html")
    joined = combine_maps([tmp_path / "现状", tmp_path / "方案二" / "map.html"], tmp_path / "compare.html")
    assert joined.read_bytes() == page.read_bytes()
    again = combine_maps([joined], tmp_path / "again.html")
    assert again.read_bytes() == page.read_bytes()


def test_what_plans_share_is_kept_once(page, tmp_path):
    apart = [save_map(make_plan(areas), tmp_path / "one.html").stat().st_size for areas in (AREA_OF_BLOCK, OTHER)]
    shell = len(re.sub("(?<=>)[^<]{2000,}(?=</script>)", "", page.read_text(encoding="utf-8")))
    assert page.stat().st_size < sum(apart) - shell


def test_the_command_names_plans_by_what_distinguishes_their_folders(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("2025/out", "2026/out"):
        (tmp_path / folder).mkdir(parents=True)
        save_map(make_plan(), tmp_path / folder / "map.html")
    done = CliRunner().invoke(app, ["map", "2025/out", "2026/out"], catch_exceptions=False)
    assert done.stdout.strip() == "compare.html"
    payload = re.search('id="plan"[^>]*>([^<]+)<', (tmp_path / "compare.html").read_text(encoding="utf-8"))[1]
    assert [plan["name"] for plan in unpack_content(payload)["plans"]] == ["2025/out", "2026/out"]


@pytest.mark.parametrize("damage", ["absent", "html", "cut", "binary", "version", "foreign"])
def test_other_files_are_refused_in_both_languages(tmp_path, damage):
    path = save_map(make_plan(), tmp_path / "map.html")
    html = path.read_text(encoding="utf-8")
    payload = re.search('id="plan"[^>]*>([^<]+)<', html)[1]
    content = unpack_content(payload)
    content["about"]["tool"] = "cluster_planner 0.0.9"
    spoilt = {
        "html": b"<p>a page</p>",
        "cut": html.replace(payload, payload[: len(payload) // 2 // 4 * 4]).encode(),
        "binary": b"\xff\xfe\x00",
        "version": html.replace(payload, pack_content(content)).encode(),
        "foreign": html.replace(payload, pack_content({"plans": "none"})).encode(),
    }
    path.unlink()
    if damage in spoilt:
        path.write_bytes(spoilt[damage])
    with pytest.raises(SourceError) as refused:
        combine_maps([tmp_path], tmp_path / "compare.html")
    assert str(path) in refused.value.in_words("en")
    assert re.search("[\u4e00-\u9fff]", refused.value.in_words("zh"))
    assert ("0.0.9" in refused.value.in_words("zh")) is (damage == "version")
    assert not (tmp_path / "compare.html").exists()


def without_picture(page):
    """Return a page but for what it shows without scripts."""
    return re.sub("(?<=<noscript>).*?(?=</noscript>)", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_base_maps_and_their_keys_stay_behind(tmp_path):
    address = "https://tiles.example/{z}/{x}/{y}.png?key={key}"
    lone = save_map(make_plan(), tmp_path / "tiled.html", tiles=address, tiles_key="secret")
    plain = save_map(make_plan(), tmp_path / "plain.html", names=["tiled"])
    again = combine_maps([lone], tmp_path / "again.html")
    assert without_picture(again) == without_picture(plain)  # only a plan itself can draw it
    moved = save_map(make_plan(), tmp_path / "moved.html", tiles="gaode")
    with pytest.raises(SourceError, match="GCJ-02"):
        combine_maps([lone, moved], tmp_path / "compare.html")


@pytest.mark.parametrize(("plans", "names"), [(0, ()), (2, ("一",)), (2, ("一", "一"))])
def test_names_must_fit_the_plans(tmp_path, plans, names):
    with pytest.raises(DataError):
        save_map([make_plan()] * plans, tmp_path / "map.html", names=names)


# --- in the browser


def test_moved_communities_are_counted_listed_and_reported(browser, page):
    with Reader(browser, page) as reader:
        assert "4" in reader.page.locator(".cp-legend-row", has_text="片区有变的小区").inner_text()
        listed = reader.page.locator(".cp-compare .cp-row-name").all_inner_texts()
        assert set(listed) == MOVED
        assert "不入片区" in reader.page.locator(".cp-compare").inner_text()
        figures = reader.page.locator(".cp-figures-of-plans tr", has_text="片区内小区").inner_text().split()
        assert figures[-2:] == ["17", "18"]
        before = reader.drawn()
        reader.page.locator(".cp-layers summary").click()
        reader.page.locator(".cp-layers input[name=moved]").click()
        reader.settle()
        assert reader.drawn() != before
        assert "在“方案二”中：" in reader.hover(*reader.spot("粮食局家属院8"))
        assert reader.complaints == []


def test_the_value_of_a_plan_that_keeps_to_another_is_compared_on_equal_terms(browser, tmp_path):
    # Two plans of the same rules; the second was paid for keeping pairs together, which is no part of its worth.
    contents = [describe_plan(make_plan(areas), "zh") for areas in (AREA_OF_BLOCK, OTHER)]
    measures = [
        {"pairs": 20.0, "likeness": 14.0, "joined": 12.0, "facing_m": 300.0},
        {"pairs": 22.0, "likeness": 15.0, "joined": 13.0, "facing_m": 260.0},
    ]
    rules = {"min_likeness": 0.5, "saving_weight": 0.1, "trench_m_per_mobilisation": 100.0}
    for content, measure in zip(contents, measures, strict=True):
        content["measure"] |= measure | {"rules": rules}
    contents[1]["summary"]["value"] += 42.3
    html = write_page(pack_content(join_contents(contents, ["现状", "方案二"])), "zh")
    (tmp_path / "two.html").write_text(html, encoding="utf-8")
    with Reader(browser, tmp_path / "two.html") as reader:
        row = reader.page.locator(".cp-figures-of-plans tr", has_text="方案评分").inner_text().split()
        assert row[-2:] == [f"{14 - 0.5 * 20 + 0.1 * (12 + 3):.2f}", f"{15 - 0.5 * 22 + 0.1 * (13 + 2.6):.2f}"]
        assert "均按“现状”的规则" in row[0]
        assert reader.complaints == []


def test_areas_that_differ_and_the_money_of_all_are_listed(browser, page):
    with Reader(browser, page) as reader:
        table = reader.page.locator(".cp-compare section", has_text="有变动的片区").inner_text()
        assert "3 → 4" in table or "4 → 5" in table
        figures = {}
        for row in reader.page.locator(".cp-figures-of-plans").first.locator("tbody tr").all():
            head, *cells = row.locator("th, td").all_inner_texts()
            figures[head] = [float(cell.replace(",", "")) for cell in cells if re.fullmatch("[0-9.,]+", cell)]
        both = next(cells for head, cells in figures.items() if head.startswith("合计"))
        # 27 of 30 communities are eligible, each costs 127 万元; five areas save 40 万元 each.
        assert both == [27 * 127 - 200, 27 * 127 - 200]


def test_on_a_laptop_the_difference_and_rows_of_the_table_are_seen_at_once(browser, page):
    with Reader(browser, page) as reader:
        foot = reader.page.locator(".cp-foot").bounding_box()["y"]
        rows = [row.bounding_box() for row in reader.page.locator(".cp-area").all()[:4]]
        assert sum(row["y"] + row["height"] <= foot for row in rows) >= 2
        value = reader.page.locator(".cp-figures-of-plans tr", has_text="方案评分").first.bounding_box()
        compare = reader.page.locator(".cp-compare").bounding_box()
        assert value["y"] + value["height"] <= compare["y"] + compare["height"]
        assert reader.page.locator(".cp-money[open]").count() == 0


def test_those_that_moved_are_in_sight_at_first_and_when_plans_are_switched(browser, page):
    with Reader(browser, page) as reader:
        first = reader.spot("粮食局家属院8")
        for plan in ("方案：方案二", "方案：现状"):
            reader.page.locator(".leaflet-control-zoom-out").click()
            reader.settle()
            assert reader.page.evaluate(PLACES)[0].get("粮食局家属院8") is None or reader.spot("粮食局家属院8") != first
            choose(reader, "方案", plan)
            assert reader.spot("粮食局家属院8") == first
            assert set(reader.page.evaluate(PLACES)[0]) & MOVED
        assert reader.complaints == []


def test_a_year_has_one_colour_in_all_plans_of_a_page_and_no_other_year_has_it():
    contents = [describe_plan(make_plan(), "zh") for _ in range(2)]
    for content, years in zip(contents, [(2024, 2025, 2026), (2025, 2026, 2027)], strict=True):
        content["symbols"]["years"] = pack_years(years)
    drawn = [plan["symbols"]["years"] for plan in join_contents(contents, ["a", "b"])["plans"]]
    assert drawn[0] == drawn[1]
    assert [each["year"] for each in drawn[0]] == [2024, 2025, 2026, 2027]
    assert len({each["area"]["fill"] for each in drawn[0]}) == 4


def test_switching_keeps_view_choice_and_language(browser, page):
    with Reader(browser, page) as reader:
        reader.page.get_by_role("button", name="English").click()
        reader.page.locator(".leaflet-control-zoom-in").click()
        reader.settle()
        reader.page.mouse.click(*reader.spot("粮食局家属院8"))
        assert "alone" in reader.page.locator(".cp-card").inner_text()
        place = reader.spot("粮食局家属院8")
        choose(reader, "Plan", "Plan: 方案二")
        assert reader.spot("粮食局家属院8") == place
        card = reader.page.locator(".cp-card").inner_text()
        assert "粮食局家属院8" in card
        assert "in an area" in card
        assert "With: 现状" in reader.page.get_by_label("Compare with").inner_text()
        address = reader.page.url
    with Reader(browser, page) as reader:
        reader.page.goto(address)
        reader.page.reload()
        reader.page.locator(".cp-page[data-ready]").wait_for()
        assert reader.page.get_by_label("Plan", exact=True).input_value() == "1"
        assert "粮食局家属院8" in reader.page.locator(".cp-card").inner_text()


def test_areas_that_match_share_a_colour_and_a_choice(browser, page):
    with Reader(browser, page) as reader:
        choose(reader, "着色方式", "按片区着色")
        reader.page.locator(".cp-table .cp-name", has_text="片区0").click()
        colour = "document.querySelector('.cp-card .cp-rank').style.getPropertyValue('--fill')"
        before, members = reader.page.evaluate(colour), reader.page.locator(".cp-card .cp-row-name").all_inner_texts()
        choose(reader, "方案", "方案：方案二")
        assert set(reader.page.locator(".cp-card .cp-row-name").all_inner_texts()) == {*members, "粮食局家属院8"}
        assert reader.page.evaluate(colour) == before


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_two_maps_show_the_same_place_until_they_are_set_apart(browser, page, size):
    with Reader(browser, page, size) as reader:
        reader.open_tools()
        reader.page.get_by_role("button", name="并排显示").click()
        reader.settle()
        assert reader.page.locator(".cp-plate").all_inner_texts() == ["现状", "方案二"]
        for stage in (0, 1):
            box = reader.page.locator(".cp-stage > .leaflet-container").nth(stage).bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            reader.page.mouse.move(x, y)
            reader.page.mouse.wheel(0, -120 if stage == 0 else -60)
            reader.settle()
            reader.page.mouse.down()
            reader.page.mouse.move(x + 20, y + 12, steps=4)
            reader.page.mouse.up()
            reader.settle()
            places = reader.page.evaluate(PLACES)
            both = sorted(places[0].keys() & places[1].keys())
            assert both
            apart = np.abs(np.subtract(*([place[name] for name in both] for place in places)))
            assert np.median(apart, axis=0).max() <= 2  # a name or two may give way to another
        reader.open_tools()
        reader.page.get_by_role("button", name="并排显示").click()
        reader.settle()
        assert reader.page.locator(".leaflet-container").count() == 1
        assert reader.complaints == []


def test_the_second_map_follows_and_reports(browser, page):
    with Reader(browser, page) as reader:
        reader.page.get_by_role("button", name="并排显示").click()
        reader.settle()
        second = reader.page.locator(".cp-second")
        for _ in range(3):
            second.locator(".leaflet-control-zoom-in").click()
            reader.settle()
        second.locator(".cp-label", has_text="粮食局家属院8").click(force=True)
        assert "粮食局家属院8" in reader.page.locator(".cp-card").inner_text()
        found = Axe().run(reader.page, context=".cp-page", options={"runOnly": ["wcag2a", "wcag2aa"]})
        assert found.violations_count == 0, found.generate_report()
        labels = second.locator(".cp-label").count()
        reader.page.locator(".cp-layers summary").first.click()
        reader.page.locator(".cp-layers input[name=labels]").first.click()
        reader.settle()
        assert labels
        assert second.locator(".cp-label").count() == 0
        choose(reader, "方案", "方案：方案二")
        assert reader.page.locator(".cp-plate").all_inner_texts() == ["方案二", "现状"]
        choose(reader, "对比方案", "不对比")
        assert reader.page.locator(".cp-second").count() == 0
        assert reader.page.locator(".cp-compare").is_hidden()
        assert reader.complaints == []
