"""The catalogue of works: an editable table, read and checked row by row."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from cluster_planner._editable import read_texts
from cluster_planner._formula import evaluate
from cluster_planner.errors import DataError, SourceError
from cluster_planner.fields import BANK
from cluster_planner.said import Code, Label, Said, say, several
from cluster_planner.works._measures import MEASURES
from cluster_planner.works._rules import check_codes, read_changes

CATALOGUE_FILE = Path(__file__).with_name("works.csv")
TEXTS = ("zh", "en", "class", "unit_zh", "unit_en", "sync", "share", "when", "quantity", "becomes")
RATES = ("low_cny", "mid_cny", "high_cny")
MAY_MISS = ("serves", "bulk_from")
NUMBERS = (*RATES, "price_year", *MAY_MISS)
COLUMNS = ("code", *TEXTS, *NUMBERS)
# Codes of the choice columns, and what a planner may write for them.
ALLOWED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "class": {"基础": "basic", "完善": "improving", "提升": "upgrading", "间接": "indirect"},
        "share": {
            "管沟": "trench",
            "路面": "surface",
            "设施": "service",
            "集采": "bulk",
            "累退": "sliding",
            "不共享": "none",
        },
    }
)
_RULES = ("when", "quantity", "becomes")
SYNC = {"管线": "networks", "路面": "surface"}  # other groups are called as the planner calls them
EMPTY = pd.DataFrame(
    {field.name: pd.Series(dtype="float" if field.kind in ("integer", "number") else "str") for field in BANK}
    | {name: pd.Series(dtype="float") for name in MEASURES}
)


def read_works(path: str | Path | None = None) -> pd.DataFrame:
    """Read a catalogue of works.

    Parameters
    ----------
    path : path-like, optional
        ``.csv`` or ``.xlsx``; the catalogue of the package if not given.

    Returns
    -------
    DataFrame
        Indexed by ``code``, in the order of the file: ``zh``, ``en``, ``class``, ``unit_zh``, ``unit_en``,
        ``low_cny``, ``mid_cny``, ``high_cny`` (per cent for indirect works), ``price_year``, ``sync``, ``share``,
        ``serves``, ``bulk_from``, and the rules ``when``, ``quantity``, ``becomes``.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If a column is missing or a cell breaks its rule; the message names row, column, value, rule and remedy.
    """
    table = read_texts(CATALOGUE_FILE if path is None else Path(path))
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise DataError(
            say("error.works.lacks_columns", columns=Code(", ".join(missing))),
            say("error.works.full_table"),
        )
    table = table[list(COLUMNS)]
    _check_codes(table)
    table["sync"] = table["sync"].replace(SYNC)
    for name, allowed in ALLOWED.items():
        table[name] = _codes(table, name, allowed)
    for name in NUMBERS:
        table[name] = _amounts(table, name)
    _check_order(table)
    if path is not None:  # those of the package keep to the rules: a test reads them as a file of its own
        _check_rules(table)
    return table.set_index("code")


def write_works(path: str | Path) -> Path:
    """Write the catalogue of the package to a CSV file that Excel opens, to change it.

    Parameters
    ----------
    path : path-like
        The file; what lies there is replaced.

    Raises
    ------
    SourceError
        If it cannot be written.
    """
    target = Path(path)
    try:
        target.write_bytes(CATALOGUE_FILE.read_bytes())
    except OSError as error:
        raise SourceError(
            say("error.works.unwritable", target=Code(str(target)), reason=Code(str(error))),
            say("error.works.check_folder"),
        ) from error
    return target


def _check_codes(table: pd.DataFrame) -> None:
    twice = table["code"].duplicated() | (table["code"] == "")
    if twice.any():
        row = int(twice.index[twice][0])
        _refuse(table, row, "code", "code_twice", say("error.works.own_code"))


def _codes(table: pd.DataFrame, name: str, allowed: Mapping[str, str]) -> pd.Series:
    codes = table[name].replace(dict(allowed))
    for row in codes.index[~codes.isin(list(allowed.values()))]:
        listed = several((Label(f"choice.work_{name}", code) for code in allowed.values()), "spaces")
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
    disordered = (table["low_cny"] > table["mid_cny"]) | (table["mid_cny"] > table["high_cny"])
    for row in disordered.index[disordered]:
        _refuse(table, row, "mid_cny", "rates_disordered", say("error.works.order_rates"))
    unserved = (table["share"] == "service") & ~(table["serves"] > 0)
    for row in unserved.index[unserved]:
        _refuse(table, row, "serves", "unserved", say("error.works.write_or_none"))


def _check_rules(table: pd.DataFrame) -> None:
    """Try every rule on a table without rows: whatever is wrong with it shows."""
    for row, work in table[table["class"] != "indirect"].iterrows():
        whose = {"row": Code(str(row)), "code": Code(str(work["code"]))}
        places = {name: say("error.works.cell_place", **whose, column=Code(name)) for name in _RULES}
        if work["when"]:
            evaluate(work["when"], EMPTY, "truth", places["when"])
            check_codes(work["when"], places["when"])
        evaluate(work["quantity"], EMPTY, "number", places["quantity"])
        read_changes(work["becomes"], places["becomes"])


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
