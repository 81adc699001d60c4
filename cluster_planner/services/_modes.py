"""Modes of renovation by rules that a planner can read and change: the first that holds gives mode and reason."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import NoReturn

import pandas as pd

from cluster_planner._editable import read_texts
from cluster_planner._formula import evaluate
from cluster_planner.errors import DataError
from cluster_planner.fields import CATALOGUE, choice_codes, plain
from cluster_planner.model import Communities
from cluster_planner.services._figures import FIGURES, describe_areas

MODES_FILE = Path(__file__).with_name("modes.csv")
COLUMNS = ("mode", "when", "reason_zh", "reason_en")
_FORM = re.compile(r",?(\.\d)?[f%]?")
_UNKNOWN = {"reason_zh": "不详", "reason_en": "unknown"}


def read_modes(path: str | Path | None = None) -> pd.DataFrame:
    """Read the rules by which modes are suggested.

    Parameters
    ----------
    path : path-like, optional
        ``.csv`` or ``.xlsx``; the rules of the package if not given.

    Returns
    -------
    DataFrame
        In the order of the file, indexed by row as a spreadsheet counts: ``mode`` (a code), ``when`` (a formula over
        the figures of areas; empty in the last row, which always holds), ``reason_zh`` and ``reason_en`` with figures
        in braces, such as ``{elderly_share:.0%}``.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If a column is missing or a cell breaks its rule; the message names the row.
    """
    table = read_texts(MODES_FILE if path is None else Path(path))
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise DataError(
            (
                f"改造模式规则表缺少列: {', '.join(missing)}。",
                f"The rules of modes lack the columns {', '.join(missing)}.",
            ),
            ("列名的第一个词须是英文名。", "The first word of each header is its name."),
        )
    table = table[list(COLUMNS)]
    table["mode"] = [_code(mode, row) for row, mode in table["mode"].items()]
    blank = pd.DataFrame(columns=list(FIGURES), dtype="float64")
    for row, rule in table.iterrows():
        if rule["when"]:
            evaluate(rule["when"], blank, "truth", f"row {row}")
        for name in _UNKNOWN:
            _check_reason(rule[name], f"row {row}, {name}")
    _check_last(table)
    return table


def suggest_modes(
    served: pd.DataFrame, communities: Communities, labels: pd.Series, rules: pd.DataFrame
) -> pd.DataFrame:
    """Suggest how each area is renovated beyond the works themselves.

    Parameters
    ----------
    served : DataFrame
        What the areas have within reach: ``frame`` of `Services`.
    communities : Communities
        All communities.
    labels : Series
        ``area_id`` by ``community_id``, missing where a community is in no area.
    rules : DataFrame
        From `read_modes`.

    Returns
    -------
    DataFrame
        ``modes`` of `Services`: of each area by the first rule that holds, and its reason with the figures filled in.
    """
    figures = describe_areas(communities, labels, served)
    modes = pd.DataFrame(index=figures.index, columns=["mode", "mode_reason_zh", "mode_reason_en"], dtype="str")
    for _, rule in rules.iterrows():
        open_areas = modes["mode"].isna()
        holds = evaluate(rule["when"], figures, "truth") & open_areas if rule["when"] else open_areas
        modes.loc[holds, "mode"] = rule["mode"]
        for name, unknown in _UNKNOWN.items():
            modes.loc[holds, f"mode_{name}"] = _fill(rule[name], figures[holds], unknown)
    return modes


def _code(mode: str, row: object) -> str:
    codes = choice_codes(CATALOGUE["mode"])
    if plain(mode) not in codes:
        known = ", ".join(choice.label("zh") for choice in CATALOGUE["mode"].choices)
        english = ", ".join(choice.code for choice in CATALOGUE["mode"].choices)
        _refuse(
            (f"没有“{mode}”这一模式", f'there is no mode "{mode}"'),
            f"row {row}",
            (f"可用: {known}。", f"Use one of {english}."),
        )
    return codes[plain(mode)]


def _check_reason(text: str, place: str) -> None:
    """Refuse a reason that names unknown figures, or writes them in a form that does not exist."""
    try:
        figures = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        figures = [("", "", "")]
    if all(name in FIGURES and not turned and _FORM.fullmatch(form or "") for name, form, turned in figures):
        return
    known = ", ".join(FIGURES)
    _refuse(
        (f"依据“{text}”中的花括号有误", f'the braces in the reason "{text}" are wrong'),
        place,
        (
            f"写法如 {{elderly_share:.0%}}; 可用的指标: {known}。",
            f"Write as {{elderly_share:.0%}}; known are: {known}.",
        ),
    )


def _check_last(table: pd.DataFrame) -> None:
    """Refuse rules of which none may hold, or some never can."""
    always = table.index[table["when"] == ""]
    if not len(always) or always[0] != table.index[-1]:
        row = "" if not len(always) else f"row {always[0]}"
        _refuse(
            ("最后一行(且仅最后一行)的条件应为空", "the condition of the last row, and of no other, must be empty"),
            row,
            ("空条件总是成立, 其后的行不起作用。", "An empty condition always holds, and rows after it never do."),
        )


def _fill(reason: str, figures: pd.DataFrame, unknown: str) -> list[str]:
    """Return a reason with the figures of each area in place of the braces."""
    parts = list(Formatter().parse(reason))
    texts = [""] * len(figures)
    for literal, name, form, _ in parts:
        shown = [""] * len(figures) if name is None else _shown(figures[name], form or "", unknown)
        texts = [text + literal + value for text, value in zip(texts, shown, strict=True)]
    return texts


def _shown(figure: pd.Series, form: str, unknown: str) -> list[str]:
    return [unknown if pd.isna(value) else format(value, form) for value in figure]


def _refuse(problem: tuple[str, str], place: str, remedy: tuple[str, str]) -> NoReturn:
    raise DataError(
        (f"改造模式规则表: {problem[0]}。", f"The rules of modes: {problem[1]}."), remedy, (place,) if place else ()
    )
