"""Remedies for callers of the library: they have arguments, not options of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cluster_planner.errors import DataError
from cluster_planner.said import Said

# (what the command line says, what a caller of the library can do; both with the same facts)
_REMEDIES = {
    "error.validation.name_metres": "error.pipeline.crs_in_metres",
    "error.validation.name_metres_system": "error.pipeline.crs_of_columns",
    "error.validation.name_degrees": "error.pipeline.crs_in_degrees",
    "error.pipeline.correct_rows": "error.pipeline.correct_table",
}


@contextmanager
def remedies_for_callers() -> Iterator[None]:
    """Name the argument where an error would name an option of the command line."""
    try:
        yield
    except DataError as error:
        if error.remedy.key not in _REMEDIES:
            raise
        remedy = Said(_REMEDIES[error.remedy.key], error.remedy.facts)
        raise type(error)(error.problem, remedy, error.rows) from error
