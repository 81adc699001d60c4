"""What was done to a table while it was read, as findings."""

from __future__ import annotations

from collections.abc import Iterable

from cluster_planner.model import Findings, Note
from cluster_planner.validation._reading_rules import HEADER_UNCLEAR, READING_RULES


def tell_reading(notes: Iterable[Note]) -> Findings:
    """Return the notes of a reader as findings, each under its rule."""
    return Findings.concat(
        Findings.of(
            READING_RULES[note.rule], row=[note.row], field=note.field, found=[note.found], becomes=[note.becomes]
        )
        for note in notes
    )


def asked_about(notes: Iterable[Note]) -> set[str]:
    """Return the headers whose meaning was asked for already, so that they are not called unknown too."""
    return {note.field for note in notes if note.rule == HEADER_UNCLEAR.id}
