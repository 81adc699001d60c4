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
    called = public_names(map(str, table))
    table = table.rename(columns={name: public for name, public in called.items() if name != public})
    personal = [name for name in table if catalogue.is_personal(str(name))]
    findings = [Findings.of(rules.PERSONAL_DATA, field=str(name)) for name in personal]
    table = table.drop(columns=personal)
    changed = {}
    for name in map(str, table):
        public = without_people(table[name], name)
        field = field_of(name, catalogue)
        if public.blotted.any():
            findings.append(Findings.of(rules.PERSONAL_VALUE, field=field, count=int(public.blotted.sum())))
            changed[name] = public.cells
        if public.doubtful.any():
            findings.append(Findings.of(rules.PEOPLE_IN_IDS, field=field, count=int(public.doubtful.sum())))
    return table.assign(**changed), findings
