"""A file as GDAL can open it: its index there, its text in UTF-8, its fields under names that GDAL keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from cluster_planner._signs import MISREAD
from cluster_planner.errors import SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, say
from cluster_planner.sources._as_named import GML, JSON, XML, require_file, require_text
from cluster_planner.sources._bounds import require_fields
from cluster_planner.sources._cad import DRAWING, in_its_encoding
from cluster_planner.sources._journals import without_journal
from cluster_planner.sources._kml import KML, kml_text, with_plain_fields
from cluster_planner.sources._shapefile import with_index
from cluster_planner.sources._text import decode

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
# What names another file, or an address.
_SCHEMA = re.compile(r"""\s(?:[\w.-]+:)?(?:noNamespaceS|s)chemaLocation\s*=\s*(?:"[^"]*"|'[^']*')""")
_CUT_SHORT = re.compile(r'"exceededTransferLimit"\s*:\s*true')
_IN_ALL = re.compile(r'"?(?:numberMatched|totalFeatures)"?\s*[:=]\s*"?(\d+)')


@dataclass(frozen=True)
class Opened:
    """A file that GDAL can open.

    Attributes
    ----------
    path : Path
        The file itself, or a copy that is gone after reading.
    headers : mapping of str to str
        Header that each name of a field in the copy stands for.
    notes : tuple of Note
        What was done.
    in_all : int or None
        How many features the server says there are, where it says so.
    encoding : str or None
        What was given for a file that is no text.
    """

    path: Path
    headers: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    in_all: int | None = None
    encoding: str | None = None


@contextmanager
def opened(path: Path, encoding: str | None = None) -> Iterator[Opened]:
    """Yield a file that GDAL can open.

    Parameters
    ----------
    path : Path
        Any vector file.
    encoding : str, optional
        Encoding of a text file; found out where it is not given.

    Raises
    ------
    SourceError
        If a text file is readable in no encoding, or the file is no layer of the kind that its name says.
    """
    if MISREAD.search(str(path)):
        raise SourceError(say("error.sources.name_misread", path=Code(str(path))), say("error.sources.rename_plainly"))
    ending = path.suffix.lower()
    if ending == DRAWING:
        require_file(path, path)
        with in_its_encoding(path, encoding):
            yield Opened(path)
        return
    if ending not in (*JSON, *XML) or not path.is_file():
        with without_journal(path) as whole, with_index(whole) as file:
            require_file(whole, path)
            yield Opened(file, encoding=encoding)
        return
    content = kml_text(path) if ending in KML else path.read_bytes()
    text, notes = decode(content, path, encoding)
    require_text(text, path)
    in_all = int(matched[1]) if (matched := _IN_ALL.search(text)) else None
    headers: Mapping[str, str] = {}
    if ending in XML:
        text = _DECLARED.sub("", text)
    if ending in KML:
        text, headers, about = with_plain_fields(text)
        notes += about
        require_fields(path, len(headers))
    if _CUT_SHORT.search(text):
        notes += (Note(rule="features_missing"),)
    if ending in GML:
        text = _SCHEMA.sub("", text)
    if text.encode() == content and ending not in GML:  # next to which GDAL writes what it has seen there
        yield Opened(path, headers, notes, in_all)
        return
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        copy = Path(folder) / f"{path.stem}{'.kml' if ending in KML else path.suffix}"
        copy.write_text((_DECLARATION if ending in XML else "") + text, encoding="utf-8")
        schema = path.with_suffix(".xsd")
        if ending in GML and schema.is_file():
            copy.with_suffix(".xsd").write_text(_SCHEMA.sub("", schema.read_text("utf-8", "replace")), encoding="utf-8")
        yield Opened(copy, headers, notes, in_all)
