"""Archives of tiles: those of an extent are unpacked into a folder, since a page on disk cannot read archives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import SourceError
from cluster_planner.said import Code, Count, say

IMAGE_ENDINGS = {".png", ".jpg", ".jpeg", ".webp"}
MOST_TILES = 20_000  # about 300 MB
MARGIN = 1  # tiles around the extent
LAST_ZOOM = 22  # of a building's details; each further zoom has four times as many tiles
MOST_STEPS = 100_000_000  # of SQLite's machine, some seconds: a view may have rows without end
MOST_PLACES = 2 * MOST_TILES  # that are looked up in an archive without a list
_STEPS_A_TICK = 1_000_000
SIGNS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"RIFF": ".webp"}

Bounds = tuple[float, float, float, float]
Place = tuple[int, int, int]


def unpack_tiles(source: Path, folder: Path, bounds: Bounds) -> Path:
    """Write the tiles of an MBTiles or PMTiles file that lie within the bounds as ``zoom/column/row.png``.

    Raises
    ------
    SourceError
        The file is not such an archive, holds no images, or there would be more than 20,000 tiles.
    """
    readers = {".mbtiles": _read_mbtiles, ".pmtiles": _read_pmtiles}
    if source.suffix.lower() not in readers:
        raise _unreadable(source)
    require_plain_file(source)
    folder.mkdir(exist_ok=True)
    for count, ((zoom, column, row), image) in enumerate(readers[source.suffix.lower()](source, bounds)):
        if not isinstance(image, bytes):
            raise _unreadable(source)
        ending = next((ending for sign, ending in SIGNS.items() if image.startswith(sign)), None)
        if ending is None:
            raise _unreadable(source)
        if count == MOST_TILES:
            raise _too_many(source)
        tile = folder / str(zoom) / str(column) / f"{row}{ending}"
        tile.parent.mkdir(parents=True, exist_ok=True)
        tile.write_bytes(image)
    return folder


def _too_many(source: Path) -> SourceError:
    return SourceError(
        say("error.render.too_many_tiles", source=Code(str(source)), most_tiles=Count(MOST_TILES)),
        say("error.render.fewer_zooms"),
    )


def _unreadable(source: Path) -> SourceError:
    return SourceError(
        say("error.render.no_raster_file", source=Code(str(source))),
        say("error.render.use_mbtiles"),
    )


def _read_mbtiles(source: Path, bounds: Bounds) -> Iterator[tuple[Place, bytes]]:
    """Yield tiles; MBTiles count rows from the south."""
    ticks = iter([False] * (MOST_STEPS // _STEPS_A_TICK))  # then True, which ends the query
    inside = "zoom_level = ? AND tile_column BETWEEN ? AND ? AND tile_row BETWEEN ? AND ?"
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as file:
            file.set_progress_handler(lambda: next(ticks, True), _STEPS_A_TICK)
            zooms = [zoom for (zoom,) in file.execute("SELECT DISTINCT zoom_level FROM tiles ORDER BY 1")]
            if not all(isinstance(zoom, int) and 0 <= zoom <= LAST_ZOOM for zoom in zooms):
                raise _unreadable(source)
            for zoom in zooms:
                west, north, east, south = _range(zoom, bounds)
                top = 2**zoom - 1
                rows = file.execute(
                    f"SELECT tile_column, tile_row, tile_data FROM tiles WHERE {inside} ORDER BY 1, 2",  # noqa: S608 - fixed
                    (zoom, west, east, top - south, top - north),
                )
                for column, row, image in rows:
                    if not (isinstance(column, int) and isinstance(row, int)):
                        raise _unreadable(source)
                    yield (zoom, column, top - row), image
    except sqlite3.DatabaseError as error:
        raise _unreadable(source) from error


def _read_pmtiles(source: Path, bounds: Bounds) -> Iterator[tuple[Place, bytes]]:
    try:
        from pmtiles.reader import MmapSource, Reader
    except ModuleNotFoundError as error:
        raise SourceError(
            say("error.render.pmtiles_missing"),
            say("error.render.install_tiles"),
        ) from error
    with source.open("rb") as file:
        try:
            reader = Reader(MmapSource(file))
            header = reader.header()
        except Exception as error:
            raise _unreadable(source) from error
        if header["max_zoom"] > LAST_ZOOM:
            raise _unreadable(source)
        asked = 0
        for zoom in range(header["min_zoom"], header["max_zoom"] + 1):
            west, north, east, south = _range(zoom, bounds)
            asked += (east - west + 1) * (south - north + 1)
            if asked > MOST_PLACES:
                raise _too_many(source)
            for column in range(west, east + 1):
                for row in range(north, south + 1):
                    image = _tile_of(reader, source, zoom, column, row)
                    if image is not None:
                        yield (zoom, column, row), image


def _tile_of(reader: Any, source: Path, *place: int) -> Any:
    try:
        return reader.get(*place)
    except Exception as error:  # directories that are cut off or point anywhere fail in any way
        raise _unreadable(source) from error


def _range(zoom: int, bounds: Bounds) -> tuple[int, int, int, int]:
    """Return the first and last columns and rows of an extent, as west, north, east and south."""
    west, south, east, north = bounds
    most = 2**zoom - 1
    columns = (np.array([west, east]) + 180) / 360 * 2**zoom
    sines = np.sin(np.radians([north, south]))
    rows = (0.5 - np.log((1 + sines) / (1 - sines)) / (4 * np.pi)) * 2**zoom
    (first, last), (top, bottom) = np.floor(columns).astype(int).tolist(), np.floor(rows).astype(int).tolist()
    return max(first - MARGIN, 0), max(top - MARGIN, 0), min(last + MARGIN, most), min(bottom + MARGIN, most)
