"""Files of every kind that the planner writes, read back into facts."""

import csv
import filecmp
import hashlib
import io
import json
import sqlite3
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import docx
import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
from docx.oxml.ns import qn
from PIL import Image
from reading_back.facts import Spot, spots_of, spots_of_table, spots_of_texts, spots_of_tree

from cluster_planner.said import from_plain
from cluster_planner.words import speaker

# How long a step took and with which versions, which is no fact of the plan.
_LEFT_OUT = ("timings_s", "versions")
_ATTRIBUTES = ("alt", "title", "lang", "aria-label", "placeholder")
PAGE_TEXTS = ".texts.json"


def same_files(one, other):
    """Return the files that have the same bytes in two folders, so that none of their facts can differ."""
    files = (path.relative_to(one) for path in Path(one).rglob("*") if path.is_file())
    return {file for file in files if (other / file).is_file() and filecmp.cmp(one / file, other / file, shallow=False)}


def read_folder(folder, same=frozenset()):
    """Return every fact of the files below a folder, but of its inputs; of the same ones, that they are there."""
    facts = {}
    for path in sorted(Path(folder).rglob("*")):
        file = path.relative_to(folder)
        read = READERS.get("".join(path.suffixes[-2:]) if path.name.endswith(PAGE_TEXTS) else path.suffix.lower())
        if path.is_file() and file.parts[0] != "in" and read is not None:
            facts.update(() if file in same else read(path, file.as_posix()))
            facts[Spot(file.as_posix(), "", "", "(file)")] = "there"
    return facts


def read_workbook(path, file):
    """Yield every sheet, header, cell, comment, link and list of choices of a workbook."""
    book = openpyxl.load_workbook(path)
    yield Spot(file, "(book)", "", "sheets"), "\n".join(book.sheetnames)
    about = book.properties
    yield from spots_of(
        file, "(book)", [("", {"title": about.title, "subject": about.subject, "keywords": about.keywords})]
    )
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        header = rows[0] if rows else []
        if len(header) > 1 and all(isinstance(name, str) and name for name in header):
            yield from spots_of_table(file, sheet.title, header, rows[1:])
        else:
            yield from spots_of(file, sheet.title, ((at, dict(enumerate(row))) for at, row in enumerate(rows, start=1)))
        cells = [cell for row in sheet.iter_rows() for cell in row]
        extras = {f"{cell.coordinate} comment": cell.comment.text for cell in cells if cell.comment}
        extras |= {f"{cell.coordinate} link": cell.hyperlink.target for cell in cells if cell.hyperlink}
        for rule in sheet.data_validations.dataValidation:
            extras |= {
                f"{rule.sqref} {name}": getattr(rule, name)
                for name in ("formula1", "prompt", "promptTitle", "error", "errorTitle")
            }
        yield from spots_of(file, sheet.title, [("(extras)", extras)])


def read_database(path, file):
    """Yield layers, columns and attributes of a GeoPackage, and its tables of styles, aliases and descriptions."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = [name for (name,) in found if not name.startswith(("rtree_", "sqlite_", "gpkg_tile", "gpkg_spatial"))]
        for table in tables:
            rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608 - our own files
            header = [name for name, *_ in rows.description]
            kept = [at for at, name in enumerate(header) if name not in {"last_change", "update_time"}]
            shown = ([_digest(row[at]) for at in kept] for row in rows)
            if table == "gpkg_data_columns":
                yield from _titles(file, header, shown)
            else:
                yield from spots_of_table(file, table, [header[at] for at in kept], shown)


def _titles(file, header, rows):
    """Yield what the columns of each layer are called, under their names: one that came moves no other."""
    for row in rows:
        column = dict(zip(header, row, strict=True))
        place = f"gpkg_data_columns/{column['table_name']}"
        yield from spots_of(file, place, [("(title)", {column["column_name"]: column["title"]})])


def read_layers(path, file):
    """Yield the attributes of a layer file that GDAL reads."""
    for layer in pyogrio.list_layers(path)[:, 0]:
        frame = gpd.read_file(path, layer=layer)
        yield from _frame(file, layer, frame)


def read_parquet(path, file):
    yield from _frame(file, "", pd.read_parquet(path))


def read_document(path, file):
    """Yield the paragraphs of a Word document in order, those of tables, heads and feet too, and its pictures."""
    document = docx.Document(path)
    about = document.core_properties
    yield from spots_of(
        file, "(about)", [("", {"title": about.title, "subject": about.subject, "author": about.author})]
    )
    bodies = {"": document.element.body}
    for number, part in enumerate(document.sections, start=1):
        bodies |= {f"(head {number})": part.header._element, f"(foot {number})": part.footer._element}
    for place, body in bodies.items():
        texts = ("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))
        yield from spots_of_texts(file, place, texts)
        yield from spots_of_texts(file, f"{place}(alt)", (one.get("descr") for one in body.iter(qn("wp:docPr"))))
    pictures = (part.blob for part in document.part.package.iter_parts() if part.content_type.startswith("image/"))
    yield from spots_of_texts(file, "(pictures)", sorted(map(_picture, pictures)))


def read_page(path, file):
    """Yield the texts of a page without scripts, in order, and what stands in attributes for readers."""
    if path.with_name(path.name + PAGE_TEXTS).exists():
        return
    reader = _Texts()
    reader.feed(path.read_text(encoding="utf-8"))
    yield from spots_of_texts(file, "", reader.texts)


def read_map(path, file):
    """Yield what a browser showed of a map page, chapter by chapter."""
    for chapter, texts in json.loads(path.read_text(encoding="utf-8")).items():
        yield from spots_of_texts(file.removesuffix(PAGE_TEXTS), chapter, texts)


def read_json(path, file):
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        content = {key: value for key, value in content.items() if key not in _LEFT_OUT}
    yield from spots_of_tree(file, _in_words(content))


def _in_words(content):
    """Return facts of a record as texts in both languages, which earlier records held instead."""
    if isinstance(content, dict):
        return {name: _in_words(item) for name, item in content.items()}
    if not isinstance(content, list):
        return content
    if content[:1] == ["Said"]:
        return [speaker(lang).write(from_plain(content)) for lang in ("zh", "en")]
    return [_in_words(item) for item in content]


def read_csv(path, file):
    rows = list(csv.reader(io.StringIO(_text(path))))
    if rows:
        yield from spots_of_table(file, "", rows[0], rows[1:])


def read_toml(path, file):
    yield from spots_of_tree(file, tomllib.loads(_text(path)))
    yield from read_text(path, file)


def read_text(path, file):
    """Yield the lines of a text; rules of tables on a screen and blanks between words count nothing."""
    yield from spots_of_texts(file, "(lines)", (line.strip(" │┃|━─┄-") for line in _text(path).splitlines()))


def read_picture(path, file):
    yield Spot(file, "", "", "pixels"), _picture(path.read_bytes())


def _frame(file, place, frame):
    geometry = [name for name in frame.columns if name == "geometry"]
    shown = frame.drop(columns=geometry)
    yield from spots_of_table(file, place, shown.columns, shown.itertuples(index=False))
    if geometry and hasattr(frame, "geometry") and hasattr(frame.geometry, "to_wkb"):
        yield Spot(file, place, "", "(shapes)"), _digest(b"".join(shape or b"" for shape in frame.geometry.to_wkb()))


def _digest(value):
    return hashlib.sha256(value).hexdigest()[:16] if isinstance(value, bytes) else value


def _picture(content):
    """Return a digest of the pixels of a picture, or of its content where it has none."""
    try:
        return _digest(Image.open(io.BytesIO(content)).convert("RGBA").tobytes())
    except OSError:
        return _digest(content)


def _text(path):
    return path.read_text(encoding="utf-8-sig", errors="replace")


class _Texts(HTMLParser):
    """Gathers texts, and data of pictures as digests."""

    def __init__(self):
        super().__init__()
        self.texts, self.hidden = [], False

    def handle_starttag(self, tag, attrs):
        self.hidden = tag in {"style", "script"}
        for name, value in attrs:
            if name in _ATTRIBUTES and value:
                self.texts.append(f"{name}={value}")
            elif name == "src" and value and value.startswith("data:"):
                self.texts.append(_digest(value.encode()))

    def handle_endtag(self, tag):  # noqa: ARG002 - as the parser calls it
        self.hidden = False

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.texts.append(data)


READERS = {
    ".xlsx": read_workbook,
    ".gpkg": read_database,
    ".geojson": read_layers,
    ".shp": read_layers,
    ".parquet": read_parquet,
    ".docx": read_document,
    ".html": read_page,
    PAGE_TEXTS: read_map,
    ".json": read_json,
    ".csv": read_csv,
    ".toml": read_toml,
    ".txt": read_text,
    ".cpg": read_text,
    ".qml": read_text,
    ".png": read_picture,
}
