"""Read the areas of an earlier plan from its folder, from one of its files, or from any table that names them."""

from __future__ import annotations

import os
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner._staging import recover
from cluster_planner.errors import SourceError
from cluster_planner.fields import short_name
from cluster_planner.said import Code, Label, say
from cluster_planner.sources import FieldMapping, list_layers, read_raw
from cluster_planner.words import languages, speaker

_FILES = ("areas.gpkg", "plan.xlsx")
_SAME_PLAN = ("plan.json", "map.html")  # of the same plan, but without its labels
_SHEETS = [speaker(lang).label("sheet.plan", name) for name in ("members", "alone") for lang in languages()]
_PARTS = (*_SHEETS, "communities", "communities_lines", "communities_points")
_AREA_IDS = ("area_id", *(speaker(lang).header("area_id") for lang in languages()))
_UNDER_WAY = (
    "under_way_id",
    short_name("under_way_id", ()),  # in a shapefile
    *(speaker(lang).header("under_way_id") for lang in languages()),
)
_HEADERS = FieldMapping(headers=dict.fromkeys(_AREA_IDS, "area_id") | dict.fromkeys(_UNDER_WAY, "under_way_id"))
_TOTALS = [speaker(lang).say("common.total") for lang in languages()]  # under the sheets that we write
_KEPT = ("community_id", "area_id", "name", "county", "subdistrict")
_REMEDY = say("error.books.point_to_earlier")


def earlier_file(spec: str | Path) -> str | Path:
    """Return the file of an earlier plan that holds its areas.

    Parameters
    ----------
    spec : path or str
        Folder of a plan (its layers are read, else its workbook) or any file.

    Returns
    -------
    path or str
        What `read_earlier` reads.

    Raises
    ------
    SourceError
        If the folder holds no plan.
    """
    folder = Path(spec).parent if Path(spec).name in _SAME_PLAN else Path(spec)
    is_folder = os.path.isdir(folder)  # noqa: PTH112 - a name too long is none
    if not is_folder or folder.suffix.lower() == ".gdb":
        return spec
    recover(folder)
    for name in _FILES:
        if (folder / name).exists():
            return folder / name
    raise SourceError(
        say("error.books.no_plan_in_folder", folder=Code(str(folder))),
        _REMEDY,
    )


def read_earlier(path: str | Path) -> pd.DataFrame:
    """Read which community was in which area of an earlier plan; judge nothing.

    Parameters
    ----------
    path : path or str
        ``areas.gpkg`` or ``plan.xlsx`` of a plan, or what `read_raw` reads with a column of community ids or names and
        one of areas (``area_id``, 片区编号 or, in a ledger, 所属片区).

    Returns
    -------
    DataFrame or GeoDataFrame
        All rows: ``area_id`` (missing where in none), and what the file has of ``community_id``, ``name``, ``county``,
        ``subdistrict`` and shapes.

    Raises
    ------
    SourceError
        If there is no such file, it cannot be read, or it names no communities or no areas.
    """
    tables = [read_raw(path, layer=part, mapping=_HEADERS).frame for part in _parts(path)]
    table = tables[0] if len(tables) == 1 else pd.concat(tables, ignore_index=True)
    if "community_id" in table:
        table = table[~table["community_id"].isin(_TOTALS)].reset_index(drop=True)
    if {"area_id", "under_way_id"} <= {*table}:
        table["area_id"] = table["area_id"].where(table["area_id"].notna(), table["under_way_id"])
    if "area_id" not in table:
        table = table.rename(columns={"earlier_area": "area_id"})
    for columns in (("area_id",), ("community_id", "name")):
        if not any(column in table and table[column].notna().any() for column in columns):
            raise SourceError(
                say("error.books.nothing_earlier", path=Code(str(path)), column=Label("header", columns[0])),
                _REMEDY,
            )
    shapes = {table.geometry.name} if isinstance(table, gpd.GeoDataFrame) else set()
    return table[[name for name in table if name in {*_KEPT, *shapes}]]


def _parts(path: str | Path) -> list[str | None]:
    """Return the sheets or layers of a plan that list communities; leave the choice open for other files."""
    found = list_layers(path) if Path(path).exists() else []
    parts: list[str | None] = [name for name in _PARTS if name in found]
    return parts or [None]
