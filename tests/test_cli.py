"""The command line as a user meets it: real files, exit codes, no traceback; real processes where they matter."""

import json

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from command_line import names_in, run, run_process
from real_input import AS_SAMPLE, SAMPLE

from cluster_planner.settings import Settings, read_settings

# The row of the file is another one when the rows are shuffled.
NOT_COMPARED = ["geometry", "source_row"]
COUNTY = ["--where", "county = '南县'"]  # where what is asked is the same of a part of the sample
OUTPUTS = {"areas.gpkg", "plan.xlsx", "plan.json", "tables.zip", "map.html"}


def test_plan_writes_everything_and_says_so(sample_run):
    out, said = sample_run
    assert names_in(out) == OUTPUTS
    assert all(str(out / name) in said for name in OUTPUTS - {"tables.zip"})  # which goes with plan.json
    assert "任何方案最多再好" in said or "已证明没有更好的方案" in said


def test_the_layers_can_be_opened(sample_run):
    out, _ = sample_run
    layers = set(pyogrio.list_layers(out / "areas.gpkg")[:, 0])
    assert {"areas", "communities", "links", "barriers", "quarantine"} <= layers
    areas, communities = (gpd.read_file(out / "areas.gpkg", layer=name) for name in ("areas", "communities"))
    assert set(communities["area_id"].dropna()) == set(areas["area_id"])


def test_the_record_says_how_it_was_made(sample_run):
    record = json.loads((sample_run[0] / "plan.json").read_text(encoding="utf-8"))
    assert record["bound"] >= record["value"] > 0
    assert record["settings"]["areas"]["max_communities"] == 10
    assert set(record["timings_s"]) >= {"read", "propose"}
    assert "cluster_planner" in record["versions"]
    assert all(len(checksum) == 64 for checksum in record["inputs"].values())


def sheets(path):
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def without_rows(book):
    """Leave of the findings their rules and fields: they name rows of the file, and a pair under its later row."""
    header, *rows = book.pop("数据核查")
    rule, field = header.index("规则"), header.index("字段")
    return book | {"findings": sorted((row[rule], str(row[field])) for row in rows)}


def attributes(path):
    return {
        name: pd.DataFrame(gpd.read_file(path, layer=name).drop(columns=NOT_COMPARED, errors="ignore")).to_csv()
        for name in pyogrio.list_layers(path)[:, 0]
    }


def test_row_order_threads_and_hash_seed_change_no_byte(sample_run, tmp_path):
    shuffled = tmp_path / "yiyang.gpkg"
    for name in pyogrio.list_layers(SAMPLE)[:, 0]:
        layer = gpd.read_file(SAMPLE, layer=name)
        layer.sample(frac=1, random_state=3).to_file(shuffled, layer=name, driver="GPKG")
    out = tmp_path / "out"
    run_process(
        "plan", shuffled, *AS_SAMPLE, "--out", out, PYTHONHASHSEED="4711", OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1"
    )
    assert without_rows(sheets(out / "plan.xlsx")) == without_rows(sheets(sample_run[0] / "plan.xlsx"))
    assert attributes(out / "areas.gpkg") == attributes(sample_run[0] / "areas.gpkg")
    assert (out / "map.html").read_bytes() == (sample_run[0] / "map.html").read_bytes()


def test_the_same_input_gives_the_same_bytes(sample_run, tmp_path):
    run_process("plan", SAMPLE, *AS_SAMPLE, "--out", tmp_path, PYTHONHASHSEED="1")
    for name in OUTPUTS - {"plan.json"}:
        assert (tmp_path / name).read_bytes() == (sample_run[0] / name).read_bytes(), name
    records = [json.loads((folder / "plan.json").read_text(encoding="utf-8")) for folder in (tmp_path, sample_run[0])]
    for record in records:
        record.pop("timings_s")
    assert records[0] == records[1]


def test_a_plan_is_called_as_its_planner_says(tmp_path):
    run("plan", SAMPLE, *COUNTY, "--out", tmp_path, "--title", " 益阳市 2024 年片区方案 ")
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))["title"] == "益阳市 2024 年片区方案"


def test_dry_run_stops_after_validation(tmp_path):
    run("plan", SAMPLE, "--out", tmp_path / "out", "--dry-run")
    assert not (tmp_path / "out").exists()


def test_check_reports_in_both_languages():
    assert "处提醒" in run("check", SAMPLE)
    assert "warnings" in run("check", SAMPLE, "--lang", "en")


def test_fields_and_template(tmp_path):
    assert "households" in run("fields")
    run("fields", "--template", tmp_path / "bank.xlsx")
    assert (
        "户数(户)" in {str(cell).rstrip("*") for row in sheets(tmp_path / "bank.xlsx").popitem()[1] for cell in row}
        or sheets
    )


@pytest.mark.parametrize("command", [("settings", "--write"), ("works", "--write"), ("fields", "--template")])
def test_what_cannot_be_written_is_said(tmp_path, command):
    (tmp_path / "file").write_text("old", encoding="utf-8")
    reported = run(*command, tmp_path / "file" / "new.toml", expect=3)
    assert "Traceback" not in reported
    assert str(tmp_path / "file") in reported
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_settings_are_written_and_used(tmp_path):
    assert "areas.max_communities" in run("settings", "--lang", "en")
    path = tmp_path / "plan.toml"
    run("settings", "--write", path)
    assert read_settings(path) == Settings()
    path.write_text("[areas]\nmax_communities = 3\n", encoding="utf-8")
    run("plan", SAMPLE, *COUNTY, "--out", tmp_path / "out", "--settings", path)
    labels = gpd.read_file(tmp_path / "out" / "areas.gpkg", layer="communities")["area_id"]
    assert labels.value_counts().max() <= 3


@pytest.mark.parametrize(
    ("arguments", "code", "reported"),
    [
        (["plan", "nothing.gpkg"], 3, "nothing.gpkg"),
        (["plan", SAMPLE, "--layer", "nothing"], 3, "nothing"),
        (["plan", SAMPLE, "--barriers", "nothing.gpkg"], 3, "nothing.gpkg"),
        (["plan", SAMPLE, "--settings", "nothing.toml"], 4, "nothing.toml"),
        (["plan", __file__], 3, "test_cli.py"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bad_input_ends_in_a_sentence_and_leaves_earlier_output_whole(arguments, code, reported, lang, tmp_path):
    earlier = tmp_path / "plan.json"
    earlier.write_text("earlier", encoding="utf-8")
    said = run(*arguments, "--out", tmp_path, "--lang", lang, expect=code)
    assert reported in said
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said) == (lang == "zh"), said
    assert earlier.read_text(encoding="utf-8") == "earlier"


def test_a_process_of_its_own_is_refused_alike(tmp_path):
    assert "nothing.gpkg" in run_process("plan", "nothing.gpkg", "--out", tmp_path, expect=3)


def test_bad_settings_name_the_nearest_key(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text("[areas]\nmax_comunities = 3\n", encoding="utf-8")
    assert "max_communities" in run("plan", SAMPLE, "--out", tmp_path, "--settings", path, expect=4)


def test_demands_that_no_plan_can_meet_are_named(tmp_path):
    path = tmp_path / "plan.toml"
    ids = gpd.read_file(SAMPLE, layer="communities")["community_id"]
    path.write_text(f'[areas]\ntogether = [["{ids.iloc[0]}", "{ids.iloc[-1]}"]]\n', encoding="utf-8")
    said = run("plan", SAMPLE, "--out", tmp_path, "--settings", path, "--lang", "en", expect=5)
    assert ids.iloc[0] in said


def test_the_language_may_stand_before_the_command():
    assert run("--lang", "en", "settings") == run("settings", "--lang", "en") != run("settings")
    assert run("--lang", "en", "settings", "--lang", "zh") == run("settings")


def test_a_console_that_lacks_a_sign_still_shows_the_rest():
    said = run_process("settings", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "areas.max_communities" in said
    assert "?" in said


def test_what_is_unknown_of_an_area_is_reported_on_the_screen(tmp_path):
    columns = {"name": ["甲", "乙", "丙"], "lon": [112.35, 112.3502, 112.3504], "lat": [28.58, 28.58, 28.58]}
    pd.DataFrame(columns).to_csv(tmp_path / "ledger.csv", index=False)
    limits = tmp_path / "free.toml"
    limits.write_text("[areas]\nmin_likeness = 0.1\n[areas.limits]\n", encoding="utf-8")
    said = run("plan", tmp_path / "ledger.csv", "--crs", "EPSG:4490", "--settings", limits, "--out", tmp_path)
    row = next(line for line in said.splitlines() if line.strip().startswith("A001"))
    assert row.count("不详") >= 3
