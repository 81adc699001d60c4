"""What we wrote is read back as it was."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from layer_files import ENDINGS, write_layer
from shapely import box

from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings

NAMES = ["梅苑小区", "兰苑小区", "竹苑小区"]


INTERNAL = (
    "rule", "index", "level_0", "level_1", "fid", "FID", "OBJECTID", "ogc_fid", "id", "source_row", "footprint",
    "geometry (2)",
    "crs_tag", "location_quality", "build_year_to", "index_right", "number", "text", "name (2)", "rule (2)", "count",
    "size", "values", "T", "area", "length", "crs", "bounds", "name_zh", "rule_zh", "reason_said", "row", "field",
    "found",
    "becomes", "severity", "problem", "remedy", "None", "nan", "0", "column 1", "__class__", "is_valid", "x", "y",
)  # fmt: skip


def parcels(**columns):
    shapes = [box(112.33 + 0.001 * place, 28.59, 112.3305 + 0.001 * place, 28.5905) for place in range(3)]
    return gpd.GeoDataFrame({"小区名称": NAMES, **columns}, geometry=shapes, crs="EPSG:4326")


def as_text_table(frame):
    return pd.DataFrame(frame.drop(columns="geometry")).assign(geometry=frame.geometry.to_wkt())


def checked(path):
    return check_tables(read_tables(Inputs(table=path)), Settings()).communities


@pytest.mark.parametrize("ending", [*ENDINGS, ".csv"])
def test_an_estimated_outline_stays_estimated(tmp_path, ending):
    frame = parcels(footprint=["estimated", "surveyed", "point"])
    if ending == ".csv":
        as_text_table(frame).to_csv(tmp_path / "a.csv", index=False)
    else:
        write_layer(frame, tmp_path / f"a{ending}")
    read = checked(tmp_path / f"a{ending}").frame.set_index("name")["footprint"]
    assert read.loc[NAMES].tolist() == ["estimated", "surveyed", "surveyed"]


@pytest.mark.parametrize("word", ["estimated", "按面积估算", "Estimated"])
def test_an_estimated_outline_is_known_by_its_word(tmp_path, word):
    file = write_layer(parcels(footprint=[word, "", "?"]), tmp_path / "a.geojson")
    assert checked(file).frame.set_index("name")["footprint"].loc[NAMES].tolist() == [
        "estimated",
        "surveyed",
        "surveyed",
    ]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".gpkg", ".geojson"])
def test_a_column_may_have_any_name(tmp_path, ending):
    names = [name for name in INTERNAL if name not in ("fid", "FID", "source_row")]
    names = list({name.casefold(): name for name in names}.values())  # a database knows no capitals
    odd = pd.DataFrame("甲", index=range(4), columns=[name for name in names if name not in ("name", "lon", "lat")])
    shapes = [*parcels().geometry, box(0, 0, 0.001, 0.001)]
    frame = gpd.GeoDataFrame(odd.assign(小区名称=[*NAMES, "远方小区"]), geometry=shapes, crs="EPSG:4326")
    if ending == ".csv":
        as_text_table(frame).to_csv(tmp_path / "a.csv", index=False)
    else:
        write_layer(frame, tmp_path / f"a{ending}")
    read = checked(tmp_path / f"a{ending}")
    assert len(read) + len(read.quarantine) == 4
    assert read.quarantine.columns.is_unique
