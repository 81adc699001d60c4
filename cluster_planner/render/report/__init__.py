"""The report that a bureau files: one text on the plan, written as a Word document and as a page.

Its contents stand in ``_front.py``, ``_method.py``, ``_areas.py`` and their like as blocks (``_blocks.py``); its
wording in ``_words.py``. The pictures are drawn by ``_atlas.py``; to change a colour, see ``symbols/_table.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._plain_file import require_plain_file
from cluster_planner._staging import new_file, staged
from cluster_planner.errors import SettingsError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.said import Code, say
from cluster_planner.words.tables import area_table, community_table, plan_tables

__all__ = ["FORMATS", "check_letterhead", "write_letterhead", "write_report", "write_report_into"]

FORMATS = ("docx", "html")


@held_to_annotations
def write_report(
    plan: Plan,
    directory: str | os.PathLike[str],
    lang: Lang = "zh",
    *,
    formats: Sequence[str] = FORMATS,
    most_pages: int = 200,
    letterhead: str | os.PathLike[str] | None = None,
) -> dict[str, Path]:
    """Write the report of a plan: summary, method, maps, areas, those alone, programme, findings and price basis.

    Pictures are drawn locally and need no network. The same plan gives the same bytes on a machine with the same
    fonts. Files are complete before they replace earlier ones.

    Parameters
    ----------
    plan : Plan
        The plan to report; may hold no area at all.
    directory : str or path-like
        Folder for ``report.docx`` and ``report.html``; made if need be.
    lang : {"zh", "en"}
        Language of the reader.
    formats : sequence of {"docx", "html"}
        Which files to write.
    most_pages : int
        With more areas than this, areas have rows in tables and no page of their own; the report says so.
    letterhead : path-like, optional
        Word document to write ``report.docx`` into, made from the one that `write_letterhead` writes.

    Returns
    -------
    dict of str to Path
        The files by format.

    Raises
    ------
    SettingsError
        A format is not known.
    SourceError
        The folder cannot be written to, or the letterhead is not a valid one.
    """
    with staged(Path(directory)) as stage:
        written = write_report_into(
            plan, stage.path, lang, formats=formats, most_pages=most_pages, letterhead=letterhead
        )
    return {name: Path(directory) / path.name for name, path in written.items()}


def write_report_into(
    plan: Plan,
    folder: Path,
    lang: Lang,
    *,
    formats: Sequence[str] = FORMATS,
    most_pages: int = 200,
    letterhead: str | os.PathLike[str] | None = None,
) -> dict[str, Path]:
    """Write the report into a folder where nobody sees it unfinished; see `write_report`."""
    from cluster_planner.render.report._atlas import Atlas, drawing
    from cluster_planner.render.report._docx import write_docx
    from cluster_planner.render.report._html import write_html
    from cluster_planner.render.report._report import Report
    from cluster_planner.render.report._story import write_blocks
    from cluster_planner.render.report._templates import LETTERHEAD

    paper = LETTERHEAD if letterhead is None else Path(letterhead)
    writers: dict[str, Callable[..., None]] = {"docx": partial(write_docx, letterhead=paper), "html": write_html}
    unknown = [name for name in formats if name not in writers]
    if unknown:
        raise SettingsError(
            say("error.render.no_report_format", name=Code(repr(unknown[0]))),
            say("error.render.use_a_format", formats=Code(", ".join(FORMATS))),
        )
    with drawing():
        report = Report(
            plan=plan,
            lang=lang,
            atlas=Atlas(plan, lang),
            areas=pd.DataFrame(area_table(plan, lang)),
            communities=pd.DataFrame(community_table(plan, lang)).assign(need_after=plan.need_after["need"]),
            tables=plan_tables(plan, lang),
            with_pages=len(plan.areas) <= most_pages,
        )
        blocks = write_blocks(report)
    title = " ".join(filter(None, (report.say("title"), str(plan.about.get("title") or ""))))
    for name in formats:
        writers[name](blocks, title, lang, folder / f"report.{name}", plan.checksum)
    return {name: folder / f"report.{name}" for name in formats}


@held_to_annotations
def check_letterhead(path: str | os.PathLike[str]) -> None:
    """Refuse a letterhead that no report can be written into, before the plan is made.

    Raises
    ------
    SourceError
        The file is not a Word document, uses an unknown field, or lacks the line or a style.
    """
    from cluster_planner.render.report._letterhead import fill_in

    require_plain_file(path)
    fill_in(Path(path), "")


@held_to_annotations
def write_letterhead(path: str | os.PathLike[str]) -> Path:
    """Write the letterhead of the package, to be adapted in Word.

    Parameters
    ----------
    path : path-like
        The file. Its line ``{{ report }}`` is where the report goes, ``{{ title }}`` is replaced by the title; fonts,
        margins, headers and all other text may be changed, the names of the styles may not.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    SourceError
        If there is a file of that name, or it cannot be written.
    """
    from cluster_planner.render.report._templates import LETTERHEAD

    target = Path(path)
    with new_file(target) as unfinished:
        unfinished.write_bytes(LETTERHEAD.read_bytes())
    return target
