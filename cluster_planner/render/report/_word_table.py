"""Tables of a Word document, built as a whole: cell by cell python-docx takes minutes for hundreds of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width

from cluster_planner.render.report._blocks import Facts, Table
from cluster_planner.render.report._word_xml import link, node, text_run

TWIPS_PER_CM = 567
_LETTER_CM, _PADDING = 0.15, 1.6  # width of a Latin letter in a table, and letters that its margins take
_HEAD_FILL = "E8EEF4"
_LINE = "C4CBD1"
_MARGINS = {"left": 70, "right": 70, "top": 25, "bottom": 25}


def word_table(table: Table, width_cm: float) -> Any:
    """Return a table as wide as the page, its head repeated on every page, numbers to the right."""
    widths = _shares(table, width_cm)
    looks = [("TableNumber" if is_number else "TableText") for is_number in table.numeric]
    head = [
        _cell(text, width, look, _HEAD_FILL, "Strong")
        for text, width, look in zip(table.heads, widths, looks, strict=True)
    ]
    rows = [node("w:tr", node("w:trPr", node("w:cantSplit"), node("w:tblHeader")), *head)]
    for place, row in enumerate(table.rows):
        strong = "Strong" if table.has_total and place == len(table.rows) - 1 else ""
        anchor = table.anchors[place] if place < len(table.anchors) else ""
        cells = [
            _cell(text, width, look, "", strong)
            for text, width, look in zip(row[1:], widths[1:], looks[1:], strict=True)
        ]
        first = _cell(row[0], widths[0], looks[0], "", strong, anchor)
        rows.append(node("w:tr", node("w:trPr", node("w:cantSplit")), first, *cells))
    return _table(rows, widths)


def facts_table(facts: Facts, width_cm: float) -> Any:
    """Return labels and values, so many pairs side by side; an empty value leaves room to write."""
    share = width_cm * TWIPS_PER_CM / facts.abreast
    label = 0.28 if facts.abreast == 1 else 0.5
    widths = [round(share * part) for _ in range(facts.abreast) for part in (label, 1 - label)]
    lines = [facts.pairs[start : start + facts.abreast] for start in range(0, len(facts.pairs), facts.abreast)]
    rows = []
    for line in lines:
        filled = [*line, *[("", "")] * (facts.abreast - len(line))]
        cells = [
            cell
            for place, (label, value) in enumerate(filled)
            for cell in (
                _cell(label, widths[2 * place], "TableLabel"),
                _cell(value, widths[2 * place + 1], "TableText", "", "Strong"),
            )
        ]
        rows.append(node("w:tr", node("w:trPr", node("w:cantSplit")), *cells))
    return _table(rows, widths)


def _table(rows: Sequence[Any], widths: Sequence[int]) -> Any:
    sides = [node(f"w:{side}", val="single", sz=4, space=0, color=_LINE) for side in ("top", "bottom", "insideH")]
    margins = [node(f"w:{side}", w=size, type="dxa") for side, size in _MARGINS.items()]
    looks = node(
        "w:tblPr",
        node("w:tblW", w=sum(widths), type="dxa"),
        node("w:tblBorders", *sides),
        node("w:tblLayout", type="fixed"),
        node("w:tblCellMar", *sorted(margins, key=_cell_margin_order)),
    )
    return node("w:tbl", looks, node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths)), *rows)


def _cell_margin_order(margin: Any) -> int:
    """Put the margins in the order that the standard asks for."""
    return ("top", "left", "bottom", "right").index(margin.tag.rpartition("}")[2])


def _cell(text: str, width: int, look: str, fill: str = "", emphasis: str = "", anchor: str = "") -> Any:
    shade = [node("w:shd", val="clear", color="auto", fill=fill)] if fill else []
    run = text_run(text, style=emphasis)
    content = link(anchor, run) if anchor else run
    paragraph = node("w:p", node("w:pPr", node("w:pStyle", val=look)), content)
    return node("w:tc", node("w:tcPr", node("w:tcW", w=width, type="dxa"), *shade), paragraph)


def _shares(table: Table, width_cm: float) -> list[int]:
    """Return widths in twips: narrow columns have what they need, wide ones share what is left."""
    needed = [
        _PADDING + max(_letters_of_head(head), *(_letters(row[place]) for row in table.rows), 2)
        for place, head in enumerate(table.heads)
    ]
    left, granted = width_cm / _LETTER_CM, dict[int, float]()
    for waiting, place in enumerate(sorted(range(len(needed)), key=lambda place: needed[place])):
        granted[place] = min(needed[place], left / (len(needed) - waiting))
        left -= granted[place]
    scale = width_cm * TWIPS_PER_CM / sum(granted.values())
    return [round(scale * granted[place]) for place in range(len(needed))]


def _letters_of_head(head: str) -> float:
    """Return the room for a bold head on two lines, in Latin letters on three with no word of it broken."""
    if not head.isascii():
        return _letters(head) / 2 + 1
    return max(_letters(head) / 3, *map(_letters, head.split()), 0) * 1.1


def _letters(text: str) -> float:
    """Return how wide a text is, in letters; Chinese ones count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
