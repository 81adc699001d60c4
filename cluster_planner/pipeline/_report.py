"""Findings handed back to those who can correct the data, and the refusal to go on with any."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_planner.books import write_report, write_table
from cluster_planner.errors import DataError
from cluster_planner.fields import Lang
from cluster_planner.model import Findings
from cluster_planner.pipeline._door import Checked
from cluster_planner.pipeline._tables import Inputs, field_mapping
from cluster_planner.said import Code, Count, Label, Several, say, several
from cluster_planner.sources import open_ledger, source_name

_LISTED = 10


def report_findings(
    inputs: Inputs, checked: Checked, directory: str | Path, lang: Lang = "zh", *, fix: bool = False
) -> dict[str, Path]:
    """Write what was found as workbooks; see `books.write_report`.

    Parameters
    ----------
    inputs : Inputs
        Where the tables were read from; the ledger is marked, be it the table itself or joined to it.
    checked : Checked
        What came through the door.
    directory : path
        Folder for the workbooks.
    lang : {"zh", "en"}
        Language of problems and remedies.
    fix : bool
        Write a cleaned copy of the ledger too.

    Returns
    -------
    dict of str to Path
        ``findings``, ``cleaned``, and ``matches`` where pairs of a joined ledger are doubtful.

    Raises
    ------
    SourceError
        If the folder cannot be written to, or there is no ledger to fix.
    """
    ledger = open_ledger(
        inputs.table if inputs.join is None else inputs.join,
        layer=inputs.layer if inputs.join is None else None,
        mapping=field_mapping(inputs),
        encoding=inputs.encoding if inputs.join is None else None,
        name="" if inputs.join is None else source_name(inputs.join),
    )
    written = write_report(checked.findings, directory, lang, ledger=ledger, fix=fix)
    if len(checked.matches):
        written["matches"] = write_table(checked.matches, _free_for_matches(inputs, Path(directory)))
    return written


def _free_for_matches(inputs: Inputs, folder: Path) -> Path:
    """Return where matches may be written: never over decisions that this run did not read."""
    file = folder / "matches.csv"
    was_read = inputs.matches is not None and file.resolve() == Path(inputs.matches).resolve()
    return file if was_read or not file.exists() else folder / "matches-new.csv"


def refuse_doubts(findings: Findings) -> None:
    """Refuse to go on with anything that is wrong or doubtful; repairs are no doubts.

    Raises
    ------
    DataError
        If there is any warning or error.
    """
    frame = findings.frame[findings.frame["severity"] != "repair"]
    if frame.empty:
        return
    raise DataError(
        say("error.pipeline.strict", count=Count(len(frame)), listed=_list(frame)),
        say("error.pipeline.correct_or_not_strict"),
    )


def _list(frame: pd.DataFrame) -> Several:
    """Return the first findings, one a line."""
    lines = [
        say(
            "error.pipeline.finding",
            row=say("error.pipeline.row", row=Code(finding["row"])) if finding["row"] else None,
            field=Label("header", finding["field"]),
            problem=say(f"rule.{finding['rule']}.problem"),
            found=Code(finding["found"] if pd.isna(finding["count"]) else str(finding["count"])),
        )
        for finding in frame.head(_LISTED).to_dict("records")
    ]
    left = len(frame) - len(lines)
    end = say("error.pipeline.more", left=Count(left)) if left > 0 else say("error.pipeline.end")
    return several([*lines, end], "run")
