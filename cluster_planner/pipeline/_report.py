"""Findings handed back to those who can mend the data, and the refusal to go on with any."""

from __future__ import annotations

from pathlib import Path

from cluster_planner.books import write_report, write_table
from cluster_planner.errors import DataError
from cluster_planner.fields import Lang
from cluster_planner.fields import label as field_label
from cluster_planner.model import Findings
from cluster_planner.pipeline._door import Checked
from cluster_planner.pipeline._tables import Inputs
from cluster_planner.sources import open_ledger, read_mapping, source_name

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
        mapping=None if inputs.fields is None else read_mapping(inputs.fields),
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
    told = {lang: _list(Findings(frame), lang) for lang in ("zh", "en")}
    raise DataError(
        (
            f"严格模式: 有 {len(frame)} 处错误或提醒, 已停止。{told['zh']}",
            f"Strict: {len(frame)} errors or warnings.{told['en']}",
        ),
        ("请改正后重试, 或去掉 --strict。", "Mend them, or leave out --strict."),
    )


def _list(findings: Findings, lang: Lang) -> str:
    """Return the first findings, one a line."""
    lines = []
    for row in findings.table(lang).head(_LISTED).itertuples():
        place = f"第 {row.row} 行 " if lang == "zh" else f"row {row.row} "
        lines.append(f"\n  {place if row.row else ''}{field_label(str(row.field), lang)}: {row.problem} ({row.found})")
    left = len(findings) - len(lines)
    return "".join(lines) + (f"\n  ... +{left}\n" if left > 0 else "\n")
