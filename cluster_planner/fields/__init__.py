"""The field catalogue: one place for names, headers, types, units and allowed values.

Reading, validation, templates, documents and map labels are all made from it. To add a field, a header
spelling, change ``_bank.py``, ``_locating.py``, ``_flats.py``, ``choices.py`` or one of the files of spellings; what it
is called stands in the catalogues of words. What the tool itself computes are columns of `model`.
"""

from __future__ import annotations

from cluster_planner.fields._bank import BANK
from cluster_planner.fields._choice_codes import choice_codes
from cluster_planner.fields._field import SUMMED, Choice, Field, Kind, Lang
from cluster_planner.fields._flats import FLATS
from cluster_planner.fields._locating import LOCATING
from cluster_planner.fields._marks import NOT_CALCULATED, WHOSE
from cluster_planner.fields._numeral_marks import NUMERALS, arabic
from cluster_planner.fields._personal_marks import CODES, LIKELY_SECRET, blot_secrets, names_people
from cluster_planner.fields._unclear_spellings import UNCLEAR
from cluster_planner.fields._unit_spellings import plain, unit_factors

CATALOGUE: dict[str, Field] = {field.name: field for field in (*BANK, *LOCATING, *FLATS)}

__all__ = [
    "BANK",
    "CATALOGUE",
    "CODES",
    "FLATS",
    "LIKELY_SECRET",
    "LOCATING",
    "NOT_CALCULATED",
    "NUMERALS",
    "SUMMED",
    "UNCLEAR",
    "WHOSE",
    "Choice",
    "Field",
    "Kind",
    "Lang",
    "arabic",
    "blot_secrets",
    "choice_codes",
    "is_personal",
    "plain",
    "unit_factors",
]


def is_personal(name: str) -> bool:
    """Tell whether a column holds personal data, by the catalogue or by the words of its header.

    Parameters
    ----------
    name : str
        Canonical column name, or a header that is not ours.

    Returns
    -------
    bool
        True where it must be kept out of every output.

    Examples
    --------
    >>> is_personal("phone"), is_personal("户主姓名"), is_personal("households")
    (True, True, False)
    """
    field = CATALOGUE.get(name)
    return names_people(name) if field is None else field.personal
