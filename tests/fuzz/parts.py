"""Parts of files damaged where a damaged byte of the whole would end at the door: cells, records, footers, tiles."""

from __future__ import annotations

import io
import random
import re
import sqlite3
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from cluster_planner.render._tile_files import unpack_tiles
from fuzz import odd
from fuzz.tables import check, mutate
from fuzz.towns import COLUMNS, ledger, sample


@cache
def _workbook() -> dict[str, bytes]:
    buffer = io.BytesIO()
    ledger(8).to_excel(buffer, index=False)
    with zipfile.ZipFile(buffer) as book:
        return {name: book.read(name) for name in book.namelist()}


def workbooks(dice: random.Random) -> int:
    """A workbook with values of its parts changed: references, counts, styles, texts."""
    parts = dict(_workbook())
    for _ in range(dice.randint(1, 3)):
        name = dice.choice(["xl/worksheets/sheet1.xml"] * 5 + [*parts])
        if dice.random() < 0.3:
            parts[name] = mutate(parts[name], dice)
            continue
        values = [*re.finditer(rb'"([^"<>]*)"|>([^<>]+)<', parts[name])]
        if values:
            found = dice.choice(values)
            start, end = found.span(1) if found[1] is not None else found.span(2)
            word = dice.choice(
                ["0", "-1", "1", "99999999", "A1048576", "XFD1", "n", "e", "d", "str", "inlineStr", odd.text(dice)]
            )
            safe = re.sub(r"[<>&\"\x00-\x08\ufffe\uffff\x1b]", "", word).encode()
            parts[name] = parts[name][:start] + safe + parts[name][end:]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        with zipfile.ZipFile(path, "w") as book:
            for name, content in parts.items():
                book.writestr(name, content)
        check(path)
    return 1


@cache
def _shapefile() -> dict[str, bytes]:
    frame = sample(8).drop(columns=["lon", "lat"])
    names = [f"f{place}" for place in range(len(COLUMNS) - 2)]
    with TemporaryDirectory() as name:
        path = Path(name) / "outlines.shp"
        frame.set_axis([*names, "geometry"], axis=1).to_file(path, encoding="gb18030")
        return {part.suffix: part.read_bytes() for part in Path(name).iterdir()}


def shapefiles(dice: random.Random) -> int:
    """A shapefile with one part damaged, or gone."""
    parts = dict(_shapefile())
    suffix = dice.choice([".dbf", ".dbf", ".shp", ".shp", ".shx", ".prj", ".cpg"])
    if dice.random() < 0.05:
        del parts[suffix]
    else:
        parts[suffix] = mutate(parts[suffix], dice)
    with TemporaryDirectory() as folder:
        for ending, content in parts.items():
            (Path(folder) / f"outlines{ending}").write_bytes(content)
        check(Path(folder) / "outlines.shp")
    return 1


def parquets(dice: random.Random) -> int:
    """A GeoParquet with an entry of its metadata changed."""
    buffer = io.BytesIO()
    sample(8).to_parquet(buffer)
    table = pq.read_table(buffer)
    metadata = dict(table.schema.metadata)
    key = dice.choice([*metadata])
    text = metadata[key].decode()
    values = [*re.finditer(r'"([^"]*)"|: ?(\d+|null|true|\[[^\]]*\])', text)]
    found = dice.choice(values)
    new = dice.choice(['"x"', "5", "null", "[]", "{}", '"WKB"', '"point"', "[5]"])
    metadata[key] = (text[: found.start()] + (":" if found[2] else "") + new + text[found.end() :]).encode()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "outlines.parquet"
        pq.write_table(table.replace_schema_metadata(metadata), path)
        check(path)
    return 1


def tiles(dice: random.Random) -> int:
    """A file of tiles with odd numbers and odd tiles; nothing is written but below the folder."""
    rows = [[5, 25, 18, b"\x89PNG\r\n\x1a\n" + bytes(20)] for _ in range(3)]
    for _ in range(dice.randint(1, 3)):
        dice.choice(rows)[dice.randrange(4)] = dice.choice(
            [None, odd.text(dice).replace("\ud800", ""), 0, -1, 22, 255, 10**12, 0.5, b"", b"\xff\xd8\xff"]
        )
    with TemporaryDirectory() as name:
        folder = Path(name)
        with sqlite3.connect(folder / "t.mbtiles") as file:
            file.execute("create table tiles (zoom_level, tile_column, tile_row, tile_data)")
            file.execute("create table metadata (name, value)")
            file.executemany(
                "insert into metadata values (?, ?)", [("format", dice.choice(["png", "pbf", odd.text(dice)]))]
            )
            file.executemany("insert into tiles values (?, ?, ?, ?)", rows)
        file.close()
        (folder / "out").mkdir()
        unpack_tiles(folder / "t.mbtiles", folder / "out", (112.0, 28.0, 112.5, 28.5))
        assert {path.name for path in folder.iterdir()} == {"t.mbtiles", "out"}
    return 1
