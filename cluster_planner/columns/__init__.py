"""The columns of every table of a plan, of studies of plans, and of tables for readers."""

from __future__ import annotations

from itertools import chain

from cluster_planner.columns._areas import AREAS, CHANGES, NEXT_BEST, STABILITY
from cluster_planner.columns._column import Column, Table, from_field
from cluster_planner.columns._evaluation import EVALUATION
from cluster_planner.columns._inputs import (
    BARRIERS,
    BOUNDARIES,
    CHECKUP,
    COMMUNITIES,
    FACILITIES,
    FINDINGS,
    LIKENESS,
    LINKS,
    NEED,
    NEED_AFTER,
    NEED_PARTS,
)
from cluster_planner.columns._programme import POINTS_DIGITS, PROGRAMME, PROGRESS, STATISTICS, UNDER_WAY
from cluster_planner.columns._shown import SHOWN
from cluster_planner.columns._studies import COMPARISON, LIFTS, SWEEP
from cluster_planner.columns._works import SAVINGS, SERVICES, WORKS
from cluster_planner.profile import CHINA

__all__ = [
    "AREAS",
    "BARRIERS",
    "CHANGES",
    "CHECKUP",
    "COLUMNS",
    "COMMUNITIES",
    "EVALUATION",
    "FINDINGS",
    "LIKENESS",
    "LINKS",
    "NEED_PARTS",
    "NEXT_BEST",
    "PLAN",
    "POINTS_DIGITS",
    "PROGRAMME",
    "SAVINGS",
    "SERVICES",
    "SHOWN",
    "STABILITY",
    "TABLES",
    "WORKS",
    "Column",
    "Table",
    "find_column",
]

PLAN = {
    "need": NEED,
    "need_after": NEED_AFTER,
    "boundaries": BOUNDARIES,
    "facilities": FACILITIES,
    "progress": PROGRESS,
    "statistics": STATISTICS,
    "under_way": UNDER_WAY,
}
_NOUNS = (
    COMMUNITIES, FINDINGS, BARRIERS, CHECKUP, LINKS, LIKENESS, AREAS, NEXT_BEST, STABILITY, EVALUATION, WORKS, SAVINGS,
    SERVICES, PROGRAMME, CHANGES, PLAN, COMPARISON, LIFTS, {"sweep": SWEEP},
)  # fmt: skip
TABLES = {table.name: table for noun in _NOUNS for table in noun.values()}
_OF_TABLES = {
    (table.name, column.name): column for table in TABLES.values() for column in (*table.keys, *table.columns)
}
# Tables that only other rooms use; readers see their content under other names.
_INNER = frozenset(("areas.advice", "areas.alone", "areas.obstacles", "next_best.frame", "stability.pairs"))
_LET_OUT = (column for (table, _), column in _OF_TABLES.items() if table not in _INNER and column.kind != "said")
# What a column is by its name alone: as readers see it, else a field, else as in the first table that has it.
COLUMNS: dict[str, Column] = {}
for _column in chain(SHOWN, map(from_field, CHINA.catalogue.values()), _LET_OUT):
    COLUMNS.setdefault(_column.name, _column)


def find_column(name: str, table: str = "") -> Column | None:
    """Return what is known of a column: as its table has it, else as tables for readers have it.

    Parameters
    ----------
    name : str
        Canonical name.
    table : str
        Where a plan has the table, such as ``evaluation.areas``.

    Returns
    -------
    Column or None
        None for a column that is not ours.

    Examples
    --------
    >>> find_column("share", "works.catalogue").kind, find_column("share", "stability.pairs").kind
    ('code', 'share')
    >>> find_column("floor_area_m2").unit
    'm2'
    """
    return _OF_TABLES.get((table, name)) or COLUMNS.get(name)
