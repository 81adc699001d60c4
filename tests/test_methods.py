"""How each figure comes about: every figure of every sheet has a formula, with settings that exist, as in the code."""

import re
from dataclasses import replace

import pytest
from report_reading import texts_of_page
from two_plans import PLANS

from cluster_planner.checkup import _indicators as indicators
from cluster_planner.columns import TABLES, find_column
from cluster_planner.evaluation._next_best_words import CLOSE, FIRM
from cluster_planner.profile import CHINA
from cluster_planner.render import write_report
from cluster_planner.render._columns import AREA_COLUMNS, COMMUNITY_COLUMNS, LINK_COLUMNS
from cluster_planner.render._payload import describe_plan
from cluster_planner.settings import Settings, list_knobs
from cluster_planner.words import languages, read_catalogue, speaker
from cluster_planner.words.tables import plan_tables
from cluster_planner.words.tables._methods import formula_key, method_table
from cluster_planner.works import _measures as measures

FIGURES = {"count", "number", "share", "score", "figure", "flag", "code", "codes", "year"}
APART = ("comparison.", "lifts.", "sweep")  # made apart from a plan, in workbooks of their own
FROM_FILES = {
    "communities.frame", "communities.quarantine", "findings.frame", "barriers.frame", "boundaries", "facilities",
    "works.catalogue",
}  # fmt: skip
INNER = {
    "areas.frame",
    "areas.advice",
    "areas.alone",
    "areas.obstacles",
    "areas.proof",
    "next_best.frame",
    "stability.pairs",
    "checkup.rules",
}
SHEET_OF = {
    "evaluation.checks": "checks", "evaluation.criteria": "criteria", "savings.items": "savings",
    "programme.shortfalls": "shortfalls", "statistics": "statistics", "likeness.evidence": "evidence",
}  # fmt: skip
RENAMED = {
    ("savings.items", "item"): "saving_item",
    ("programme.years", "areas"): "areas_begun",
    ("programme.years", "alone"): "alone_begun",
    ("programme.funds", "source"): "fund",
    ("programme.payments", "source"): "fund",
    ("services.frame", "sites"): "site_names",
    ("services.sites", "households"): "served_households",
}
# Names, sentences and what they are made of: nothing in them is reckoned.
NAMES = {
    "area_id", "project_id", "focal", "neighbor", "focal_name", "neighbor_name", "focal_area", "neighbor_area",
    "was_area_id", "reason", "advice", "bounds", "dividers",
    "next_best", "mode_reason", "rule", "unit", "work", "strongest_pair", "weakest_pair",
    "formula",
}  # fmt: skip
ENTRIES = read_catalogue("zh").entries


@pytest.fixture(scope="module", params=PLANS)
def plan(request):
    return PLANS[request.param]()


@pytest.fixture(scope="module")
def sheets(plan):
    return {name: sheet for name, sheet in plan_tables(plan, "zh").items() if name != "methods"}


def reported(plan, sheets, lang="zh"):
    return method_table(plan, sheets, lang)


def test_every_column_of_every_sheet_is_reported(plan, sheets):
    table = reported(plan, sheets)
    title = speaker("zh").catalogue.section("sheet.plan")
    works = table[table["stands"] == title["quantities"]]["figure_name"].tolist()
    for sheet, frame in sheets.items():
        assert table["stands"].str.contains(title[sheet], regex=False).any(), sheet
        if f"formula.sheet.{sheet}" in ENTRIES:
            continue
        for column in map(str, [*filter(None, frame.index.names), *frame]):
            is_work = any(column.startswith(work) for work in works)
            is_reported = formula_key(sheet, column, ENTRIES) or column in CHINA.catalogue or column in NAMES or is_work
            assert is_reported, (sheet, column)


def test_every_figure_of_every_table_of_a_plan_is_reported():
    for name, table in TABLES.items():
        if name in FROM_FILES | INNER or name.startswith(APART):
            continue
        for column in (*table.keys, *table.columns):
            known = "silent" if column.name.endswith("_known") else RENAMED.get((name, column.name), column.name)
            is_reported = formula_key(SHEET_OF.get(name, ""), known, ENTRIES) or known in CHINA.catalogue
            assert column.kind not in FIGURES or is_reported or known in NAMES, (name, column.name)


def test_formulas_name_settings_that_there_are():
    knobs = {f"{section}.{name}" for section, name, *_ in list_knobs(Settings())}
    for lang in languages():
        catalogue = read_catalogue(lang)
        for key in catalogue.section("formula"):
            if key.startswith(("rule.", "any.", "sheet.", "savings.", "checks.", "criteria.", "proof.", "statistics.")):
                assert catalogue.facts(f"formula.{key}") <= knobs, key


def test_settings_stand_in_formulas_with_their_values(plan, sheets):
    settings = replace(plan.settings, links=replace(plan.settings.links, max_gap_m=37.0))
    before, after = (reported(each, sheets) for each in (plan, replace(plan, settings=settings)))
    with_gap = before["entering"].str.contains("links.max_gap_m = 50 m")
    assert with_gap.any()
    assert ((after != before).any(axis=1) == with_gap).all()
    assert after["entering"][with_gap].str.contains("links.max_gap_m = 37 m").all()
    assert after["formula"][with_gap].str.contains("37 m").all()


def test_all_languages_report_the_same(plan, sheets):
    tables = [reported(plan, sheets, lang) for lang in languages()]
    assert len({len(table) for table in tables}) == 1
    assert all((table[["figure_name", "stands", "formula"]] != "").all(axis=None) for table in tables)


def test_scores_and_sizes_are_those_of_the_code():
    for lang in languages():
        entries = read_catalogue(lang).entries
        sizes = entries["formula.rule.sizes"]
        for size in (
            measures.FLOOR_AREA_OF_HOUSEHOLD_M2, measures.FLOOR_AREA_RATIO, measures.STOREYS,
            measures.HOUSEHOLDS_OF_STAIRWELL, measures.STAIRWELLS_OF_BUILDING,
        ):  # fmt: skip
            assert re.search(rf"[ ：]{size:g}(?![0-9])", sizes)
        assert all(f"{share:.0%}".rstrip("%") in entries["formula.any.firmness"] for share in (CLOSE, FIRM))
        assert f"{indicators.FIRE_LANE_M:g} m" in entries["formula.any.need_fire_lane"]
    chinese = speaker("zh")
    for name, vocabulary, scores in (
        ("need_structure", "structure", indicators.STRUCTURE),
        ("need_utilities", "condition", indicators.CONDITION),
        ("need_fire_lane", "fire_lane", indicators.FIRE_LANE),
        ("need_sewer", "sewer_separation", indicators.SEWER),
        ("need_management", "management", indicators.MANAGEMENT),
    ):
        text = ENTRIES[f"formula.any.{name}"].partition("得分：")[2]
        for code, score in scores.items():
            label = chinese.label(f"choice.{vocabulary}", code).replace("不足4m", "不足 4 m")
            figure = re.search(r"[0-9.]+[0-9]|[0-9]", text[text.index(label) + len(label) :])
            assert float(figure.group()) == score, (name, code)


def test_the_page_reports_its_figures_in_every_language(plan):
    rows = describe_plan(plan, "zh")["about"]["methods"]
    for place, lang in enumerate(languages()):
        own = {name: (stands, formula) for name, stands, formula, _ in ([cell[place] for cell in row] for row in rows)}
        words = speaker(lang)
        for column in (*AREA_COLUMNS, *COMMUNITY_COLUMNS, *LINK_COLUMNS):
            is_text = find_column(column) is None or find_column(column).kind in ("text", "said")
            is_reported = words.header(column, "page") in own or column in CHINA.catalogue
            assert is_text or is_reported, column
        assert f"{plan.settings.areas.min_likeness:g}" in own[words.header("value", "page")][1]


def test_the_report_has_the_chapter(plan, tmp_path):
    texts = texts_of_page(write_report(plan, tmp_path, "en", formats=["html"])["html"])
    for formula in plan_tables(plan, "en")["methods"]["formula"]:
        assert formula in texts
