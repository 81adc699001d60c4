"""An empty table to fill in: headers, what is mandatory, notes, and lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cluster_planner._cells import NOTES_MARK
from cluster_planner._staging import staged
from cluster_planner.books._workbook import HEADER_FILL, HEADER_FONT, save
from cluster_planner.fields import BANK, Field, Lang

_ASKED = tuple(field for field in BANK if not field.personal and field.kind != "geometry")
_LISTS = {"zh": "选项", "en": "Choices"}
_WORDS = {
    "zh": ("必填", "选填", "可选: ", "可多选, 以分号分隔: "),
    "en": ("mandatory", "optional", "one of: ", "any of: "),
}
_FIRST_ROW, _LAST_ROW = 3, 5000
_MANDATORY = PatternFill("solid", fgColor="FFE699")
_NOTE = Font(italic=True, color="666666")


def write_template(
    path: str | Path,
    lang: Lang = "zh",
    *,
    fields: Sequence[Field] = _ASKED,
    title: tuple[str, str] = ("台账", "Ledger"),
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
    title : tuple of str
        Title of the sheet, Chinese and English.

    Returns
    -------
    Path
        The file. Mandatory headers are yellow; the second row holds notes and is skipped when the table is read;
        choices have drop-down lists.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    path = Path(path)
    book = Workbook()
    sheet, lists = book.active, book.create_sheet(_LISTS[lang])
    sheet.title = title[0 if lang == "zh" else 1]
    lists.sheet_state = "hidden"
    for place, field in enumerate(fields, start=1):
        _write_column(sheet, place, field, lang)
        if field.choices:
            _offer_choices(sheet, lists, place, field, lang)
    sheet["A2"] = NOTES_MARK + str(sheet["A2"].value)
    sheet.freeze_panes = f"C{_FIRST_ROW}"
    with staged(path.parent) as staging:
        save(book, staging / path.name)
    return path


def _write_column(sheet: Any, place: int, field: Field, lang: Lang) -> None:
    header, note = sheet.cell(1, place, field.label(lang)), sheet.cell(2, place, _note(field, lang))
    header.font, header.fill = HEADER_FONT, _MANDATORY if field.mandatory else HEADER_FILL
    header.alignment = note.alignment = Alignment(wrap_text=True, vertical="top")
    note.font = _NOTE
    sheet.column_dimensions[get_column_letter(place)].width = 18


def _note(field: Field, lang: Lang) -> str:
    mandatory, optional, one, several = _WORDS[lang]
    parts = [mandatory if field.mandatory else optional, field.note[0 if lang == "zh" else 1]]
    if field.choices:
        labels = " / ".join(choice.label(lang) for choice in field.choices)
        parts.append((several if field.kind == "choices" else one) + labels)
    return "; ".join(part for part in parts if part)


def _offer_choices(sheet: Any, lists: Any, place: int, field: Field, lang: Lang) -> None:
    """Put the labels on the hidden sheet and let the column choose from them; several may be typed by hand."""
    letter = get_column_letter(place)
    for row, choice in enumerate(field.choices, start=1):
        lists.cell(row, place, choice.label(lang))
    source = f"'{lists.title}'!${letter}$1:${letter}${len(field.choices)}"
    rule = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=field.kind == "choice")
    rule.add(f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)
