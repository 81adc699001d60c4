"""Findings handed back: the marked workbook, and a cleaned copy of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cluster_planner._staging import staged
from cluster_planner.books._cleaned_book import write_cleaned
from cluster_planner.books._findings_book import write_findings
from cluster_planner.books._sheet_copy import fits_a_sheet
from cluster_planner.books._sheet_out import MOST_ROWS
from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.model import Findings, Part
from cluster_planner.said import Count, say
from cluster_planner.sources import Ledger


def write_report(
    findings: Findings,
    directory: str | Path,
    lang: Lang = "zh",
    *,
    ledgers: Sequence[Ledger] = (),
    parts: Sequence[Part] = (),
    fix: bool = False,
) -> dict[str, Path]:
    """Write the findings of one input, in the user's own sheet where there is one.

    Parameters
    ----------
    findings : Findings
        What was found.
    directory : path
        Folder for the files.
    lang : {"zh", "en"}
        Language of everything but the user's own cells.
    ledgers : sequence of Ledger
        The user's own sheets; see `open_ledgers`.
    parts : sequence of Part
        What each table of the input gave.
    fix : bool
        Write the cleaned copy too.

    Returns
    -------
    dict of str to Path
        ``findings`` (``findings.xlsx``: a summary, the sheet with the cells at fault marked, all findings, what was
        read) and ``cleaned`` (``cleaned.xlsx``: the ledger with its repairs, and every change). Personal data
        is in neither.

    Raises
    ------
    SourceError
        If the folder cannot be written to, or the ledger to fix is a layer of shapes or too long for a sheet.
    """
    if fix and not ledgers:
        raise SourceError(
            say("error.books.not_to_be_fixed"),
            say("error.books.leave_out_fix"),
        )
    if fix and not all(map(fits_a_sheet, ledgers)):
        raise SourceError(
            say("error.books.too_many_rows", most_rows=Count(MOST_ROWS)),
            say("error.books.split_ledger"),
        )
    folder = Path(directory)
    written = {"findings": folder / "findings.xlsx"}
    with staged(folder) as stage:
        write_findings(findings, stage.path / "findings.xlsx", lang, ledgers, parts)
        if fix:
            written["cleaned"] = folder / "cleaned.xlsx"
            write_cleaned(findings, stage.path / "cleaned.xlsx", lang, ledgers)
    return written
