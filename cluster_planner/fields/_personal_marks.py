"""How personal data is recognised: words of headers, and the form of phone and identity numbers."""

from __future__ import annotations

import re
import unicodedata

from cluster_planner.fields._unit_spellings import plain

# Digits that may be other codes: the code of a place in Hebei begins like a mobile number.
CODES = frozenset({"community_id", "adcode", "source_row", "geometry"})
_BLOT = "***"
_WORDS = re.compile("电话|手机|联系方式|身份证|联系人|负责人姓名|户主|phone|mobile|idcard|id_card")
_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"\(?0\d{2,3}\)?[- ]\d{7,8}"
_IDENTITY = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]"
_SECRET = re.compile(rf"(?<![\d.])(?:{_IDENTITY}|{_MOBILE}|{_LANDLINE})(?:\.0)?(?!\d)")
# Whom a label names: 经办人：张三.
_LABELS = "联系人|经办人?|负责人|填表人?|填报人|制表人?|审核人?|复核人?|户主|业主|领导|签字|签名|姓名"
_NAMED = re.compile(rf"((?:{_LABELS})[^:]{{0,6}}:\s*)[\u4e00-\u9fff]{{2,4}}(?![\u4e00-\u9fff])")
# A cheap first look, with the few constructs that Arrow searches fast; full width too.
_D = "[0-9０-９]"
_NUMBERS = rf"[1１]{_D}{{2}}[- ]?{_D}{{4}}[- ]?{_D}{{4}}|[0０]{_D}{{2,3}}[)]?[- ]{_D}{{7}}|{_D}{{17}}[0-9Xx]"
LIKELY_SECRET = rf"{_NUMBERS}|(?:{_LABELS})[^:：]{{0,6}}[:：]"


def names_people(header: str) -> bool:
    """Return whether a header that the catalogue does not know asks for personal data.

    Parameters
    ----------
    header : str
        Header as it was typed.

    Returns
    -------
    bool
        True for names and numbers of people.
    """
    return _WORDS.search(plain(header)) is not None


def blot_secrets(text: str) -> str:
    """Return a text with three asterisks for each phone and identity number, and for a name behind its label.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text itself where there is none.

    Examples
    --------
    >>> blot_secrets("王主任 138 1234 5678")
    '王主任 ***'
    """
    folded = unicodedata.normalize("NFKC", text)
    blotted = _NAMED.sub(rf"\1{_BLOT}", _SECRET.sub(_BLOT, folded))
    return text if blotted == folded else blotted
