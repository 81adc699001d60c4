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
from cluster_planner.said import Code, Label, Said, say, several
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
            say("error.services.lacks_columns", columns=Code(", ".join(missing))),
            say("error.services.first_word"),
        )
    table = table[list(COLUMNS)]
    table["mode"] = [_code(mode, row) for row, mode in table["mode"].items()]
    blank = pd.DataFrame(columns=list(FIGURES), dtype="float64")
    for row, rule in table.iterrows():
        if rule["when"]:
            evaluate(rule["when"], blank, "truth", _row(row))
        for name in _UNKNOWN:
            _check_reason(rule[name], say("error.services.cell", row=Code(str(row)), column=Code(name)))
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
        modes = several((Label("choice.mode", choice.code) for choice in CATALOGUE["mode"].choices), "codes")
        fault = say("error.services.no_mode", mode=Code(mode))
        _refuse(fault, _row(row), say("error.services.known_modes", modes=modes))
    return codes[plain(mode)]


def _check_reason(text: str, place: Said) -> None:
    """Refuse a reason that names unknown figures, or writes them in a form that does not exist."""
    try:
        figures = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        figures = [("", "", "")]
    if all(name in FIGURES and not turned and _FORM.fullmatch(form or "") for name, form, turned in figures):
        return
    known = ", ".join(FIGURES)
    remedy = say("error.services.write_braces", known=Code(known))
    _refuse(say("error.services.braces", text=Code(text)), place, remedy)


def _check_last(table: pd.DataFrame) -> None:
    """Refuse rules of which none may hold, or some never can."""
    always = table.index[table["when"] == ""]
    if not len(always) or always[0] != table.index[-1]:
        row = _row(always[0]) if len(always) else None
        _refuse(say("error.services.last_empty"), row, say("error.services.empty_holds"))


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


def _row(row: object) -> Said:
    return say("error.services.row", row=Code(str(row)))


def _refuse(fault: Said, place: Said | None, remedy: Said) -> NoReturn:
    raise DataError(say("error.services.fault", fault=fault), remedy, () if place is None else (place,))
