"""A run opens the file that was named and its parts, whatever stands in it and around it; see `traces`."""

import json

import pytest
from traces import make_harmless, opened_besides, trace_among_decoys

VIRTUAL = "<OGRVRTDataSource><OGRVRTLayer name='l'><SrcDataSource>{}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"


@pytest.fixture(scope="module")
def harmless(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harmless")
    traced = trace_among_decoys(folder / "run", make_harmless(folder, ".geojson"))
    assert traced.code == 0
    assert not traced.sockets
    return traced.files - {"given/input.geojson"}


def test_of_decoys_a_harmless_file_opens_none(harmless):
    assert harmless <= {"working", "given", "home"}


@pytest.mark.parametrize(
    "content",
    [
        VIRTUAL.format("secret_elsewhere.csv"),
        VIRTUAL.format("/vsicurl/http://127.0.0.1:9/x.csv"),
        json.dumps({"type": "gdal_streamed_alg", "command_line": "gdal vector pipeline ! read secret_elsewhere.csv"}),
    ],
    ids=["virtual", "address", "pipeline"],
)
def test_a_file_that_points_elsewhere_opens_nothing_else(tmp_path, harmless, content):
    path = tmp_path / "points_elsewhere.geojson"
    path.write_text(content, "utf-8")
    assert opened_besides(tmp_path / "run", path, harmless) == []
