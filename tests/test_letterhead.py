"""The report on a bureau's own letterhead: its text around the report, its styles, and what is refused."""

import dataclasses

import docx
import pytest
from docx.shared import Cm, Pt
from real_input import DAY, SAMPLE, SAMPLE_KNOBS
from report_reading import texts_of_document, texts_of_page
from typer.testing import CliRunner

from cluster_planner.cli import app
from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.render import write_letterhead, write_report

BUREAU = "某市住房和城乡建设局"


@pytest.fixture(scope="module")
def plan():
    return plan_file(Inputs(table=SAMPLE, date=DAY, where="county = '南县'"), SAMPLE_KNOBS)


@pytest.fixture
def letterhead(tmp_path):
    """Return the letterhead of the package and where it lies, to be changed."""
    path = write_letterhead(tmp_path / "letterhead.docx")
    return docx.Document(path), path


def write_document(plan, letterhead, folder, lang="zh"):
    document, path = letterhead
    document.save(path)
    written = write_report(plan, folder, lang, formats=["docx"], most_pages=0, letterhead=path)
    return written["docx"]


def test_a_bureau_writes_around_the_report_and_sets_it_in_its_own_fonts_and_margins(plan, letterhead, tmp_path):
    document = letterhead[0]
    line = next(paragraph for paragraph in document.paragraphs if "report" in paragraph.text)
    line.insert_paragraph_before(BUREAU + "文件: {{ title }}")
    document.add_paragraph("(盖章)")
    document.sections[0].header.paragraphs[0].insert_paragraph_before(BUREAU)
    document.sections[0].left_margin = Cm(5)
    document.styles["Heading 1"].font.size = Pt(30)
    written = docx.Document(write_document(plan, letterhead, tmp_path))
    texts = [paragraph.text for paragraph in written.paragraphs]
    title = written.core_properties.title
    assert (texts[0], texts[-1]) == (f"{BUREAU}文件: {title}", "(盖章)")
    assert written.styles["Heading 1"].font.size == Pt(30)
    for section in written.sections:
        assert [paragraph.text for paragraph in section.header.paragraphs] == [BUREAU, title]
        assert section.left_margin.cm == pytest.approx(5, abs=0.01)
    assert max(shape.width.cm for shape in written.inline_shapes) == pytest.approx(21 - 5 - 2.2, abs=0.01)


def test_a_style_is_found_by_its_name_whatever_word_makes_of_its_id(plan, letterhead, tmp_path):
    letterhead[0].styles["Heading 1"].element.set(docx.oxml.ns.qn("w:styleId"), "1")
    written = docx.Document(write_document(plan, letterhead, tmp_path))
    assert any(paragraph.style.name == "Heading 1" for paragraph in written.paragraphs)


def test_texts_of_the_plan_are_no_templates(plan, tmp_path):
    title = "{{ 7 * 7 }} {% x %} <b>&amp;</b> \u0007"
    named = dataclasses.replace(plan, about=plan.about | {"title": title})
    files = write_report(named, tmp_path, most_pages=0)
    shown = title.replace("\u0007", "\ufffd")
    assert shown in texts_of_document(files["docx"])
    assert shown in texts_of_page(files["html"])
    document = docx.Document(files["docx"])
    assert shown in document.sections[0].header.paragraphs[0].text
    assert shown in document.core_properties.title


def test_a_letterhead_that_cannot_be_used_is_refused_with_the_reason(plan, letterhead, tmp_path):
    document, path = letterhead
    document.add_paragraph("{{ title.__class__.__mro__ }}")
    with pytest.raises(SourceError, match="unsafe"):
        write_document(plan, letterhead, tmp_path)
    document.paragraphs[-1].text = "{{ budget }}"
    with pytest.raises(SourceError, match="budget"):
        write_document(plan, letterhead, tmp_path)
    document.paragraphs[-1].text = "{{ report }}"
    with pytest.raises(SourceError, match="only one"):
        write_document(plan, letterhead, tmp_path)
    document.paragraphs[-1].text = ""
    document.styles["Report Lead"].delete()
    with pytest.raises(SourceError, match="Report Lead"):
        write_document(plan, letterhead, tmp_path)
    path.write_bytes(b"no document")
    with pytest.raises(SourceError, match="cannot be used"):
        write_report(plan, tmp_path, formats=["docx"], letterhead=path)
    with pytest.raises(SourceError, match="cannot be used"):
        write_report(plan, tmp_path, formats=["docx"], letterhead=tmp_path / "none.docx")
    assert not (tmp_path / "report.docx").exists()


def test_the_command_writes_the_letterhead_and_says_where_it_cannot(tmp_path):
    run = CliRunner().invoke(app, ["letterhead", str(tmp_path / "mine.docx")])
    assert run.exit_code == 0
    assert "mine.docx" in run.stdout
    assert [paragraph.text for paragraph in docx.Document(tmp_path / "mine.docx").paragraphs] == ["{{ report }}"]
    with pytest.raises(SourceError, match="cannot be written"):
        write_letterhead(tmp_path / "nowhere" / "mine.docx")
    with pytest.raises(SourceError, match="already exists"):
        write_letterhead(tmp_path / "mine.docx")
