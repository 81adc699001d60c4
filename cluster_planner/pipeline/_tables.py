"""The input of a plan: where it is on disk, and the tables as they were read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import NoneType
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner._signs import showable
from cluster_planner.books import earlier_file, read_decisions, read_earlier
from cluster_planner.fields import blot_secrets
from cluster_planner.model import Header, Note, Part, RawTable, SetAside
from cluster_planner.pipeline._given import Layer, Table, as_layer, as_values, require_kind, require_table
from cluster_planner.profile import CHINA, Profile
from cluster_planner.services import read_modes
from cluster_planner.sources import (
    SURROUNDINGS,
    FieldMapping,
    Hidden,
    checksum,
    files_of,
    is_database,
    list_layers,
    make_mapping,
    read_mapping,
    read_matches,
    read_raw,
    source_name,
    split_spec,
    take_table,
)
from cluster_planner.works import read_overrides, read_works

DECISIONS = "review-decisions.json"  # beside the demands of merged reviews


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Where the input of a plan is: on disk, or in memory.

    Attributes
    ----------
    table : path-like, sequence of these, or DataFrame
        File with the communities, or a table of PostGIS: ``postgresql://user@host/database?table=schema.table``; or a
        table in memory, with or without shapes. Several files, or a folder of workbooks, are put together.
    layer : str or sequence of str, optional
        Layers or sheets; by default all sheets that list communities.
    hidden : {"read", "skip"}
        What is done with hidden sheets, and with rows that are hidden or struck through.
    where : str, optional
        Condition that picks the communities out of a layer of many things, such as ``"Class = 0"``.
    fields : path-like or mapping of str to str, optional
        Mapping file for headers that the catalogue does not know; or own header to canonical name.
    values : mapping of str to mapping of str to str, optional
        For a choice field, own value to a code or label, besides those of a mapping file.
    crs : str, optional
        Coordinate system of the communities, such as ``EPSG:4547``, whatever the file says; or the datum of the web
        map they come from, ``GCJ02`` or ``BD09``. Barriers, crossings, boundaries and facilities take it where their
        file names none, or one that its figures cannot be of.
    encoding : str, optional
        Encoding of its text, if it cannot be found out.
    join : path-like, optional
        Ledger with what is known of the communities, where ``table`` has little more than their outlines.
    matches : path-like, optional
        Decisions on which row of the ledger is which community, if that is doubtful.
    works : path-like or DataFrame, optional
        Catalogue of works in place of that of the package.
    work_list : path-like, optional
        Quantities that a planner has set for single communities.
    modes : path-like, optional
        Rules of modes instead of those of the package.
    keep : path-like, optional
        Earlier plan to keep to: its folder, one of its files, or a table that names communities and their areas.
    reviews : path-like, optional
        Demands of merged reviews; the settings hold them, the record names the file. See `heed_reviews`.
    title : str
        What the plan is called on its map; the name of the table if not given.
    date : date, optional
        Day of the plan, from which the years follow that the settings leave open; today if not given.
    quarantine : {"known", "all"}
        Which columns of rows that cannot be used are written: known fields, or all but those of people.
    barriers, crossings, boundaries, facilities : tuple of str or GeoDataFrame
        ``FILE`` or ``FILE:layer`` each, or a layer in memory: shapes alone (GeoSeries), or a table with ``lon`` and
        ``lat``, too. Where none of a kind is given, a layer of that name in ``table`` is used.
    profile : Profile
        The country with the fields of the tables.
    """

    table: Table | Sequence[str | Path]
    layer: str | Sequence[str] | None = None
    hidden: Hidden = "read"
    where: str | None = None
    fields: str | Path | Mapping[str, str] | None = None
    values: Mapping[str, Mapping[str, str]] | None = None
    crs: str | None = None
    encoding: str | None = None
    join: str | Path | None = None
    matches: str | Path | None = None
    works: Table | None = None
    work_list: str | Path | None = None
    modes: str | Path | None = None
    keep: str | Path | None = None
    reviews: str | Path | None = None
    title: str = ""
    date: dt.date | None = None
    quarantine: SetAside = "known"
    barriers: tuple[Layer, ...] = ()
    crossings: tuple[Layer, ...] = ()
    boundaries: tuple[Layer, ...] = ()
    facilities: tuple[Layer, ...] = ()
    profile: Profile = CHINA

    @property
    def files(self) -> list[Path]:
        """The files that are read, but for those of an earlier plan, which a new one may replace."""
        tables = [] if isinstance(self.table, pd.DataFrame) else files_of(self.table)
        others = (self.join, self.matches, self.fields, self.works, self.work_list, self.modes)
        surroundings = (*self.barriers, *self.crossings, *self.boundaries, *self.facilities)
        named = [spec for spec in (*tables, *others, *surroundings) if isinstance(spec, str | Path)]
        return [split_spec(spec)[0] for spec in named if not is_database(spec)]


@dataclass(frozen=True, eq=False, kw_only=True)
class Tables:
    """The input of a plan as it was read; nothing of it is judged yet.

    ``files`` are the names of the files of each kind of table.
    """

    communities: pd.DataFrame
    ledger: pd.DataFrame | None = None
    ledger_name: str = ""
    matches: pd.DataFrame | None = None
    catalogue: pd.DataFrame | None = None
    overrides: pd.DataFrame | None = None
    modes: pd.DataFrame | None = None
    earlier: pd.DataFrame | None = None
    barriers: tuple[gpd.GeoDataFrame, ...] = ()
    crossings: tuple[gpd.GeoDataFrame, ...] = ()
    boundaries: tuple[gpd.GeoDataFrame, ...] = ()
    facilities: tuple[gpd.GeoDataFrame, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None
    headers: tuple[Header, ...] = ()
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    parts: tuple[Part, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    date: dt.date | None = None
    quarantine: SetAside = "known"
    about: Mapping[str, Any] = field(default_factory=dict)
    profile: Profile = CHINA


def read_tables(inputs: Inputs) -> Tables:
    """Read everything that a plan is made from.

    Raises
    ------
    SourceError
        If a file or layer is missing or cannot be read.
    """
    require_table(inputs.table)
    require_kind(inputs.works, (str, Path, pd.DataFrame, NoneType), "works")
    catalogue = inputs.profile.catalogue
    mapping = field_mapping(inputs)
    raw = _read_communities(inputs, mapping)
    ledger = _read_ledger(inputs, mapping)
    headers = (*raw.headers, *(() if ledger is None else ledger.headers))
    found = {kind: _surroundings(inputs, kind) for kind in SURROUNDINGS}
    read = {kind: tuple(as_layer(layer, kind) for layer in layers) for kind, layers in found.items()}
    keep = None if inputs.keep is None else earlier_file(inputs.keep)
    given = (inputs.join, inputs.matches, inputs.works, inputs.work_list, inputs.modes, keep, inputs.reviews)
    sources = [*_files(inputs.table), *(layer for layers in found.values() for layer in layers), *given]
    named = {source_name(source): source for source in sources if isinstance(source, str | Path)}
    return Tables(
        communities=raw.frame,
        ledger=None if ledger is None else ledger.frame,
        ledger_name="" if inputs.join is None else source_name(inputs.join),
        matches=None if inputs.matches is None else read_matches(inputs.matches),
        catalogue=None if inputs.works is None else read_works(inputs.works, catalogue),
        overrides=None if inputs.work_list is None else read_overrides(inputs.work_list),
        modes=None if inputs.modes is None else read_modes(inputs.modes, catalogue),
        earlier=None if keep is None else read_earlier(keep),
        barriers=read["barriers"] + read["streets"],
        crossings=read["crossings"],
        boundaries=read["boundaries"],
        facilities=read["facilities"],
        values=mapping.values,
        crs=inputs.crs or mapping.crs,
        headers=raw.headers,
        notes=(*raw.notes, *(() if ledger is None else ledger.notes), *_note_unused(mapping, headers)),
        sheet=raw.sheet,
        parts=(*raw.parts, *(() if ledger is None else ledger.parts)),
        files=_names_of(found, inputs.table),
        date=inputs.date,
        quarantine=inputs.quarantine,
        profile=inputs.profile,
        about={
            "title": showable(" ".join((blot_secrets(inputs.title.strip()) or _name_of(inputs.table)).split())),
            "inputs": {name: checksum(spec) for name, spec in sorted(named.items())},
            **_decided(inputs.reviews),
        },
    )


def _decided(reviews: str | Path | None) -> dict[str, Any]:
    """Return what became of the reviews that a plan heeds, where it heeds some."""
    return {} if reviews is None else {"decisions": read_decisions(Path(reviews).parent / DECISIONS)}


def _names_of(found: Mapping[str, tuple[Layer, ...]], table: Table | Sequence[str | Path]) -> dict[str, str]:
    """Return the names of the files of each kind of table; what is in memory has none."""
    barriers = (*found["barriers"], *found["crossings"], *found["streets"])
    sources = {**found, "barriers": barriers, "communities": tuple(_files(table))}
    names = {kind: [source_name(each) for each in of if isinstance(each, str | Path)] for kind, of in sources.items()}
    return {kind: ", ".join(dict.fromkeys(of)) for kind, of in names.items() if of}


def field_mapping(inputs: Inputs) -> FieldMapping:
    """Return what headers and values mean: those of the country, the user's own first."""
    fields, catalogue = inputs.fields, inputs.profile.catalogue
    require_kind(fields, (str, Path, Mapping, NoneType), "fields")
    given = make_mapping(None if isinstance(fields, str | Path) else fields, as_values(inputs.values), catalogue)
    if not isinstance(fields, str | Path):
        return given
    read = read_mapping(fields, catalogue)
    return replace(read, values={**read.values, **given.values})  # noqa: PD011 - of a mapping, not of a frame


def _read_communities(inputs: Inputs, mapping: FieldMapping) -> RawTable:
    """Return the table of communities as it was read, or as it is in memory."""
    if isinstance(inputs.table, pd.DataFrame):
        return take_table(inputs.table, mapping)
    return read_raw(
        inputs.table,
        layer=inputs.layer,
        mapping=mapping,
        where=inputs.where,
        encoding=inputs.encoding,
        hidden=inputs.hidden,
    )


def _note_unused(mapping: FieldMapping, headers: Sequence[Header]) -> list[Note]:
    """Return a note on each field for which the user's mapping names only headers that are in no table."""
    used = {name for header in headers if header.matched == "mapping" for name in (header.name, *header.candidates)}
    return [
        Note(
            rule="mapped_header_missing",
            field=name,
            found="、".join(own for own, of in mapping.headers.items() if of == name),
        )
        for name in dict.fromkeys(mapping.headers.values())
        if name not in used
    ]


def _name_of(table: Table | Sequence[str | Path]) -> str:
    """Return what a plan is called that has no title: as its first file, or its folder."""
    if isinstance(table, pd.DataFrame):
        return ""
    return Path(source_name(table if isinstance(table, str | Path) else next(iter(table)))).stem


def _files(table: Table | Sequence[str | Path]) -> list[str | Path]:
    return [] if isinstance(table, pd.DataFrame) else files_of(table)


def _read_ledger(inputs: Inputs, mapping: FieldMapping) -> RawTable | None:
    """Return the ledger to join, if there is one, with its name before each row in what was noted on reading it."""
    if inputs.join is None:
        return None
    raw, name = read_raw(inputs.join, mapping=mapping, hidden=inputs.hidden), source_name(inputs.join)
    notes = tuple(replace(note, row=f"{name} {note.row}".rstrip()) for note in raw.notes)
    parts = tuple(replace(part, before=f"{name} {part.before}") for part in raw.parts)
    return replace(raw, notes=notes, parts=parts)


def _surroundings(inputs: Inputs, kind: str) -> tuple[Layer, ...]:
    """Return the layers given for a kind of surroundings, or else that of its name next to the communities."""
    given: tuple[Layer, ...] = getattr(inputs, kind, ())
    packages = [file for file in _files(inputs.table) if Path(file).suffix.lower() == ".gpkg"]
    return given or tuple(f"{file}:{kind}" for file in packages if kind in list_layers(file))
