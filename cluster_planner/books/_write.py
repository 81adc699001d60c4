"""Write tables and plans to files, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import check_targets, staged
from cluster_planner.books._formats import (
    WRITERS,
    check_formats,
    write_geojson,
    write_geojsons_as_they_are,
    write_parquet,
)
from cluster_planner.books._geopackage import write_geopackage
from cluster_planner.books._kept_tables import TABLES, pack_tables
from cluster_planner.books._plan_ids import keyword_of
from cluster_planner.books._plan_layers import plan_layers
from cluster_planner.books._postgis import write_postgis
from cluster_planner.books._record import plan_record, record_text
from cluster_planner.books._sheet_out import write_sheets
from cluster_planner.books._systems import check_system, in_system
from cluster_planner.books._text_table import write_csv
from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.said import Code, say
from cluster_planner.sources import is_database
from cluster_planner.words import speaker
from cluster_planner.words.tables import plan_tables, total_rows

PLAN_FILES = ("plan.xlsx", "plan.json", TABLES)  # what every plan is written as; layers come in the formats wanted


@held_to_annotations
def write_plan(
    plan: Plan,
    directory: str | Path,
    lang: Lang = "zh",
    *,
    formats: Sequence[str] = ("gpkg",),
    crs: str | None = None,
    replace: bool = False,
) -> dict[str, Path]:
    """Write a plan as the files that a bureau works with: workbook, layers and record.

    Parameters
    ----------
    plan : Plan
        What was found out.
    directory : path
        Folder for the files; earlier ones of the same names are replaced, once all new ones are complete.
    lang : {"zh", "en"}
        Language of sheets, headers, layer names and reasons.
    formats : sequence of str
        Of the layers; see `write_layers`.
    crs : str, optional
        Coordinate system of the layers; see `write_layers`.
    replace : bool
        Replace tables that the database has already.

    Returns
    -------
    dict of str to Path
        The files or folders of the layers by format, ``workbook`` (``plan.xlsx``) and ``record`` (``plan.json``:
        settings, versions, inputs, counts, proof, timings, and what is said, as facts; next to it lies ``tables.zip``,
        all tables as Parquet, for `read_plan`). Personal data is in none of them.

    Raises
    ------
    SourceError
        If the folder or database cannot be written to.
    SettingsError
        If a format is not known.
    """
    check_formats(formats)
    check_system(crs, formats)
    folder = Path(directory)
    with staged(folder, of="plan") as stage:
        written = (
            write_workbook(plan, stage.path, lang)
            | write_record(plan, stage.path)
            | write_layers(plan, stage.path, lang, formats=formats, crs=crs)
        )
        write_databases(plan, lang, formats=formats, crs=crs, replace=replace)
    return {name: folder / path.relative_to(stage.path) for name, path in written.items()}


def write_workbook(plan: Plan, folder: Path, lang: Lang) -> dict[str, Path]:
    """Write ``plan.xlsx``, a sheet for each purpose, into a folder where nobody sees it unfinished."""
    path, titles = folder / "plan.xlsx", speaker(lang).catalogue.section("sheet.plan")
    tables = plan_tables(plan, lang)
    totals = {titles[name]: rows for name, rows in total_rows(plan, tables, lang).items()}
    sheets = {titles[name]: table for name, table in tables.items()}
    write_sheets(sheets, path, lang, keyword_of(plan.checksum), totals)
    return {"workbook": path}


def write_record(plan: Plan, folder: Path) -> dict[str, Path]:
    """Write ``plan.json`` and ``tables.zip`` into a folder where nobody sees them unfinished."""
    tables, said = pack_tables(plan)
    record = record_text({**plan_record(plan), "tables": sha256(tables).hexdigest()}, said)
    path = folder / "plan.json"
    (folder / TABLES).write_bytes(tables)
    path.write_text(record, encoding="utf-8")
    return {"record": path}


def write_layers(
    plan: Plan, folder: Path, lang: Lang, *, formats: Sequence[str], crs: str | None = None
) -> dict[str, Path]:
    """Write the layers of a plan as files into a folder where nobody sees them unfinished.

    Parameters
    ----------
    plan : Plan
        What was found out.
    folder : Path
        Where to write ``areas.gpkg``, or a folder of the name of the format.
    lang : {"zh", "en"}
        Language of layer names and reasons.
    formats : sequence of str
        ``gpkg`` (styled for QGIS), ``parquet``, ``geojson``, ``shp``, ``shp-gbk`` or ``dxf``; addresses of databases
        are left to `write_databases`.
    crs : str, optional
        Coordinate system of all layers, such as ``EPSG:4546``; that of the plan if not given, and for GeoJSON degrees,
        as RFC 7946 has it.

    Returns
    -------
    dict of str to Path
        The file or folder of each format, with the layers areas, communities, links, services, barriers, quarantine.
    """
    files = [name for name in formats if not is_database(name)]
    layers = in_system(plan_layers(plan, lang), crs) if files else {}
    written = {}
    for name in files:
        home = folder if name == "gpkg" else folder / name
        home.mkdir(exist_ok=True)
        if name == "geojson" and crs is not None:
            write_geojsons_as_they_are(layers, home)
        else:
            WRITERS[name](layers, home, lang)
        written[name] = home / "areas.gpkg" if name == "gpkg" else home
    return written


def write_databases(
    plan: Plan, lang: Lang, *, formats: Sequence[str], crs: str | None = None, replace: bool = False
) -> None:
    """Write the layers of a plan as tables of the databases among the formats.

    Raises
    ------
    SourceError
        If one cannot be written to, or has the tables and is not to replace them.
    """
    databases = [name for name in formats if is_database(name)]
    layers = in_system(plan_layers(plan, lang), crs) if databases else {}
    for name in databases:
        write_postgis(layers, name, lang, replace=replace)


@held_to_annotations
def write_table(frame: pd.DataFrame, path: str | Path, lang: Lang = "zh") -> Path:
    """Write one table; the ending of the name says how.

    Parameters
    ----------
    frame : DataFrame or GeoDataFrame
        Columns under canonical names; a named index becomes columns.
    path : path
        ``.gpkg``, ``.geojson`` (degrees), ``.parquet``, ``.csv`` or ``.xlsx``; shapes are WKT in the last two.
    lang : {"zh", "en"}
        Language of headers and choices in ``.xlsx``.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SourceError
        If the ending is none of these, or the file cannot be written.
    """
    path = Path(path)
    writers: dict[str, Callable[[pd.DataFrame, Path], object]] = {
        ".gpkg": lambda table, file: write_geopackage({path.stem: table}, file),
        ".geojson": write_geojson,
        ".parquet": write_parquet,
        ".csv": lambda table, file: write_csv(_with_wkt(table), file),
        ".xlsx": lambda table, file: write_sheets({path.stem[:31]: _with_wkt(table)}, file, lang),
    }
    if path.suffix.lower() not in writers:
        endings = ", ".join(writers)
        raise SourceError(
            say("error.books.unknown_ending", path=Code(str(path))),
            say("error.books.use_an_ending", endings=Code(endings)),
        )
    check_targets(path.parent, [path.name])
    with staged(path.parent) as stage:
        writers[path.suffix.lower()](frame, stage.path / path.name)
    return path


def write_sheets_and_texts(
    books: Mapping[str, Mapping[str, pd.DataFrame]], texts: Mapping[str, str], folder: Path, lang: Lang
) -> None:
    """Write workbooks and texts into a folder, all of them or none.

    Parameters
    ----------
    books : mapping
        File name to sheets by title.
    texts : mapping
        File name to text.
    folder : Path
        Where they belong.
    lang : {"zh", "en"}
        Language of headers and choices.

    Raises
    ------
    SourceError
        If the folder cannot be written to.
    """
    with staged(folder) as stage:
        for name, sheets in books.items():
            write_sheets(sheets, stage.path / name, lang)
        for name, text in texts.items():
            (stage.path / name).write_text(text, encoding="utf-8", newline="\n")


def _with_wkt(table: pd.DataFrame) -> pd.DataFrame:
    if not isinstance(table, gpd.GeoDataFrame):
        return table
    return pd.DataFrame(table.drop(columns=table.geometry.name)).assign(geometry=table.geometry.to_wkt())
