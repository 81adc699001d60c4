"""Plans compared: those at hand, or those that were written, without planning again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cluster_planner._arguments import held_to_annotations
from cluster_planner.books import (
    TABLES,
    as_written,
    plan_folder,
    read_written_plan,
    shortest_names,
    write_sheets_and_texts,
)
from cluster_planner.comparison import Comparison, compare_plans
from cluster_planner.fields import Lang
from cluster_planner.model import Plan, WrittenPlan
from cluster_planner.pipeline._read_plan import read_plan
from cluster_planner.words.tables import comparison_tables

WORKBOOK = "compare.xlsx"


@held_to_annotations
def compare(plans: Sequence[Plan], names: Sequence[str] = (), lang: Lang = "zh") -> Comparison:
    """Compare plans of the same bank with the first of them.

    Parameters
    ----------
    plans : sequence of Plan
        Two or more.
    names : sequence of str, optional
        What they are called; by default they are numbered.
    lang : {"zh", "en"}
        Language of the reasons.

    Returns
    -------
    Comparison
        ``pairs`` with who moved and which area is which, figures side by side, and the settings that differ.

    Raises
    ------
    DataError
        If there are fewer than two, names do not fit, or they are of different banks.
    """
    given = list(names) or [str(number) for number in range(1, len(plans) + 1)]
    return compare_plans([as_written(plan, lang) for plan in plans], given)


@held_to_annotations
def compare_folders(
    folders: Sequence[str | Path], out: str | Path, names: Sequence[str] = (), lang: Lang = "zh"
) -> tuple[Comparison, Path]:
    """Compare plans that were written with the first of them, and write the comparison as a workbook.

    Parameters
    ----------
    folders : sequence of path
        Folders that `books.write_plan` wrote, two or more.
    out : path
        Folder for ``compare.xlsx``.
    names : sequence of str, optional
        What the plans are called; by default as much of their paths as distinguishes them.
    lang : {"zh", "en"}
        Language of the workbook; of reasons too, unless the plan was written by version 0.1.

    Returns
    -------
    Comparison
        What differs.
    Path
        The workbook.

    Raises
    ------
    SourceError
        If a folder is none of a plan, or the workbook cannot be written.
    DataError
        If there are fewer than two, names do not fit, or they are of different banks.
    """
    plans = [_read(folder, lang) for folder in folders]
    compared = compare_plans(plans, list(names) or shortest_names([Path(folder) for folder in folders]))
    write_sheets_and_texts({WORKBOOK: comparison_tables(compared, lang)}, {}, Path(out), lang)
    return compared, Path(out) / WORKBOOK


def _read(folder: str | Path, lang: Lang) -> WrittenPlan:
    """Read a plan; of version 0.1 there are only layers and sheets, in the language that they were written in."""
    place = plan_folder(folder)
    if not (place / TABLES).exists():
        return read_written_plan(place)
    return as_written(read_plan(place), lang, place.resolve().name)
