"""Personal data: its columns are left out, and phone and identity numbers elsewhere blotted out."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from cluster_planner.fields import CATALOGUE, plain
from cluster_planner.model import Findings
from cluster_planner.validation import _value_rules as rules
from cluster_planner.validation._texts import as_text

BLOT = "***"
# Digits that may be codes of the trade: a code of a place in Hebei begins as a mobile number does.
_CODES = frozenset({"community_id", "adcode", "source_row", "geometry"})
_WORDS = re.compile("电话|手机|联系方式|身份证|联系人|负责人姓名|户主|phone|mobile|idcard|id_card")
_MOBILES, _IDENTITIES = (1.3e10, 2e10), (1e17, 1e18)
_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_LANDLINE = r"\(?0\d{2,3}\)?[- ]\d{7,8}"
_IDENTITY = r"[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]"
_SECRET = re.compile(rf"(?<![\d.])(?:{_IDENTITY}|{_MOBILE}|{_LANDLINE})(?:\.0)?(?!\d)")
# A cheap first look, in the few signs that Arrow searches for fast; full width too.
_D = "[0-9０-９]"
_LIKELY = rf"[1１]{_D}{{2}}[- ]?{_D}{{4}}[- ]?{_D}{{4}}|[0０]{_D}{{2,3}}[)]?[- ]{_D}{{7}}|{_D}{{17}}[0-9Xx]"


def drop_personal(table: pd.DataFrame) -> tuple[pd.DataFrame, list[Findings]]:
    """Leave out columns of personal data, and blot out phone and identity numbers in all others.

    Parameters
    ----------
    table : DataFrame
        The rows as they came.

    Returns
    -------
    tuple of DataFrame and list of Findings
        A table without them, and what was done.
    """
    personal = [name for name in table if _is_personal(str(name))]
    told = [Findings.of(rules.PERSONAL_DATA, field=str(name)) for name in personal]
    table = table.drop(columns=personal)
    for name in table.columns.difference(list(_CODES), sort=False):
        if table[name].dtype == "geometry" or pd.api.types.is_bool_dtype(table[name]):
            continue
        secret = _secrets(table[name])
        if secret.any():
            told.append(Findings.of(rules.PERSONAL_VALUE, field=str(name), found=[int(secret.sum())]))
            table = table.assign(**{name: _blotted(table[name], secret)})
    return table, told


def _is_personal(name: str) -> bool:
    field = CATALOGUE.get(name)
    return field.personal if field else _WORDS.search(plain(name)) is not None


def _secrets(column: pd.Series) -> pd.Series:
    """Tell which cells hold a phone or identity number."""
    if pd.api.types.is_numeric_dtype(column):
        likely = column[column.between(*_MOBILES) | column.between(*_IDENTITIES)].map("{:.0f}".format)
    elif pd.api.types.is_datetime64_any_dtype(column):
        return pd.Series(data=False, index=column.index)
    else:
        text = as_text(column)
        likely = text[text.str.contains(_LIKELY)]
    found = {value: _SECRET.search(_folded(value)) is not None for value in likely.unique()}
    return likely.map(found).astype("bool").reindex(column.index, fill_value=False)


def _blotted(column: pd.Series, secret: pd.Series) -> pd.Series:
    blotted = as_text(column[secret]).map(lambda text: _SECRET.sub(BLOT, _folded(text)))
    return column.astype("object").mask(secret, blotted)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
