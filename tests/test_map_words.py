"""Whatever the page says is set as its language is: full-width punctuation in Chinese, none of it in English."""

import re

import pytest
from browser import Reader
from drawn_towns import make_plan
from test_map_compare import OTHER
from test_punctuation import HALF

from cluster_planner.render import save_map

FULL = re.compile("[，。；：（）？！、]")
CITED = re.compile(r"^条件：|not known\(|BSD-3-Clause")  # formulas, and licences by the names that they have
HAN = re.compile("[\u4e00-\u9fff]")
# Every text and every attribute that is read out; what was read from the data is not ours to set.
TEXTS = """
() => {
    const found = [], walk = document.createTreeWalker(document.querySelector(".cp-page"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) found.push(walk.currentNode.data);
    for (const name of ["title", "aria-label", "placeholder"]) {
        for (const node of document.querySelectorAll(`.cp-page [${name}]`)) found.push(node.getAttribute(name));
    }
    return [...new Set(found.map((text) => text.trim()))];
}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    one = save_map(make_plan(), folder / "one.html")
    return one, save_map([make_plan(), make_plan(OTHER)], folder / "two.html", names=["现状", "方案二"])


def texts_of(browser, path, lang):
    """Return all that a page says in the course of what a reader may do."""
    with Reader(browser, path) as reader:
        said = set()
        for address in ("", "&area=A1", "&area=A3", "&community=c2", "&community=c5", "&year=2024"):
            reader.go(f"#lang={lang}{address}")
            said |= set(reader.page.evaluate(TEXTS))
        reader.page.locator(".cp-about > summary").click()
        for details in reader.page.locator(".cp-about details > summary").all():
            details.click()
        said |= set(reader.page.evaluate(TEXTS))
        reader.page.locator(".cp-about > summary").click()
        reader.page.locator(".cp-review-toggle").click()
        said |= set(reader.page.evaluate(TEXTS))
        assert reader.complaints == []
    return said


@pytest.mark.parametrize("which", [0, 1])
def test_no_text_of_the_page_mixes_the_punctuation_of_two_languages(browser, pages, which):
    chinese, english = (texts_of(browser, pages[which], lang) for lang in ("zh", "en"))
    assert len(chinese) > 100
    assert sorted(text for text in chinese if HALF.search(text) and not CITED.search(text)) == []
    assert sorted(text for text in english if FULL.search(text) and not HAN.search(text)) == []
    assert sorted(text for text in chinese | english if re.search(r"\S  +\S", text)) == []


def test_the_name_of_a_setting_stands_before_its_key(browser, pages):
    with Reader(browser, pages[0]) as reader:
        reader.page.locator(".cp-about > summary").click()
        rows = reader.page.locator(".cp-settings").first.locator("tbody tr")
        names, keys = (rows.locator(f"td:{place}-child").all_inner_texts() for place in ("first", "last"))
        assert all(HAN.search(name) for name in names)
        assert all(re.fullmatch(r"[a-z_0-9.]+", key) for key in keys)
