"""The one filter for personal data: numbers of people, people next to them, and columns of people.

Everything is judged after folding, so that a number is found however it is typed. A text that is nothing but a code
may be the id of a community: what becomes of it is decided for its whole column, in ``_people_in_tables.py``.
"""

from __future__ import annotations

from cluster_planner.fields.people._filter import blot_secrets, is_bare_code, names_somebody, public_names
from cluster_planner.fields.people._first_look_marks import LIKELY
from cluster_planner.fields.people._header_marks import CODES, holds_ids, names_people
from cluster_planner.fields.people._number_marks import BLOT, IDENTITY, MOBILE, number_of

__all__ = [
    "BLOT",
    "CODES",
    "IDENTITY",
    "LIKELY",
    "MOBILE",
    "blot_secrets",
    "holds_ids",
    "is_bare_code",
    "names_people",
    "names_somebody",
    "number_of",
    "public_names",
]
