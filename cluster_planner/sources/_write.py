"""Tables and plans out to files, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.sources._geopackage import write_layers
from cluster_planner.sources._headers import index_as_columns
from cluster_planner.sources._plan_tables import plan_layers, plan_record, plan_sheets
from cluster_planner.sources._staging import staged
from cluster_planner.sources._workbook import guard, write_sheets


def write_plan(plan: Plan, directory: str | Path, lang: Lang = "zh") -> dict[str, Path]:
    """Write a plan as the files that a bureau works with.

    Parameters
    ----------
    plan : Plan
        What was found out.
    directory : path
        Folder for the files; earlier ones of the same names are replaced, once all new ones are complete.
    lang : {"zh", "en"}
        Language of sheets, headers and reasons.

    Returns
    -------
    dict of str to Path
        ``areas`` (``areas.gpkg``: layers areas, communities, links, barriers, quarantine), ``workbook``
        (``plan.xlsx``) and ``record`` (``plan.json``: settings, versions, inputs, counts, proof, timings). Personal
        data is in none of them.

    Raises
    ------
    SourceError
        If the folder cannot be written to.
    """
    folder = Path(directory)
    files = {"areas": "areas.gpkg", "workbook": "plan.xlsx", "record": "plan.json"}
    with staged(folder) as staging:
        write_layers(plan_layers(plan, lang), staging / files["areas"])
        write_sheets(plan_sheets(plan, lang), staging / files["workbook"], lang)
        record = json.dumps(plan_record(plan), ensure_ascii=False, indent=1, allow_nan=False, default=str)
        (staging / files["record"]).write_text(record + "\n", encoding="utf-8")
    return {name: folder / file for name, file in files.items()}


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
        ".gpkg": lambda table, file: write_layers({path.stem: table}, file),
        ".geojson": _write_geojson,
        ".parquet": lambda table, file: table.to_parquet(file),
        ".csv": _write_csv,
        ".xlsx": lambda table, file: write_sheets({path.stem[:31]: _with_wkt(table)}, file, lang),
    }
    if path.suffix.lower() not in writers:
        raise SourceError(f"{path} has an unknown ending.", f"Use one of {', '.join(writers)}.")
    with staged(path.parent) as staging:
        writers[path.suffix.lower()](frame, staging / path.name)
    return path


def _write_geojson(table: pd.DataFrame, file: Path) -> None:
    if not isinstance(table, gpd.GeoDataFrame):
        raise SourceError("A table without geometry is no GeoJSON.", "Write it as .csv or .xlsx.")
    file.write_text(
        gpd.GeoDataFrame(index_as_columns(table)).to_crs(4326).to_json(drop_id=True, ensure_ascii=False),
        encoding="utf-8",
    )


def _write_csv(table: pd.DataFrame, file: Path) -> None:
    plain = index_as_columns(_with_wkt(table))
    texts = plain.select_dtypes(["object", "string"]).columns
    plain.assign(**{name: guard(plain[name].astype("str")) for name in texts}).to_csv(
        file, index=False, encoding="utf-8-sig"
    )


def _with_wkt(table: pd.DataFrame) -> pd.DataFrame:
    if not isinstance(table, gpd.GeoDataFrame):
        return table
    return pd.DataFrame(table.drop(columns=table.geometry.name)).assign(geometry=table.geometry.to_wkt())
