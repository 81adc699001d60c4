"""Personal data: its columns are left out, and phone and identity numbers elsewhere blotted out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, matching
from cluster_planner.fields import CODES, LIKELY_SECRET, Catalogue, blot_secrets
from cluster_planner.model import Findings
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import field_of

_MOBILES, _IDENTITIES = (1.3e10, 2e10), (1e17, 1e18)


def drop_personal(table: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.DataFrame, list[Findings]]:
    """Leave out columns of personal data, and blot out phone and identity numbers in all others.

    Parameters
    ----------
    table : DataFrame
        The rows as they came.
    catalogue : Catalogue
        Knows which fields are personal.

    Returns
    -------
    tuple of DataFrame and list of Findings
        A table without them, and what was done.
    """
    personal = [name for name in table if catalogue.is_personal(str(name))]
    findings = [Findings.of(rules.PERSONAL_DATA, field=str(name)) for name in personal]
    table = table.drop(columns=personal)
    for name in table.columns.difference(list(CODES), sort=False):
        if table[name].dtype == "geometry" or pd.api.types.is_bool_dtype(table[name]):
            continue
        secret = _secrets(table[name])
        if secret.any():
            findings.append(
                Findings.of(rules.PERSONAL_VALUE, field=field_of(str(name), catalogue), count=int(secret.sum()))
            )
            table = table.assign(**{name: _blotted(table[name], secret)})
    return table, findings


def _secrets(column: pd.Series) -> np.ndarray:
    """Return which cells hold a phone or identity number."""
    if pd.api.types.is_numeric_dtype(column):
        likely = (column.between(*_MOBILES) | column.between(*_IDENTITIES)).to_numpy(dtype=bool)
        texts = column[likely].map("{:.0f}".format)
    elif pd.api.types.is_datetime64_any_dtype(column):
        return np.zeros(len(column), dtype=bool)
    else:
        texts = as_text(column)
        likely = matching(texts, LIKELY_SECRET)
        texts = texts[likely]
    secret = likely.copy()
    found = {value: blot_secrets(value) != value for value in texts.unique()}
    secret[secret] = [found[value] for value in texts]
    return secret


def _blotted(column: pd.Series, secret: np.ndarray) -> pd.Series:
    return column.astype("object").mask(secret, as_text(column[secret]).map(blot_secrets))
