"""Which code each spelling of an allowed value stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cluster_planner.fields._field import Choice
from cluster_planner.fields._unit_spellings import plain


def choice_codes(choices: Sequence[Choice], values: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the code of each spelling of the choices of a field, the user's own words first.

    Parameters
    ----------
    choices : sequence of Choice
        What the field may hold.
    values : mapping of str to str, optional
        The user's own words, and the code or label that each means.

    Returns
    -------
    dict of str to str
        Spelling as `plain` folds it to code.
    """
    spellings = {
        plain(spelling): choice.code for choice in reversed(choices) for spelling in (*choice.spellings, choice.code)
    }
    meant = {plain(theirs): spellings.get(plain(code), code) for theirs, code in (values or {}).items()}
    return spellings | meant
