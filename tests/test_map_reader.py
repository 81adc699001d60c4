"""What a reader of the map page does: search, sort, filter, ask, colour, switch the language."""

import re

import geopandas as gpd
import mapclassify
import numpy as np
import pytest
from browser import Reader, short_name
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.render._indicators import quantile_breaks
from cluster_planner.render._pinyin import pack_pinyin


@pytest.fixture(scope="module")
def areas(sample_out):
    return gpd.read_file(sample_out / "areas.gpkg", layer="areas").set_index("area_id")


@pytest.fixture
def reader(browser, sample_out):
    with Reader(browser, sample_out / "map.html") as opened:
        opened.page.set_default_timeout(5000)
        yield opened
        assert opened.complaints == []
        assert opened.asked_for() == []


def column(reader, name):
    return reader.page.locator(f".cp-area .cp-col-{name}").all_inner_texts()


def figures(texts):
    return [float(text.replace(",", "")) for text in texts if text != "–"]


# --- language


def test_the_page_speaks_the_other_language_at_a_click(reader):
    reader.page.locator(".cp-area .cp-name").first.click()
    reader.page.get_by_role("button", name="English").click()
    seen = reader.page.inner_text("body")
    assert all(text in seen for text in ("The four criteria", "Legend", "Cost together", "Proven"))
    assert not re.search("[\u4e00-\u9fff]", reader.page.locator(".cp-legend").inner_text().replace("文", ""))
    assert reader.page.locator(".cp-page").get_attribute("lang") == "en"
    reader.page.get_by_role("button", name="中文").click()
    assert "四项标准" in reader.card()


def test_every_word_is_there_in_both_languages(reader):
    reported = reader.page.evaluate("document.querySelector('.cp-page').innerText")
    assert not re.search(r"\b(undefined|null|NaN)\b", reported)
    reader.page.get_by_role("button", name="English").click()
    reader.page.locator(".cp-about summary").click()
    reader.page.locator(".cp-settings").wait_for()
    assert "Settings used" in reader.page.inner_text(".cp-foot")
    assert "areas.max_span_m" in reader.page.inner_text(".cp-foot")


def test_settings_have_amounts_in_the_language_of_the_switch_with_their_unit(reader):
    reader.page.locator(".cp-about summary").click()
    rows = reader.page.locator(".cp-settings tbody tr")
    budget, rate = (rows.filter(has_text=name) for name in ("budget.yearly_money", "costs.per_m2_money"))
    assert budget.locator("td").nth(1).inner_text() == "17,867万元"
    assert "（元/㎡）" in rate.inner_text()
    reader.page.get_by_role("button", name="English").click()
    reader.page.locator(".cp-about summary").click()
    assert budget.locator("td").nth(1).inner_text() == "CNY 178,670,000"
    assert "(CNY/m²)" in rate.inner_text()
    assert not re.search("[\u4e00-\u9fff]", reader.page.locator(".cp-settings").inner_text())


# --- the table


def test_the_table_sorts_by_every_column(reader, areas):
    for name, truth in (("households", "households"), ("need", "need"), ("saving_money", "saving_money")):
        head = reader.page.locator(f".cp-table thead .cp-col-{name}")
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "descending"
        shown = figures(column(reader, name))
        assert shown == sorted(shown, reverse=True)
        assert len(shown) == areas[truth].notna().sum()
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert figures(column(reader, name)) == sorted(shown)


def test_filters_by_county_year_and_state_narrow_the_table(reader, areas):
    county = areas["county"].iloc[0]
    reader.page.get_by_label("按县区筛选").select_option(county)
    assert len(column(reader, "rank")) == (areas["county"] == county).sum()
    reader.page.get_by_role("button", name="2024 年").click()
    assert len(column(reader, "rank")) == ((areas["county"] == county) & (areas["year"] == 2024)).sum()
    reader.page.get_by_label("按成员入库状态筛选").select_option(label="已入库")
    assert len(column(reader, "rank")) <= ((areas["county"] == county) & (areas["year"] == 2024)).sum()
    reader.page.get_by_role("button", name="全部年度").click()
    reader.page.get_by_label("按县区筛选").select_option("")
    assert len(column(reader, "rank")) > 10


def test_arrows_walk_the_table_and_enter_opens_what_escape_closes(reader):
    page = reader.page
    page.locator(".cp-area .cp-name").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End", "Home", "ArrowDown"):
        page.keyboard.press(key)
    name = page.evaluate("document.activeElement.textContent")
    assert name == page.locator(".cp-area .cp-name").nth(1).inner_text()
    page.keyboard.press("Enter")
    assert name in reader.card()
    assert page.locator(".cp-area[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert not page.locator(".cp-card").is_visible()


def test_what_the_mouse_is_on_is_marked_on_the_other_side(reader, areas):
    page = reader.page
    reader.go(f"#area={areas.index[-1]}")
    page.keyboard.press("Escape")
    name = short_name(areas["area_name"].iloc[-1])
    before = reader.drawn()
    page.locator(".cp-area", has_text=name).locator(".cp-name").hover()
    reader.settle()
    assert reader.drawn() != before
    reader.hover(*reader.spot(name))
    assert name in page.locator(".cp-area.cp-hovered").inner_text()


def test_a_click_on_the_map_scrolls_to_the_row(reader, areas):
    page = reader.page
    reader.go(f"#area={areas.index[-1]}")
    name = short_name(areas["area_name"].iloc[-1])
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('.cp-browse').scrollTop = 0")
    page.mouse.click(*reader.spot(name))
    reader.settle()
    current = page.locator(".cp-area[aria-current]")
    assert name in current.inner_text()
    browse, row = page.locator(".cp-browse").bounding_box(), current.bounding_box()
    assert browse["y"] <= row["y"] <= browse["y"] + browse["height"]


# --- search


def test_an_area_is_found_by_name_part_and_pinyin(reader, areas):
    name = areas["area_name"].iloc[7]
    readings = pack_pinyin([name])
    letters = [readings[letter].split()[0] for letter in name if letter in readings][:5]
    page = reader.page
    for typed in (name, name[2:6], "".join(read[0] for read in letters), "".join(letters)):
        page.locator(".cp-search").blur()
        page.keyboard.press("/")
        page.locator(".cp-search").fill(typed)
        assert any(name in text for text in page.locator(".cp-found [role=option]").all_inner_texts()), typed
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "四项标准" in reader.card()


def test_what_is_found_is_grouped_and_a_community_opens_its_card(reader):
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("家属院")
    assert {"片区", "小区"} <= set(
        page.locator(".cp-found-head").evaluate_all("nodes => nodes.map(n => n.firstChild.textContent)")
    )
    page.locator("[role=group][aria-label=小区] [role=option]").first.click()
    assert re.search("为什么(在这里|不参与)", reader.card())
    page.locator(".cp-search").fill("没有这样的名字")
    assert "没有找到" in page.inner_text(".cp-found")


# --- cards


def test_an_area_card_reports_why_how_firm_and_what_is_saved(reader, areas):
    area = areas[areas["firmness"].notna() & areas["next_best"].notna()].iloc[0]
    reader.go(f"#area={area.name}")
    seen = reader.card()
    for text in (
        area["area_name"],
        area["reason"],
        area["next_best"],
        "共沟敷设节省",
        "节省进场费",
        "已证明没有更好的方案",
    ):
        assert text in seen


def test_why_not_with_a_neighbour_is_answered(reader, sample_out):
    links = gpd.read_file(sample_out / "areas.gpkg", layer="links")
    communities = gpd.read_file(sample_out / "areas.gpkg", layer="communities").set_index("community_id")
    area, outcome = communities["area_id"], communities["outcome"]
    ends = links["focal"].map(outcome).ne("not_eligible") & links["neighbor"].map(outcome).ne("not_eligible")
    apart = ends & (links["focal"].map(area) != links["neighbor"].map(area)) & links["focal"].map(area).notna()
    blocked = links[apart & links["barrier_kind"].notna()].iloc[0]
    reader.go(f"#community={blocked['focal']}")
    question = reader.page.get_by_label("为什么不与某小区一起")
    question.select_option(communities["name"][blocked["neighbor"]])
    answer = reader.page.locator(".cp-answer").inner_text()
    assert "阻隔" in answer
    assert "方案评分" in answer
    openly = links[apart & links["barrier_kind"].isna()].iloc[0]
    reader.go(f"#community={openly['focal']}")
    question.select_option(communities["name"][openly["neighbor"]])
    answer = reader.page.locator(".cp-answer").inner_text()
    assert "门槛" in answer
    assert {"它加入我们", "我们加入它", "是否可行"} <= set(re.split(r"[\n\t]", answer))


def test_why_not_can_be_asked_by_a_click_on_the_map(reader):
    reader.go("#area=A001")
    reader.page.locator(".cp-card .cp-list .cp-row").first.click()
    reader.settle()
    title = reader.page.locator(".cp-card h2").inner_text()
    reader.page.get_by_role("button", name="在地图上选").click()
    names = reader.page.locator(".cp-label-community").all_inner_texts()
    other = next(name for name in names if name != title)
    reader.page.mouse.click(*reader.spot(other))
    assert other in reader.page.locator(".cp-answer").inner_text()
    assert reader.page.locator(".cp-card h2").inner_text() == title


# --- indicators

# The counts between the title of the classes and the communities that are in no area.
CLASS_COUNTS = """
[...document.querySelectorAll(".cp-legend-title ~ .cp-legend-row")]
    .filter((row) => !/单独改造|不参与划片|在建片区|虚线/.test(row.textContent)).map((row) => row.lastChild.textContent)
"""


def test_every_indicator_colours_the_map_and_counts_every_area(reader, areas):
    choice = reader.page.get_by_label("着色方式")
    reader.go(f"#area={areas.index[0]}")
    pictures = set()
    values = choice.locator("option").evaluate_all("options => options.map(option => option.value)")
    for value in values:
        choice.select_option(value)
        reader.settle()
        pictures.add(reader.drawn())
        if not value:
            continue
        counts = reader.page.evaluate(CLASS_COUNTS)
        total = sum(int(count.replace(",", "")) for count in counts)
        assert total >= len(areas) if value == "status" else total == len(areas)
    assert len(values) >= 7
    assert len(pictures) == len(values)


@given(st.lists(st.floats(0, 1e4), min_size=8, max_size=60, unique_by=lambda value: round(value, 6)))
def test_breaks_are_those_of_mapclassify(values):
    known = np.array(values)
    theirs = mapclassify.Quantiles(known, k=5).bins[:-1]
    ours = quantile_breaks(known, 9)
    assert np.allclose(ours, np.unique(theirs.round(9))[: len(ours)])


def test_classes_grow_darker(reader):
    reader.page.get_by_label("着色方式").select_option("need")
    colours = reader.page.locator(".cp-legend .cp-sign").evaluate_all(
        "nodes => nodes.map(node => [...node.getContext('2d').getImageData(20, 14, 1, 1).data])"
    )
    colours = [colour[:3] for colour in colours]
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in colours]
    assert light[:5] == sorted(light[:5], reverse=True)
    assert min(-np.diff(light[:5])) > 20
