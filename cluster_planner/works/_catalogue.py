"""The catalogue of works: an editable table, read and checked row by row."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._cells import as_text, index_as_columns
from cluster_planner._editable import FIRST_ROW, read_texts
from cluster_planner._formula import evaluate
from cluster_planner.errors import DataError
from cluster_planner.fields import Catalogue, choice_codes, plain
from cluster_planner.model import Works
from cluster_planner.profile import CHINA
from cluster_planner.said import Code, Label, Said, say, several
from cluster_planner.works._measures import MEASURES
from cluster_planner.works._rules import check_codes, read_changes

CATALOGUE_FILE = Path(__file__).with_name("works.csv")
CODES = ("class", "sync", "share")
RATES = ("low_money", "mid_money", "high_money")
MAY_MISS = ("serves", "bulk_from")
NUMBERS = (*RATES, "price_year", *MAY_MISS)
_RULES = ("when", "quantity", "becomes")
MAY_LACK = ("unit", "named_by")  # files of before know no words of the ledger, and call units only in words
NEEDED = ("code", *CODES, *_RULES, *NUMBERS)
# Names and units in words, where a planner's own file brings them; the package's have codes.
_WORDS = re.compile("(name|unit)_[a-z]+|unit")
_OLDER = {"zh": "name_zh", "en": "name_en", "low_cny": "low_money", "mid_cny": "mid_money", "high_cny": "high_money"}


@held_to_annotations
def read_works(given: str | Path | pd.DataFrame | None = None, catalogue: Catalogue = CHINA.catalogue) -> pd.DataFrame:
    """Read a catalogue of works.

    Parameters
    ----------
    given : path-like or DataFrame, optional
        ``.csv`` or ``.xlsx``, or a table as this function returns it; the catalogue of the package if not given.
    catalogue : Catalogue
        The fields that conditions, quantities and changes may name.

    Returns
    -------
    DataFrame
        Indexed by ``code``, in the order of the file: ``class``, ``sync`` and ``share`` (codes), ``low_money``,
        ``mid_money``, ``high_money`` (per cent for indirect works), ``price_year``, ``serves``, ``bulk_from``, the
        rules ``when``, ``quantity``, ``becomes``, ``unit`` (a code) and ``named_by`` (words by which a ledger names the
        work, separated by ``|``; without any it is in no scope that a ledger states). A file of a planner's own may
        bring names and units in words, ``name_zh``, ``unit_zh`` and those of other languages; its ``unit`` may be empty
        then.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If a column is missing or a cell breaks its rule; the message names row, column, value, rule and remedy.
    """
    if given is None:  # its rules are not tried: a test reads it as a file of a planner's own
        return _package_works().copy()
    table = _as_texts(given) if isinstance(given, pd.DataFrame) else read_texts(Path(given))
    table = _checked(table)
    _check_rules(table, catalogue)
    return table.set_index("code")


@cache
def _package_works() -> pd.DataFrame:
    return _checked(read_texts(CATALOGUE_FILE)).set_index("code")


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    """Return works with each cell but its rules checked, indexed by row."""
    table = table.rename(columns=_OLDER)
    missing = [name for name in NEEDED if name not in table]
    if missing:
        raise DataError(
            say("error.works.lacks_columns", columns=Code(", ".join(missing))),
            say("error.works.full_table"),
        )
    may_lack = {name: table.get(name, "") for name in MAY_LACK}
    table = table[[*NEEDED, *filter(_WORDS.fullmatch, table.columns)]].assign(**may_lack)
    _check_codes(table)
    for name in CODES:
        table[name] = _codes(table, name)
    for name in NUMBERS:
        table[name] = _amounts(table, name)
    _check_order(table)
    return table


def _as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table in memory as it would be read from a file."""
    table = index_as_columns(frame)
    cells = pd.DataFrame({str(name): as_text(column) for name, column in table.items()})
    return cells.set_axis(pd.RangeIndex(FIRST_ROW, len(cells) + FIRST_ROW))


def _check_codes(table: pd.DataFrame) -> None:
    twice = table["code"].duplicated() | (table["code"] == "")
    if twice.any():
        row = int(twice.index[twice][0])
        _refuse(table, row, "code", "code_twice", say("error.works.own_code"))


def _codes(table: pd.DataFrame, name: str) -> pd.Series:
    """Return the codes of a column; a group of works in one window is called as the planner calls it."""
    choices = next(column.choices for column in Works.COLUMNS["catalogue"].columns if column.name == name)
    known, allowed = choice_codes(choices), [choice.code for choice in choices]
    codes = table[name].map(lambda text: known.get(plain(text), text))
    for row in codes.index[~codes.isin(allowed)] if name != "sync" else ():
        listed = several((Label(f"choice.work_{name}", code) for code in allowed), "spaces")
        _refuse(table, row, name, "no_value", say("error.works.allowed", allowed=listed))
    return codes


def _amounts(table: pd.DataFrame, name: str) -> pd.Series:
    texts = table[name]
    amounts = pd.to_numeric(texts.str.replace(",", "", regex=False), errors="coerce").astype("float")
    may_miss = (texts == "") & (name in MAY_MISS)
    for row in amounts.index[~(amounts.between(0, np.inf, inclusive="left") | may_miss)]:
        _refuse(table, row, name, "no_number", say("error.works.write_number"))
    return amounts


def _check_order(table: pd.DataFrame) -> None:
    disordered = (table["low_money"] > table["mid_money"]) | (table["mid_money"] > table["high_money"])
    for row in disordered.index[disordered]:
        _refuse(table, row, "mid_money", "rates_disordered", say("error.works.order_rates"))
    unserved = (table["share"] == "service") & ~(table["serves"] > 0)
    for row in unserved.index[unserved]:
        _refuse(table, row, "serves", "unserved", say("error.works.write_or_none"))


def _check_rules(table: pd.DataFrame, catalogue: Catalogue) -> None:
    """Try every rule on a table without rows, so that any fault in it shows."""
    empty, bank = _without_rows(catalogue), catalogue.of_bank
    for row, work in table[table["class"] != "indirect"].iterrows():
        row_facts = {"row": Code(str(row)), "code": Code(str(work["code"]))}
        places = {name: say("error.works.cell_place", **row_facts, column=Code(name)) for name in _RULES}
        if work["when"]:
            evaluate(work["when"], empty, "truth", places["when"])
            check_codes(work["when"], bank, places["when"])
        evaluate(work["quantity"], empty, "number", places["quantity"])
        read_changes(work["becomes"], bank, places["becomes"])


def _without_rows(catalogue: Catalogue) -> pd.DataFrame:
    """Return the columns that rules may name, without a row."""
    kinds = {field.name: "float" if field.kind in ("integer", "number") else "str" for field in catalogue.bank}
    return pd.DataFrame(
        {name: pd.Series(dtype=kind) for name, kind in (kinds | dict.fromkeys(MEASURES, "float")).items()}
    )


def _refuse(table: pd.DataFrame, row: Any, name: str, rule: str, remedy: Said) -> NoReturn:
    """Refuse a cell of the catalogue for breaking a rule."""
    problem = say(
        "error.works.cell",
        row=Code(str(row)),
        code=Code(str(table.loc[row, "code"])),
        column=Code(name),
        value=Code(str(table.loc[row, name])),
        rule=say(f"error.works.{rule}"),
    )
    raise DataError(problem, remedy)
