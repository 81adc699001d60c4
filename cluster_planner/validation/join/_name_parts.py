"""Names taken apart: differences of spelling are folded, what distinguishes two communities is kept."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from cluster_planner.fields import arabic, plain
from cluster_planner.validation.join._name_marks import (
    DISTINCTIVE,
    ESTATE,
    FORMER,
    ORDINAL,
    PHASE,
    QUARTERS,
    ROMAN,
    ROMANS,
    STAFF,
)

_SIGNS = re.compile(r"[\W_]+")


class NameKey(NamedTuple):
    """A name in the form used for comparison.

    ``key`` is the whole name without punctuation, figures in Arabic; ``stem`` the rest without phase and general
    ending; ``number`` and ``mark`` are the figures and the words that must agree, however similar the rest is.
    """

    key: str
    stem: str
    number: str
    mark: str


def take_names_apart(names: pd.Series) -> pd.DataFrame:
    """Return the parts of each name as columns ``key``, ``stem``, ``number`` and ``mark``.

    Parameters
    ----------
    names : Series of str
        Names as they were typed, empty where there is none.

    Returns
    -------
    DataFrame
        On the index of the names.

    Examples
    --------
    >>> take_names_apart(pd.Series(["建设小区（一期）", "建设小区Ⅰ期", "建设 小区 2期"]))["key"].tolist()
    ['建设小区1期', '建设小区1期', '建设小区2期']
    """
    parts = {name: _take_apart(name) for name in names.unique()}
    return pd.DataFrame([parts[name] for name in names], index=names.index, columns=list(NameKey._fields), dtype="str")


def _take_apart(name: str) -> NameKey:
    text = FORMER.sub("", plain(name))
    text = arabic(ROMAN.sub(lambda roman: ROMANS[roman[0]], text))
    key = _SIGNS.sub("", ORDINAL.sub("", text))
    bare = PHASE.sub("", key)
    stem = STAFF.sub("", ESTATE.sub("", bare))
    staff = QUARTERS if STAFF.search(bare) else ""
    return NameKey(key, stem, " ".join(re.findall(r"\d+", key)), "".join(sorted(DISTINCTIVE.findall(stem))) + staff)
