"""Archives of tiles of unknown origin: read within their bounds, or refused at once, and nothing lands elsewhere."""

import sqlite3
from contextlib import closing, suppress

import pytest

from cluster_planner.errors import SourceError
from cluster_planner.render._tile_files import unpack_tiles

WORLD = (-180.0, -85.0, 180.0, 85.0)
PNG = "x'89504E470D0A1A0A'"
TABLE = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data); INSERT INTO tiles VALUES "
ENDLESS = f"""CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
SELECT {{}} AS zoom_level, i AS tile_column, 0 AS tile_row, {PNG} AS tile_data FROM n"""  # noqa: S608 - ours


def archive(path, script):
    with closing(sqlite3.connect(path)) as file:
        file.executescript(script)
    return path


def test_tiles_are_unpacked_with_rows_from_the_north(tmp_path):
    source = archive(tmp_path / "a.mbtiles", f"{TABLE} (0, 0, 0, {PNG}), (1, 0, 0, {PNG})")
    folder = unpack_tiles(source, tmp_path / "out", WORLD)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.png")} == {"0/0/0.png", "1/0/1.png"}


@pytest.mark.parametrize(
    "script",
    [
        f"{TABLE} ('x', 0, 0, {PNG})",
        f"{TABLE} (NULL, 0, 0, {PNG})",
        f"{TABLE} (255, 0, 0, {PNG})",
        f"{TABLE} (4611686018427387904, 0, 0, {PNG})",
        f"{TABLE} (0, 0, 0, NULL)",
        f"{TABLE} (0, 0, 0, 'text')",
        f"{TABLE} (0, 0, 0, 5)",
        ENDLESS.format("i"),
        ENDLESS.format("i % 5"),
        f"CREATE VIEW tiles AS SELECT 1 zoom_level, '../../ESCAPED' tile_column, 0 tile_row, {PNG} tile_data",
        "CREATE TABLE other (a)",
    ],
)
def test_an_archive_that_is_none_is_refused_and_leaves_nothing_outside(tmp_path, script):
    source = archive(tmp_path / "a.mbtiles", script)
    home = tmp_path / "deep" / "er"
    home.mkdir(parents=True)
    with suppress(SourceError):  # rows that lie nowhere in the world are left out
        unpack_tiles(source, home / "out", WORLD)
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != source]
    assert all(home / "out" in path.parents for path in files)
    assert not list(tmp_path.rglob("*ESCAPED*"))


@pytest.mark.parametrize("content", [b"", b"PMTiles", b"PMTiles\x03" + bytes(119), b"PMTiles\x03" + b"\xff" * 119])
def test_an_archive_cut_off_is_refused(tmp_path, content):
    (tmp_path / "a.pmtiles").write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.pmtiles"):
        unpack_tiles(tmp_path / "a.pmtiles", tmp_path / "out", WORLD)
