"""The id of the plan in each file that was written of it: a folder holds one plan."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from cluster_planner._staging import recover
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say

PLAN_META = '<meta name="plan" content="{}">'  # in the head of a page
_ID = "([0-9a-f]{64})"
_IN_HEAD = 4096  # bytes


def keyword_of(plan_id: str) -> str:
    """Return the keyword among the properties of a document that names its plan."""
    return f"plan {plan_id}"


def require_one_plan(folder: Path) -> None:
    """Refuse a folder with files of two plans, once what a killed run left is finished or undone.

    Parameters
    ----------
    folder : Path
        Where a plan was written to. Files that carry no id, as those of earlier versions, are not judged.

    Raises
    ------
    SourceError
        If a file is of another plan than ``plan.json``.
    """
    recover(folder)
    found = {name: _READERS[name](folder / name) for name in _READERS if (folder / name).is_file()}
    recorded = found.get("plan.json")
    others = [name for name, plan in found.items() if recorded and plan and plan != recorded]
    if others:
        raise SourceError(
            say("error.books.two_plans", folder=Code(str(folder)), files=Code(", ".join(others))),
            say("error.books.plan_anew"),
        )


def _of_record(path: Path) -> str | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["checksum"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _of_page(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return _search(PLAN_META.format(_ID), file.read(_IN_HEAD).decode("utf-8", "replace"))
    except OSError:
        return None


def _of_document(path: Path) -> str | None:
    try:
        with ZipFile(path) as package:
            return _search(keyword_of(_ID), package.read("docProps/core.xml").decode("utf-8", "replace"))
    except (BadZipFile, KeyError, OSError):
        return None


def _of_geopackage(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            rows = file.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    except sqlite3.Error:
        return None
    return _search(_ID, " ".join(str(text) for (text,) in rows))


def _search(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found[1] if found else None


_READERS: dict[str, Callable[[Path], str | None]] = {
    "plan.json": _of_record,
    "plan.xlsx": _of_document,
    "areas.gpkg": _of_geopackage,
    "map.html": _of_page,
    "report.html": _of_page,
    "report.docx": _of_document,
}
