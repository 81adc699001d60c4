"""Databases with a journal next to them, as QGIS leaves one: what it holds is read, and neither file is changed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_JOURNALS = ("-wal", "-journal")


@contextmanager
def without_journal(path: Path) -> Iterator[Path]:
    """Yield a file to read: a copy into which the journal is written where a database has one, else the file itself."""
    journals = [journal for ending in _JOURNALS if (journal := path.with_name(path.name + ending)).is_file()]
    if not journals:
        yield path
        return
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        copy = Path(folder) / path.name
        for file in (path, *journals):
            shutil.copy(file, folder)
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(copy)) as database:
            database.execute("PRAGMA journal_mode = DELETE").fetchall()
        yield copy
