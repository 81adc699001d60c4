"""Findings handed back to those who can correct the data, and the refusal to go on with any."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cluster_planner.books import write_report, write_table
from cluster_planner.errors import DataError
from cluster_planner.fields import Lang, looks_like_place
from cluster_planner.model import Communities, Findings, Header
from cluster_planner.pipeline._door import Checked
from cluster_planner.pipeline._tables import Inputs, field_mapping
from cluster_planner.said import Code, Count, Label, Several, say, several
from cluster_planner.sources import Ledger, open_ledgers

_LISTED = 10
PLACES = ("geometry", *(f"{name}{of}" for of in ("", "_gcj02", "_bd09") for name in ("lonlat", "lon", "lat")))


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
    ledgers = _ledgers(inputs, checked)
    written = write_report(checked.findings, directory, lang, ledgers=ledgers, parts=checked.parts, fix=fix)
    if len(checked.matches):
        written["matches"] = write_table(checked.matches, _free_for_matches(inputs, Path(directory)))
    return written


def _ledgers(inputs: Inputs, checked: Checked) -> list[Ledger]:
    """Return the sheets that were checked, if they are in files."""
    mapping = field_mapping(inputs)
    if inputs.join is not None:
        return open_ledgers(inputs.join, checked.parts, mapping=mapping)
    if isinstance(inputs.table, pd.DataFrame):
        return []
    return open_ledgers(inputs.table, checked.parts, mapping=mapping, encoding=inputs.encoding)


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


def refuse_nothing(communities: Communities, headers: Sequence[Header], *, placed: bool = False) -> None:
    """Refuse to go on with nothing: a check or a plan of no community is no success.

    Parameters
    ----------
    communities : Communities
        What came through the door.
    headers : sequence of Header
        What each column of the table was taken for, to say where places were looked for.
    placed : bool
        Whether one of them must have a place too, as areas need it.

    Raises
    ------
    DataError
        It says how many rows were read, why none can be used, what was looked for, and what to do.
    """
    if communities.located.any() or (len(communities) and not placed):
        return
    lost = communities.quarantine["rule"].value_counts() if len(communities.quarantine) else pd.Series(dtype=int)
    reasons = [
        say("error.pipeline.reason", problem=say(f"rule.{rule}.problem"), count=Count(count))
        for rule, count in (*lost.items(), *([("no_place", len(communities))] if len(communities) else []))
    ]
    columns = [header.text for header in headers if header.name in PLACES]
    like = [header.text for header in headers if header.name not in PLACES and looks_like_place(header.text)]
    raise DataError(
        say(
            "error.pipeline.nothing_usable",
            rows=Count(len(communities) + len(communities.quarantine)),
            reasons=say("error.pipeline.nothing_reasons", reasons=several(reasons, "semicolons")) if reasons else None,
            columns=say("error.pipeline.place_columns", columns=Code("、".join(columns))) if columns else None,
            like=say("error.pipeline.like_places", columns=Code("、".join(like))) if like and not columns else None,
            searched=None if columns or not headers else say("error.pipeline.no_place_columns"),
        ),
        say("error.pipeline.give_places") if len(communities) else say("error.pipeline.correct_rows"),
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
