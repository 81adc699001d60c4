"""Personal data: its columns are left out, and numbers and names of people elsewhere blotted out."""

from __future__ import annotations

import pandas as pd

from cluster_planner._people_in_tables import without_people
from cluster_planner.fields import Catalogue
from cluster_planner.fields.people import public_names
from cluster_planner.model import Findings
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._amounts import field_of


def drop_personal(table: pd.DataFrame, catalogue: Catalogue) -> tuple[pd.DataFrame, list[Findings]]:
    """Leave out columns of personal data, and blot out numbers and names of people in all others and in headers.

    Parameters
    ----------
    table : DataFrame
        The rows as they came.
    catalogue : Catalogue
        Knows which fields are personal.

    Returns
    -------
    tuple of DataFrame and list of Findings
        A table without them, and what was done, or is doubtful: ids that may be numbers of people stay as they are.
    """
    public = public_names(map(str, table))
    table = table.rename(columns={name: public[str(name)] for name in table if public[str(name)] != str(name)})
    personal = [name for name in table if catalogue.is_personal(str(name))]
    findings = [Findings.of(rules.PERSONAL_DATA, field=str(name)) for name in personal]
    table = table.drop(columns=personal)
    for name in table:
        column, field = without_people(table[name], str(name)), field_of(str(name), catalogue)
        if column.blotted.any():
            findings.append(Findings.of(rules.PERSONAL_VALUE, field=field, count=int(column.blotted.sum())))
            table[name] = column.cells
        if column.doubtful.any():
            findings.append(Findings.of(rules.PEOPLE_IN_IDS, field=field, count=int(column.doubtful.sum())))
    return table, findings
