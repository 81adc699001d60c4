"""KML as programs write it: fields in data elements or in tables of the description, under names of any script."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree as ET

import pandas as pd

from cluster_planner.model import Note
from cluster_planner.sources._bounds import require_members
from cluster_planner.sources._headers import unique_headers
from cluster_planner.sources._html import read_html
from cluster_planner.sources._kml_marks import COLONS, ENTRY, NOTHING

Frame = TypeVar("Frame", bound=pd.DataFrame)

KML = (".kml", ".kmz")
_KML_SPACE = "http://www.opengis.net/kml/2.2"
# What GDAL reads of how a placemark is shown.
_STYLE = ("timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon")
_UNUSED = ("id", "Name", "description")  # KML has them even where nothing is named
BUILT_IN = (*_STYLE, "id", "description")  # fields of every placemark
_TAG = re.compile(r"<[^>]*>")
_LINE_END = re.compile(r"<br\s*/?>|</p>|</div>|\n", re.IGNORECASE)
_LONGEST_HEADER = 20
_PAIR = 2


def kml_text(path: Path) -> bytes:
    """Return the document of a KML file, or those of the archive that a KMZ is as one.

    Raises
    ------
    ValueError
        If there is no document in the archive.
    """
    if path.suffix.lower() == ".kml":
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if info.filename.lower().endswith(".kml")]
            require_members(path, infos)
            documents = [archive.read(info) for info in infos]
        filled = [document for document in documents if b"Placemark" in document] or documents
        return filled[0] if len(filled) == 1 else _joined(filled)
    except (zipfile.BadZipFile, ET.ParseError) as error:
        raise ValueError(str(error)) from error


def _joined(documents: list[bytes]) -> bytes:
    """Return one document with the layers of several; a KMZ may link one for each layer."""
    if not documents:
        raise ValueError(KML[0])
    first, *others = [ET.fromstring(document) for document in documents]  # noqa: S314 - expat refuses what grows
    for other in others:
        first.extend(list(other))
    return ET.tostring(first, encoding="unicode").encode()


def with_plain_fields(text: str) -> tuple[str, dict[str, str], tuple[Note, ...]]:
    """Return a document whose fields GDAL reads one by one, whatever their names are.

    Parameters
    ----------
    text : str
        A document of KML.

    Returns
    -------
    tuple of str, dict and tuple of Note
        The document with all fields as ``Data`` of plain names; the header that each of these stands for; a note if
        fields were found in descriptions. The text as it is where it is no XML.
    """
    try:
        root = ET.fromstring(text)  # noqa: S314 - expat refuses entities that grow
    except ET.ParseError:
        return text, {}, ()
    names: dict[str, str] = {}
    described = 0
    for placemark in _all(root, "Placemark"):
        fields, in_description = _fields(placemark)
        described += in_description
        extended = ET.SubElement(placemark, f"{{{_space(root)}}}ExtendedData")
        for header, value in fields.items():
            data = ET.SubElement(
                extended,
                f"{{{_space(root)}}}Data",
                name=names.setdefault(header, f"field_{len(names) + 1}"),
            )
            ET.SubElement(data, f"{{{_space(root)}}}value").text = value
    for parent in list(root.iter()):
        for schema in [child for child in parent if _local(child) == "Schema"]:
            parent.remove(schema)
    notes = (Note(rule="description_read", count=described),) if described else ()
    return ET.tostring(root, encoding="unicode"), {plain: header for header, plain in names.items()}, notes


def as_named(frame: Frame, headers: Mapping[str, str]) -> Frame:
    """Return placemarks with the headers of the file, without columns of style and without those that nothing uses.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame
        Placemarks as GDAL reads them.
    headers : mapping of str to str
        What `with_plain_fields` returned.
    """
    unused = [name for name in _UNUSED if name in frame and frame[name].isna().all()]
    frame = frame.drop(columns=[*unused, *(name for name in _STYLE if name in frame)])
    own_first = sorted(frame, key=lambda name: name in headers)  # a field named geometry is not the geometry
    names = unique_headers(headers.get(str(name), name) for name in own_first)
    return frame.rename(columns=dict(zip(own_first, names, strict=True)))


def _fields(placemark: ET.Element) -> tuple[dict[str, str], bool]:
    """Take the fields out of a placemark; and whether some stood in its description."""
    fields: dict[str, str] = {}
    for extended in [child for child in placemark if _local(child) == "ExtendedData"]:
        placemark.remove(extended)
        for item in extended.iter():
            fields |= _field(item)
    description = next((child for child in placemark if _local(child) == "description"), None)
    stated = described_fields(description.text or "") if description is not None else {}
    if description is not None and stated:
        placemark.remove(description)
    return stated | fields, bool(stated)


def _field(item: ET.Element) -> dict[str, str]:
    """Return what an element of extended data states: ``Data``, ``SimpleData``, or one of another vocabulary."""
    kind = _local(item)
    if kind in ("Data", "SimpleData") and item.get("name"):
        value = item.text if kind == "SimpleData" else next((v.text for v in item if _local(v) == "value"), None)
        return {str(item.get("name")): (value or "").strip()}
    own = kind not in ("ExtendedData", "SchemaData", "SimpleArrayData") and _space(item) != _KML_SPACE and not len(item)
    return {kind: item.text.strip()} if own and item.text and kind not in ("value", "displayName") else {}


def described_fields(description: str) -> dict[str, str]:
    """Return the fields that a description states: in a table of two columns or two rows, or in lines ``户数：100``."""
    if "<table" in description.lower():
        return _in_tables(description)
    lines = [unescape(_TAG.sub("", line)).strip() for line in _LINE_END.split(description)]
    entries = [ENTRY.fullmatch(line) for line in lines if line]
    found = {entry["header"].strip(): entry["value"].strip() for entry in entries if entry}
    sure = all(entries) and all(len(header) <= _LONGEST_HEADER for header in found)
    return found if sure else {}


def _in_tables(description: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for grid in read_html(description).values():
        cells = grid.cells.fillna("").astype("str")
        if cells.shape[0] == _PAIR < cells.shape[1]:
            cells = cells.T
        if cells.shape[1] == _PAIR:
            pairs = zip(cells.iloc[:, 0], cells.iloc[:, 1], strict=True)
            fields |= {
                header.rstrip(COLONS): "" if value in NOTHING else value
                for header, value in pairs
                if 0 < len(header) <= _LONGEST_HEADER
            }
    return fields


def _all(root: ET.Element, kind: str) -> list[ET.Element]:
    return [item for item in root.iter() if _local(item) == kind]


def _local(item: ET.Element) -> str:
    return str(item.tag).rpartition("}")[2]


def _space(item: ET.Element) -> str:
    return str(item.tag).rpartition("}")[0].lstrip("{") or _KML_SPACE
