"""What a file is, its bytes say: workbooks named as text, archives with folders, lock files, binary workbooks."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely
import xlwt
from office_files import NAMES, table, write_sheets, write_xlsb, zipped

from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, check_tables, read_tables
from cluster_planner.settings import Settings
from cluster_planner.sources import list_layers, read_layer, read_raw


def rules_of(raw):
    return [(note.rule, note.found, note.becomes) for note in raw.notes]


def names_in(raw):
    return raw.frame["name"].tolist()


def as_csv(rows):
    return "\n".join(",".join(map(str, row)) for row in rows)


def layer(path, **more):
    """Write three communities as shapes."""
    shapes = [shapely.box(112 + place / 100, 28.5, 112.005 + place / 100, 28.505) for place in range(3)]
    frame = gpd.GeoDataFrame({"小区名" if path.suffix == ".shp" else "小区名称": NAMES[:3]}, geometry=shapes, crs=4326)
    frame.to_parquet(path) if more.pop("parquet", False) else frame.to_file(path, **more)
    return path


def renamed(path, name):
    return path.rename(path.with_name(name))


def write_xls(path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    for row, cells in enumerate(table()):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(str(path))
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.gpkg", "a", "a.geojson", "a.zip"])
def test_a_workbook_under_any_name_is_read_as_a_workbook(tmp_path, name):
    raw = read_raw(renamed(write_sheets(tmp_path / "b.xlsx", {"台账": table()}), name))
    assert names_in(raw) == NAMES
    assert rules_of(raw) == [("named_otherwise", name, "XLSX")]


def test_old_and_binary_workbooks_and_text_under_other_names(tmp_path):
    assert names_in(read_raw(renamed(write_xls(tmp_path / "a.xls"), "a.csv"))) == NAMES
    assert names_in(read_raw(write_xlsb(tmp_path / "b.csv", table()))) == NAMES
    text = tmp_path / "c.xls"
    text.write_text(as_csv(table()), encoding="gb18030")
    assert names_in(read_raw(text)) == NAMES
    bare = tmp_path / "台账"
    bare.write_text(as_csv(table()), encoding="utf-8")
    assert names_in(read_raw(bare)) == NAMES


@pytest.mark.parametrize(
    ("made", "more", "name", "kind"),
    [
        ("a.geojson", {}, "a.csv", "GeoJSON"),
        ("a.gpkg", {}, "a.csv", "GeoPackage"),
        ("a.gpkg", {}, "a.xlsx", "GeoPackage"),
        ("a.parquet", {"parquet": True}, "a.csv", "Parquet"),
        ("a.geojson", {}, "a.txt", "GeoJSON"),
    ],
)
def test_a_layer_under_the_name_of_a_table_is_read_as_a_layer(tmp_path, made, more, name, kind):
    raw = read_raw(renamed(layer(tmp_path / made, **more), name))
    assert names_in(raw) == NAMES[:3]
    assert ("named_otherwise", name, kind) in rules_of(raw)
    assert len(read_layer(tmp_path / name)) == 3


def test_what_is_named_as_it_is_goes_without_a_word(tmp_path):
    assert rules_of(read_raw(write_sheets(tmp_path / "a.xlsx", {"台账": table()}))) == []
    assert "named_otherwise" not in dict.fromkeys(rule for rule, *_ in rules_of(read_raw(layer(tmp_path / "a.gpkg"))))


@pytest.mark.parametrize("name", ["~$台账.xlsx", "~$a.xls", ".~lock.台账.ods#", "~$说明.docx"])
def test_a_lock_file_is_called_one_and_the_workbook_is_named(tmp_path, name):
    lock = tmp_path / name
    lock.write_bytes(b"\x05admin" + bytes(160))
    with pytest.raises(SourceError) as error:
        read_raw(lock)
    assert "临时锁定文件" in error.value.in_words("zh")
    assert name.removeprefix("~$").removeprefix(".~lock.").removesuffix("#") in error.value.in_words("zh")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xlsx", b"%PDF-1.7\n", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        ("a.zip", b"Rar!\x1a\x07\x00", "RAR"),
    ],
)
def test_what_holds_no_table_is_named_as_what_it_is(tmp_path, name, content, kind):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SourceError, match=kind):
        read_raw(tmp_path / name)


def test_a_word_document_is_no_table(tmp_path):
    with pytest.raises(SourceError, match="Word"):
        read_raw(zipped(tmp_path / "a.docx", {"word/document.xml": "<w/>"}))


def parts_of_a_shapefile(folder, name="小区"):
    folder.mkdir(exist_ok=True)
    layer(folder / f"{name}.shp", encoding="utf-8")
    return {f"数据/{file.name}": file.read_bytes() for file in sorted(folder.glob(f"{name}.*"))}


@pytest.mark.parametrize("in_gbk", [False, True])
def test_a_shapefile_in_a_folder_of_an_archive(tmp_path, in_gbk):
    file = zipped(tmp_path / "a.zip", parts_of_a_shapefile(tmp_path / "b"), in_gbk=in_gbk)
    assert names_in(read_raw(file)) == NAMES[:3]
    assert list_layers(file) == ["小区"]
    assert len(read_layer(file)) == 3


def test_an_archive_of_one_workbook_or_text_table_and_what_macs_add(tmp_path):
    book = write_sheets(tmp_path / "b.xlsx", {"台账": table()}).read_bytes()
    more = {"__MACOSX/._台账.xlsx": b"x", "资料/~$台账.xlsx": b"x", "资料/说明.docx": b"x"}
    assert names_in(read_raw(zipped(tmp_path / "a.zip", {"资料/台账.xlsx": book, **more}))) == NAMES
    text = as_csv(table()).encode("gb18030")
    assert names_in(read_raw(zipped(tmp_path / "c.zip", {"台账.csv": text}, in_gbk=True))) == NAMES


def test_a_geodatabase_or_a_geopackage_in_an_archive(tmp_path):
    assert (
        names_in(read_raw(zipped(tmp_path / "a.zip", {"x/y/a.gpkg": layer(tmp_path / "a.gpkg").read_bytes()})))
        == NAMES[:3]
    )
    folder = layer(tmp_path / "a.gdb", driver="OpenFileGDB")
    files = {f"库/a.gdb/{file.name}": file.read_bytes() for file in folder.iterdir()}
    assert names_in(read_raw(zipped(tmp_path / "b.zip", files))) == NAMES[:3]


def test_of_several_tables_in_an_archive_each_is_named_and_one_can_be_chosen(tmp_path):
    one = write_sheets(tmp_path / "1.xlsx", {"台账": table(range(1, 7))}).read_bytes()
    other = as_csv(table(range(7, 13))).encode()
    file = zipped(tmp_path / "a.zip", {"甲/资阳.xlsx": one, "甲/赫山.csv": other})
    with pytest.raises(SourceError) as error:
        read_raw(file)
    assert "甲/资阳.xlsx, 甲/赫山.csv" in error.value.in_words("zh")
    assert list_layers(file) == ["甲/资阳.xlsx", "甲/赫山.csv"]
    assert names_in(read_raw(f"{file}:甲/赫山.csv")) == NAMES[6:]
    assert names_in(read_raw(file, layer="资阳.xlsx")) == NAMES[:6]


def test_archives_without_a_table_or_with_names_that_lead_out_of_their_folder(tmp_path):
    with pytest.raises(SourceError) as error:
        read_raw(zipped(tmp_path / "a.zip", {"说明.docx": b"x", "照片/1.jpg": b"x"}))
    assert "没有工作簿" in error.value.in_words("zh")
    with pytest.raises(SourceError):
        read_raw(zipped(tmp_path / "b.zip", {"../../台账.csv": as_csv(table()).encode()}))


def test_a_binary_workbook_fills_merged_cells_and_refuses_errors(tmp_path):
    rows = table()
    for number in (2, 3, 4, 5, 6, 8, 9, 10, 11, 12):
        rows[number][2] = rows[number][3] = None
    rows[3][5], rows[4][5] = "#REF!", "#N/A"
    merged = [(first, last, column, column) for first, last in ((1, 6), (7, 12)) for column in (2, 3)]
    file = write_xlsb(tmp_path / "a.xlsb", rows, merged=merged)
    raw = read_raw(file)
    assert [(note.field, note.count) for note in raw.notes] == [("county", 10), ("subdistrict", 10)]
    assert raw.frame["households"].tolist()[2:4] == ["#REF!", "#N/A"]
    checked = check_tables(read_tables(Inputs(table=file)), Settings())
    findings = checked.findings.frame
    errors = findings[findings["rule"] == "error_cell"]
    assert errors[["row", "found"]].to_numpy().tolist() == [["4", "#REF!"]]
    assert checked.communities.frame["county"].value_counts().to_dict() == {"赫山区": 6, "资阳区": 5}
