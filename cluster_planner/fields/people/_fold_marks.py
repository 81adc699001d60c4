"""Texts as the eye reads them: one width, one script of digits, one blank, one dash, one dot, nothing unseen."""

from __future__ import annotations

import re
import unicodedata

# Controls too: they would only be left out of what is written.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d\u30fc\u2500\u2501~\u301c]")
_DOTS = re.compile("[\u00b7\u2022\u2027\u2219\u22c5\u30fb\u3002\uff61\u2024]")
_BETWEEN_DIGITS = r"(?<=\d)(\s?){}+(\s?)(?=\d)"
_HAN_DASH = re.compile(_BETWEEN_DIGITS.format("\u4e00"))  # the numeral one, typed for a dash
_DASH = re.compile(_BETWEEN_DIGITS.format(_DASHES.pattern))
_DOT = re.compile(_BETWEEN_DIGITS.format(_DOTS.pattern))


def fold(text: str) -> str:
    """Return a text with its variants of blanks, digits, dashes and dots as plain ones.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        NFKC, without signs that are not seen; dashes and dots of all kinds are ``-`` and ``.`` between digits.

    Examples
    --------
    >>> fold("１３８\u3000００００－0001"), fold("138·0000·0001")
    ('138 0000-0001', '138.0000.0001')
    """
    if text.isascii() and text.isprintable():
        return text
    digits = re.sub(r"\d", lambda found: str(unicodedata.decimal(found[0])), text)
    seen = _BLANKS.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFKC", digits)))
    return _DOT.sub(r"\1.\2", _DASH.sub(r"\1-\2", _HAN_DASH.sub(r"\1-\2", seen)))
