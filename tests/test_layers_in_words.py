"""Layers around the communities: kinds in Chinese words, our own empty layer, conditions on missing columns."""

from __future__ import annotations

import json
import warnings

import geopandas as gpd
import pytest
from shapely import LineString
from shapely.geometry import shape

from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import LinkSettings, Settings
from cluster_planner.sources import read_layer
from cluster_planner.validation.surroundings._barriers import validate_barriers

RIVER = LineString([(500_000, 3_160_000), (501_000, 3_160_000)])


@pytest.mark.parametrize("header", ["类型", "类别", "种类", "要素类型", "名称"])
@pytest.mark.parametrize(("word", "kind"), [("河流", "water"), ("铁路", "railway"), ("主干道", "primary")])
def test_a_kind_in_words_cuts(header, word, kind):
    layer = gpd.GeoDataFrame({header: [word]}, geometry=[RIVER], crs=4546)
    barriers, findings = validate_barriers([layer], layer.crs, LinkSettings())
    assert barriers.frame["kind"].tolist() == [kind]
    assert "kind_unknown" not in set(findings.frame["rule"])


@pytest.mark.parametrize(("columns", "rules"), [(["kind", "name", "width_m"], []), (["a"], ["layer_empty"])])
def test_only_an_empty_layer_of_ours_is_silent(columns, rules):
    layer = gpd.GeoDataFrame({column: [] for column in columns}, geometry=[], crs=4546)
    _, findings = validate_barriers([layer], layer.crs, LinkSettings())
    assert findings.frame["rule"].tolist() == rules


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp", "parquet"])
@pytest.mark.parametrize("condition", ["Clas = 0", "类刑 = 0", '"Clas" = 0'])
def test_a_condition_on_a_missing_column_names_the_columns_there_are(tmp_path, ending, condition):
    path = tmp_path / f"层.{ending}"
    layer = gpd.GeoDataFrame({"Class": [0], "类型": ["河"]}, geometry=[RIVER], crs=4546)
    layer.to_parquet(path) if ending == "parquet" else layer.to_file(path, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_layer(path, where=condition)
    said = caught.value.in_words("zh")
    assert f"“{'类刑' if '类' in condition else 'Clas'}”列不在表中" in said
    assert "Class" in said
    assert "类型" in said
    assert "SQL" not in said


def test_what_was_done_to_a_layer_of_barriers_while_it_was_read_is_reported(tmp_path):
    river = {"type": "LineString", "coordinates": [[112.33, 28.5], [112.33, 28.7]]}
    feature = {"type": "Feature", "properties": {"kind": "water"}, "geometry": river}
    page = {"type": "FeatureCollection", "exceededTransferLimit": True, "features": [feature]}
    (tmp_path / "rivers.geojson").write_text(json.dumps(page), encoding="utf-8")
    with warnings.catch_warnings(action="ignore"):  # GDAL warns that it cuts headers after ten bytes
        named = gpd.GeoDataFrame({"名称": ["资江"], "kind": ["water"]}, geometry=[shape(river)], crs=4326)
        named.to_file(tmp_path / "rivers.shp", encoding="gb18030")
    (tmp_path / "rivers.cpg").write_text("UTF-8", encoding="ascii")
    table = tmp_path / "a.csv"
    table.write_text("小区名称,户数,经度,纬度\n梅苑,100,112.331,28.59\n兰苑,90,112.332,28.59\n", encoding="utf-8")
    layers = (tmp_path / "rivers.geojson", tmp_path / "rivers.shp")
    findings = check_tables(read_tables(Inputs(table=table, barriers=layers)), Settings()).findings.frame
    about = findings[findings["rule"].isin(["features_missing", "encoding_wrong"])]
    assert sorted(about["rule"]) == ["encoding_wrong", "features_missing"]
    assert set(about["source"]) == {"barriers"}
    assert set(about["field"]) == {"barriers"}
