"""Reviews of a plan: from files to one report, and from that report into the next plan."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cluster_planner._arguments import held_to_annotations
from cluster_planner.books import (
    area_names,
    earlier_file,
    format_decisions,
    format_demands,
    read_earlier,
    read_record,
    write_sheets_and_texts,
)
from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.pipeline._tables import DECISIONS, Inputs
from cluster_planner.reviews import (
    Ground,
    Merged,
    add_demands,
    merge_reviews,
    read_review,
)
from cluster_planner.said import Code, say
from cluster_planner.settings import AreaSettings, Settings, read_settings
from cluster_planner.words.tables import review_tables

DEMANDS = "review-settings.toml"
REPORT = "reviews.xlsx"
REVIEW_FILES = (REPORT, DEMANDS, DECISIONS)
_LISTS = ("together", "apart", "locked")


@held_to_annotations
def merge_files(folder: str | Path, files: Sequence[str | Path], lang: Lang = "zh") -> tuple[Merged, dict[str, Path]]:
    """Merge review files of a plan, and write the report and the demands into the folder of the plan.

    Parameters
    ----------
    folder : path
        Where the plan was written to.
    files : sequence of path
        Reviews that the map page exported.
    lang : {"zh", "en"}
        Language of the report.

    Returns
    -------
    Merged
        What the reviews come to.
    dict of str to Path
        ``reviews`` (``reviews.xlsx``), ``demands`` (``review-settings.toml``, for `heed_reviews`) and ``decisions``
        (``review-decisions.json``, by which the map of the next plan answers the reviewers).

    Raises
    ------
    SourceError
        If a file cannot be read, or the folder is not that of a plan.
    DataError
        If a file is no review, was changed, or is of another plan.
    """
    record = read_record(folder)
    reviews = [read_review(file, record["checksum"]) for file in files]
    merged = merge_reviews(reviews, _ground(folder, record))
    target = Path(folder)
    texts = {DEMANDS: format_demands(merged, lang), DECISIONS: format_decisions(merged)}
    write_sheets_and_texts({REPORT: review_tables(merged, lang)}, texts, target, lang)
    return merged, {"reviews": target / REPORT, "demands": target / DEMANDS, "decisions": target / DECISIONS}


@held_to_annotations
def heed_reviews(inputs: Inputs, settings: Settings, folder: str | Path) -> tuple[Inputs, Settings]:
    """Return inputs and settings of a plan that meets what the reviews of an earlier one demand, and keeps the rest.

    Parameters
    ----------
    inputs : Inputs
        Of the new plan; where they name no plan to keep to, the one reviewed is kept to.
    settings : Settings
        Of the planner.
    folder : path
        Folder of the plan reviewed, with ``review-settings.toml``; or that file.

    Raises
    ------
    SourceError
        If there is no such file.
    SettingsError
        If it cannot be read.
    """
    path = Path(folder) / DEMANDS if os.path.isdir(folder) else Path(folder)  # noqa: PTH112 - a name too long is none
    if not os.path.exists(path):  # noqa: PTH110 - a name too long is none
        raise SourceError(
            say("error.pipeline.no_plan_file", path=Code(str(path))),
            say("error.pipeline.run_review_first"),
        )
    return replace(inputs, keep=inputs.keep or path.parent, reviews=path), add_demands(settings, read_settings(path))


def _ground(folder: str | Path, record: dict[str, Any]) -> Ground:
    """Return the parts of the reviewed plan that reviews refer to."""
    table = read_earlier(earlier_file(folder)).set_index("community_id")
    areas = record["settings"]["areas"]
    own: dict[str, Any] = {knob: tuple(map(tuple, areas[knob])) for knob in _LISTS}
    return Ground(
        labels=table["area_id"],
        names=table["name"],
        area_names=area_names(record),
        own=AreaSettings(**own, excluded=tuple(areas["excluded"])),
    )
