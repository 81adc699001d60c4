"""The slide and the printed sheets say what is filtered, and are marked where the plan has been edited."""

import re
import subprocess

import pytest
from browser import Reader
from drawn_towns import make_plan

from cluster_planner.render import save_map


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return save_map(make_plan(), tmp_path_factory.mktemp("map") / "map.html")


@pytest.fixture
def reader(browser, page):
    with Reader(browser, page) as opened:
        opened.page.set_default_timeout(5000)
        yield opened
        assert opened.complaints == []


def slide(reader, tmp_path, kind="svg"):
    """Return the name and the text of the picture."""
    reader.page.get_by_label("图片格式").select_option(kind)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="导出图片").click()
    path = tmp_path / "slide"
    download.value.save_as(path)
    return download.value.suggested_filename, path


def texts(path):
    return re.findall(r">([^<>]+)</text>", path.read_text(encoding="utf-8"))


def printed(reader, tmp_path):
    reader.page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", tmp_path / "plan.pdf", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def split_off(reader):
    """Take a community out of its area, under review."""
    reader.page.get_by_role("button", name="评审", exact=True).click()
    reader.go("#community=c0")
    reader.page.get_by_role("button", name="拆出单独改造").first.click()
    reader.settle()


def test_the_slide_is_named_and_titled_by_what_is_filtered(reader, tmp_path):
    years = reader.page.locator(".cp-segment").all_inner_texts()
    year = next(word for word in years if word.endswith(" 年"))
    reader.page.get_by_role("button", name=year).click()
    reader.settle()
    count = reader.page.locator(".cp-area").count()
    name, path = slide(reader, tmp_path)
    assert f"-{year.replace(' ', '')}-" in name
    written = texts(path)
    assert year in written
    assert any(text.startswith(f"集中连片改造 {count} 片，") for text in written)
    others = [word for word in years if word.endswith(" 年") and word != year]
    assert not set(others) & set(written)  # the legend is of what is there
    assert "评审草稿" not in written


def test_the_slide_writes_names_as_texts_and_nothing_as_markup(browser, tmp_path):
    page = save_map(make_plan(hostile=True), tmp_path / "map.html")
    with Reader(browser, page) as reader:
        _, path = slide(reader, tmp_path)
        kinds = reader.page.evaluate(
            """text => [...new Set([...new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("*")]
                .map(node => node.tagName))].sort()""",
            path.read_text(encoding="utf-8"),
        )
        known = {"clipPath", "defs", "g", "path", "pattern", "svg", "text"}
        assert set(kinds) <= known


def test_bubbles_are_on_the_picture_as_on_the_screen(reader):
    reader.page.evaluate("location.hash = '#at=8/28.55/112.35'")
    reader.settle()
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator(".cp-bubble").count() >= 1
    has_bubble = """node => {
        const { width, height } = node, pixels = node.getContext("2d").getImageData(0, 0, width, height).data;
        let found = 0;
        for (let at = 0; at < pixels.length; at += 4)
            found += pixels[at] === 19 && pixels[at + 1] === 75 && pixels[at + 2] === 90;
        return found;
    }"""
    assert reader.page.locator(".cp-sheet canvas").evaluate(has_bubble) > 1000


def test_an_edited_plan_is_a_draft_in_picture_print_and_file_name(reader, tmp_path):
    split_off(reader)
    name, path = slide(reader, tmp_path)
    assert "评审草稿" in name
    assert "评审草稿" in texts(path)
    assert "评审草稿" in printed(reader, tmp_path)


def test_a_community_split_off_says_where_it_was_before(reader):
    split_off(reader)
    card = reader.card()
    assert "评审改动前：" in card
    assert "单独改造" in card


def test_paper_has_the_filtered_rows_their_total_and_the_open_card(reader, tmp_path):
    year = next(word for word in reader.page.locator(".cp-segment").all_inner_texts() if word.endswith(" 年"))
    reader.page.get_by_role("button", name=year).click()
    reader.page.locator(".cp-area .cp-name").first.click()
    reader.settle()
    count = reader.page.locator(".cp-area").count()
    name = reader.page.locator(".cp-card h2").inner_text().split("\n")[-1]
    total = reader.page.locator(".cp-total .cp-col-cost_together_money").inner_text()
    written = printed(reader, tmp_path)
    assert len(re.findall(rf"^\s*\d+ .*{year[:4]}", written, re.MULTILINE)) == count
    assert re.search(rf"合计.*{total}", written)
    assert written.count(name) >= 2  # on the card and in the table
    assert reader.page.title() == "样例镇改造片区方案"
