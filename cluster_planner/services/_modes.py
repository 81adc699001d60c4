"""Modes of renovation by rules that a planner can read and change: the first that holds gives mode and reason."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NoReturn

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._editable import read_texts
from cluster_planner._formula import evaluate
from cluster_planner.errors import DataError
from cluster_planner.fields import Catalogue, choice_codes, plain
from cluster_planner.model import Communities
from cluster_planner.profile import CHINA
from cluster_planner.said import Code, Fact, Label, Number, Said, Share, Verbatim, say, several
from cluster_planner.services._figures import FIGURES, describe_areas

MODES_FILE = Path(__file__).with_name("modes.csv")
COLUMNS = ("mode", "when")
REASON = "reason_"  # what columns of reasons begin with; a language follows
_FORM = re.compile(r",?(\.\d)?[f%]?")


@held_to_annotations
def read_modes(path: str | Path | None = None, catalogue: Catalogue = CHINA.catalogue) -> pd.DataFrame:
    """Read the rules by which modes are suggested.

    Parameters
    ----------
    path : path-like, optional
        ``.csv`` or ``.xlsx``; the rules of the package if not given.
    catalogue : Catalogue
        The fields; one of them has the modes.

    Returns
    -------
    DataFrame
        In the order of the file, indexed by row as a spreadsheet counts: ``mode`` (a code), ``when`` (a formula over
        the figures of areas; empty in the last row, which always holds) and, where the file words its reasons itself,
        ``reason_zh``, ``reason_en`` and so on with figures in braces, such as ``{elderly_share:.0%}``.

    Raises
    ------
    SourceError
        If the file cannot be read.
    DataError
        If a column is missing or a cell breaks its rule; the message names the row.
    """
    if path is None and catalogue is CHINA.catalogue:
        return _package_modes().copy()
    return _read(MODES_FILE if path is None else Path(path), catalogue)


@cache
def _package_modes() -> pd.DataFrame:
    return _read(MODES_FILE, CHINA.catalogue)


def _read(path: Path, catalogue: Catalogue) -> pd.DataFrame:
    table = read_texts(path)
    missing = [name for name in COLUMNS if name not in table]
    if missing:
        raise DataError(
            say("error.services.lacks_columns", columns=Code(", ".join(missing))),
            say("error.services.first_word"),
        )
    reasons = [str(name) for name in table if str(name).startswith(REASON)]
    table = table[[*COLUMNS, *reasons]]
    table["mode"] = [_code(mode, row, catalogue) for row, mode in table["mode"].items()]
    blank = pd.DataFrame(columns=list(FIGURES), dtype="float64")
    for row, rule in table.iterrows():
        if rule["when"]:
            evaluate(rule["when"], blank, "truth", _row(row))
        for name in reasons:
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
        ``modes`` of `Services`: of each area by the first rule that holds, and its reason with the figures of the area.
    """
    figures = describe_areas(communities, labels, served)
    modes = pd.DataFrame(index=figures.index, columns=["mode", "mode_reason_said"], dtype=object)
    for _, rule in rules.iterrows():
        open_areas = modes["mode"].isna()
        holds = evaluate(rule["when"], figures, "truth") & open_areas if rule["when"] else open_areas
        modes.loc[holds, "mode"] = rule["mode"]
        modes.loc[holds, "mode_reason_said"] = _give_reasons(rule, figures[holds])
    return modes.astype({"mode": "str"})


def _code(mode: str, row: object, catalogue: Catalogue) -> str:
    allowed = catalogue["mode"].choices
    codes = choice_codes(allowed)
    if plain(mode) not in codes:
        modes = several((Label("choice.mode", choice.code) for choice in allowed), "codes")
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
    """Refuse a list of rules where none might hold, or some never can."""
    always = table.index[table["when"] == ""]
    if not len(always) or always[0] != table.index[-1]:
        row = _row(always[0]) if len(always) else None
        _refuse(say("error.services.last_empty"), row, say("error.services.empty_holds"))


def _give_reasons(rule: pd.Series, figures: pd.DataFrame) -> pd.Series:
    """Return the reason of each area: as the file words it, else as the catalogue does for the mode."""
    texts = tuple((str(name).removeprefix(REASON), text) for name, text in rule.items() if str(name).startswith(REASON))
    said = [
        Verbatim(texts, facts) if texts else Said(f"services.reason.{rule['mode']}", facts)
        for facts in (_facts(row) for row in figures.to_dict("records"))
    ]
    return pd.Series(said, index=figures.index, dtype=object)


def _facts(row: Mapping[Hashable, float]) -> tuple[tuple[str, Fact], ...]:
    return tuple((str(name), (Share if str(name).endswith("_share") else Number)(value)) for name, value in row.items())


def _row(row: object) -> Said:
    return say("error.services.row", row=Code(str(row)))


def _refuse(fault: Said, place: Said | None, remedy: Said) -> NoReturn:
    raise DataError(say("error.services.fault", fault=fault), remedy, () if place is None else (place,))
