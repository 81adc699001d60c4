"""Names of works: from the planner's own catalogue, else from the package."""

from __future__ import annotations

import pandas as pd

from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker


def name_works(catalogue: pd.DataFrame, lang: Lang) -> pd.Series:
    """Return the name of each work, on the index of the catalogue.

    Parameters
    ----------
    catalogue : DataFrame
        As ``Works.catalogue``: a file of the planner's own may bring names (``name_zh``, ``name_en``).
    lang : str
        Language of the reader; the planner's own name in another language comes before the package's.
    """
    return _named(catalogue, "name", "work", catalogue.index, lang)


def name_units(catalogue: pd.DataFrame, lang: Lang) -> pd.Series:
    """Return the unit of each work, on the index of the catalogue; see `name_works`."""
    return _named(catalogue, "unit", "unit.work", catalogue["unit"], lang)


def _named(catalogue: pd.DataFrame, column: str, kind: str, codes: pd.Index | pd.Series, lang: Lang) -> pd.Series:
    label = speaker(lang).label
    names = pd.Series([label(kind, str(code)) for code in codes], catalogue.index, dtype="str")
    others = [name for name in catalogue if str(name).startswith(f"{column}_") and name != f"{column}_{lang}"]
    for name in (*reversed(others), f"{column}_{lang}"):
        if name in catalogue:
            names = catalogue[name].where(catalogue[name] != "", names)
    return names
