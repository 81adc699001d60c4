"""A report as a Word document."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Cm

from cluster_planner.fields import Lang
from cluster_planner.render.report._blocks import Block, Contents, Facts, Figure, Heading, Paragraph, Sheet, Table
from cluster_planner.render.report._text import printable
from cluster_planner.render.report._word_styles import set_margins, set_paper, set_styles
from cluster_planner.render.report._word_table import facts_table, word_table
from cluster_planner.render.report._word_xml import bookmark, field, link, text_run

_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - documents hold local time
_FIXED_ZIP = (2000, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_PARAGRAPHS = {
    "body": "Normal",
    "subtitle": "Subtitle",
    "lead": "Report Lead",
    "close": "Report Close",
    "note": "Report Note",
    "warning": "Report Warning",
}
_HEADINGS = ("Title", "Heading 1", "Heading 2")


def write_docx(blocks: Sequence[Block], title: str, lang: Lang, path: Path) -> None:
    """Write the blocks as a document without a trace of the hour."""
    document = docx.Document()
    set_styles(document, lang)
    writer = _Writer(document, [block for block in blocks if isinstance(block, Heading) and block.level == 1])
    set_margins(document.sections[0], printable(title))
    for block in blocks:
        writer.add(block)
    about = document.core_properties
    about.title, about.author, about.comments = printable(title)[:_LONGEST_PROPERTY], "cluster_planner", ""
    about.language = lang
    about.created = about.modified = _FIXED
    about.last_modified_by = "cluster_planner"
    packed = BytesIO()
    document.save(packed)
    path.write_bytes(_without_hours(packed))


class _Writer:
    """Adds block after block, and knows how wide the page is."""

    def __init__(self, document: Document, chapters: Sequence[Heading]) -> None:
        self._document, self._chapters = document, chapters
        self._width_cm = set_paper(document.sections[0], lying=False)
        self._lying, self._on_new_page, self._bookmarks = False, False, 0

    def add(self, block: Block) -> None:
        """Add one block at the end."""
        if isinstance(block, Heading):
            self._add_heading(block)
        elif isinstance(block, Paragraph):
            self._add_text(block.text, _PARAGRAPHS[block.kind], block.label)
        elif isinstance(block, Facts):
            self._add_table(facts_table(block, self._width_cm))
        elif isinstance(block, Table):
            if block.caption:
                self._add_text(block.caption, "Caption")
            self._add_table(word_table(block, self._width_cm))
        elif isinstance(block, Figure):
            self._add_figure(block)
        elif isinstance(block, Contents):
            self._add_contents(block)
        else:
            self._turn(block)

    def _add_text(self, text: str, style: str, label: str = "") -> Any:
        paragraph = self._document.add_paragraph(style=style)
        if label:
            paragraph._p.append(text_run(label, style="Strong"))  # noqa: SLF001 - as below
        paragraph._p.append(text_run(text))  # noqa: SLF001 - add_run would read tabs and line ends
        if self._on_new_page:
            paragraph.paragraph_format.page_break_before, self._on_new_page = True, False
        return paragraph

    def _add_heading(self, block: Heading) -> None:
        paragraph = self._add_text(block.text, _HEADINGS[block.level])
        if block.anchor:
            self._bookmarks += 1
            bookmark(paragraph._p, block.anchor, self._bookmarks)  # noqa: SLF001 - python-docx has no bookmarks

    def _add_table(self, table: Any) -> None:
        body = self._document.element.body
        body.insert(len(body) - 1, table)  # before the properties of the last section
        self._document.add_paragraph(style="Report Gap")  # without it, two tables would be one

    def _add_figure(self, block: Figure) -> None:
        if block.caption:
            self._add_text(block.caption, "Caption")
        paragraph = self._document.add_paragraph(style="Report Picture")
        picture = paragraph.add_run().add_picture(BytesIO(block.png), width=Cm(min(block.width_cm, self._width_cm)))
        picture._inline.docPr.set("descr", printable(block.alt))  # noqa: SLF001 - python-docx has no alternative texts

    def _add_contents(self, block: Contents) -> None:
        """Add links to the chapters, as a field that Word can renew with page numbers."""
        self._add_text(block.title, "Caption")
        lines = [link(head.anchor, text_run(head.text)) for head in self._chapters]
        runs = field(r'TOC \o "1-1" \h \z \u')
        before, after = runs[:3], runs[4:]
        for place, line in enumerate(lines):
            paragraph = self._document.add_paragraph(style="Contents Line")._p  # noqa: SLF001 - as above
            inside = [*(before if place == 0 else []), line, *(after if place == len(lines) - 1 else [])]
            for item in inside:
                paragraph.append(item)

    def _turn(self, sheet: Sheet) -> None:
        """Begin a new page, or a section where the paper is turned."""
        if sheet.lying == self._lying:
            self._on_new_page = True
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        self._lying, self._width_cm = sheet.lying, set_paper(section, lying=sheet.lying)


def _without_hours(packed: BytesIO) -> bytes:
    """Return the same archive with a fixed date on every part."""
    again = BytesIO()
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in archive.namelist():
            fixed.writestr(zipfile.ZipInfo(name, _FIXED_ZIP), archive.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
