"""The two files: a GeoPackage of layers, and a ledger as a bureau keeps it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from openpyxl import Workbook
from openpyxl.styles import Font

from cluster_planner.fields import CATALOGUE
from cluster_planner.words import speaker

MADE = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed day, so that the same content gives the same file
ABOUT = "合成数据: 并非真实小区, 仅县市区名称与合计数为公开信息. Synthetic data: no real community."
LEDGER_HEADERS = {
    "community_id": "小区编号",
    "households": "总户数",
    "floor_area_m2": "总建筑面积",
    "build_year": "建成年代",
    "buildings": "楼栋总数",
    "subdistrict": "乡镇/街道",
    "plan_year": "改造年度",
}


def write_geopackage(layers: dict[str, gpd.GeoDataFrame], path: Path) -> None:
    """Write the layers, each described as synthetic, with a fixed date."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{MADE.isoformat()}.000Z"})
    for name, layer in layers.items():
        options = {"DESCRIPTION": ABOUT, "SPATIAL_INDEX": "NO"}
        pyogrio.write_dataframe(layer, path, layer=name, driver="GPKG", append=path.exists(), layer_options=options)


def write_ledger(communities: gpd.GeoDataFrame, path: Path) -> None:
    """Write the communities without their outlines: Chinese headers, a point inside each, the first row frozen."""
    inside = communities.representative_point()
    table = communities.drop(columns="geometry")
    table.insert(table.columns.get_loc("address") + 1, "lon", inside.x.round(7))
    table.insert(table.columns.get_loc("lon") + 1, "lat", inside.y.round(7))
    table.insert(table.columns.get_loc("lat") + 1, "crs_tag", "CGCS2000")
    book = Workbook()
    book.properties.created = MADE
    book.properties.description = ABOUT
    sheet = book.active
    sheet.title = "台账"
    sheet.freeze_panes = "A2"
    sheet.append([LEDGER_HEADERS.get(name, speaker("zh").header(name)) for name in table])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in zip(*(_cells(table[name]) for name in table), strict=True):
        sheet.append(row)
    book.save(path)


def _cells(column: pd.Series) -> list[object]:
    known = column.astype(object).where(column.notna(), None)
    if column.name in CATALOGUE and CATALOGUE[str(column.name)].kind == "date":
        return [value and date.fromisoformat(value) for value in known]
    return known.tolist()
