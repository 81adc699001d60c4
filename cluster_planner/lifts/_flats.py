"""From a sheet of flats as it was typed to a table to calculate with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pandas as pd

from cluster_planner.errors import DataError
from cluster_planner.fields import Catalogue, Field, arabic, blot_secrets, choice_codes, plain
from cluster_planner.lifts import _faults as faults
from cluster_planner.lifts._flat_marks import AREA, FLOOR, TOTAL
from cluster_planner.model import Findings, Rule
from cluster_planner.profile import CHINA
from cluster_planner.said import Label, say, several

ONLY_STAIRWELL = "1"


def type_flats(table: pd.DataFrame, catalogue: Catalogue = CHINA.catalogue) -> pd.DataFrame:
    """Return the flats of a sheet, or refuse it with everything that is wrong.

    Parameters
    ----------
    table : DataFrame
        Cells as text under the names of the fields of flats, with ``source_row``; blank rows and totals are left out.
    catalogue : Catalogue
        The fields.

    Returns
    -------
    DataFrame
        Indexed by ``(stairwell, flat)``, sorted: ``floor``, ``exclusive_m2`` (to 0.01 m2), ``owner``, ``opinion``
        (blank: ``absent``), ``opts_in`` (blank: True) and ``source_row``. The building stands before its stairwell. No
        phone or identity number is left in any text.

    Raises
    ------
    DataError
        If a column that has to be there is missing, there are no flats, or any cell breaks a rule.
    """
    texts = _texts(table, catalogue.flats)
    findings: list[Findings] = []
    flats = pd.DataFrame(
        {
            "stairwell": _stairwells(texts, findings),
            "flat": _filled(texts, "flat", findings),
            "floor": _read(texts, catalogue["floor"], _read_floor, faults.NO_FLOOR, findings),
            "exclusive_m2": _read(texts, catalogue["exclusive_m2"], _read_area, faults.NO_AREA, findings),
            "owner": _filled(texts, "owner", findings).map(plain),
            "opinion": _choice(texts, catalogue["opinion"], "absent", findings),
            "opts_in": _choice(texts, catalogue["opts_in"], "yes", findings) == "yes",
            "source_row": texts["source_row"],
        }
    )
    twice = flats.duplicated(["stairwell", "flat"]) & (flats["flat"] != "")
    findings.append(_findings_at(faults.TWICE, texts, "flat", twice))
    faults.refuse_faults(findings)
    kinds = {"floor": "int64", "exclusive_m2": "float64"}
    return flats.astype(kinds).set_index(["stairwell", "flat"]).sort_index()


def _texts(table: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """Return the cells of the rows that are flats, stripped; blank cells and columns that may be missing are empty."""
    lacking = [field for field in fields if field.mandatory and field.name not in table]
    if lacking:
        raise DataError(
            say("error.lifts.lacks_columns", columns=several(Label("header", field.name) for field in lacking)),
            say("error.lifts.use_template"),
        )
    cells = table.astype("string").fillna("").apply(lambda column: column.str.strip())
    cells = cells.reindex(columns=[field.name for field in fields], fill_value="")[
        _is_flat(cells.drop(columns="source_row"))
    ]
    if cells.empty:
        raise DataError(
            say("error.lifts.no_flats"),
            say("error.lifts.give_a_row"),
        )
    texts: pd.DataFrame = cells.astype("str").assign(source_row=table["source_row"])
    return texts


def _is_flat(cells: pd.DataFrame) -> pd.Series:
    """Return which rows are neither blank nor totals, by all their cells."""
    blank = pd.Series(data=True, index=cells.index)
    total = ~blank
    for name in cells:
        blank &= cells[name] == ""
        total |= cells[name].str.match(TOTAL)
    return ~blank & ~total


def _stairwells(texts: pd.DataFrame, findings: list[Findings]) -> pd.Series:
    """Return what each stairwell is called, its building first; a sheet without the column has one stairwell."""
    parts = [_filled(texts, name, findings) for name in ("building", "stairwell") if (texts[name] != "").any()]
    if not parts:
        return pd.Series(ONLY_STAIRWELL, index=texts.index, dtype="str")
    return parts[0] if len(parts) == 1 else parts[0] + "-" + parts[1]


def _filled(texts: pd.DataFrame, name: str, findings: list[Findings]) -> pd.Series:
    findings.append(_findings_at(faults.BLANK, texts, name, texts[name] == ""))
    return texts[name].map(blot_secrets) if name != "owner" else texts[name]


def _read(
    texts: pd.DataFrame, field: Field, read: Callable[[str], object], rule: Rule, findings: list[Findings]
) -> pd.Series:
    """Return numbers; what is no number, or outside the bounds of the field, is a finding."""
    name = field.name
    numbers = pd.to_numeric(texts[name].map({text: read(text) for text in texts[name].unique()}))
    findings.append(_findings_at(faults.BLANK, texts, name, texts[name] == ""))
    findings.append(
        _findings_at(rule, texts, name, (texts[name] != "") & ~numbers.between(field.low or 0, field.high or 0))
    )
    return numbers


def _read_floor(text: str) -> int | None:
    found = FLOOR.fullmatch(arabic(plain(text)))
    return int(found[1]) if found else None


def _read_area(text: str) -> float | None:
    found = AREA.fullmatch(plain(text))
    return float(round(Decimal(found[1].replace(",", "")), 2)) if found else None


def _choice(texts: pd.DataFrame, field: Field, blank: str, findings: list[Findings]) -> pd.Series:
    """Return codes; blank cells get the code ``blank``."""
    name, codes = field.name, choice_codes(field.choices) | {"": blank}
    found = texts[name].map({text: codes.get(plain(text)) for text in texts[name].unique()})
    findings.append(_findings_at(faults.NO_CHOICE, texts, name, found.isna()))
    return found


def _findings_at(rule: Rule, texts: pd.DataFrame, name: str, wrong: pd.Series) -> Findings:
    rows = texts[wrong]
    # Whoever an owner is said to be is not repeated.
    found = "" if name == "owner" else rows[name]
    return Findings.of(rule, row=rows["source_row"], field=name, found=found)
