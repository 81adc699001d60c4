"""A report as a Word document: blocks put onto the paper of a letterhead, which holds styles, margins and headers."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml
from docx.shared import Cm
from markupsafe import Markup

from cluster_planner.books import keyword_of
from cluster_planner.fields import Lang
from cluster_planner.render._text import printable
from cluster_planner.render.report._blocks import Block, Facts, Figure, Sheet, Table, chapters
from cluster_planner.render.report._letterhead import fill_in, name_language, style_ids
from cluster_planner.render.report._templates import template
from cluster_planner.render.report._widths import facts_widths, table_widths

_FIXED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - documents hold local time
_FIXED_ZIP = (2000, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255
_SPACES = [(name, nsmap[name]) for name in ("w", "r", "wp", "a", "pic")]


def write_docx(blocks: Sequence[Block], title: str, lang: Lang, path: Path, plan: str, letterhead: Path) -> None:
    """Write the blocks as a document without any time stamp."""
    document, line = fill_in(letterhead, title)
    body = template("report.xml").render(
        blocks=list(_laid_out(blocks, _Paper(document))),
        chapters=chapters(blocks),
        style=style_ids(document),
        spaces=_SPACES,
    )
    for element in list(parse_xml(body)):
        line.addprevious(element)
    line.getparent().remove(line)
    name_language(document, lang)
    about = document.core_properties
    about.title, about.author, about.comments = printable(title)[:_LONGEST_PROPERTY], "cluster_planner", ""
    about.keywords, about.language = keyword_of(plan), lang
    about.created = about.modified = _FIXED
    about.last_modified_by = "cluster_planner"
    packed = BytesIO()
    document.save(packed)
    path.write_bytes(_without_hours(packed))


@dataclass(frozen=True)
class _Place:
    """The layout of a block: its number, whether a page begins with it, and what is fitted to the width."""

    number: int
    is_new: bool
    widths: Sequence[int]
    picture: Markup
    section: Markup


def _laid_out(blocks: Sequence[Block], paper: _Paper) -> Iterator[tuple[str, Block, _Place]]:
    """Yield each block with the name of its kind and its place."""
    is_new = False
    for number, block in enumerate(blocks, start=1):
        section = paper.turn(block) if isinstance(block, Sheet) else Markup()
        picture = paper.picture(block, number) if isinstance(block, Figure) else Markup()
        yield type(block).__name__, block, _Place(number, is_new, paper.widths(block), picture, section)
        is_new = isinstance(block, Sheet) and not section


class _Paper:
    """The section being written, the last of the document: the report stays in it, or turns the paper."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._section: Any = document.sections[-1]  # every saved document has these lengths
        self._lying = False

    @property
    def _width_cm(self) -> float:
        section = self._section
        return float((section.page_width - section.left_margin - section.right_margin) / Cm(1))

    def widths(self, block: Block) -> Sequence[int]:
        """Return the widths of the columns of a table."""
        if isinstance(block, Table):
            return table_widths(block, self._width_cm)
        return facts_widths(block, self._width_cm) if isinstance(block, Facts) else ()

    def picture(self, figure: Figure, number: int) -> Markup:
        """Add a picture to the document, and return the element that shows it."""
        width = Cm(min(figure.width_cm, self._width_cm))
        inline = self._part.new_pic_inline(BytesIO(figure.png), width=width)
        inline.docPr.set("descr", printable(figure.alt))
        inline.docPr.set("id", str(number))
        return _as_it_is(inline)

    def turn(self, sheet: Sheet) -> Markup:
        """Turn the paper for what follows and return the section that ends here, none if it need not turn."""
        if sheet.lying == self._lying:
            return Markup()
        section = self._section
        ended = _as_it_is(section._sectPr)  # noqa: SLF001 - python-docx adds sections at the end alone
        self._lying = sheet.lying
        section.orientation = WD_ORIENT.LANDSCAPE if sheet.lying else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
        section.different_first_page_header_footer = False
        return ended


def _as_it_is(element: Any) -> Markup:
    return Markup(element.xml)  # noqa: S704 - made by python-docx


def _without_hours(packed: BytesIO) -> bytes:
    """Return the same archive with a fixed date on every part."""
    again = BytesIO()
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in archive.namelist():
            fixed.writestr(zipfile.ZipInfo(name, _FIXED_ZIP), archive.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
