"""The letterhead of a report: a Word document that a bureau makes its own, filled in.

It holds ``{{ report }}`` on a line of its own, where the report goes, ``{{ title }}`` wherever the title belongs, and
the styles that the report is written in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.render.report._templates import guarded
from cluster_planner.said import Code, Said, say, several
from cluster_planner.words import read_catalogue

STYLES = (
    "Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Strong", "Report Lead", "Report Close",
    "Report Gap", "Report Note", "Report Warning", "Report Picture", "Table Text", "Table Label", "Table Number",
    "Contents Line",
)  # fmt: skip
_HERE = "<report>"


def fill_in(letterhead: Path, title: str) -> tuple[Document, Any]:
    """Return a letterhead with the title filled in, and the line where the report goes.

    Raises
    ------
    SourceError
        The file is not a Word document, uses an unknown field, or lacks the line or a style.
    """
    try:
        template = DocxTemplate(letterhead)
        template.render({"title": title, "report": _HERE}, guarded())
    except (OSError, KeyError, ValueError, BadZipFile, PackageNotFoundError, TemplateError) as error:
        raise _refused(letterhead, say("error.render.letterhead_unusable", reason=Code(str(error)))) from error
    document = template.docx
    lines = [paragraph for paragraph in document.paragraphs if paragraph.text.strip() == _HERE]
    if len(lines) != 1:
        raise _refused(letterhead, say("error.render.letterhead_lines"))
    missing = [name for name in STYLES if name not in document.styles]
    if missing:
        styles = several((Code(name) for name in missing), "codes")
        raise _refused(letterhead, say("error.render.letterhead_styles", styles=styles))
    return document, lines[0]._p  # noqa: SLF001 - python-docx takes no elements


def style_ids(document: Document) -> dict[str, str]:
    """Return the ids of the styles by name: Word keeps the names, and may change the ids."""
    return {name: document.styles[name].style_id for name in STYLES}


def name_language(document: Document, lang: Lang) -> None:
    """Name the language of words in Chinese fonts, which Word would otherwise underline as wrong."""
    looks = document.styles["Normal"].element.get_or_add_rPr()
    for language in looks.findall(qn("w:lang")):
        language.set(qn("w:eastAsia"), read_catalogue(lang).style["word"])


def _refused(letterhead: Path, fault: Said) -> SourceError:
    problem = say("error.render.letterhead", letterhead=Code(str(letterhead)), fault=fault)
    return SourceError(problem, say("error.render.start_from_letterhead"))
