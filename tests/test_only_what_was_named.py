"""A file is opened as what it is named, and nothing else is: no second file, no address, nothing written next to it."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import threading
from contextlib import closing

import geopandas as gpd
import pytest
import shapely
from command_line import run

from cluster_planner.errors import SourceError
from cluster_planner.render._tile_files import unpack_tiles
from cluster_planner.render.report import check_letterhead
from cluster_planner.sources import list_layers, read_layer, read_raw

POINT = '{"type":"Feature","properties":{"name":"甲小区"},"geometry":{"type":"Point","coordinates":[112.4,29.3]}}'
FEATURES = f'"features":[{POINT}]'
AS_FORMAT = FEATURES.replace("{", "{{").replace("}", "}}")
VRT = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>{where}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
KML = (
    "<kml xmlns='http://www.opengis.net/kml/2.2'><Document><Placemark><name>甲小区</name><Point><coordinates>112.4,29.3\
</coordinates></Point></Placemark></Document></kml>"
)
LINKED = '{{"type":"FeatureCollection","crs":{{"type":"{kind}","properties":{{"{key}":"{where}"}}}},' + AS_FORMAT + "}}"
GML = """<?xml version="1.0"?><ogr:FeatureCollection xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
xsi:schemaLocation="http://ogr.maptools.org/ {where}" xmlns:ogr="http://ogr.maptools.org/"
xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><ogr:a fid="1"><ogr:name>甲小区</ogr:name><ogr:g><gml:Point
srsName="EPSG:4326"><gml:coordinates>29.3,112.4</gml:coordinates></gml:Point></ogr:g></ogr:a></gml:featureMember>
</ogr:FeatureCollection>"""

# Each names {where}: an address, or a file next to it.
POINTERS = {
    "vrt.geojson": VRT,
    "vrt.json": "\n" + VRT,
    "vrt.kml": VRT,
    "after.kml": KML + VRT,
    "vrt.gpkg": VRT,
    "vrt.shp": VRT,
    "vrt.fgb": VRT,
    "vrt.dxf": "0\nSECTION\n" + VRT,
    "vrt.gml": GML + VRT,
    "layer.vrt": VRT,
    "layer.ovf": VRT,
    "layer": VRT,
    "within.geojson": '{{"type":"FeatureCollection","x":"' + VRT + '",' + AS_FORMAT + "}}",
    "wfs.geojson": "<OGRWFSDataSource><URL>{where}</URL></OGRWFSDataSource>",
    "csw.kml": "<OGRCSWDataSource><URL>{where}</URL></OGRCSWDataSource>",
    "api.gml": "<OGRWFS3DataSource><URL>{where}</URL></OGRWFS3DataSource>",
    "gdalg.geojson": '{{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read {where}"}}',
    "a.gdalg.json": '{{"type":"gdal\\u005fstreamed_alg","command_line":"gdal vector pipeline ! read {where}"}}',
    "seamless.tab": '!table\n!version 300\n"\\IsSeamless" = "TRUE"\n{where}',
    "view.tab": '!table\n!version 100\nOpen table "{where}"\nCreate View v As Select * From {where}',
}  # fmt: skip


@pytest.fixture
def requests():
    """Return an address of this machine, and what it is asked for."""
    heard = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def listen():
            while True:
                try:
                    caller, _ = server.accept()
                except OSError:
                    return
                heard.append(caller.recv(100))
                caller.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", heard


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", POINTERS)
def test_a_file_that_points_elsewhere_is_refused_and_asks_for_nothing(tmp_path, requests, name):
    address, heard = requests
    write(tmp_path / "elsewhere.csv", "name,lon,lat\nsecret,112,28\n")
    for where in (f"/vsicurl/{address}/a.geojson", "elsewhere.csv"):
        file = write(tmp_path / name, POINTERS[name].format(where=where))
        for read in (read_raw, read_layer, list_layers):
            if name == "layer" and read is not read_layer:  # a table of text
                continue
            with pytest.raises(SourceError) as refused:
                read(file)
            assert "secret" not in str(refused.value)
    assert (heard, {path.name for path in tmp_path.iterdir()}) == ([], {name, "elsewhere.csv"})


@pytest.mark.parametrize(("kind", "key"), [("link", "href"), ("LINK", "href"), ("url", "url"), ("li\\u006ek", "href")])
def test_a_coordinate_system_under_an_address_is_refused(tmp_path, requests, kind, key):
    address, heard = requests
    text = LINKED.format(kind=kind, key=key, where=address)
    for name, written in (("a.geojson", text), ("b.json", text.replace('"crs"', '"\\u0063rs"'))):
        with pytest.raises(SourceError, match="address"):
            read_raw(write(tmp_path / name, written))
    assert heard == []


def test_a_named_coordinate_system_and_an_attribute_called_crs_are_read(tmp_path):
    text = LINKED.format(kind="name", key="name", where="urn:ogc:def:crs:EPSG::4490").replace(
        '"name":"甲小区"', '"name":"甲小区","crs":"EPSG:4326"'
    )
    raw = read_raw(write(tmp_path / "a.geojson", text))
    assert (raw.frame["name"].tolist(), raw.frame.crs.to_epsg()) == (["甲小区"], 4490)


@pytest.mark.parametrize("where", ["{address}/a.xsd", "/etc/hostname", "other.xsd"])
def test_a_schema_named_in_gml_is_not_fetched_and_nothing_is_written_next_to_it(tmp_path, requests, where):
    address, heard = requests
    write(tmp_path / "other.xsd", "<broken")
    raw = read_raw(write(tmp_path / "a.gml", GML.format(where=where.format(address=address))))
    assert raw.frame["name"].tolist() == ["甲小区"]
    assert (heard, {path.name for path in tmp_path.iterdir()}) == ([], {"a.gml", "other.xsd"})


@pytest.mark.parametrize("module", ["VirtualOGR", "VirtualText", "VirtualShape", "csv"])
def test_a_database_with_a_table_that_is_another_file_is_refused(tmp_path, module):
    file = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"name": ["甲小区"]}, geometry=[shapely.Point(112, 29)], crs=4326).to_file(file)
    assert read_raw(file).frame["name"].tolist() == ["甲小区"]
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA writable_schema = ON")
        sql = f"CREATE VIRTUAL TABLE secret USING {module}('elsewhere.csv')"
        database.execute("INSERT INTO sqlite_master VALUES ('table', 'secret', 'secret', 0, ?)", [sql])
        database.commit()
    with pytest.raises(SourceError, match="points to another file"):
        read_raw(file)


def test_a_database_with_a_journal_is_read_with_it_and_neither_file_is_changed(tmp_path):
    file = tmp_path / "a.gpkg"
    gpd.GeoDataFrame({"name": ["甲小区"]}, geometry=[shapely.Point(112, 29)], crs=4326).to_file(file)
    with closing(sqlite3.connect(file)) as database:
        for trigger in [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            database.execute(f'DROP TRIGGER "{trigger}"')  # they call functions that only GDAL has
        database.execute("PRAGMA journal_mode = WAL").fetchall()
        database.execute("UPDATE a SET name = '乙小区'")
        database.commit()
        (tmp_path / "open").mkdir()
        for part in tmp_path.glob("a.gpkg*"):  # as a program leaves them that is still open, or was killed
            (tmp_path / "open" / part.name).write_bytes(part.read_bytes())
    before = {path.name: path.read_bytes() for path in (tmp_path / "open").iterdir()}
    assert "a.gpkg-wal" in before
    assert read_raw(tmp_path / "open" / "a.gpkg").frame["name"].tolist() == ["乙小区"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "open").iterdir()} == before


@pytest.mark.parametrize(
    "spec", ["{address}/a.geojson", "/vsicurl/{address}/a.geojson", "WFS:{address}/wfs", "https://x.invalid/a.csv",
             "ftp://127.0.0.1/a.gpkg", "zip://{address}/a.zip", "GeoJSON:{address}/a.json",
             "/vsizip/vsicurl/{address}/a.zip"],
)  # fmt: skip
def test_an_address_on_the_command_line_is_refused_in_plain_words(requests, spec):
    address, heard = requests
    named = spec.format(address=address)
    assert "is an address, not a file on this computer" in run("check", named, "--lang", "en", expect=3)
    with pytest.raises(SourceError, match="is an address"):
        read_layer(named)
    assert heard == []


def test_a_pipe_a_device_and_a_name_too_long_are_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", "/dev/zero", "/dev/null"):
        assert "neither a file nor a folder" in run("check", path, "--lang", "en", expect=3)
    for name in ("小" * 100 + ".csv", "小" * 100 + ".csv:表", "a" * 5000):
        assert "There is no file" in run("check", name, "--lang", "en", expect=3)
        with pytest.raises(SourceError, match="There is no file"):
            read_layer(name)


@pytest.mark.parametrize("option", ["settings", "fields", "reviews", "works", "modes", "join", "boundaries"])
def test_a_pipe_is_refused_as_any_input(tmp_path, option):
    os.mkfifo(tmp_path / "pipe")
    table = write(tmp_path / "a.csv", "小区名称,县市区\n甲小区,南县\n")
    said = run("plan", table, f"--{option}", tmp_path / "pipe", "--dry-run", "--lang", "en", expect=3)
    assert "pipe is neither a file nor a folder" in said


@pytest.mark.parametrize("tile", ["pipe.mbtiles", "pipe.pmtiles"])
def test_a_pipe_of_tiles_or_of_paper_is_refused(tmp_path, tile):
    os.mkfifo(tmp_path / tile)
    for refuse in (
        lambda: unpack_tiles(tmp_path / tile, tmp_path, (0, 0, 1, 1)),
        lambda: check_letterhead(tmp_path / tile),
    ):
        with pytest.raises(SourceError, match="neither a file nor a folder"):
            refuse()


def test_the_refusal_names_the_file_and_what_to_do_in_both_languages(tmp_path):
    file = write(tmp_path / "小区.geojson", VRT.format(where="a.csv"))
    chinese, english = (run("check", file, "--lang", lang, expect=3) for lang in ("zh", "en"))
    assert re.search(r"小区.geojson 本身没有数据，而是指向其他文件或网址.*导出为 GeoPackage（如 小区.gpkg）", chinese)
    assert re.search(r"小区.geojson holds no data of its own.*export it as a GeoPackage \(such as 小区.gpkg\)", english)
