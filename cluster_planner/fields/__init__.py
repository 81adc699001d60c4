"""The field catalogue: one place for names, headers, types, units and allowed values.

Reading, validation, templates, documents and map labels are all made from it. To add a field or a header spelling,
change ``_bank.py``, ``_locating.py``, ``_flats.py``, ``choices.py`` or one of the files of spellings; labels stand in
the catalogues of words. What the tool itself computes are columns of `model`.
"""

from __future__ import annotations

from cluster_planner.fields._axis_spellings import looks_like_place
from cluster_planner.fields._bank import BANK
from cluster_planner.fields._catalogue import Catalogue
from cluster_planner.fields._choice_codes import choice_codes
from cluster_planner.fields._division_marks import division_in, is_ordinal, starts_with_ordinal
from cluster_planner.fields._field import SUMMED, Choice, Field, Kind, Lang
from cluster_planner.fields._flats import FLATS
from cluster_planner.fields._locating import LOCATING
from cluster_planner.fields._marks import NOT_CALCULATED, OWNER_MARK
from cluster_planner.fields._numeral_marks import NUMERALS, arabic
from cluster_planner.fields._short_names import short_name
from cluster_planner.fields._unclear_spellings import UNCLEAR
from cluster_planner.fields._unit_spellings import measures, plain, unit_factors
from cluster_planner.fields.people import blot_secrets

# Of China: rooms have it from `profile`, as a value.
CATALOGUE = Catalogue(bank=BANK, locating=LOCATING, flats=FLATS, unclear=UNCLEAR)

__all__ = [
    "CATALOGUE",
    "NOT_CALCULATED",
    "NUMERALS",
    "OWNER_MARK",
    "SUMMED",
    "Catalogue",
    "Choice",
    "Field",
    "Kind",
    "Lang",
    "arabic",
    "blot_secrets",
    "choice_codes",
    "division_in",
    "is_ordinal",
    "looks_like_place",
    "measures",
    "plain",
    "short_name",
    "starts_with_ordinal",
    "unit_factors",
]
