"""One plan under many settings: what is read from the command line, what each row says, and the files."""

import json
from decimal import Decimal

import command_line
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_input import DAY, SAMPLE

from cluster_planner.comparison import adjusted_rand
from cluster_planner.errors import SettingsError
from cluster_planner.pipeline import Inputs, check_tables, parse_grid, plan_checked, read_tables, sweep_settings
from cluster_planner.pipeline._grid import combine, neighbours, parse_values
from cluster_planner.render import draw_sweep
from cluster_planner.settings import AreaSettings, Settings, change_settings, dotted_values
from cluster_planner.words import speaker, word_column

COUNTY = "county = '桃江县'"
GRID = {"areas.min_likeness": (0.25, 0.3, 1.2), "areas.max_communities": (4, 10)}


@pytest.fixture(scope="module")
def tables():
    return read_tables(Inputs(table=SAMPLE, date=DAY, where=COUNTY))


@pytest.fixture(scope="module")
def swept(tables):
    return sweep_settings(tables, grid=GRID, jobs=1)


# --- ranges and combinations


@given(st.integers(-500, 500), st.integers(1, 40), st.integers(0, 60), st.integers(0, 3))
def test_ranges_include_their_stop_and_are_exact(start, step, count, digits):
    numbers = [Decimal(start + step * place).scaleb(-digits) for place in range(count + 1)]
    read = parse_values(f"{numbers[0]}:{numbers[-1]}:{Decimal(step).scaleb(-digits)}")
    assert read == tuple(float(number) for number in numbers)


def test_a_range_ends_before_a_stop_that_it_does_not_meet():
    assert parse_values("0:1:0.3") == (0, 0.3, 0.6, 0.9)
    assert parse_values("6, 8 ,10,8") == (6, 8, 10)
    assert parse_values("1e1,0.1:0.3:0.1") == (10, 0.1, 0.2, 0.3)


@pytest.mark.parametrize(
    "values", ["", "x", "1:2", "1:2:0", "2:1:0.5", "1:2:-1", "nan", "inf", "1e400", "0:1:1e-9", "1:2:3:4", "1,,2"]
)
def test_what_is_no_range_is_refused_in_both_languages(values):
    with pytest.raises(SettingsError) as refused:
        parse_grid([f"areas.min_likeness={values}"])
    assert "start:stop:step" in refused.value.in_words("en")
    assert "起:止:步长" in refused.value.in_words("zh")


def test_amounts_are_read_with_their_unit():
    most = "areas.limits.invest_money.max"
    assert parse_grid([f"{most}=1000万元, CNY 50000000"]) == {most: (10_000_000, 50_000_000)}
    assert parse_grid(["budget.yearly_money=0万元:0.2万元:1000元"]) == {"budget.yearly_money": (0, 1000, 2000)}
    assert parse_grid(["areas.limits.invest_wan.max=1000"]) == {most: (10_000_000,)}


@pytest.mark.parametrize(
    "text",
    [
        "areas.limits.invest_money.max=1,000万元",  # thousands, or two values
        "areas.limits.invest_money.max=1000,5000万元",
        "areas.limits.invest_money.max=1000斤",
        "areas.limits.invest_wan.max=1000万元",
        "areas.max_communities=1万",
    ],
)
def test_amounts_in_doubt_are_refused(text):
    with pytest.raises(SettingsError) as refused:
        parse_grid([text])
    assert "8000万元" in refused.value.in_words("zh")
    assert "8000万元" in refused.value.in_words("en")


def test_knobs_are_named_or_refused():
    known = Settings()
    assert len(combine({"areas.limits.households.max": [1, 2], "likeness.weights.location": [0, 1]}, known)) == 4
    with pytest.raises(SettingsError, match=r"Did you mean areas\.min_likeness"):
        combine({"areas.min_likenes": [1]}, known)
    with pytest.raises(SettingsError, match=r"no numeric setting links\.county_line"):
        combine({"links.county_line": [1]}, known)
    with pytest.raises(SettingsError, match="400 combinations"):
        combine({"areas.max_communities": range(20), "areas.min_communities": range(20)}, known)
    with pytest.raises(SettingsError, match="no setting to sweep"):
        combine({}, known)
    with pytest.raises(SettingsError, match="given twice"):
        parse_grid(["areas.max_communities=6", "areas.max_communities=8"])


def test_neighbours_are_one_step_away_in_one_knob():
    near = neighbours({"a": [1, 2, 3], "b": [1, 2]})
    assert [sorted(places) for places in near] == [[1, 2], [0, 3], [0, 3, 4], [1, 2, 5], [2, 5], [3, 4]]


@given(st.sampled_from(sorted(name for name, value in dotted_values(Settings()).items() if isinstance(value, float))))
def test_single_numbers_are_changed_and_nothing_else(name):
    value = dotted_values(Settings())[name]
    changed = dotted_values(change_settings(Settings(), {name: value * 0.999}))
    assert changed.pop(name) == pytest.approx(value * 0.999)
    assert changed == {other: kept for other, kept in dotted_values(Settings()).items() if other != name}


# --- plans


def test_every_row_is_the_plan_made_alone(tables, swept):
    base = plan_checked(check_tables(tables, Settings()), Settings())
    for _, row in swept[swept["value"].notna()].iloc[:1].iterrows():
        knobs = change_settings(Settings(), {name: row[name] for name in GRID})
        plan = plan_checked(check_tables(tables, knobs), knobs, weighed=False)
        assert row["value"] == plan.areas.value
        assert row["areas"] == len(plan.areas)
        assert row["alone"] == (plan.evaluation.communities["outcome"] == "alone").sum()
        assert row["saving_money"] == pytest.approx(plan.evaluation.areas["saving_money"].sum())
        assert row["left_out"] == plan.programme.frame["year"].isna().sum()
        assert row["agreement"] == adjusted_rand(plan.areas.labels, base.areas.labels)


def test_the_base_agrees_with_itself_and_is_best_by_its_own_rules(swept):
    base = swept[(swept["areas.min_likeness"] == 0.3) & (swept["areas.max_communities"] == 10)].iloc[0]
    assert base["agreement"] == 1
    assert base["base_value"] == pytest.approx(base["value"])
    assert base["base_value"] == pytest.approx(swept["base_value"].max())


def test_settings_that_no_plan_can_have_are_rows_with_their_error(swept):
    failed = swept[swept["value"].isna()]
    assert failed["areas.min_likeness"].tolist() == [1.2, 1.2]
    assert word_column(failed["problem_said"], "en").str.contains("must lie between 0 and 1").all()
    assert word_column(failed["problem_said"], "zh").str.contains("应在 0 与 1 之间").all()
    assert failed["agreement"].isna().all()
    assert swept.loc[swept["value"].notna(), "problem_said"].isna().all()


def test_demands_that_cannot_be_met_are_rows_too(tables):
    first = tables.communities["community_id"].min()
    knobs = Settings(areas=AreaSettings(locked=((first,),)))
    found = sweep_settings(tables, knobs, {"areas.max_communities": [6]}, jobs=1)
    assert found["value"].isna().all()
    assert f"（{first}）" in speaker("zh").write(found["problem_said"].iloc[0])
    assert "areas.locked" in speaker("en").write(found["problem_said"].iloc[0])


def test_the_number_of_processes_changes_nothing(tables, swept):
    again = sweep_settings(tables, grid={"areas.min_likeness": (0.3, 0.25)}, jobs=2)
    kept = again.columns.drop(["agreement_nearby", "seconds"])
    alone = swept[(swept["areas.max_communities"] == 10) & swept["value"].notna()].iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(again[kept], alone[kept])


# --- files


def test_the_chart_is_the_same_bytes_and_speaks_where_figures_are_missing(swept, tmp_path):
    charts = [draw_sweep(swept, list(GRID), tmp_path / name, Settings()) for name in ("one", "two")]
    assert [path.name for path in charts[0]] == ["sweep.png", "sweep.svg"]
    assert [path.read_bytes() for path in charts[0]] == [path.read_bytes() for path in charts[1]]
    nothing = swept.assign(**dict.fromkeys(swept.select_dtypes("float").columns.difference(list(GRID)), np.nan))
    alone = draw_sweep(nothing.iloc[::2], ["areas.min_likeness"], tmp_path, Settings(), "en")
    assert alone[0].read_bytes().startswith(b"\x89PNG")


def run(*arguments, expect=0):
    return command_line.run("sweep", SAMPLE, "--where", COUNTY, *arguments, expect=expect)


def test_the_command_writes_tables_and_charts(tmp_path):
    said = run("--set", "areas.max_communities=1,10", "--jobs", 1, "--out", tmp_path)
    files = {"sweep.xlsx", "sweep.csv", "sweep.json", "sweep.png", "sweep.svg"}
    assert command_line.names_in(tmp_path) == files
    assert all(name in said for name in files)
    assert "areas.max_communities = 1：" in said
    book = openpyxl.load_workbook(tmp_path / "sweep.xlsx")
    assert book.sheetnames == ["设置试算", "试算的设置"]
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == [1, 10]
    assert book.worksheets[1]["B2"].value == "片区最多小区数"
    assert "seconds" not in pd.read_csv(tmp_path / "sweep.csv", encoding="utf-8-sig")
    record = json.loads((tmp_path / "sweep.json").read_text(encoding="utf-8"))
    assert len(record["timings_s"]) == 2
    assert record["grid"] == {"areas.max_communities": [1, 10]}


@pytest.mark.parametrize(
    ("lang", "unit", "figure", "amount"),
    [("zh", "（万元）", 1000, "1,000万元"), ("en", " (CNY)", 10_000_000, "CNY 10,000,000")],
)
def test_amounts_are_shown_with_their_unit(tmp_path, lang, unit, figure, amount):
    limit = "areas.limits.invest_money.max"
    said = run("--set", f"{limit}=1000万元", "--jobs", 1, "--out", tmp_path, "--lang", lang)
    assert f"max{unit}" in said
    values, knobs = openpyxl.load_workbook(tmp_path / "sweep.xlsx").worksheets
    assert [values["A1"].value, values["A2"].value] == [f"{limit}{unit}", figure]
    assert [knobs["C2"].value, knobs["E2"].value] == [None, amount]
    assert unit not in knobs["B2"].value


@pytest.mark.parametrize(
    ("arguments", "code", "reported"),
    [
        (["--set", "areas.max_comunities=4"], 4, "areas.max_communities"),
        (["--set", "areas.max_communities=x"], 4, "areas.max_communities=x"),
        (["--set", "areas.max_communities=2:900:1"], 4, "899"),
        (["--set", "areas.max_communities=4", "--layer", "nothing"], 3, "nothing"),
        ([], 2, "--set"),
    ],
)
def test_bad_input_ends_in_a_sentence_and_writes_nothing(tmp_path, arguments, code, reported):
    assert reported in run(*arguments, "--out", tmp_path / "out", expect=code)
    assert not (tmp_path / "out").exists()
