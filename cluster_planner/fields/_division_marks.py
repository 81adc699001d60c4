"""Names of administrative divisions, as headings of ledgers write them: ``一、资阳区``, ``（二）汽车路街道（5个）``."""

from __future__ import annotations

import re
import unicodedata

_NUMERAL = "(?:第?[一二三四五六七八九十]{1,3}|[ivx]{1,4})"
_ORDINAL = re.compile(rf"[(]?{_NUMERAL}[)]?[、.,:]?", re.IGNORECASE)
_LED_BY_ORDINAL = re.compile(rf"^[(]?{_NUMERAL}(?:[)][、.,:]?|[、.,:])\s*", re.IGNORECASE)
_LED_BY_FIGURE = re.compile(r"^[(]?\d{1,2}[)]?[、.]\s*(?=\D)")
_COUNTED = re.compile(r"[:,]?\s*(?:[(].*[)]|(?:共|计|合计)?\d+\s*(?:个|户|栋).*)?[:,、]?$")
_LONGEST_NAME = 100  # with ordinal and count
_NAME = "[\u4e00-\u9fff]"
# A compound, a works or a quarter of it may end like a county.
_NO_COUNTY = (
    "小区|社区|园区|宅区|活区|属区|舍区|厂区|院区|片区|中心城区|主城区|老城区|景区|校区|库区|矿区|工区|街区|大区|"
    "[一二三四五六七八九十百]区|[^区]{2,}[东西南北中前后上下]区|[超菜夜门集城都]市"
)
_LEVELS = {
    "county": re.compile(rf"(?!.*(?:{_NO_COUNTY})$){_NAME}{{1,10}}(?:县|旗|区|市)"),
    "subdistrict": re.compile(rf"{_NAME}{{1,8}}(?:街道|街道办|街道办事处|镇|乡|苏木)"),
    "neighbourhood": re.compile(rf"{_NAME}{{1,8}}(?:社区|居委会|社区居委会|村委会)"),
}


def is_ordinal(text: str) -> bool:
    """Return whether a cell only numbers a group of rows: ``一``, ``（二）``, ``三、``."""
    return _ORDINAL.fullmatch(_folded(text)) is not None


def starts_with_ordinal(text: str) -> bool:
    """Return whether a text begins with the number of a group: ``一、资阳区``."""
    return _LED_BY_ORDINAL.match(_folded(text)) is not None


def division_in(text: str) -> tuple[str, str] | None:
    """Return the field of an administrative division and its name, where a text is nothing else.

    Parameters
    ----------
    text : str
        A cell, which may have an ordinal before the name and a count behind it.

    Returns
    -------
    tuple of str and str, or None
        ``county``, ``subdistrict`` or ``neighbourhood``, and the name alone.

    Examples
    --------
    >>> division_in("二、赫山区（5个）"), division_in("幸福小区")
    (('county', '赫山区'), None)
    """
    if len(text) > _LONGEST_NAME:  # also since blanks without end cost time without end
        return None
    unled = _LED_BY_FIGURE.sub("", _LED_BY_ORDINAL.sub("", _folded(text)))
    name = "".join(_COUNTED.sub("", unled).split())
    return next(((level, name) for level, pattern in _LEVELS.items() if pattern.fullmatch(name)), None)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
