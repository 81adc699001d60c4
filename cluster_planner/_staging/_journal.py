"""The moves that replace files, written down before the first is made: a run that is killed is finished by the next."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from cluster_planner._staging._register import HOME

Move = tuple[Path, Path]

LOCK = "lock"
STAGES = "writing-"
ALIVE = "alive"  # locked as long as the process that fills a stage lives
_JOURNAL = "journal.json"
_PATIENCE = 60  # seconds that another run may take to move its files


def lock_of(folder: Path) -> FileLock:
    """Return the lock under which files of a folder are moved."""
    return FileLock(folder / HOME / LOCK, timeout=_PATIENCE)


def recover(folder: Path) -> None:
    """Finish what a killed run had begun to move into a folder, or undo it; take away what it left.

    Parameters
    ----------
    folder : Path
        A folder that is written to or read from; nothing happens where no run was cut off.

    Raises
    ------
    OSError
        If the files can be moved neither on nor back.
    """
    home = folder / HOME
    if home.is_dir() and any(name == _JOURNAL or name.startswith(STAGES) for name in os.listdir(home)):  # noqa: PTH208
        with lock_of(folder):
            settle(folder)


def settle(folder: Path) -> None:
    """Do the work of `recover`, under the lock of the folder."""
    home = folder / HOME
    with suppress(FileNotFoundError):
        moves = [(Path(old), Path(new)) for old, new in json.loads((home / _JOURNAL).read_text("utf-8"))]
        _make_or_undo(folder, moves)
        (home / _JOURNAL).unlink()
    for stage in home.glob(f"{STAGES}*"):
        with suppress(Timeout, OSError), FileLock(stage / ALIVE, blocking=False):
            shutil.rmtree(stage, ignore_errors=True)


def make_moves(folder: Path, stage: Path, moves: Sequence[Move]) -> None:
    """Make all moves or none, whenever the process ends.

    Parameters
    ----------
    folder : Path
        The folder that is written to.
    stage : Path
        Where the journal is written before it counts.
    moves : sequence of pair of Path
        From where to where within the folder, in order; each place is free when its turn comes.

    Raises
    ------
    OSError
        If a file cannot be moved; then none is.
    """
    unfinished, journal = stage / _JOURNAL, folder / HOME / _JOURNAL
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump([[old.as_posix(), new.as_posix()] for old, new in moves], file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(journal)
    try:
        _make_or_undo(folder, moves)
    finally:
        journal.unlink()


def _make_or_undo(folder: Path, moves: Sequence[Move]) -> None:
    """Make the moves that are not made yet, or undo all."""
    try:
        for old, new in moves:
            if _is_ahead(folder, old, new):
                if os.path.lexists(folder / new):  # somebody has put it there since the moves were planned
                    (folder / new).rename(free(dated(folder / new)))
                (folder / new).parent.mkdir(parents=True, exist_ok=True)
                (folder / old).rename(folder / new)
    except OSError:
        for old, new in reversed(moves):
            if os.path.lexists(folder / new) and not os.path.lexists(folder / old):
                (folder / new).rename(folder / old)
        raise


def _is_ahead(folder: Path, old: Path, new: Path) -> bool:
    """Return whether a move is still to be made.

    What comes from a stage is there until then. What is moved out of the way lies in its new place afterwards, while
    another file has taken the old one.
    """
    comes_from_stage = old.parts[0] == HOME and old.parts[1].startswith(STAGES)
    return os.path.lexists(folder / old) and (comes_from_stage or not os.path.lexists(folder / new))


def dated(path: Path) -> Path:
    """Return a path with the date of today in its name."""
    return path.with_stem(f"{path.stem} ({dt.datetime.now().astimezone().date()})")


def free(path: Path) -> Path:
    """Return a path that is not taken, numbered where need be."""
    count, found = 2, path
    while os.path.lexists(found):
        count, found = count + 1, path.with_stem(f"{path.stem} {count}")
    return found
