"""Names taken apart: what writers spell differently is folded, what tells two communities apart is kept."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from cluster_planner.fields import arabic, plain

_FORMER = re.compile(r"\((?:原|曾用名|又名|旧称|现)[^()]*\)")
_ROMANS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_ROMAN = re.compile(rf"(?<![a-z])(?:{'|'.join(_ROMANS)})(?=期|区|号|\)|$)")
_ORDINAL = re.compile(r"第(?=\d)|(?<!\d)0+(?=\d)")
_SIGNS = re.compile(r"[\W_]+")
_PHASE = re.compile(r"\d+[期区]")
# Endings that say no more than "housing"; two letters at least must be left.
_ESTATE = re.compile(r"(?<=..)(?:(?:住宅|居民|居住|生活)?小区|(?:住宅|居民|居住|生活)区)$")
_STAFF = re.compile(r"(?<=..)(?:职工|员工|单位)?(?:家属[院区楼]?|宿舍[区楼]?|住宅楼?)$")
# 东村 is not 西村, A区 is not B区, 新 not 老.
_TELLING = re.compile(r"[a-z东南西北上中下前后左右新老旧甲乙丙丁]")


class NameKey(NamedTuple):
    """A name as it is compared.

    ``key`` is the whole name without signs, figures in Arabic; ``stem`` what is left without phase and general
    ending; ``number`` and ``mark`` are the figures and the words that must agree, however alike the rest is.
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
    text = _FORMER.sub("", plain(name))
    text = arabic(_ROMAN.sub(lambda roman: _ROMANS[roman[0]], text))
    key = _SIGNS.sub("", _ORDINAL.sub("", text))
    bare = _PHASE.sub("", key)
    stem = _STAFF.sub("", _ESTATE.sub("", bare))
    staff = "宿舍" if _STAFF.search(bare) else ""
    return NameKey(key, stem, " ".join(re.findall(r"\d+", key)), "".join(sorted(_TELLING.findall(stem))) + staff)
