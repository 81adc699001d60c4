"""An empty table to fill in: headers, what is mandatory, notes, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_range_abs

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import new_file
from cluster_planner._typed_marks import NOTES_MARK
from cluster_planner.books._workbook import HEADER, Book, new_book, set_width
from cluster_planner.fields import Field, Lang
from cluster_planner.profile import CHINA
from cluster_planner.words import speaker

_ASKED = tuple(field for field in CHINA.catalogue.bank if not field.personal and field.kind != "geometry")
_FIRST_ROW, _LAST_ROW = 2, 4999  # from 0
_ALWAYS_IN_SIGHT = 2  # columns
_WIDTH = 18
_MANDATORY = {**HEADER, "bg_color": "#FFE699"}
_NOTE = {"italic": True, "font_color": "#666666", "text_wrap": True, "valign": "top"}


@held_to_annotations
def write_template(
    path: str | Path,
    lang: Lang = "zh",
    *,
    fields: Sequence[Field] = _ASKED,
    sheet: str = "ledger",
) -> Path:
    """Write an empty Excel table with the headers of the catalogue.

    Parameters
    ----------
    path : path
        The ``.xlsx`` file.
    lang : {"zh", "en"}
        Language of headers, notes and lists.
    fields : sequence of Field
        What is asked for; by default the ledger of communities, without personal data.
    sheet : {"ledger", "flats"}
        What the sheet is; its title is in the catalogue.

    Returns
    -------
    Path
        The file. Mandatory headers are yellow; the second row holds notes and is skipped when the table is read;
        choices have drop-down lists.

    Raises
    ------
    SourceError
        If there is a file of that name, or it cannot be written.
    """
    path = Path(path)
    with new_file(path) as unfinished, new_book(unfinished) as book:
        asked, lists = (book.add_sheet(speaker(lang).label("sheet.template", name)) for name in (sheet, "choices"))
        lists.hide()
        asked.freeze_panes(_FIRST_ROW, _ALWAYS_IN_SIGHT)
        _write_headers(book, asked, fields, lang)
        _offer_choices(asked, lists, fields, lang)
    return path


def _write_headers(book: Book, sheet: Any, fields: Sequence[Field], lang: Lang) -> None:
    for place, field in enumerate(fields):
        set_width(sheet, place, _WIDTH)
        look = book.look(**_MANDATORY if field.mandatory else HEADER)
        sheet.write_string(0, place, speaker(lang).header(field.name), look)
    for place, field in enumerate(fields):
        note = (NOTES_MARK if place == 0 else "") + _note(field, lang)
        sheet.write_string(1, place, note, book.look(**_NOTE))


def _note(field: Field, lang: Lang) -> str:
    words = speaker(lang)
    hint = words.catalogue.entries.get(f"hint.{field.name}", "")
    parts = [words.say("template.mandatory" if field.mandatory else "template.optional"), hint]
    if field.choices:
        choices = " / ".join(words.choices(field.name).values())
        parts.append(words.fill(f"template.{'any' if field.kind == 'choices' else 'one'}_of", choices=choices))
    return words.join((part for part in parts if part), "semicolons")


def _offer_choices(sheet: Any, lists: Any, fields: Sequence[Field], lang: Lang) -> None:
    """Put the labels on the hidden sheet and let each column choose from them; several may be typed by hand."""
    labels = {
        place: list(speaker(lang).choices(field.name).values()) for place, field in enumerate(fields) if field.choices
    }
    for row, offered in enumerate(zip_longest(*labels.values())):
        for place, words in zip(labels, offered, strict=True):
            lists.write(row, place, words)
    for place, words in labels.items():
        rule = {
            "validate": "list",
            "source": f"='{lists.get_name()}'!{xl_range_abs(0, place, len(words) - 1, place)}",
            "show_error": fields[place].kind == "choice",
            "show_input": False,
        }
        sheet.data_validation(_FIRST_ROW, place, _LAST_ROW, place, rule)
