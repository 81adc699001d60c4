"""Files of several layers: those that list communities are read together, under the names of their layers."""

from __future__ import annotations

import warnings

import geopandas as gpd
import pytest
from shapely import LineString, Point, box

from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import read_raw

NAMES = ["梅苑", "兰苑", "竹苑", "菊苑"]
SHAPES = [box(112.33 + 0.001 * place, 28.59, 112.3305 + 0.001 * place, 28.5905) for place in range(4)]


def placemark(name, shape, data=""):
    line = shape.exterior if shape.geom_type == "Polygon" else shape
    inner = f"<coordinates>{' '.join(f'{x},{y}' for x, y in line.coords)}</coordinates>"
    around = ["Polygon", "outerBoundaryIs", "LinearRing"] if shape.geom_type == "Polygon" else [shape.geom_type]
    for tag in reversed(around):
        inner = f"<{tag}>{inner}</{tag}>"
    return f"<Placemark><name>{name}</name>{data}{inner}</Placemark>"


def kml(path, folders):
    body = "".join(f"<Folder><name>{name}</name>{''.join(marks)}</Folder>" for name, marks in folders.items())
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path.write_text(f"{head}{body}</Document></kml>", encoding="utf-8")
    return path


def households(count):
    return f'<ExtendedData><Data name="户数"><value>{count}</value></Data></ExtendedData>'


def marks(places, data=households):
    return [placemark(NAMES[place], SHAPES[place], data(100 + place)) for place in places]


def gave(raw):
    return [(part.sheet, part.rows, part.used, part.outcome) for part in raw.parts]


def test_folders_of_kml_are_read_together(tmp_path):
    file = kml(tmp_path / "a.kml", {"资阳区": marks([0, 1]), "赫山区": marks([2, 3])})
    raw = read_raw(file)
    assert gave(raw) == [("资阳区", 2, 2, "read"), ("赫山区", 2, 2, "read")]
    assert raw.frame["source_row"].tolist() == ["资阳区!1", "资阳区!2", "赫山区!1", "赫山区!2"]
    frame = check_tables(read_tables(Inputs(table=file)), Settings()).communities.frame.set_index("name")
    assert frame["households"].to_dict() == dict(zip(NAMES, [100, 101, 102, 103], strict=True))
    assert frame["county"].tolist() == ["资阳区", "资阳区", "赫山区", "赫山区"]  # as the folders are called


def test_folders_of_bare_outlines_are_read_and_those_of_lines_and_points_are_not(tmp_path):
    river, school = LineString([(112.33, 28.6), (112.34, 28.6)]), Point(112.33, 28.59)
    folders = {
        "甲": marks([0, 1], lambda _: ""),
        "乙": marks([2, 3], lambda _: ""),
        "河流": [placemark("资江", river)],
        "学校": [placemark("一中", school)],
    }
    raw = read_raw(kml(tmp_path / "a.kml", folders))
    assert sorted(raw.frame["name"]) == sorted(NAMES)
    assert gave(raw)[2:] == [("河流", 1, 0, "not_a_list"), ("学校", 1, 0, "not_a_list")]


def test_empty_folders_and_one_list_leave_no_doubt(tmp_path):
    raw = read_raw(kml(tmp_path / "a.kml", {"全市": [], "小区": marks(range(4))}))
    assert sorted(raw.frame["name"]) == sorted(NAMES)


def package(path, layers):
    for name, frame in layers.items():
        driver = {".gdb": "OpenFileGDB", ".gpkg": "GPKG"}[path.suffix]
        with warnings.catch_warnings(action="ignore"):  # GDAL warns that it writes whole numbers as others
            frame.to_file(path, layer=name, driver=driver, mode="a" if path.exists() else "w")
    return path


def communities(places, **columns):
    return gpd.GeoDataFrame(
        {"小区名称": [NAMES[place] for place in places], **columns},
        geometry=[SHAPES[place] for place in places],
        crs=4326,
    )


@pytest.mark.parametrize("ending", [".gpkg", ".gdb"])
def test_layers_of_a_database_are_read_together_without_what_surrounds_them(tmp_path, ending):
    lots = gpd.GeoDataFrame({"权属": ["甲", "乙"]}, geometry=SHAPES[:2], crs=4326)
    bounds = gpd.GeoDataFrame({"county": ["甲区"], "subdistrict": ["一街"]}, geometry=[box(112, 28, 113, 29)], crs=4326)
    layers = {"甲区": communities([0, 1], 户数=[1, 2]), "乙区": communities([2, 3], 户数=[3, 4]), "宗地": lots}
    raw = read_raw(package(tmp_path / f"a{ending}", layers | {"boundaries": bounds}))
    assert raw.frame["households"].tolist() == [1, 2, 3, 4]
    assert gave(raw) == [("甲区", 2, 2, "read"), ("乙区", 2, 2, "read"), ("宗地", 2, 0, "not_a_list")]


def test_layers_on_the_same_communities_become_one(tmp_path):
    layers = {
        "边界": communities(range(4), 项目编号=["a", "b", "c", "d"]),
        "台账": communities(range(4), 项目编号=["a", "b", "c", "d"], 户数=[1, 2, 3, 4]),
    }
    raw = read_raw(package(tmp_path / "a.gpkg", layers))
    assert raw.frame["households"].tolist() == [1, 2, 3, 4]
    assert [part.outcome for part in raw.parts] == ["read", "merged"]


def test_layers_that_say_nothing_of_communities_are_asked_about(tmp_path):
    lots = gpd.GeoDataFrame({"权属": ["甲", "乙"]}, geometry=SHAPES[:2], crs=4326)
    file = package(tmp_path / "a.gpkg", {"宗地": lots, "建筑": lots})
    with pytest.raises(SourceError) as error:
        read_raw(file)
    assert "宗地, 建筑" in error.value.in_words("zh")
    assert "--layer" in error.value.in_words("zh")
    assert len(read_raw(file, layer="宗地").frame) == 2
