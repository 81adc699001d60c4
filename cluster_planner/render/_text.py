"""Values as a reader sees them: numbers as precise as meant, codes in words, no forbidden characters."""

from __future__ import annotations

import re
from functools import partial

import numpy as np
import pandas as pd

from cluster_planner.columns import NEED_PARTS, find_column
from cluster_planner.fields import Lang
from cluster_planner.render._columns import COUNT, Look, look_of
from cluster_planner.words import speaker

UNKNOWN = "—"
TENTHS = Look("money", 1)
_NUMBERS = ("decimal", "money", "percent", "plain")
_BLANK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_FORBIDDEN = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML, and so by Word


def printable(text: object) -> str:
    """Return a text on one line, with a sign in place of every character that documents forbid."""
    return _FORBIDDEN.sub("\ufffd", _BLANK.sub(" ", str(text)))


def head_of(name: str, lang: Lang) -> str:
    """Return the head of a column: its label, with the unit in brackets where there is one."""
    if name in NEED_PARTS:
        return speaker(lang).header(name, "page")
    label, unit = label_of(name, lang), unit_of(name, lang)
    return speaker(lang).fill("common.with_unit", label=label, unit=unit) if unit else label


def label_of(name: str, lang: Lang) -> str:
    """Return the label of a column without its unit."""
    return speaker(lang).label("field", name)


def unit_of(name: str, lang: Lang) -> str:
    """Return the unit of a column, empty where its values have none."""
    known, plain = find_column(name), look_of(name).style in {"plain", "percent"}
    return "" if plain or known is None else speaker(lang).label("unit.page", known.unit)


def written(values: pd.Series, name: str, lang: Lang) -> list[str]:
    """Return the values of a column as texts, in order.

    Parameters
    ----------
    values : Series of shape (n,)
        Numbers, texts or codes.
    name : str
        Name of the column in the catalogue, which decides on digits and words.
    lang : {"zh", "en"}
        Language of codes.

    Returns
    -------
    list of n str
        A dash where nothing is known.
    """
    look = look_of(name)
    if look.style not in _NUMBERS and not pd.api.types.is_numeric_dtype(values):
        word = partial(speaker(lang).label, f"choice.{name}")
        return [printable(word(str(text))) if known else UNKNOWN for text, known in _with_known(values)]
    return [number(value, lang, look) for value in values.to_numpy(dtype=float, na_value=np.nan)]


def number(value: float, lang: Lang, look: Look = COUNT) -> str:
    """Return one number as its look has it; a dash where it is missing."""
    if not np.isfinite(value):
        return UNKNOWN
    if look.style == "percent":
        return f"{value:.{look.digits}%}"
    worth = speaker(lang).worth("money" if look.style == "money" else "")
    digits = 0 if look.style == "money" and worth == 1 else look.digits
    text = f"{value:.{digits}f}" if look.style == "plain" else f"{value / worth:,.{digits}f}"
    return text.removeprefix("-") if not float(text.replace(",", "")) else text


def _with_known(values: pd.Series) -> list[tuple[object, bool]]:
    return list(zip(values, values.notna() & (values != ""), strict=True))
