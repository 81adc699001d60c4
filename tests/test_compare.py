"""Plans side by side: from hand-made labels, from plans at hand, and from the folders that they were written to."""

import json
import re
import shutil
from itertools import permutations

import command_line
import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_input import DAY, SAMPLE, SAMPLE_KNOBS, SAMPLE_SETTINGS

from cluster_planner.areas import state_problem, value_of
from cluster_planner.books import as_written, read_written_plan, write_plan
from cluster_planner.books._former_headers import FORMER_LABELS
from cluster_planner.comparison import adjusted_rand, compare_plans, match_areas
from cluster_planner.comparison._moves import find_moves
from cluster_planner.errors import DataError, SourceError
from cluster_planner.model import WrittenPlan
from cluster_planner.pipeline import Inputs, check_tables, compare, plan_checked, read_tables
from cluster_planner.render import save_map
from cluster_planner.settings import parse_settings, record_settings
from cluster_planner.words import speaker, word_comparison
from cluster_planner.words.tables import comparison_tables

OTHER = parse_settings("[areas]\nmax_communities = 4\nsaving_weight = 0.2\n[budget]\nyearly_wan = 900.0")
LABELS = st.lists(st.sampled_from(["A", "B", "C", None]), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def plans():
    tables = read_tables(Inputs(table=SAMPLE, date=DAY, where="county = '桃江县'", title="桃江县"))
    return [
        plan_checked(check_tables(tables, knobs), knobs, about=tables.about, weighed=False)
        for knobs in (SAMPLE_KNOBS, OTHER)
    ]


@pytest.fixture(scope="module")
def folders(plans, tmp_path_factory):
    root = tmp_path_factory.mktemp("plans")
    for plan, name in zip(plans, ("现状", "小片区"), strict=True):
        write_plan(plan, root / name)
        save_map(plan, root / name / "map.html")
    return [root / "现状", root / "小片区"]


def labelled(values, *, ids=None):
    ids = ids or [f"c{place}" for place in range(len(values))]
    return pd.Series(list(values), index=pd.Index(ids, dtype="str"), dtype="str")


def as_plan(labels, outcomes=None, name="plan", **columns):
    """Return labels as a written plan of nothing else."""
    outcome = labels.notna().map({True: "area", False: "alone"}) if outcomes is None else outcomes
    communities = pd.DataFrame({"name": labels.index, "area_id": labels, "outcome": outcome, "reason": "", **columns})
    sizes = labels.value_counts().sort_index()
    return WrittenPlan(name, communities, pd.DataFrame({"area_name": sizes.index, "communities": sizes}), {})


def moves_between(was, now):
    ones = pd.Series(1.0, index=was.index.union(now.index))
    matched = match_areas(was.reindex(ones.index), now.reindex(ones.index), ones)
    return find_moves(as_plan(was).communities, as_plan(now).communities, matched), matched


# --- by hand


def test_new_ids_are_no_moves():
    moves, matched = moves_between(labelled("AAABB"), labelled("YYYXX"))
    assert moves.empty
    assert dict(zip(matched["was_area_id"], matched["area_id"], strict=True)) == {"A": "Y", "B": "X"}
    assert (matched["overlap"] == 1).all()


def test_every_kind_of_move_by_hand():
    was = labelled(["A", "A", "A", "B", "B", None, None, "B"])
    now = labelled(["X", "X", "Y", "Y", "Y", "Y", None, None])
    outcome = pd.Series(["area"] * 6 + ["not_eligible", "alone"], index=now.index)
    ones = pd.Series(1.0, index=was.index)
    moves = find_moves(as_plan(was).communities, as_plan(now, outcome).communities, match_areas(was, now, ones))
    assert moves.to_dict() == {"c2": "switched", "c5": "joined", "c6": "eligibility", "c7": "left"}
    came, _ = moves_between(labelled("AA"), labelled(["A", None], ids=["c1", "c9"]))
    assert came.to_dict() == {"c0": "went", "c9": "came"}


def test_overlap_and_households_kept_by_hand():
    was, now = labelled("AAAAB"), labelled("XXYYY")
    households = pd.Series([10.0, 20.0, 30.0, np.nan, 20.0], index=was.index)
    matched = match_areas(was, now, households).set_index("was_area_id")
    # A and X share two of four; A and Y two of five: the larger overlap decides.
    assert matched.loc["A", ["area_id", "shared", "overlap"]].tolist() == ["X", 2, 0.5]
    assert matched.loc["B", "area_id"] == "Y"
    assert matched.loc["A", "kept_share"] == pytest.approx(30 / 80)
    assert matched.loc["B", "kept_share"] == 1


@given(LABELS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_no_other_matching_moves_fewer(values, random):
    was = labelled(values)
    now = labelled(random.choices(["X", "Y", "Z", None], k=len(values)))
    ones = pd.Series(1.0, index=was.index)
    shared = pd.crosstab(was, now).reindex(index=["A", "B", "C"], columns=["X", "Y", "Z"], fill_value=0).to_numpy()
    best = max(sum(shared[row, column] for row, column in enumerate(order)) for order in permutations(range(3)))
    matched = match_areas(was, now, ones)
    assert matched["shared"].sum() == best
    assert sorted(matched["was_area_id"].dropna()) == sorted(was.dropna().unique())
    assert sorted(matched["area_id"].dropna()) == sorted(now.dropna().unique())
    moves, _ = moves_between(was, now)
    back, _ = moves_between(now, was)
    assert len(moves) == len(back) == (was.notna() | now.notna()).sum() - best
    assert adjusted_rand(was, now) == pytest.approx(adjusted_rand(now, was))
    assert adjusted_rand(was, was) == 1


def test_what_is_alone_counts_as_a_group_of_its_own():
    assert adjusted_rand(labelled([None] * 4), labelled([None] * 4)) == 1
    assert adjusted_rand(labelled([None] * 4), labelled("AAAA")) == 0


# --- plans


def test_a_plan_compared_with_itself_moves_nobody(folders):
    plan = read_written_plan(folders[0])
    compared = compare_plans([plan, plan], ["甲", "乙"])
    pair = compared.pairs[0]
    assert pair.moves.empty
    assert pair.agreement == 1
    assert (pair.areas["change"] == "kept").all()
    assert (pair.areas[["overlap", "kept_share"]] == 1).all(axis=None)
    assert compared.settings.empty
    assert compared.inputs.empty
    assert all(values[0] == values[1] for _, values in compared.figures)
    assert "片区划分完全相同" in word_comparison(compared, "zh")[0]
    assert "设置相同" in word_comparison(compared, "zh")[-1]


def test_files_report_what_the_plans_at_hand_report(plans, folders):
    at_hand, written = compare(plans, ["A", "B"]), compare_plans([read_written_plan(each) for each in folders])
    assert at_hand.pairs[0].agreement == written.pairs[0].agreement
    pd.testing.assert_series_equal(at_hand.pairs[0].moves, written.pairs[0].moves)
    for (figure, values), (other, found) in zip(at_hand.figures, written.figures, strict=True):
        assert figure.key == other.key
        assert values == pytest.approx(found, nan_ok=True)


@pytest.mark.parametrize("name", ["parquet", "geojson", "shp"])
def test_other_formats_report_the_same(plans, folders, tmp_path, name):
    write_plan(plans[1], tmp_path, formats=[name])
    found, reported = read_written_plan(tmp_path), read_written_plan(folders[1])
    shared = ["name", "area_id", "outcome", "reason", "households", "cost_alone_money"]
    pd.testing.assert_frame_equal(found.communities[shared], reported.communities[shared], check_dtype=False)
    shared = ["area_name", "communities", "value", "saving_money", "year", "facing_m"]
    pd.testing.assert_frame_equal(found.areas[shared], reported.areas[shared], check_dtype=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_workbook_with_the_headers_of_earlier_versions_reads_as_that_of_today(plans, tmp_path, lang):
    write_plan(plans[1], tmp_path, lang, formats=[])
    today, words = read_written_plan(tmp_path), speaker(lang)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    former = {
        words.header(name, form="sheet_header"): words.header(name, form="sheet_header").replace(
            words.label("field", name), next(label for label in labels if label.isascii() == (lang == "en"))
        )
        for name, labels in FORMER_LABELS.items()
        if any(label.isascii() == (lang == "en") for label in labels)
    }
    heads = [cell for sheet in book for cell in sheet[1] if cell.value in former]
    assert {cell.value for cell in heads} >= {words.header(name, form="sheet_header") for name in ("need", "value")}
    for cell in heads:
        cell.value = former[cell.value]
    book.save(tmp_path / "plan.xlsx")
    found = read_written_plan(tmp_path)
    pd.testing.assert_frame_equal(found.areas, today.areas)
    pd.testing.assert_frame_equal(found.communities, today.communities)


def test_to_exchange_two_plans_turns_moves_round(folders):
    one, other = (read_written_plan(each) for each in folders)
    there, back = compare_plans([one, other]).pairs[0], compare_plans([other, one]).pairs[0]
    assert there.agreement == pytest.approx(back.agreement)
    turned = back.moves.replace({"joined": "left", "left": "joined"})
    pd.testing.assert_series_equal(there.moves, turned)
    assert len(there.moves)


def test_the_order_of_rows_changes_nothing(folders):
    plans = [read_written_plan(each) for each in folders]
    mixed = [
        WrittenPlan(plan.name, plan.communities.sample(frac=1, random_state=4), plan.areas.iloc[::-1], plan.record)
        for plan in plans
    ]
    tables, others = (comparison_tables(compare_plans(each), "zh") for each in (plans, mixed))
    for title, table in tables.items():
        pd.testing.assert_frame_equal(table, others[title])


def test_the_common_yardstick_is_the_value_of_the_referee(plans, folders):
    figures = {figure.key: values for figure, values in compare_plans(list(map(read_written_plan, folders))).figures}
    base, other = plans
    problem = state_problem(base.communities, base.links, base.likeness, base.settings.areas)
    assert figures["value_by_base"] == pytest.approx([base.areas.value, value_of(other.areas.labels, problem).sum()])
    assert figures["value"] == pytest.approx([base.areas.value, other.areas.value])
    assert figures["saving_money"] == pytest.approx([plan.evaluation.areas["saving_money"].sum() for plan in plans])
    assert figures["outcome_area"] == [plan.areas.labels.notna().sum() for plan in plans]


@pytest.mark.parametrize(
    ("text", "why"), [("[likeness.weights]\nculture = 0.4", "权重"), ("[areas]\nmax_span_m = 600", "跨度")]
)
def test_under_another_likeness_values_are_not_compared(plans, text, why):
    knobs = parse_settings(text)
    base = as_written(plans[0])
    other = WrittenPlan("other", base.communities, base.areas, {**base.record, "settings": as_settings(knobs)})
    compared = compare_plans([base, other])
    assert np.isnan({figure.key: values for figure, values in compared.figures}["value_by_base"][1])
    reported = "".join(word_comparison(compared, "zh"))
    assert "不能直接相比" in reported
    assert why in reported.partition("不能直接相比")[0]


def as_settings(knobs):
    return json.loads(json.dumps(record_settings(knobs)))


def test_the_rules_that_differ_are_named_with_both_values(folders):
    compared = compare_plans(list(map(read_written_plan, folders)))
    assert compared.settings.to_dict("split")["data"] == [[10, 4], [0.03, 0.2], [178_670_000.0, 9_000_000.0]]
    assert list(compared.settings.index) == ["areas.max_communities", "areas.saving_weight", "budget.yearly_money"]
    said = "".join(word_comparison(compared, "zh"))
    assert "片区最多小区数 10 → 4" in said
    assert "影响年度计划：每年预算" in said
    assert "输入文件相同" in said


def compared_under(plan, text):
    """Compare a plan with itself under those of the sample and others, as a file has them."""
    base, of_sample = as_written(plan), SAMPLE_SETTINGS.read_text(encoding="utf-8")
    record = {**base.record, "settings": as_settings(parse_settings(of_sample + text))}
    return compare_plans([base, WrittenPlan("other", base.communities, base.areas, record)])


def test_one_setting_that_differs_has_its_influence_in_words(plans):
    compared = compared_under(plans[0], "[areas]\nmax_communities = 4")
    assert list(compared.settings.index) == ["areas.max_communities"]
    assert "Affecting the areas: maximum communities" in word_comparison(compared, "en")[-1]
    assert "影响片区划分：片区最多小区数 10 → 4" in word_comparison(compared, "zh")[-1]


def test_sources_of_money_are_called_as_in_the_sheet_of_funds(plans):
    sources = "central = 3e6\ncounty = [2e6, 1e6]\nresidents = 1e6"
    compared = compared_under(plans[0], f"[budget.sources_money]\n{sources}")
    for lang, title, funds in (
        ("zh", "规则差异", ["中央补助", "市县资金", "居民出资"]),
        ("en", "Differing rules", ["central subsidy", "city and county funds", "residents"]),
    ):
        meanings = comparison_tables(compared, lang)[title]["meaning"]
        brackets = "（）" if lang == "zh" else "()"
        assert [meaning.rpartition(brackets[0])[2].rstrip(brackets[1]) for meaning in meanings] == funds
        assert all(fund.join(brackets) in word_comparison(compared, lang)[-1] for fund in funds)


@pytest.mark.parametrize(
    ("lang", "both"), [("zh", ["17,867万元", "900万元"]), ("en", ["CNY 178,670,000", "CNY 9,000,000"])]
)
def test_rules_that_differ_have_amounts_as_settings_files_read_them(folders, lang, both):
    compared = compare_plans(list(map(read_written_plan, folders)))
    rules = comparison_tables(compared, lang)["规则差异" if lang == "zh" else "Differing rules"].set_index("setting")
    assert rules.loc["budget.yearly_money", rules.columns.str.endswith("plan_setting")].tolist() == both
    assert rules.loc["budget.yearly_money", "unit"] == ""
    assert " → ".join(both) in "".join(word_comparison(compared, lang))


# --- from the command line


def run(*arguments, expect=0):
    return command_line.run("compare", *arguments, expect=expect)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_writes_a_workbook_and_a_map(folders, tmp_path, lang):
    said = run(*folders, "--out", tmp_path, "--lang", lang)
    assert command_line.names_in(tmp_path) == {"compare.xlsx", "compare.html"}
    assert ("“小片区”与“现状”相比" if lang == "zh" else "'小片区' against '现状'") in said
    book = openpyxl.load_workbook(tmp_path / "compare.xlsx")
    titles = ["对比概要", "指标对照", "小区变动", "片区对应", "规则差异", "数据与版本"]
    english = ["Summary", "Indicators", "Moves", "Areas matched", "Differing rules", "Input and versions"]
    assert book.sheetnames == (titles if lang == "zh" else english)
    pair = compare_plans(list(map(read_written_plan, folders))).pairs[0]
    moves = book.worksheets[2]
    assert moves.max_row == len(pair.moves) + 1
    heads = [cell.value for cell in moves[1]]
    assert heads[5:10] == (
        ["A 片区编号", "A 结果", "B 片区编号", "B 结果", "B 变动"]
        if lang == "zh"
        else ["A Area", "A Outcome", "B Area", "B Outcome", "B Move"]
    )
    assert all(row[-1].value for row in moves.iter_rows(min_row=2))  # every reason is reported


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_reasons_are_in_the_language_asked_for_whatever_that_of_the_folders(plans, tmp_path, lang):
    for plan, name, its in zip(plans, ("a", "b"), ("zh", "en"), strict=True):
        write_plan(plan, tmp_path / name, its)
    run(tmp_path / "a", tmp_path / "b", "--out", tmp_path, "--lang", lang)
    moves = pd.read_excel(tmp_path / "compare.xlsx", sheet_name=2, engine="calamine")
    for letter in "AB":
        reasons = moves["A 理由".replace("A", letter) if lang == "zh" else f"{letter} Reason"]
        assert (reasons.str.contains("。") == (lang == "zh")).all()


def test_three_plans_are_each_compared_with_the_first(folders, tmp_path):
    said = run(folders[0], folders[1], folders[0], "--out", tmp_path, *("--name", "一", "--name", "二", "--name", "三"))
    assert "“二”与“一”相比" in said
    assert "“三”与“一”相比：片区划分完全相同" in said
    assert openpyxl.load_workbook(tmp_path / "compare.xlsx").sheetnames[3:5] == ["片区对应 B", "片区对应 C"]


def test_a_folder_without_a_map_is_named(folders, plans, tmp_path):
    write_plan(plans[1], tmp_path / "无图")
    said = run(folders[0], tmp_path / "无图", "--out", tmp_path / "out")
    assert "没有对比地图" in said
    assert "map.html" in said
    assert command_line.names_in(tmp_path / "out") == {"compare.xlsx"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", ["one", "twice", "no plan", "names", "mixed", "no tables"])
def test_bad_input_ends_in_a_sentence(folders, tmp_path, case, lang):
    spoilt = tmp_path / "spoilt"
    shutil.copytree(folders[1], spoilt)
    if case == "mixed":
        shutil.copy(folders[0] / "plan.json", spoilt)
    if case == "no tables":
        (spoilt / "tables.zip").write_bytes(b"none")
    arguments = {
        "one": folders[:1],
        "twice": [folders[0], folders[0]],
        "no plan": [folders[0], tmp_path],
        "names": [*folders, "--name", "A"],
    }.get(case, [folders[0], spoilt])
    said = run(*arguments, "--out", tmp_path / "out", "--lang", lang, expect=3)
    assert bool(re.search("[\u4e00-\u9fff]", said.replace("现状", ""))) is (lang == "zh"), said
    assert not (tmp_path / "out").exists()


def test_plans_of_different_banks_are_refused():
    one, other = (
        as_plan(labelled("AABB"), name="甲"),
        as_plan(labelled("AABB", ids=["d0", "d1", "d2", "c3"]), name="乙"),
    )
    with pytest.raises(DataError) as refused:
        compare_plans([one, other])
    assert "“乙”（4 个小区）与“甲”（4 个小区）不是同一储备库的方案" in refused.value.in_words("zh")
    assert "only 1 has the same id and name" in refused.value.in_words("en")


def test_errors_say_which_folder(folders, tmp_path):
    with pytest.raises(SourceError, match=re.escape(str(tmp_path))):
        read_written_plan(tmp_path)
    with pytest.raises(DataError, match="2 to 26"):
        compare_plans([read_written_plan(folders[0])])
