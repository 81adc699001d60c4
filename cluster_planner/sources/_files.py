"""Which files are meant: one, several, or those of a folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from cluster_planner.errors import SourceError
from cluster_planner.fields.people import public_names
from cluster_planner.said import Code, say
from cluster_planner.sources._archives import LAYERS
from cluster_planner.sources._database import is_database
from cluster_planner.sources._kinds import LOCKS, PARQUET, WORKBOOKS

Spec: TypeAlias = "str | Path"
_TABLES = (*WORKBOOKS, ".csv", ".tsv", ".txt")
_GEODATABASE = ".gdb"


def files_of(spec: Spec | Sequence[Spec]) -> list[Spec]:
    """Return the files that are meant, each as ``FILE`` or ``FILE:layer``, or the URL of a table.

    Parameters
    ----------
    spec : path or str, or sequence of these
        Files, URLs, or folders: of a folder and those in it all workbooks and text tables, or all
        layers where there are none.

    Raises
    ------
    SourceError
        If a folder holds no table, or a file is given twice.
    """
    if isinstance(spec, str | Path):
        return _in_folder(Path(spec)) if _is_folder(spec) else [spec]
    files = [file for each in spec for file in files_of(each)]
    known = Counter(str(file) if is_database(file) else os.path.realpath(file) for file in files)
    for path in (path for path, times in known.items() if times > 1):
        raise SourceError(say("error.sources.given_twice", path=Code(path)), say("error.sources.give_once"))
    return files


def _is_folder(spec: Spec) -> bool:
    return not is_database(spec) and os.path.isdir(spec) and Path(spec).suffix.lower() not in (_GEODATABASE, *PARQUET)  # noqa: PTH112


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of the folders in it; a geodatabase is a folder that counts as a file."""
    for path in folder.iterdir():
        if path.name.startswith((*LOCKS, ".", "__MACOSX")):
            continue
        if path.is_dir() and path.suffix.lower() not in (_GEODATABASE, *PARQUET):
            yield from _files_below(path)
        else:
            yield path


def label_of(path: Path, paths: Sequence[Path]) -> str:
    """Return the name of a file without personal data, with its folder where others of the same name are read too."""
    times = Counter(other.name for other in paths)
    labels = [f"{other.parent.name}/{other.name}" if times[other.name] > 1 else other.name for other in paths]
    return public_names(labels)[labels[paths.index(path)]]


def _in_folder(folder: Path) -> list[Spec]:
    files = sorted(_files_below(folder))
    for endings in (_TABLES, (*LAYERS, *PARQUET, _GEODATABASE)):
        if found := [file for file in files if file.suffix.lower() in endings]:
            return list(found)
    raise SourceError(
        say("error.sources.no_table_in_folder", path=Code(str(folder))), say("error.sources.give_a_table")
    )
