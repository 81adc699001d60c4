"""The comparison of what is read back: it finds what changed, and lets pass only what the table allows."""

import json
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
from reading_back.allowed import read_allowed, spell_money
from reading_back.differences import compare_facts
from reading_back.readers import read_folder
from shapely import Point

SCRIPT = Path(__file__).with_name("read_back.py")


def write(
    folder,
    *,
    reason="省 12 万元。",
    saving=3.5,
    columns=("名称", "节省"),
    sheets=("片区", "说明"),
    layer=None,
    record=None,
):
    """Write what one job leaves: a workbook, a layer, a record and a screen."""
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "input.csv").write_text(f"a\n{folder}\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title in sheets:
        page = book.create_sheet(title)
        for row in (columns, ["甲", saving][: len(columns)], [reason, 1][: len(columns)]):
            page.append(row)
    book.save(folder / "plan.xlsx")
    table = (
        {"area_id": ["A001"], "cost_wan": [16.5], "reason_zh": [reason], "reason_en": ["why"]}
        if layer is None
        else layer
    )
    gpd.GeoDataFrame(table, geometry=[Point(0, 0)], crs=4546).to_file(
        folder / "areas.gpkg", layer="areas", driver="GPKG"
    )
    reported = {"programme": {"years": [{"year": 2024, "budget_wan": 17867.0}]}, "timings_s": {"read": saving}}
    (folder / "plan.json").write_text(json.dumps(reported if record is None else record), encoding="utf-8")
    (folder / "plan.txt").write_text(f"┃ 片区  ┃ 1 处提醒 ┃\n{reason}\n", encoding="utf-8")
    return folder


def found(tmp_path, rules="", before=None, **changes):
    """Return the kind and place of each difference that is not allowed."""
    table = tmp_path / "allowed.toml"
    table.write_text(rules, encoding="utf-8")
    one, other = write(tmp_path / "one", **(before or {})), write(tmp_path / "other", **changes)
    compared = compare_facts("job/zh", read_folder(one), read_folder(other), read_allowed(table))
    return {(each.kind, each.spot.file, each.spot.place, each.spot.column) for each in compared.refused}


def test_the_same_reads_the_same_whatever_its_bytes_inputs_and_times(tmp_path):
    assert found(tmp_path) == set()


def test_a_changed_sentence_is_found_wherever_it_stands(tmp_path):
    where = {
        ("plan.xlsx", "片区", "名称"),
        ("plan.xlsx", "说明", "名称"),
        ("areas.gpkg", "areas", "reason_zh"),
        ("plan.txt", "(lines)", ""),
    }
    assert found(tmp_path, reason="省 12 万元") == {("changed", *place) for place in where}


def test_a_changed_number_is_found(tmp_path):
    assert found(tmp_path, saving=3.6) == {("changed", "plan.xlsx", title, "节省") for title in ("片区", "说明")}


def test_a_missing_sheet_file_and_column_are_found(tmp_path):
    less = found(tmp_path, sheets=("片区",), columns=("名称",), record={})
    assert ("gone", "plan.xlsx", "说明", "名称") in less
    assert ("changed", "plan.xlsx", "(book)", "sheets") in less
    assert ("gone", "plan.json", "programme.years", "budget_wan") in less
    (tmp_path / "other" / "plan.json").unlink()
    compared = compare_facts("job", read_folder(tmp_path / "one"), read_folder(tmp_path / "other"), [])
    assert ("gone", "plan.json", "(file)") in {
        (each.kind, each.spot.file, each.spot.column) for each in compared.refused
    }


def test_a_job_that_left_nothing_is_found(tmp_path):
    [nothing] = compare_facts("job", read_folder(write(tmp_path / "one")), {}, []).refused
    assert nothing.kind == "nothing made"


def test_columns_in_another_order_are_found(tmp_path):
    before = {"columns": ("甲", "乙"), "reason": "同", "saving": "甲"}
    assert found(tmp_path, before=before, columns=("乙", "甲"), reason="同", saving="甲")


ENTRY = "[[allowed]]\nkind = '{}'\nplace = '{}'\nold = '{}'\nnew = '{}'\nfactor = {}\nwhy = 'meant'\n"


def test_what_is_allowed_passes_and_only_there(tmp_path):
    rule = ENTRY.format("text", "xlsx/片区", "12 万元。", "12 万元", 1)
    left = found(tmp_path, rule, reason="省 12 万元")
    assert left == {
        ("changed", *place)
        for place in (("plan.xlsx", "说明", "名称"), ("areas.gpkg", "areas", "reason_zh"), ("plan.txt", "(lines)", ""))
    }


def test_renamed_columns_grow_by_their_factor_and_no_other(tmp_path):
    grown = {"area_id": ["A001"], "cost_money": [165_000.0], "reason": ["省 12 万元。"]}
    record = {"programme": {"years": [{"year": 2024, "budget_money": 178_670_000.0}]}}
    rules = (
        ENTRY.format("renamed", "areas.gpkg|plan.json", "(.*)_wan", r"\1_money", 10_000)
        + ENTRY.format("renamed", "/zh/areas.gpkg", "(.*)_zh", r"\1", 1)
        + ENTRY.format("gone", "/zh/areas.gpkg", ".*_en", "", 1)
    )
    assert found(tmp_path, rules, layer=grown, record=record) == set()


def test_a_renamed_column_with_another_amount_is_found(tmp_path):
    layer = {"area_id": ["A001"], "cost_money": [165_001.0], "reason_zh": ["省 12 万元。"], "reason_en": ["why"]}
    rule = ENTRY.format("renamed", "", "(.*)_wan", r"\1_money", 10_000)
    record = {"programme": {"years": [{"year": 2024, "budget_money": 178_670_000.0}]}}
    assert found(tmp_path, rule, layer=layer, record=record) == {("changed", "areas.gpkg", "areas", "cost_money")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("saves 1,234.5 x 10,000 CNY", "saves CNY 12,345,000"),
        ("saves 150 wan CNY in all", "saves CNY 1,500,000 in all"),
        ("CNY 1,500,000", "1,500,000 CNY"),
    ],
)
def test_amounts_are_one_however_they_are_spelled(before, after):
    assert spell_money(before) == spell_money(after)
    assert spell_money(before) != spell_money(after.replace("5", "6"))


def test_an_entry_without_a_reason_is_refused(tmp_path):
    (tmp_path / "allowed.toml").write_text("[[allowed]]\nkind = 'text'\nold = 'a'\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="why"):
        read_allowed(tmp_path / "allowed.toml")


def test_a_job_of_this_checkout_reads_the_same_as_itself_and_a_difference_ends_in_an_error(tmp_path):
    run = [sys.executable, SCRIPT]
    for name in ("one", "other"):
        done = [*run, "make", SCRIPT.parents[1], tmp_path / name, "--job", "lists", "--lang", "en"]
        subprocess.run(done, check=True, capture_output=True)
    compare = [*run, "compare", tmp_path / "one", tmp_path / "other", "--lang", "en"]
    same = subprocess.run(compare, check=False, capture_output=True, text=True)
    assert same.returncode == 0, same.stdout + same.stderr
    (tmp_path / "other" / "lists" / "en" / "out" / "works.csv").unlink()
    assert subprocess.run(compare, check=False, capture_output=True, text=True).returncode == 1
