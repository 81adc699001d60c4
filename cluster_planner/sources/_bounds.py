"""How much a file may hold: small files that unfold into large tables are refused before they cost time and memory.

The readme states these bounds; those of tiles are in ``render._tile_files``, those of memory and time in
``_supervision._measures``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, Count, say

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 20_000_000
MOST_TABLES = 300  # of one file
MOST_MEMBERS = 10_000  # of an archive
MOST_BYTES = 4_000_000_000  # unpacked
# Filled cells that a byte of the file may stand for, and those of a file of no size.
_CELLS_A_BYTE, _CELLS_AT_LEAST = 3, 10_000
# All cells up to the last one, blank ones among them.
_EXTENT_A_BYTE, _EXTENT_AT_LEAST = 20, 500_000
# How many times its packed size a part of an archive may have: text never shrinks as the blanks of a .dbf do.
_TIMES = {True: 30, False: 300}
_BYTES_AT_LEAST = {True: 500_000, False: 20_000_000}
_TEXTS = (".csv", ".tsv", ".txt", ".dat", ".prn", ".json", ".geojson", ".kml", ".gml", ".gpx", ".xml", ".dxf", ".mif")


def require_size(path: Path, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet that is too large to be a list of communities; rows and columns count up to the last cell."""
    if rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= MOST_CELLS:
        return
    raise SourceError(
        say(
            "error.sources.sheet_too_large",
            path=Code(str(path)),
            sheet=Code(sheet),
            rows=Count(rows),
            columns=Count(columns),
            last=Code(f"{xl_col_to_name(columns - 1)}{rows}"),
        ),
        say(
            "error.sources.delete_strays",
            rows=Count(MOST_ROWS),
            columns=Count(MOST_COLUMNS),
            cells=Count(MOST_CELLS),
        ),
    )


def require_fields(path: Path, count: int) -> None:
    """Refuse a layer of more fields than a table may have columns."""
    if count > MOST_COLUMNS:
        raise SourceError(
            say("error.sources.too_many_fields", path=Code(str(path)), count=Count(count), most=Count(MOST_COLUMNS)),
            say("error.sources.keep_fields"),
        )


def require_tables(path: Path, count: int) -> None:
    """Refuse a file of more sheets or tables than anybody made by hand."""
    if count > MOST_TABLES:
        raise SourceError(
            say("error.sources.too_many_tables", path=Code(str(path)), count=Count(count), most=Count(MOST_TABLES)),
            say("error.sources.split_tables"),
        )


def require_likely_cells(path: Path, filled: int) -> None:
    """Refuse a file with more filled cells than one of its size can hold, as when one row is repeated without end."""
    if filled > _CELLS_AT_LEAST + _CELLS_A_BYTE * path.stat().st_size:
        raise _unlikely(path, filled)


def require_likely_extent(path: Path, cells: int) -> None:
    """Refuse a sheet that reaches farther than one of its size can, before its cells are read."""
    if cells > _EXTENT_AT_LEAST + _EXTENT_A_BYTE * path.stat().st_size:
        raise _unlikely(path, cells)


def _unlikely(path: Path, cells: int) -> SourceError:
    return SourceError(
        say("error.sources.unlikely_cells", path=Code(str(path)), cells=Count(cells)),
        say("error.sources.open_and_save"),
    )


def require_members(path: Path, members: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse an archive of too many files, or of files that are too large unpacked."""
    infos = list(members)
    is_swollen = any(
        info.file_size > _BYTES_AT_LEAST[is_text] + _TIMES[is_text] * info.compress_size
        for info in infos
        for is_text in [info.filename.lower().endswith(_TEXTS)]
    )
    if is_swollen or len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_BYTES:
        raise SourceError(
            say("error.sources.archive_too_large", path=Code(str(path))), say("error.sources.unpack_first")
        )
