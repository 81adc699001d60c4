"""The stage: files are written out of sight, and moved into place once all of them are complete."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from cluster_planner._staging._journal import ALIVE, LOCK, STAGES, Move, dated, free, lock_of, make_moves, settle
from cluster_planner._staging._register import (
    HOME,
    REGISTER,
    Entry,
    file_checksum,
    is_as_written,
    read_register,
    register_text,
)
from cluster_planner._staging._targets import refuse_folder
from cluster_planner._staging._unwritable import unwritable
from cluster_planner.said import Code, say

logger = logging.getLogger(__name__)

_LEAST_FREE = 1 << 20  # bytes; a disk with less is full


@dataclass(frozen=True, eq=False)
class Stage:
    """Where the files of one run are written.

    Attributes
    ----------
    path : Path
        An empty folder on the disk of the target, so that each move is one step.
    kept : dict of str to Path
        Once all is in place: where files lie now that a person had changed or brought and that were in the way, and
        files of an earlier run that this one did not write again.
    """

    path: Path
    kept: dict[str, Path] = field(default_factory=dict)


@contextmanager
def staged(folder: Path, *, of: str = "") -> Iterator[Stage]:
    """Provide a stage; what is written there, folders too, is moved into place once all is complete.

    Parameters
    ----------
    folder : Path
        Where the files belong; made if need be. Its hidden folder ``.cluster_planner`` has the register of what was
        written.
    of : str
        Kind of run. Files of an earlier run of that kind that are not written again are moved aside, so that a folder
        never holds two plans.

    Yields
    ------
    Stage
        To write in.

    Raises
    ------
    SourceError
        If the folder cannot be written to, the disk is full, a file there is open in another program, or a folder bears
        the name of a file. Then every file is as it was.
    """
    home = folder / HOME
    with ExitStack() as at_the_end:
        at_the_end.callback(_leave_nothing, home)
        try:
            home.mkdir(parents=True, exist_ok=True)
            place = Path(tempfile.mkdtemp(prefix=STAGES, dir=home))
            at_the_end.callback(shutil.rmtree, place, ignore_errors=True)
            at_the_end.enter_context(FileLock(place / ALIVE))
        except OSError as error:
            raise unwritable(folder, error, "another_folder") from error
        new = place / "new"
        new.mkdir()
        stage = Stage(new)
        try:
            yield stage
            _put_in_place(folder, place, stage, of)
        except OSError as error:
            raise unwritable(folder, error, "disk_full" if _is_full(folder) else "close_files") from error
        except Exception as error:  # libraries say each in its own way that a disk is full
            if _is_full(folder):
                raise unwritable(folder, error, "disk_full") from error
            raise


def _leave_nothing(home: Path) -> None:
    """Take the hidden folder away again where a first run wrote nothing."""
    if home.is_dir() and {path.name for path in home.iterdir()} <= {LOCK}:
        (home / LOCK).unlink(missing_ok=True)
        with suppress(OSError):  # another run has begun
            home.rmdir()


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _LEAST_FREE


def _put_in_place(folder: Path, place: Path, stage: Stage, of: str) -> None:
    names = sorted(path.relative_to(stage.path).as_posix() for path in stage.path.rglob("*") if not path.is_dir())
    written = {name: Entry(file_checksum(stage.path / name), of) for name in names}
    with lock_of(folder):
        settle(folder)
        known = read_register(folder)
        moves: list[Move] = []
        for name in names:
            refuse_folder(folder / name)
            if os.path.lexists(folder / name):
                if is_as_written(folder / name, known.get(name)):
                    aside = place / "old" / name
                else:
                    aside = stage.kept[name] = free(dated(folder / name))
                moves.append((folder / name, aside))
            moves.append((stage.path / name, folder / name))
        left = _left_over(folder, known, written, of)
        earlier = free(dated(folder / "earlier"))
        for name in left:
            stage.kept[name] = earlier / name
            moves.append((folder / name, earlier / name))
        entries = {name: entry for name, entry in known.items() if name not in left} | written
        moves += _replace_register(folder, place, entries)
        make_moves(folder, place, [(old.relative_to(folder), new.relative_to(folder)) for old, new in moves])
    for name, aside in stage.kept.items():
        what = say(f"screen.{'moved_aside' if name in left else 'kept'}", path=Code(name), place=Code(str(aside)))
        logger.warning("kept: %s -> %s", folder / name, aside, extra={"said": what})


def _left_over(folder: Path, known: Mapping[str, Entry], written: Mapping[str, Entry], of: str) -> list[str]:
    """Return the files of an earlier run of this kind that this one does not write."""
    if not of:
        return []
    return [name for name in known if known[name].of == of and name not in written and os.path.lexists(folder / name)]


def _replace_register(folder: Path, place: Path, entries: Mapping[str, Entry]) -> list[Move]:
    """Write the new register on the stage, and return the moves that put it in place."""
    unfinished, register = place / REGISTER, folder / HOME / REGISTER
    unfinished.write_text(register_text(entries), encoding="utf-8")
    out_of_the_way = [(register, place / "old" / HOME / REGISTER)] if register.exists() else []
    return [*out_of_the_way, (unfinished, register)]
