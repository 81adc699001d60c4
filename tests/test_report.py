"""The report as a Word document and as a page: everything is in it, as in the plan, the same each time."""

import html
import re
import zipfile
from io import BytesIO

import docx
import pytest
from command_line import names_in, run_apart
from docx.oxml.ns import qn
from in_both import in_both
from PIL import Image
from real_input import DAY, SAMPLE, SAMPLE_KNOBS
from report_reading import rows_under, texts_of_document, texts_of_page

from cluster_planner._money import WAN
from cluster_planner.errors import SettingsError
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.render import write_report
from cluster_planner.words.tables import plan_tables, project_table, year_plan_table

LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def plan():
    """Plan one county of the sample."""
    return plan_file(Inputs(table=SAMPLE, date=DAY, where="county = '南县'"), SAMPLE_KNOBS)


@pytest.fixture(scope="module")
def reports(plan, tmp_path_factory):
    """Return the files of the plan by language and format."""
    return {lang: write_report(plan, tmp_path_factory.mktemp(lang), lang) for lang in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(params=("docx", "html"))
def reported(request, reports, lang):
    """Return all texts of one file, in order."""
    read = {"docx": texts_of_document, "html": texts_of_page}[request.param]
    return read(reports[lang][request.param])


def shown(amount, lang, decimals=0):
    """Return an amount as figures of a table: in 万元, or in CNY."""
    return f"{amount / WAN:,.{decimals}f}" if lang == "zh" else f"{amount:,.0f}"


def test_every_area_is_reported_with_its_name_and_reason(plan, reported, lang):
    areas = in_both(plan.evaluation.areas)
    assert len(areas) > 3
    for area, row in areas.iterrows():
        assert f"{area} {row[f'area_name_{lang}']}" in reported
        assert row[f"reason_{lang}"] in reported
        assert any(text.endswith(row[f"bounds_{lang}"]) for text in reported)


def test_every_member_and_every_community_alone_is_reported(plan, reported, lang):
    communities = in_both(plan.evaluation.communities).join(plan.communities.frame["name"])
    for name in communities.loc[communities["outcome"] == "area", "name"]:
        assert name in reported
    alone = communities[communities["outcome"] == "alone"]
    assert len(alone)
    for community, row in alone.iterrows():
        place = reported.index(community)
        assert reported[place + 1] == row["name"]
        assert row[f"reason_{lang}"] in reported[place:]


def test_figures_of_areas_are_those_of_the_plan(plan, reports, lang):
    areas = plan.evaluation.areas
    rows = rows_under(reports[lang]["docx"], "A001", len(areas) + 1)
    for row, (area, figures) in zip(rows, areas.iterrows(), strict=False):
        money = [shown(figures[name], lang) for name in ("cost_alone_money", "cost_together_money", "saving_money")]
        reported = [f"{figures['households']:,.0f}", *money]
        assert row[0] == area
        assert [cell for cell in row if cell in reported] == reported
        assert f"{figures['saving_share']:.1%}" in row
    totals = rows[-1]
    for name in ("communities", "households"):
        assert f"{areas[name].sum():,.0f}" in totals
    for name in ("cost_alone_money", "saving_money"):
        assert shown(areas[name].sum(), lang) in totals
    assert not any("0." in cell for cell in totals), "scores and shares make no sum"


def test_items_add_up_to_what_an_area_saves(plan, reports, lang):
    items = plan.savings.items["saving_money"].groupby(level="area_id")
    text = "\n".join(texts_of_page(reports[lang]["html"]))
    for area, saved in items:
        line = [shown(value, lang, 1) for value in [*saved, plan.evaluation.areas.loc[area, "saving_money"]]]
        assert "\n".join(line) in text


def test_money_of_the_programme_is_reported(plan, reported, lang):
    for _, year in plan.programme.years.iterrows():
        assert shown(year["budget_money"], lang) in reported
        assert shown(year["spent_money"], lang) in reported


def test_every_setting_is_reported(reported):
    assert reported.count("areas.max_communities") == 1
    assert reported.count("costs.price_year") == 1


def test_the_document_is_headed_numbered_and_opens_again(plan, reports, lang):
    document = docx.Document(reports[lang]["docx"])
    chapters = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert len(chapters) > 7
    assert all(re.match("[一二三四五六七八九十]+、" if lang == "zh" else r"\d+ ", chapter) for chapter in chapters)
    fields = "".join(document.sections[0].footer._element.itertext())
    assert "PAGE" in fields
    heads = document.element.body.iter(qn("w:tblHeader"))
    facts = 4 + 2 * len(plan.areas)  # the cover, three chapters with lines to be filled in, two of each area
    assert sum(1 for _ in heads) == len(document.tables) - facts
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "宋体"
    turned = {section.page_width > section.page_height for section in document.sections}
    assert turned == {True, False}


def test_links_lead_to_what_is_there(reports, lang):
    document = docx.Document(reports[lang]["docx"]).element.body
    there = {mark.get(qn("w:name")) for mark in document.iter(qn("w:bookmarkStart"))}
    asked = {link.get(qn("w:anchor")) for link in document.iter(qn("w:hyperlink"))}
    assert asked
    assert asked <= there
    page = reports[lang]["html"].read_text(encoding="utf-8")
    assert set(re.findall('href="#([^"]+)"', page)) <= set(re.findall('id="([^"]+)"', page))


def test_pictures_are_there_with_words_for_those_who_cannot_see_them(plan, reports, lang):
    page = reports[lang]["html"].read_text(encoding="utf-8")
    alternatives = re.findall('<img [^>]*alt="([^"]*)"', page)
    towns = 1
    assert len(alternatives) == len(plan.areas) + towns + 1
    assert all(alternatives)
    document = docx.Document(reports[lang]["docx"])
    assert [html.unescape(text) for text in alternatives] == [
        shape._inline.docPr.get("descr") for shape in document.inline_shapes
    ]
    with zipfile.ZipFile(reports[lang]["docx"]) as archive:
        picture = Image.open(BytesIO(archive.read("word/media/image1.png")))
    assert picture.format == "PNG"
    assert not {"Creation Time", "Software", "date:create"} & set(picture.info)


def test_the_same_plan_gives_the_same_bytes(plan, reports, tmp_path):
    again = write_report(plan, tmp_path, "zh")
    for name, file in again.items():
        assert file.read_bytes() == reports["zh"][name].read_bytes()


def test_with_many_areas_none_has_a_page_and_the_report_says_so(plan, tmp_path):
    files = write_report(plan, tmp_path, "en", most_pages=2)
    for texts in (texts_of_document(files["docx"]), texts_of_page(files["html"])):
        assert any("too many to describe each here" in text for text in texts)
        for area, row in in_both(plan.evaluation.areas).iterrows():
            assert f"{area} {row['area_name_en']}" not in texts
            assert row["reason_en"] in texts


def test_the_command_writes_both_files(tmp_path):
    options = ["--where", "county = '南县'", "--out", tmp_path, "--report", "--lang", "en"]
    said, _ = run_apart("plan", SAMPLE, *options)
    assert {"report.docx", "report.html"} <= names_in(tmp_path)
    assert "report.docx" in said


def test_formats_are_chosen_and_unknown_ones_refused(plan, tmp_path):
    assert list(write_report(plan, tmp_path, formats=["html"], most_pages=0)) == ["html"]
    assert names_in(tmp_path) == {"report.html"}
    with pytest.raises(SettingsError, match="pdf"):
        write_report(plan, tmp_path, formats=["pdf"])


CHAPTERS = {
    "zh": [
        "方案摘要", "编制依据", "现状", "编制方法", "片区分布图", "片区一览表", "各片区说明", "单独改造的小区",
        "年度计划与资金", "进度与统计", "保障措施", "数据核查", "价格依据与声明", "附表：改造项目表",
        "附表：年度计划表", "附表：算法", "附表：全部设置",
    ],
    "en": ["Summary", "Basis", "Present state"],
}  # fmt: skip


def test_chapters_come_in_the_order_of_a_filed_plan(reports, lang):
    document = docx.Document(reports[lang]["docx"])
    heads = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    names = [re.sub(r"^(?:[一二三四五六七八九十]+、|\d+\.?\s*)", "", head) for head in heads]
    assert names[: len(CHAPTERS[lang])] == CHAPTERS[lang]


def test_what_the_tool_cannot_know_is_a_line_to_be_filled_in(reported, lang):
    mark = {"zh": "待填：", "en": "To be filled in: "}[lang]
    assert sum(text.startswith(mark) for text in reported) == 11
    cited = {"zh": "国办发〔2020〕23 号", "en": "Guobanfa [2020] No. 23"}[lang]
    assert sum(cited in text for text in reported) == 1


def test_the_present_state_counts_every_community_once(plan, reports, lang):
    total = {"zh": "合计", "en": "Total"}[lang]
    document = docx.Document(reports[lang]["docx"])
    communities = f"{len(plan.communities.frame):,}"
    households = f"{plan.communities.frame['households'].sum():,.0f}"
    sums = [[cell.text for cell in table.rows[-1].cells] for table in document.tables if len(table.rows[-1].cells) == 5]
    totals = [row for row in sums if row[0] == total and row[1] == communities]
    assert len(totals) == 2
    assert all(row[3] == households for row in totals)


def test_the_annex_lists_each_project_once_and_adds_up_by_year_and_county(plan):
    projects, years = project_table(plan_tables(plan, "zh")["schedule"]), year_plan_table(plan)
    listed, alone = (table[table["year"].notna()] for table in (plan.programme.frame, plan.programme.alone))
    assert sorted(projects["project_id"]) == sorted([*listed.index, *alone.index])
    assert projects["order"].is_monotonic_increasing
    cost = listed["cost_together_money"].sum() + alone["cost_alone_money"].sum()
    assert projects["cost_money"].sum() == pytest.approx(cost)
    assert years["cost_money"].sum() == pytest.approx(cost)
    assert (years["areas"].sum(), years["alone"].sum()) == (len(listed), len(alone))
    members = plan.areas.labels.isin(listed.index).sum() + len(alone)
    assert projects["communities"].sum() == years["communities"].sum() == members


def test_descriptions_of_areas_follow_each_other_and_a_map_stays_with_its_title(reports):
    document = docx.Document(reports["zh"]["docx"])
    titles = [line for line in document.paragraphs if re.match(r"A\d+ ", line.text) and line.style.name == "Heading 2"]
    assert len(titles) > 3
    for title in titles:
        assert title._p.find(qn("w:pPr")).find(qn("w:pageBreakBefore")) is None
        picture = title._p.getnext()
        assert picture.find(qn("w:pPr")).find(qn("w:keepNext")) is not None
        assert picture.findall(f".//{qn('w:drawing')}")


def test_settings_are_named_in_words(reports):
    heads = [[cell.text for cell in table.rows[0].cells] for table in docx.Document(reports["zh"]["docx"]).tables]
    assert ["设置项", "取值", "设置文件中的名称"] in heads
