"""Personal data in tables: texts blotted, columns of people left out, columns of ids decided as a whole."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

from cluster_planner._cells import as_text, matching
from cluster_planner.fields.people import (
    BLOT,
    CODES,
    IDENTITY,
    LIKELY,
    blot_secrets,
    holds_ids,
    is_bare_code,
    number_of,
)

_LEAST_NUMBER, _MOST_NUMBER = 1e10, 1e18  # of eleven digits to eighteen
_FEW = 2  # ids that all look like numbers of people by chance
_IDENTITY_LENGTHS = (15, 18)
_COUNTY = 6  # digits of an id that begins with the code of its county


@dataclass(frozen=True, eq=False)
class PublicColumn:
    """A column without personal data.

    Attributes
    ----------
    cells : Series
        The cells, those with personal data blotted.
    blotted : ndarray of bool
        Which cells were.
    doubtful : ndarray of bool
        Which are codes that may be numbers of people, and are left as they are.
    """

    cells: pd.Series
    blotted: np.ndarray
    doubtful: np.ndarray


def blot_out(texts: pd.Series, *, fields: pd.Series | None = None) -> pd.Series:
    """Return texts without personal data.

    Parameters
    ----------
    texts : Series
        Texts of any kind; what is missing stays missing.
    fields : Series, optional
        The column that each text comes from: where it asks for ids, a code is left as it is.

    Returns
    -------
    Series
        The same index; three asterisks stand for each number, address and person.
    """
    likely = matching(texts.astype("str"), LIKELY)
    if fields is not None and likely.any():
        of_ids = fields.isin([name for name in fields.unique() if holds_ids(str(name))]).to_numpy(dtype=bool)
        asked = likely & of_ids
        asked[asked] = [is_bare_code(str(text)) for text in texts[asked]]
        likely &= ~asked
    if not likely.any():
        return texts
    return texts.mask(likely, texts.map({text: blot_secrets(text) for text in texts[likely].unique()}))


def without_people(column: pd.Series, header: str) -> PublicColumn:
    """Return a column without personal data.

    A cell that is only a code is judged with its column. Where ids are asked for, those with the form of a telephone
    or a right identity number are ids if others have another form; elsewhere if most have no date of birth.

    Parameters
    ----------
    column : Series
        Cells of any kind.
    header : str
        Canonical name, or the header.

    Returns
    -------
    PublicColumn
        On the index of the column.
    """
    nowhere = np.zeros(len(column), dtype=bool)
    if column.dtype == "geometry" or header == "source_row" or is_bool_dtype(column) or is_datetime64_any_dtype(column):
        return PublicColumn(column, nowhere, nowhere)
    texts, likely = _likely(column)
    if not likely.any():
        return PublicColumn(column, nowhere, nowhere)
    seen = texts[likely]
    public = {text: blot_secrets(text) for text in seen.unique()}
    codes = seen[seen.map(is_bare_code)]
    filled = int(column.count() if is_numeric_dtype(column) else (texts != "").sum())
    numbers, are_ids = _numbers_in(codes, header, filled)
    public |= {code: code for code in codes if holds_ids(header) and code not in numbers}
    public |= {number: number if are_ids else BLOT for number in numbers}
    doubtful = texts.isin(numbers).to_numpy() if are_ids else nowhere
    blotted = likely.copy()
    blotted[likely] = [public[text] != text for text in seen]
    if not blotted.any():
        return PublicColumn(column, blotted, doubtful)
    cells = column.astype("object").mask(blotted, texts.map(public))
    # A row without an id is given one; asterisks would be one id of several.
    return PublicColumn(cells.mask(cells == BLOT) if header in CODES else cells, blotted, doubtful)


def _likely(column: pd.Series) -> tuple[pd.Series, np.ndarray]:
    """Return the cells as text, and which may hold personal data."""
    if is_numeric_dtype(column):
        figures = column.to_numpy(dtype="float64", na_value=np.nan)
        large = (figures >= _LEAST_NUMBER) & (figures <= _MOST_NUMBER)
        large[large] = figures[large] % 1 == 0
        whole = column[large].astype("int64").astype("str")
        return whole.reindex(column.index, fill_value="") if large.any() else whole, large
    texts = as_text(column)
    return texts, matching(texts, LIKELY)


def _numbers_in(codes: pd.Series, header: str, filled: int) -> tuple[list[str], bool]:
    """Return the codes of a column that look like numbers of people, and whether they are ids."""
    if not holds_ids(header):
        long = codes[codes.str.len().isin(_IDENTITY_LENGTHS)]
        identities = long[long.map(blot_secrets) != long]
        return identities.unique().tolist(), 2 * len(identities) < len(long)
    kinds = codes.map(number_of)
    numbers = codes[kinds != ""]
    of_a_county = bool((kinds != IDENTITY).all()) and len(set(numbers.str[:_COUNTY])) == 1
    return numbers.unique().tolist(), len(numbers) < filled or numbers.nunique() < _FEW or of_a_county
