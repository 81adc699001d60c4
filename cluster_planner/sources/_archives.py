"""Zipped files: the one table in them, in whatever folder it lies and whatever encoding its name is in."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from cluster_planner.errors import ClusterPlannerError, SourceError
from cluster_planner.said import Code, Count, Fact, say
from cluster_planner.sources._bounds import require_members
from cluster_planner.sources._kinds import PARQUET, TEXTS, WORKBOOKS

LAYERS = (".shp", ".gpkg", ".geojson", ".json", ".kml", ".kmz", ".dxf", ".gml", ".fgb", ".tab", ".mif")
_TABLES = (*(ending for ending in (*WORKBOOKS, *TEXTS, *PARQUET) if ending), *LAYERS)
_FOLDER = ".gdb"  # a layer that is a folder of files
# What systems put next to the files of a user, and names that lead out of the folder.
_ASIDE = ("__macosx", "~$", ".~lock.", "._", "..")
_UTF8 = 0x800  # flag of a name in UTF-8


@contextmanager
def unpacked(path: Path, wanted: str | None) -> Iterator[tuple[Path, bool]]:
    """Unpack the one table of an archive for a while.

    Parameters
    ----------
    path : Path
        The archive.
    wanted : str or None
        Name of a file in it, with its folder or without, where it holds several tables.

    Yields
    ------
    tuple of Path and bool
        The table unpacked, and whether it is the one that was asked for by its name.

    Raises
    ------
    SourceError
        If there is no table in it, or it is not clear which one is meant, or it has a password.
    """
    with zipfile.ZipFile(path) as archive, TemporaryDirectory(prefix="cluster_planner_") as folder:
        members = {_name(info): info for info in archive.infolist() if not info.is_dir()}
        tables = _tables(members)
        named = [name for name in tables if wanted and wanted in (name, PurePosixPath(name).name)]
        [table] = _only(path, named or tables)
        try:
            _extract(
                archive, {name: info for name, info in members.items() if _belongs(name, table)}, Path(folder), path
            )
        except RuntimeError as error:  # how zipfile says that it lacks a password
            raise SourceError(
                say("error.sources.password", path=Code(str(path))), say("error.sources.take_password_off")
            ) from error
        try:
            yield Path(folder) / table, bool(named)
        except ClusterPlannerError as error:
            raise error.with_facts(partial(_as_shown, Path(folder), path)) from error


def _as_shown(folder: Path, archive: Path, fact: Fact) -> Fact:
    """Return a fact with the archive that the user named in place of the folder where it was unpacked."""
    return Code(fact.value.replace(str(folder), str(archive))) if isinstance(fact, Code) else fact


def tables_in(path: Path) -> list[str]:
    """Return the tables of an archive, in the order of their names."""
    with zipfile.ZipFile(path) as archive:
        return _tables(_name(info) for info in archive.infolist() if not info.is_dir())


def _only(path: Path, tables: list[str]) -> list[str]:
    if not tables:
        raise SourceError(
            say("error.sources.no_table_in_archive", path=Code(str(path))), say("error.sources.give_a_table")
        )
    if len(tables) > 1:
        raise SourceError(
            say(
                "error.sources.several_in_archive",
                path=Code(str(path)),
                count=Count(len(tables)),
                listed=Code(", ".join(tables)),
            ),
            say("error.sources.name_the_table", spec=Code(f"{path}:{tables[0]}")),
        )
    return tables


def _tables(names: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for name in sorted(names):
        parts = PurePosixPath(name).parts
        if any(part.casefold().startswith(_ASIDE) for part in parts):
            continue
        folders = [place for place, part in enumerate(parts[:-1]) if part.lower().endswith(_FOLDER)]
        if folders:
            found.setdefault("/".join(parts[: folders[0] + 1]))
        elif name.lower().endswith(_TABLES):
            found.setdefault(name)
    return list(found)


def _belongs(name: str, table: str) -> bool:
    """Return whether a file is the table, lies in its folder, or is another part of the same shapefile."""
    one, other = PurePosixPath(name), PurePosixPath(table)
    return name == table or name.startswith(f"{table}/") or (one.parent == other.parent and one.stem == other.stem)


def _extract(archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], folder: Path, path: Path) -> None:
    require_members(path, members.values())
    for name, info in members.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(info) as source, target.open("wb") as file:
            shutil.copyfileobj(source, file)


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a file as Windows showed it: in GBK where it is not said to be in UTF-8."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename
