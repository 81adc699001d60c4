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
            (f"工程目录缺少列: {', '.join(missing)}。", f"The works catalogue lacks the columns {', '.join(missing)}."),
            (
                "列名的第一个词须是英文名; 用 cluster-planner works --write 可得到完整的样表。",
                "The first word of each header is its name; cluster-planner works --write gives a full table.",
            ),
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
            (f"无法写入 {target}: {error}。", f"{target} cannot be written: {error}."),
            ("请检查文件夹是否存在, 文件是否已打开。", "Check that the folder is there and the file is not open."),
        ) from error
    return target


def _check_codes(table: pd.DataFrame) -> None:
    twice = table["code"].duplicated() | (table["code"] == "")
    if twice.any():
        row = int(twice.index[twice][0])
        _refuse(
            _place(table, row, "code"),
            ("编号不得为空或重复", "a code must be there, and only once"),
            ("请改为唯一的编号。", "Give each work a code of its own."),
        )


def _codes(table: pd.DataFrame, name: str, allowed: Mapping[str, str]) -> pd.Series:
    codes = table[name].replace(dict(allowed))
    for row in codes.index[~codes.isin(list(allowed.values()))]:
        _refuse(
            _place(table, row, name),
            ("不是可用的取值", "is none of the values allowed"),
            (f"可取: {' '.join(filter(None, allowed))}。", f"Use one of {' '.join(filter(None, allowed.values()))}."),
        )
    return codes


def _amounts(table: pd.DataFrame, name: str) -> pd.Series:
    texts = table[name]
    amounts = pd.to_numeric(texts.str.replace(",", "", regex=False), errors="coerce").astype("float")
    may_miss = (texts == "") & (name in MAY_MISS)
    for row in amounts.index[~(amounts.between(0, np.inf, inclusive="left") | may_miss)]:
        _refuse(
            _place(table, row, name),
            ("应是不小于 0 的数", "must be a number of 0 or more"),
            ("请填数字。", "Write a number."),
        )
    return amounts


def _check_order(table: pd.DataFrame) -> None:
    disordered = (table["low_cny"] > table["mid_cny"]) | (table["mid_cny"] > table["high_cny"])
    for row in disordered.index[disordered]:
        _refuse(
            _place(table, row, "mid_cny"),
            ("须满足 低价 ≤ 中价 ≤ 高价", "must lie between low_cny and high_cny"),
            ("请调整三档单价。", "Put the three rates in order."),
        )
    unserved = (table["share"] == "service") & ~(table["serves"] > 0)
    for row in unserved.index[unserved]:
        _refuse(
            _place(table, row, "serves"),
            ("共享设施须填每处服务户数", "a shared facility needs the households that one serves"),
            ("请填户数, 或把 share 改为 none。", "Write it, or set share to none."),
        )


def _check_rules(table: pd.DataFrame) -> None:
    """Try every rule on a table without rows: whatever is wrong with it shows."""
    for row, work in table[table["class"] != "indirect"].iterrows():
        places = {name: f"row {row}, {work['code']}, {name}" for name in ("when", "quantity", "becomes")}
        if work["when"]:
            evaluate(work["when"], EMPTY, "truth", places["when"])
            check_codes(work["when"], places["when"])
        evaluate(work["quantity"], EMPTY, "number", places["quantity"])
        read_changes(work["becomes"], places["becomes"])


def _place(table: pd.DataFrame, row: Any, name: str) -> tuple[str, str]:
    code, value = table.loc[row, "code"], table.loc[row, name]
    return (
        f"工程目录第 {row} 行 ({code}) 的 {name} 为“{value}”",
        f'Row {row} of the works catalogue ({code}), column {name}, value "{value}"',
    )


def _refuse(place: tuple[str, str], rule: tuple[str, str], remedy: tuple[str, str]) -> NoReturn:
    raise DataError((f"{place[0]}: {rule[0]}。", f"{place[1]}: {rule[1]}."), remedy)
