"""Every text of every file that a run writes, for a search: parts of archives, comments, properties, databases."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq

_ARCHIVES = (".xlsx", ".docx", ".zip")
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le")


def texts_below(folder: Path) -> dict[str, str]:
    """Return the text of each file below a folder and of each part of archives, by its name; names are texts too."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {name: text for path in files for name, text in _texts_of(str(path.relative_to(folder)), path.read_bytes())}


def _texts_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith(_ARCHIVES):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from _texts_of(f"{name}/{part}", archive.read(part))
    elif name.endswith(".gpkg"):
        database = sqlite3.connect(":memory:")
        database.deserialize(content)
        yield name, "\n".join(database.iterdump())
    elif name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(content))
        yield (
            name,
            f"{table.schema} {table.schema.metadata}" + json.dumps(table.to_pylist(), ensure_ascii=False, default=repr),
        )
    else:
        for encoding in _ENCODINGS:
            yield f"{name} ({encoding})", content.decode(encoding, "replace")


def plain_texts(texts: dict[str, str]) -> dict[str, str]:
    """Return texts as they read, then without blanks, dashes and dots: no escape, width or gap hides a number."""
    return {name: _plain(text) for name, text in texts.items()}


def _plain(text: str) -> str:
    read = unescape(re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text))
    return re.sub(r"[^\w@]|_", "", unicodedata.normalize("NFKC", read))
