"""A GeoPackage dressed for its readers: names and aliases in their language, and default styles for QGIS."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pandas as pd

from cluster_planner.books._styles import style_of, title_of
from cluster_planner.fields import Lang
from cluster_planner.words import speaker

_FIXED = "2000-01-01T00:00:00.000Z"
# As QGIS itself creates the table; a program that knows nothing of styles sees one more table of attributes.
_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP)
"""
# The schema extension of the GeoPackage standard: what a column is called by people.
_COLUMNS = """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name))
"""
_CONSTRAINTS = """
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name,
  constraint_type, value))
"""
_EXTENSION = ("gpkg_schema", "http://www.geopackage.org/spec/#extension_schema", "read-write")


def dress_layers(path: Path, layers: Mapping[str, pd.DataFrame], lang: Lang) -> None:
    """Name the layers of a plan and their columns in one language, and store how QGIS draws them.

    Parameters
    ----------
    path : Path
        GeoPackage that holds the layers.
    layers : mapping of str to DataFrame
        What was written there.
    lang : {"zh", "en"}
        Language of names, aliases and legends.
    """
    with closing(sqlite3.connect(path)) as file, file:
        for table in (_STYLES, _COLUMNS, _CONSTRAINTS):
            file.execute(table)
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?, 0)",
            (_FIXED,),
        )
        extended = [(table, None, *_EXTENSION) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")]
        file.executemany("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", extended)
        for name, layer in layers.items():
            _dress(file, name, layer, lang)


def _dress(file: sqlite3.Connection, name: str, layer: pd.DataFrame, lang: Lang) -> None:
    title, description = title_of(name, lang)
    file.execute(
        "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?", (title, description, name)
    )
    stored = [str(row[1]) for row in file.execute(f'PRAGMA table_info("{name}")')]
    titles = {column: speaker(lang).header(column, form="layer_header") for column in stored}
    words = [(name, column, title) for column, title in titles.items() if title != column]
    file.executemany("INSERT INTO gpkg_data_columns (table_name, column_name, title) VALUES (?, ?, ?)", words)
    style = style_of(name, layer, lang)
    if style is not None:
        file.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner, update_time) "
            "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            (name, title, style, description, _FIXED),
        )
