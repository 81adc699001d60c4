"""Reports of odd plans: hostile texts, no area at all, no Chinese font; and the page in a browser without a network."""

import dataclasses
import re

import pandas as pd
import pytest
from drawn_towns import HOSTILE, make_communities
from in_both import in_both
from report_reading import texts_of_document, texts_of_page

import cluster_planner
from cluster_planner.render import write_report
from cluster_planner.render._text import printable
from cluster_planner.render.report import _fonts
from cluster_planner.said import Name
from cluster_planner.settings import AreaSettings, Settings

UNPRINTABLE = "tab\tnull\x00bell\x07\ud800surrogate\ufffe\x0c page\u2028line"
TEXTS = (*HOSTILE, UNPRINTABLE.replace("\ud800", ""), "$\\frac{1}{2}$ $x", "]]>", "\u202eltr")


def plan_town(settings=None):
    frame = make_communities(hostile=False).frame
    table = frame.assign(community_id=frame.index).reset_index(drop=True)
    return cluster_planner.plan(table, settings or Settings())


def hostile(texts):
    """Return a column of the same length with texts that try to run, to break the file, or to be read as a formula."""
    return pd.Series([f"{TEXTS[place % len(TEXTS)]}{place}" for place in range(len(texts))], texts.index, dtype=object)


@pytest.fixture(scope="module")
def plan():
    made = plan_town()
    communities, evaluation = made.communities, made.evaluation
    named = communities.frame.assign(**{name: hostile(communities.frame[name]) for name in ("name", "subdistrict")})
    texts = {name: hostile(evaluation.areas[name]) for name in ("county", "subdistrict")}
    said = {name: hostile(evaluation.areas[name]).map(Name) for name in ("area_name_said", "reason_said")}
    areas = evaluation.areas.assign(**texts, **said)
    judged = evaluation.communities.assign(reason_said=hostile(evaluation.communities["reason_said"]).map(Name))
    return dataclasses.replace(
        made,
        communities=dataclasses.replace(communities, frame=named),
        evaluation=dataclasses.replace(evaluation, areas=areas, communities=judged),
        about={**made.about, "title": " ".join(TEXTS), "inputs": {"<b>$x$\x01.gpkg": ""}},
    )


@pytest.fixture(scope="module")
def files(plan, tmp_path_factory):
    return write_report(plan, tmp_path_factory.mktemp("hostile"))


def test_hostile_texts_are_shown_as_they_are(plan, files):
    for texts in (texts_of_document(files["docx"]), texts_of_page(files["html"])):
        everything = "\n".join(texts)
        reasons = in_both(plan.evaluation.areas)["reason_zh"]
        shown = [*plan.communities.frame["name"][plan.areas.labels.notna()], *reasons]
        shown += [plan.about["title"], *plan.about["inputs"]]
        for text in shown:
            assert printable(text) in everything


def test_nothing_in_the_page_became_markup(files):
    page = files["html"].read_text(encoding="utf-8")
    assert not re.search("<(script|svg|iframe|b)[ >]", page)
    assert all(tag.startswith('<img src="data:image/png;base64,') for tag in re.findall("<img[^>]*>", page))


def test_what_no_document_may_hold_is_replaced_by_a_sign():
    assert printable(UNPRINTABLE) == "tab null\ufffdbell\ufffd\ufffdsurrogate\ufffd\ufffd page line".replace(
        "\ufffd\ufffd page", "\ufffd  page"
    )


def test_the_page_opens_offline_without_a_request_or_a_message(browser, files):
    context = browser.new_context()
    context.set_offline(True)
    page, requests, complaints = context.new_page(), [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message) or dialog.dismiss())
    page.goto(files["html"].as_uri())
    drawn = page.evaluate("[...document.images].map((image) => image.complete && image.naturalWidth)")
    styled = page.evaluate("getComputedStyle(document.querySelector('th')).backgroundColor")
    context.close()
    assert all(width > 800 for width in drawn)
    assert styled == "rgb(232, 238, 244)"
    assert [url for url in requests if not url.startswith("data:")] == [files["html"].as_uri()]
    assert not complaints


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_without_areas_has_a_report(tmp_path, lang):
    empty = plan_town(Settings(areas=AreaSettings(min_likeness=1.0, saving_weight=0.0)))
    assert not len(empty.areas)
    files = write_report(empty, tmp_path, lang)
    for texts in (texts_of_document(files["docx"]), texts_of_page(files["html"])):
        for community in empty.evaluation.communities.index:
            assert community in texts


def test_without_a_chinese_font_pictures_speak_english_and_the_report_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(_fonts, "CHINESE", ())
    files = write_report(plan_town(), tmp_path)
    for texts in (texts_of_document(files["docx"]), texts_of_page(files["html"])):
        assert any("没有可用的中文字体" in text for text in texts)
