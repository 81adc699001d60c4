"""The filter for one text: folded, then its numbers and the people that it names blotted out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cluster_planner.fields.people._first_look_marks import LEAST_DIGITS, SIGNS
from cluster_planner.fields.people._fold_marks import fold
from cluster_planner.fields.people._name_marks import LABELLED, blot_names
from cluster_planner.fields.people._number_marks import blot_numbers

_SIGN = re.compile(SIGNS)
# Figures and dates, as ledgers have them by the thousand.
_PLAIN = re.compile(r"[+-]?\d{1,9}(?:\.\d*)?|\d{4}-\d{2}-\d{2}(?:[ T][\d:.]+)?")
_SHAPE = re.compile(
    r"\s*(?:(?:SRID=\d+;\s*)?(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION|CURVE|SURFACE)[ ZM]*\("
    r"|\{\s*\"(?:type|coordinates|rings|paths)\"|[0-9A-F]{40,}\s*$)",
    re.IGNORECASE,
)
_BARE_CODE = re.compile(r"[0-9A-Za-z]+(?:[-_/][0-9A-Za-z]+)*")


def blot_secrets(text: str) -> str:
    """Return a text with three asterisks for each number and address of a person, and for whom it names with one.

    Parameters
    ----------
    text : str
        Any text; a shape as text is left as it is.

    Returns
    -------
    str
        The text itself where there is none.

    Examples
    --------
    >>> blot_secrets("梅苑（刘七 138 1234 5678）"), blot_secrets("物业经理李四13812345678")
    ('梅苑(***)', '物业经理***')
    """
    if not _may_name_people(text):
        return text
    folded = fold(text)
    numberless = blot_numbers(folded)
    blotted = blot_names(numberless, next_to_numbers=numberless != folded)
    return text if blotted == folded else blotted


def names_somebody(text: str) -> bool:
    """Return whether a text holds a number of a person, or a label for one."""
    if not _may_name_people(text):
        return False
    folded = fold(text)
    return blot_numbers(folded) != folded or LABELLED.search(folded) is not None


def _may_name_people(text: str) -> bool:
    has_digits = sum(map(str.isdecimal, text)) >= LEAST_DIGITS and _PLAIN.fullmatch(text) is None
    return (has_digits or _SIGN.search(text) is not None) and _SHAPE.match(text) is None


def is_bare_code(text: str) -> bool:
    """Return whether a text is nothing but a code: Latin letters, digits and single dashes, as ids are."""
    return _BARE_CODE.fullmatch(text) is not None


def public_names(names: Iterable[str]) -> dict[str, str]:
    """Return what sheets or files are called without personal data, each otherwise than all others.

    Examples
    --------
    >>> public_names(["南县", "张三13800000001", "李四13800000002"])
    {'南县': '南县', '张三13800000001': '***', '李四13800000002': '*** (2)'}
    """
    public: dict[str, str] = {}
    for name in names:
        called, copy = blot_secrets(name), 2
        stem = called
        while called in public.values():
            called, copy = f"{stem} ({copy})", copy + 1
        public[name] = called
    return public
