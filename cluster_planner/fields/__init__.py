"""The field catalogue: one place for names, headers, types, units and allowed values.

Reading, validation, templates, documents and map labels are all made from it. To add a field, a header
variant or a wording, change ``_bank.py``, ``_locating.py``, ``_results.py`` or ``_choices.py`` and nothing else.
"""

from __future__ import annotations

from cluster_planner.fields._bank import BANK
from cluster_planner.fields._field import Choice, Field, Kind, Lang
from cluster_planner.fields._locating import LOCATING
from cluster_planner.fields._marks import NOT_CALCULATED
from cluster_planner.fields._results import RESULTS
from cluster_planner.fields._unclear import UNCLEAR
from cluster_planner.fields._units import plain, unit_factors

CATALOGUE: dict[str, Field] = {field.name: field for field in (*BANK, *LOCATING, *RESULTS)}

__all__ = [
    "BANK",
    "CATALOGUE",
    "LOCATING",
    "NOT_CALCULATED",
    "RESULTS",
    "UNCLEAR",
    "Choice",
    "Field",
    "Kind",
    "Lang",
    "label",
    "plain",
    "unit_factors",
]


def label(name: str, lang: Lang) -> str:
    """Return the header a planner reads for a column, or the name itself where it is not ours.

    Parameters
    ----------
    name : str
        Canonical column name.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        Header in that language.

    Examples
    --------
    >>> label("households", "zh")
    '户数(户)'
    >>> label("households", "en")
    'Households'
    """
    field = CATALOGUE.get(name)
    return name if field is None else field.label(lang)
