"""Texts that try to run: kinds of page x ways of reading x fields x payloads. All show as they are, nothing runs.

The review mode is tested with the same payloads in ``test_review_page.py``.
"""

import re
from urllib.parse import quote

import jinja2
import pytest
from browser import Reader
from drawn_towns import AREA_OF_BLOCK, HOSTILE, WITHOUT_PLACE, make_plan
from in_both import in_both

from cluster_planner.render import draw_map, save_map

OTHER = {block: area for block, area in AREA_OF_BLOCK.items() if block not in {20, 26}}
FIELDS_OF_COMMUNITY = (
    "name", "alias", "county", "subdistrict", "neighbourhood", "address", "former_unit", "historic_quarter",
)  # fmt: skip
# Move the mouse over the whole map and gather every tooltip.
SWEEP = """
() => {
    const reported = new Set();
    const box = document.querySelector(".cp-stage").getBoundingClientRect();
    for (let y = box.top + 2; y < box.bottom; y += 7) {
        for (let x = box.left + 2; x < box.right; x += 7) {
            const under = document.elementFromPoint(x, y);
            under?.dispatchEvent(new MouseEvent("mousemove", { clientX: x, clientY: y, bubbles: true, view: window }));
            const tooltip = document.querySelector(".cp-tooltip");
            if (tooltip) reported.add(tooltip.textContent);
        }
    }
    return [...reported].join("\\n");
}
"""
# Follow an address; one that is there already changes nothing.
FOLLOW = """
(address) => new Promise((done) => {
    addEventListener("hashchange", () => setTimeout(done), { once: true });
    setTimeout(done, 300);
    location.hash = address;
})
"""
# Whatever would run or fetch, had a text become markup. Charts are drawn as bars and texts only.
ALIVE = """
() => [...document.querySelectorAll(".cp-page *, .cp-tooltip *")].filter((node) =>
    node.matches("img, svg, script, iframe, object, a") && !node.closest(".leaflet-control")
        && !node.matches(".cp-chart > svg")
    || node.matches(".cp-chart svg :not(rect):not(text):not(title)")
    || node.getAttributeNames().some((name) => name.startsWith("on"))).map((node) => node.outerHTML)
"""


@pytest.fixture(scope="module")
def called():
    """Lend the templates of folium a function that remembers its calls: hostile texts call it where they are read."""
    calls = []
    jinja2.Template("").environment.globals["probe"] = lambda: calls.append("called") or "called"
    jinja2.Template("{{ probe() }}{% set x = probe() %}").render()
    assert len(calls) == 2, "the probe itself does not work"
    calls.clear()
    yield calls
    del jinja2.Template("").environment.globals["probe"]


@pytest.fixture(scope="module")
def plan():
    return make_plan(hostile=True)


def write_without_policy(plan, path):
    """Write the page without the policy that would stop scripts: nothing may depend on it."""
    html = save_map(plan, path).read_text(encoding="utf-8")
    bare, count = re.subn(r"<meta http-equiv[^>]*>", "", html)
    assert count == 1
    path.write_text(bare, encoding="utf-8")


KINDS = {
    "page": write_without_policy,
    "folium": lambda plan, path: draw_map(plan).save(path),
    "comparison": lambda plan, path: save_map(
        [plan, make_plan(OTHER, hostile=True)], path, names=[" ".join(HOSTILE), HOSTILE[0]]
    ),
}


@pytest.fixture(scope="module", params=KINDS)
def reader(request, browser, plan, called, tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / f"{request.param}.html"
    KINDS[request.param](plan, path)
    source = path.read_text(encoding="utf-8")
    # What readers without scripts see holds texts too, as text: no markup of theirs.
    still = re.compile("<noscript>.*?</noscript>", re.DOTALL)
    assert [text for text in HOSTILE if text in still.sub("", source)] == []
    assert [text for text in HOSTILE if "<" in text and text in source] == []
    assert called == []
    with Reader(browser, path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _nothing_ran(reader):
    yield
    assert reader.complaints == []
    assert reader.asked_for() == []
    assert reader.page.evaluate(ALIVE) == []


def text_of(reader, selector):
    """Return the text as the page holds it, before it is laid out."""
    return "\n".join(reader.page.locator(selector).all_text_contents())


def follow(reader, address):
    reader.page.evaluate(FOLLOW, address)


def missing(texts, seen):
    return [text for text in texts if text not in seen]


def test_the_frame(reader, plan):
    about = plan.about
    assert reader.page.evaluate("document.title").split() == about["title"].split()
    assert about["title"] in text_of(reader, "h1")
    reader.page.locator(".cp-about > summary").click()
    reader.settle()
    assert missing([*about["inputs"], about["title"]], text_of(reader, ".cp-foot")) == []
    reader.page.locator(".cp-about > summary").click()


def test_the_table(reader, plan):
    areas = in_both(plan.evaluation.areas)
    texts = [*areas["area_name_zh"], *areas["county"], *areas["subdistrict"]]
    assert missing(texts, text_of(reader, ".cp-browse")) == []
    for summary in reader.page.locator(".cp-others summary").all():
        summary.click()
    reader.settle()
    outside = plan.communities.frame[plan.evaluation.communities["outcome"] != "area"]
    assert missing(outside["name"], text_of(reader, ".cp-others")) == []


def test_cards_of_communities(reader, plan):
    judged = in_both(plan.evaluation.communities)
    for community, row in plan.communities.frame.iterrows():
        follow(reader, f"#community={community}")
        expected = [*row[list(FIELDS_OF_COMMUNITY)], judged.at[community, "reason_zh"]]
        assert missing(expected, text_of(reader, ".cp-card")) == []


def test_cards_of_areas(reader, plan):
    names = plan.communities.frame["name"]
    modes = in_both(plan.services.modes)
    for area, row in in_both(plan.evaluation.areas).iterrows():
        follow(reader, f"#area={quote(area, safe='')}")
        members = names[plan.areas.labels == area]
        mode = modes.at[area, "mode_reason_zh"]
        expected = [area, *row[["area_name_zh", "county", "subdistrict", "reason_zh"]], *members, mode]
        assert missing(expected, text_of(reader, ".cp-card")) == []


def test_tooltips(reader, plan):
    follow(reader, "#")
    reader.settle()
    reader.page.locator(".cp-button", has_text="全图").first.click()
    reader.settle()
    reported = reader.page.evaluate(SWEEP)
    placed = plan.communities.frame.drop(index=f"c{WITHOUT_PLACE}")
    crossed = plan.links.frame["barrier"].dropna()
    facilities = plan.facilities[["name", "kind"]].to_numpy().ravel()
    expected = [*placed["name"], *in_both(plan.evaluation.areas)["area_name_zh"], *crossed, *facilities]
    assert missing(expected, reported) == []


def test_labels(reader, plan):
    frames = [plan.communities.frame["name"], in_both(plan.evaluation.areas)["area_name_zh"], plan.facilities["name"]]
    frames += [plan.barriers.frame["name"], plan.boundaries["county"]]
    known = {text[:24] for frame in frames for text in frame.dropna()}
    named = reader.page.locator(".cp-label:not(.cp-label-number):not(.cp-label-badge)")
    shown = named.all_text_contents()
    assert len(shown) > 3
    assert {text.removesuffix("…") for text in shown} <= known


def test_the_search(reader, plan):
    names = plan.communities.frame["name"]
    for name in names[: len(HOSTILE)]:
        reader.page.locator(".cp-search").first.fill(name)
        assert name in text_of(reader, ".cp-found")
    reader.page.locator(".cp-search").first.fill("")


def test_addresses(reader):
    for text in HOSTILE:
        reported = quote(text, safe="")
        follow(
            reader,
            f"#area={reported}&community={reported}&indicator={reported}&lang={reported}&at={reported}&plan={reported}&with={reported}",
        )
        follow(reader, f"#{text}")
    follow(reader, "#")


def test_the_other_language_and_every_indicator(reader, plan):
    reader.page.get_by_role("button", name="English").click()
    for value in reader.page.get_by_label("Colour by").locator("option").all():
        reader.page.get_by_label("Colour by").select_option(value.get_attribute("value"))
        assert missing(in_both(plan.evaluation.areas)["area_name_zh"], text_of(reader, ".cp-browse")) == []
    reader.page.get_by_label("Colour by").select_option("")
    reader.page.get_by_role("button", name="中文").click()


def test_printing(reader, plan):
    assert reader.page.pdf()
    assert missing(in_both(plan.evaluation.areas)["area_name_zh"], text_of(reader, ".cp-page")) == []


def test_the_comparison(reader, plan):
    if "comparison" not in reader.address:
        pytest.skip("one plan alone")
    names = [" ".join(HOSTILE), HOSTILE[0]]
    areas = in_both(plan.evaluation.areas)["area_name_zh"].iloc[[2, 4]]
    moved = plan.communities.frame.loc[["c20", "c26"], "name"]
    assert missing([*names, *moved, *areas], text_of(reader, ".cp-compare")) == []
    assert missing(names, text_of(reader, ".cp-tools select")) == []
    reader.page.get_by_role("button", name="并排显示").click()
    reader.settle()
    assert missing(names, text_of(reader, ".cp-plate")) == []
    follow(reader, "#community=c26")
    assert HOSTILE[0] in text_of(reader, ".cp-card .cp-moved")
