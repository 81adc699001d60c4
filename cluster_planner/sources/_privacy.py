"""The last guard on the way out: numbers of phones and identity cards are blotted out wherever they stand."""

from __future__ import annotations

import re

import pandas as pd

_BIRTHDAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PHONE = r"1[3-9]\d{9}"
_CARD = rf"\d{{6}}(?:19|20)\d\d{_BIRTHDAY}\d{{3}}[\dXx]"
_OLD_CARD = rf"\d{{8}}{_BIRTHDAY}\d{{3}}"
_PERSONAL = re.compile(rf"(?<![\dA-Za-z.])(?:{_PHONE}|{_CARD}|{_OLD_CARD})(?![\dA-Za-z.])")
_BLOT = "***"


def blot_out(texts: pd.Series) -> pd.Series:
    """Return texts without the numbers of mobile phones and identity cards.

    Parameters
    ----------
    texts : Series
        Texts of any kind; what is missing stays missing.

    Returns
    -------
    Series
        The same index; three asterisks stand for each number.
    """
    return texts.str.replace(_PERSONAL, _BLOT, regex=True)
