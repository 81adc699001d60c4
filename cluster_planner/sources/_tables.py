"""Read a table of communities in any format, under canonical names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner._staging import file_checksum
from cluster_planner.errors import SourceError
from cluster_planner.fields import blot_secrets
from cluster_planner.model import Note, Part, RawTable
from cluster_planner.said import Code, say
from cluster_planner.sources._archives import unpacked
from cluster_planner.sources._blocks import Block, split_tables
from cluster_planner.sources._bounds import require_likely_cells, require_size
from cluster_planner.sources._buildings import put_buildings_together
from cluster_planner.sources._cad import DRAWING, without_entities
from cluster_planner.sources._choice import choose_tables
from cluster_planner.sources._database import is_database, read_database, table_name
from cluster_planner.sources._files import Spec, files_of, label_of
from cluster_planner.sources._grid import Grid
from cluster_planner.sources._headers import match_headers, name_columns, note_headers, unique_headers
from cluster_planner.sources._headings import fill_from_titles
from cluster_planner.sources._kinds import kind_of, note_kind
from cluster_planner.sources._layers import list_layers, read_vector, split_spec
from cluster_planner.sources._layers_chosen import choose_layers
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._placed_rows import Found, Hidden, part_left_out, place_rows
from cluster_planner.sources._row_marks import COMMAS
from cluster_planner.sources._rows import readable, table_from
from cluster_planner.sources._sheets import read_sheets
from cluster_planner.sources._text import read_text
from cluster_planner.sources._together import put_together
from cluster_planner.sources._watched import being_read

_CUT = (".shp", ".dbf")  # headers in these are cut after ten bytes


@dataclass(frozen=True, kw_only=True)
class _Options:
    mapping: FieldMapping
    where: str | None
    encoding: str | None
    hidden: Hidden


def read_raw(
    spec: Spec | Sequence[Spec],
    *,
    layer: str | Sequence[str] | None = None,
    mapping: FieldMapping | None = None,
    where: str | None = None,
    encoding: str | None = None,
    hidden: Hidden = "read",
) -> RawTable:
    """Read a table of communities, give its columns their canonical names, and note what was done; judge nothing.

    Parameters
    ----------
    spec : path or str, or sequence of these
        Workbook (``.xlsx``, ``.xls``, ``.ods``), text table, or any layer that GDAL opens: GeoPackage, Shapefile,
        File Geodatabase, GeoJSON, KML, DXF; GeoParquet; ``FILE:layer`` too; an archive with one of these. A table of
        PostGIS by its URL, ``postgresql://user@host/database?table=schema.table``. Several of them, or a folder with
        workbooks, are put together.
    layer : str or sequence of str, optional
        Layers or sheets, several also as ``A,B``. By default the layer ``communities``, else the only one that holds
        polygons or points; all sheets that list communities.
    mapping : FieldMapping, optional
        What the user's own headers mean, and the catalogue of all others.
    where : str, optional
        Only these rows: SQL under the headers of the file, such as ``"户数 > 100 AND 区 = '甲区'"``.
    encoding : str, optional
        Encoding of text; found out where it is not given (declared, else UTF-8, else GB18030).
    hidden : {"read", "skip"}
        What is done with hidden sheets, and with rows that are hidden or struck through.

    Returns
    -------
    RawTable
        All rows as they came, with ``source_row``: row of the file or sheet, number of the feature. Cells of text
        tables and workbooks are text, WKT too. Unknown headers stay as they are. Rows of several tables that are the
        same communities are one.

    Raises
    ------
    SourceError
        If the file, layer or sheet cannot be read, or it is not clear which one is meant.
    """
    options = _Options(mapping=mapping or FieldMapping(), where=where, encoding=encoding, hidden=hidden)
    layers = (layer,) if isinstance(layer, str) else tuple(layer or ())
    files = [_open_file(each, layers, options) for each in files_of(spec)]
    chosen = _choose(files, options, are_named=any(file.are_named for file in files))
    found = [each for file in files for each in (*file.found, *chosen.found_in(file))]
    return put_buildings_together(put_together(found, chosen.left_out), options.mapping.catalogue)


@dataclass(frozen=True, eq=False, kw_only=True)
class _File:
    """A file opened: its layers as they were read, or the tables of its sheets, of which some are chosen."""

    path: Path = Path()
    found: tuple[Found, ...] = ()
    blocks: tuple[Block, ...] = ()
    left_out: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    are_named: bool = False


def _open_file(spec: Spec, layers: tuple[str, ...], options: _Options) -> _File:
    if is_database(spec):
        raw = _from_layer(read_database(str(spec), options.where), (), options.mapping, table_name(str(spec)))
        return _File(found=(_whole(raw, source_name(spec)),))
    path, named = split_spec(spec)
    with being_read(path):
        return _open_path(path, layers or ((named,) if named else ()), options)


def _open_path(path: Path, layers: tuple[str, ...], options: _Options) -> _File:
    if kind_of(path).reader == "archive":
        with unpacked(path, layers[0] if layers else None) as (table, is_named):
            opened = _open_path(table, () if is_named else layers, options)
        return replace(opened, path=path)
    grids, notes = read_grids(path, layers, options.encoding)
    if grids is None:
        return _open_layers(path, layers, options)
    blocks = tuple(block for grid in grids for block in split_tables(readable(grid), options.mapping))
    return _File(path=path, blocks=blocks, notes=notes, are_named=bool(layers))


def _open_layers(path: Path, layers: tuple[str, ...], options: _Options) -> _File:
    """Read the layers asked for, or those that list communities."""
    there = list_layers(path)
    chosen: Sequence[str | None] = _each_of(layers, there) if layers else (None,)
    others: Mapping[str, int] = {}
    if not layers and len(there) > 1:
        chosen, others = choose_layers(path, options.mapping)
    left = (
        Part(file=source_name(path), sheet=blot_secrets(name), rows=rows, used=0, outcome="not_a_list")
        for name, rows in others.items()
    )
    found = tuple(_read_layers(path, chosen, options))
    return _File(path=path, found=found, left_out=tuple(left), are_named=bool(layers))


def _read_layers(path: Path, layers: Sequence[str | None], options: _Options) -> Iterator[Found]:
    cut = path.suffix.lower() in _CUT
    for layer in layers:
        frame, notes = read_vector(path, layer=layer, where=options.where, encoding=options.encoding)
        table = without_entities(frame) if path.suffix.lower() == DRAWING else frame
        raw = _from_layer(table, notes, options.mapping, layer or "", cut=cut)
        if layer and len(layers) > 1:
            placed, titled = fill_from_titles(raw.frame, [layer])
            raw = replace(raw, frame=placed, notes=(*raw.notes, *titled))
        yield _whole(raw, source_name(path))


def read_grids(path: Path, layers: Collection[str], encoding: str | None) -> tuple[list[Grid] | None, tuple[Note, ...]]:
    """Read the cells of a text table, or of the sheets asked for; None for layers of shapes."""
    kind = kind_of(path)
    if kind.reader == "text":
        grid = read_text(path, encoding)
        require_likely_cells(path, int(grid.cells.count().sum()))
        return ([replace(grid, notes=())] if len(grid.cells) else []), grid.notes
    if kind.reader != "workbook":
        return None, ()
    grids, notes = read_sheets(path, _each_of(layers, list_layers(path)) if layers else (), encoding)
    for grid in grids:
        require_size(path, grid.sheet, *grid.cells.shape)
    require_likely_cells(path, int(sum(grid.cells.count().sum() for grid in grids)))
    return grids, (*note_kind(path, kind), *notes)


def _each_of(asked: Collection[str], there: Collection[str]) -> tuple[str, ...]:
    """Return the sheets asked for one by one; a comma separates several, unless it is part of a name."""
    parts = (re.split(f"[{COMMAS}]", name) if name not in there else [name] for name in asked)
    return tuple(dict.fromkeys(name.strip() for names in parts for name in names))


@dataclass(frozen=True, eq=False, kw_only=True)
class _Chosen:
    tables: Mapping[int, tuple[Found, ...]]
    left_out: tuple[Part, ...]

    def found_in(self, file: _File) -> tuple[Found, ...]:
        return self.tables.get(id(file), ())


def _choose(files: Sequence[_File], options: _Options, *, are_named: bool) -> _Chosen:
    """Read those tables of all files that list communities."""
    owners = [(file, block) for file in files for block in file.blocks]
    if not owners and not any(file.found for file in files):
        raise SourceError(
            say("error.sources.empty_table", path=Code(", ".join(str(file.path) for file in files))),
            say("error.sources.give_rows"),
        )
    blocks = [block for _, block in owners]
    outcomes = choose_tables(blocks, are_named=are_named, with_hidden=options.hidden == "read")
    tables: dict[int, tuple[Found, ...]] = {}
    left = [part for file in files for part in file.left_out]
    paths = [file.path for file in files]
    for (file, block), outcome in zip(owners, outcomes, strict=True):
        if outcome != "read":
            left.append(part_left_out(block, label_of(file.path, paths), outcome))
            continue
        raw = table_from(block.grid, options.mapping, options.where, block.header)
        first = tables.get(id(file), ())
        raw = raw if first else replace(raw, notes=(*file.notes, *raw.notes))
        tables[id(file)] = (*first, place_rows(raw, block, label_of(file.path, paths), outcome, options.hidden))
    return _Chosen(tables=tables, left_out=tuple(left))


def _whole(raw: RawTable, file: str) -> Found:
    """Return a layer as a table of which every row was read."""
    return Found(raw=raw, part=Part(file=file, sheet=raw.sheet, rows=len(raw.frame), used=len(raw.frame)))


def read_table(
    spec: Spec | Sequence[Spec],
    *,
    layer: str | Sequence[str] | None = None,
    mapping: FieldMapping | None = None,
    where: str | None = None,
    encoding: str | None = None,
) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read only the rows of a table of communities; parameters and errors are those of `read_raw`."""
    return read_raw(spec, layer=layer, mapping=mapping, where=where, encoding=encoding).frame


def take_table(frame: pd.DataFrame, mapping: FieldMapping | None = None) -> RawTable:
    """Give the columns of a table in memory their canonical names, as `read_raw` does with those of a file.

    Parameters
    ----------
    frame : GeoDataFrame or DataFrame
        Any headers; a named index counts as columns. ``source_row`` names the rows, else the index does.
    mapping : FieldMapping, optional
        What the user's own headers mean, and the catalogue of all others.

    Returns
    -------
    RawTable
        All rows under canonical names; the frame is not changed.
    """
    table = frame.reset_index() if _has_names_of_its_own(frame) else frame
    is_drawn = isinstance(table, gpd.GeoDataFrame) and table.active_geometry_name is not None
    rows = table["source_row"].to_numpy() if "source_row" in table else frame.index.to_flat_index()
    named = (table if is_drawn else pd.DataFrame(table)).reset_index(drop=True).assign(source_row=rows)
    return _from_layer(named, (), mapping or FieldMapping(), "")


def _has_names_of_its_own(frame: pd.DataFrame) -> bool:
    """Whether the index has names, and none that a column has too."""
    return None not in frame.index.names and not set(frame.index.names) & set(frame.columns)


def _from_layer(
    frame: gpd.GeoDataFrame | pd.DataFrame,
    notes: tuple[Note, ...],
    mapping: FieldMapping,
    layer: str,
    *,
    cut: bool = False,
) -> RawTable:
    """Name the columns of a layer; its geometry is the geometry, whatever another column claims."""
    shapes = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    drawn = [] if shapes is None else [shapes.name]
    table = pd.DataFrame(frame.drop(columns=[*drawn, "source_row"]))
    headers = match_headers([(str(name),) for name in table.columns], mapping, cut=cut)
    named = name_columns(table, headers, mapping.catalogue).assign(source_row=frame["source_row"])
    if shapes is not None:
        other = unique_headers([*named.columns.drop("geometry", errors="ignore"), "geometry (2)"])[-1]
        named = gpd.GeoDataFrame(named.rename(columns={"geometry": other}), geometry=shapes.to_numpy(), crs=shapes.crs)
    return RawTable(frame=named, headers=headers, notes=(*notes, *note_headers(headers)), sheet=blot_secrets(layer))


def source_name(spec: str | Path) -> str:
    """Return the name of a file without its folder, or of a table without its database, and without personal data."""
    return blot_secrets(table_name(str(spec)) if is_database(spec) else split_spec(spec)[0].name)


def checksum(spec: str | Path) -> str:
    """Return the SHA-256 of what was read.

    Parameters
    ----------
    spec : path or str
        File, ``FILE:layer``, folder of a File Geodatabase, or URL of a table.

    Returns
    -------
    str
        64 hexadecimal digits: of the file, of a shapefile's main file, of all files of a folder by name, of the
        rows of a table.

    Raises
    ------
    SourceError
        If there is no such file.
    """
    if is_database(spec):
        return hashlib.sha256(read_database(str(spec)).to_csv().encode()).hexdigest()
    path, _ = split_spec(spec)
    if path.is_dir():
        parts = "".join(f"{file.name} {checksum(file)}\n" for file in sorted(path.iterdir()) if file.is_file())
        return hashlib.sha256(parts.encode()).hexdigest()
    return file_checksum(path)
