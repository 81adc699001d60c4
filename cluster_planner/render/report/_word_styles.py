"""Paper, fonts and styles of the Word document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor

from cluster_planner.fields import Lang
from cluster_planner.render.report._word_xml import field, node, text_run

SHORT_CM, LONG_CM, MARGIN_CM = 21.0, 29.7, 2.2
INK, QUIET = RGBColor(0x22, 0x31, 0x3F), RGBColor(0x59, 0x62, 0x6B)
_SONG, _HEI = "宋体", "黑体"
_LATIN, _LATIN_HEAD = "Times New Roman", "Arial"


@dataclass(frozen=True)
class _Look:
    """Size in points, space before and after, and how a style differs from plain text."""

    size: float
    before: float = 0
    after: float = 0
    is_head: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    colour: RGBColor = INK
    spacing: float = 1.2


_STYLES = {
    "Normal": _Look(10.5, after=5),
    "Title": _Look(24, before=110, after=14, is_head=True, align=WD_ALIGN_PARAGRAPH.CENTER),
    "Subtitle": _Look(15, after=18, align=WD_ALIGN_PARAGRAPH.CENTER),
    "Heading 1": _Look(16, before=14, after=6, is_head=True),
    "Heading 2": _Look(12.5, before=9, after=3, is_head=True),
    "Caption": _Look(9, before=4, after=2, is_head=True),
    "Report Lead": _Look(11.5, after=6),
    "Report Close": _Look(8.5, after=2, spacing=1.05),
    "Report Gap": _Look(3, spacing=1.0),
    "Report Note": _Look(9, before=3, after=5, colour=QUIET),
    "Report Warning": _Look(10.5, before=6, after=6, is_head=True),
    "Report Picture": _Look(10.5, before=4, after=4),
    "Table Text": _Look(8, spacing=1.0),
    "Table Label": _Look(8, colour=QUIET, spacing=1.0),
    "Table Number": _Look(8, align=WD_ALIGN_PARAGRAPH.RIGHT, spacing=1.0),
    "Contents Line": _Look(11, after=4),
}
_KEPT_WITH_NEXT = ("Heading 1", "Heading 2", "Caption")


def set_styles(document: Document, lang: Lang) -> None:
    """Give every style its fonts, sizes and spaces; Chinese letters have theirs beside the Latin ones."""
    styles = document.styles
    for name, look in _STYLES.items():
        style: Any = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_fonts(style, look)
        style.font.size, style.font.color.rgb = Pt(look.size), look.colour
        style.font.bold, style.font.italic = look.is_head, False
        form = style.paragraph_format
        form.space_before, form.space_after, form.alignment = Pt(look.before), Pt(look.after), look.align
        form.line_spacing = look.spacing
        form.keep_with_next = name in _KEPT_WITH_NEXT
    _drop_borders(styles["Title"])
    _mark(styles["Report Warning"])
    language = node("w:lang", val="en-US", eastAsia="zh-CN" if lang == "zh" else "en-US")
    styles["Normal"].element.get_or_add_rPr().append(language)
    strong = styles["Strong"] if "Strong" in styles else styles.add_style("Strong", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True


def set_paper(section: Section, *, lying: bool) -> float:
    """Make a section A4, upright or lying, and return the width of its text in centimetres."""
    width, height = (LONG_CM, SHORT_CM) if lying else (SHORT_CM, LONG_CM)
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(1.7)
    section.header_distance = section.footer_distance = Cm(0.8)
    return width - 2 * MARGIN_CM


def set_margins(section: Section, title: str) -> None:
    """Write the title above every page and its number below."""
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = "Report Note"
    head.add_run(title)
    foot = section.footer.paragraphs[0]
    foot.style, foot.alignment = "Report Note", WD_ALIGN_PARAGRAPH.CENTER
    for item in (*field("PAGE"), text_run(" / "), *field("NUMPAGES")):
        foot._p.append(item)  # noqa: SLF001 - python-docx has no call for fields


def _set_fonts(style: Any, look: _Look) -> None:
    chinese, latin = (_HEI, _LATIN_HEAD) if look.is_head else (_SONG, _LATIN)
    style.font.name = latin
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{script}"), font)


def _mark(style: Any) -> None:
    """Draw a line to the left of a warning."""
    line = node("w:left", val="single", sz=24, space=6, color="B3382C")
    style.element.get_or_add_pPr().insert_element_before(node("w:pBdr", line), "w:shd", "w:spacing", "w:jc")


def _drop_borders(style: Any) -> None:
    """Take away the line that the template draws below titles."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
