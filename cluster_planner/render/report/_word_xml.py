"""Nodes of a Word document that python-docx has no call for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cluster_planner.render.report._text import printable


def node(tag: str, *inside: Any, **attributes: object) -> Any:
    """Return an element such as ``w:p`` with attributes of the same namespace and what is inside."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for item in inside:
        element.append(item)
    return element


def text_run(text: str, *, style: str = "") -> Any:
    """Return a run with a text as it is, whatever it holds."""
    content = OxmlElement("w:t")
    content.text = printable(text)
    content.set(qn("xml:space"), "preserve")
    looks = [node("w:rPr", node("w:rStyle", val=style))] if style else []
    return node("w:r", *looks, content)


def field(instruction: str, *shown: Any) -> list[Any]:
    """Return the runs of a field, and what it shows until Word works it out."""
    code = OxmlElement("w:instrText")
    code.text = instruction
    code.set(qn("xml:space"), "preserve")
    marks = {kind: node("w:r", node("w:fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")}
    return [marks["begin"], node("w:r", code), marks["separate"], *(shown or [text_run("1")]), marks["end"]]


def link(anchor: str, *runs: Any) -> Any:
    """Return a link to a bookmark of the document."""
    return node("w:hyperlink", *runs, anchor=anchor, history=1)


def bookmark(paragraph: Any, anchor: str, number: int) -> None:
    """Let links refer to a paragraph."""
    paragraph.insert(1 if paragraph.pPr is not None else 0, node("w:bookmarkStart", id=number, name=anchor))
    paragraph.append(node("w:bookmarkEnd", id=number))
