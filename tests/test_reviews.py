"""Reviews as files, and several of them merged: who wants what, what clashes, what is demanded."""

import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from in_both import saying
from in_node import in_node

from cluster_planner.areas.demands import read_demands
from cluster_planner.books import format_demands
from cluster_planner.books._sheet_out import write_sheets
from cluster_planner.errors import ClusterPlannerError, DataError, SourceError
from cluster_planner.model import plan_checksum
from cluster_planner.reviews import (
    Ground,
    Review,
    Reviewer,
    add_demands,
    merge_reviews,
    read_review,
)
from cluster_planner.reviews._file import seal
from cluster_planner.settings import AreaSettings, Settings, parse_settings
from cluster_planner.words import word_merged
from cluster_planner.words.tables import review_tables

CHECKSUM = "0" * 64
IDS = [f"c{number}" for number in range(8)]
LABELS = pd.Series(["A", "A", "A", "B", "B", "B", None, None], index=IDS, dtype="str")
ROLES = ("community", "subdistrict", "county")


def ground(**own):
    names = {"A": saying("东片区", "area East"), "B": saying("西片区", "area West")}
    return Ground(LABELS, pd.Series([f"小区{one}" for one in IDS], index=IDS), names, AreaSettings(**own))


def review(*operations, role="community", name="张三", breaches=()):
    return Review(Reviewer(role, name), operations, breaches)


def move(community, to):
    return {"op": "move", "community": community, "to": to}


def lock(area):
    return {"op": "lock", "area": area, "communities": [one for one in IDS if LABELS[one] == area]}


def agree(subject, opinion="agree"):
    return {"op": "opinion", "about": "area" if subject in "AB" else "community", "id": subject, "opinion": opinion}


def apart(*communities):
    return {"op": "apart", "communities": list(communities)}


MERGE = {"op": "merge", "area": "A", "into": "B"}


def merged_of(*operations, **own):
    """Merge reviews of one operation each, by reviewers of rising level."""
    found = [review(done, role=role, name=role) for role, done in zip(ROLES, operations, strict=False)]
    return merge_reviews(found, ground(**own))


def demanded(merged):
    """Return the demands in force as settings, by way of the file that holds them."""
    return parse_settings(format_demands(merged, "zh")).areas


# --- what is demanded


def test_a_move_binds_the_community_to_those_of_the_area_that_nobody_moves():
    assert demanded(merged_of(move("c0", "B"))).together == (("c0", "c3", "c4", "c5"),)
    both = merged_of(move("c0", "B"), move("c3", "A"))
    assert both.conflicts == ()
    assert demanded(both).together == (("c0", "c4", "c5"), ("c1", "c2", "c3"))


def test_every_kind_of_edit_becomes_a_demand():
    assert demanded(merged_of(move("c0", ""))).excluded == ("c0",)
    assert demanded(merged_of({"op": "exclude", "community": "c6"})).excluded == ("c6",)
    assert demanded(merged_of(apart("c0", "c1"))).apart == (("c0", "c1"),)
    assert demanded(merged_of(lock("A"))).locked == (("c0", "c1", "c2"),)
    assert demanded(merged_of(MERGE)).together == (("c0", "c1", "c2", "c3", "c4", "c5"),)
    assert demanded(merged_of(move("c6", "+c7"))).together == (("c6", "c7"),)


def test_the_last_move_counts_and_who_comes_home_demands_nothing():
    there_and_back = review(move("c0", "B"), move("c0", "A"))
    assert merge_reviews([there_and_back], ground()).demands == ()
    twice = review(move("c0", "B"), move("c0", ""))
    assert demanded(merge_reviews([twice], ground())).excluded == ("c0",)


def test_opinions_demand_nothing():
    merged = merged_of(agree("A"), agree("c6"), agree("B", "object"))
    assert merged.taken == ()
    assert [merged.state_of(demand) for demand in merged.demands] == ["noted"] * 3


# --- conflicts and agreements

AGAINST = [
    (move("c0", "B"), move("c0", ""), {"c0"}),
    (move("c0", "B"), lock("A"), {"c0"}),
    (move("c0", "B"), lock("B"), {"c0"}),
    (move("c6", "A"), move("c6", "B"), {"c6"}),
    (move("c0", "B"), apart("c0", "c3"), {"c0"}),
    (MERGE, apart("c0", "c3"), {"c0", "c3"}),
    (MERGE, lock("A"), {"c0", "c1", "c2"}),
    (lock("A"), apart("c0", "c1"), {"c0", "c1"}),
    (lock("A"), {"op": "exclude", "community": "c1"}, {"c1"}),
    (move("c0", "B"), agree("A"), {"c0"}),
    (move("c0", "B"), agree("c0"), {"c0"}),
    (agree("A"), agree("A", "object"), {"c0", "c1", "c2"}),
    (lock("A"), agree("A", "object"), {"c0", "c1", "c2"}),
]
IN_HARMONY = [
    (move("c0", "B"), move("c1", "B")),
    (move("c0", "B"), apart("c0", "c1")),
    (move("c0", "B"), agree("c6")),
    (move("c0", ""), apart("c0", "c1")),
    (move("c0", "B"), agree("c0", "object")),
    (MERGE, move("c6", "B")),
    (lock("A"), agree("A")),
    (lock("A"), lock("B")),
]


@pytest.mark.parametrize(("one", "other", "over"), AGAINST)
def test_what_cannot_both_be_is_named_and_neither_is_in_force(one, other, over):
    for pair in ((one, other), (other, one)):
        merged = merged_of(*pair)
        [conflict] = merged.conflicts
        assert set(conflict.communities) == over
        assert merged.taken == ()
        assert demanded(merged) == AreaSettings()


@pytest.mark.parametrize(("one", "other"), IN_HARMONY)
def test_what_can_both_be_is_no_conflict(one, other):
    assert merged_of(one, other).conflicts == ()


def test_two_who_are_to_be_apart_are_not_brought_together_by_two_moves():
    merged = merged_of(move("c6", "B"), move("c7", "B"), apart("c6", "c7"))
    assert len(merged.conflicts) == 2
    assert merged.taken == ()


def test_those_who_want_the_same_agree():
    merged = merged_of(move("c0", "B"), move("c0", "B"), apart("c1", "c2"))
    [several] = merged.agreements()
    assert [demand.by.role for demand in several] == ["community", "subdistrict"]
    assert "一致：小区c0（c0） 划入 西片区（B）：community（社区）、subdistrict（街道）" in word_merged(merged, "zh")


def test_what_breaks_a_rule_is_reported_with_its_figures_and_left_to_the_planner():
    breach = {"area": "B", "rule": "households_max", "figure": "3120", "bound": "3000"}
    merged = merge_reviews([review(move("c0", "B"), breaches=(breach,))], ground())
    assert [merged.state_of(demand) for demand in merged.demands] == ["breaks"]
    assert demanded(merged) == AreaSettings()
    assert "户数（户） 3120，超过上限 3000" in word_merged(merged, "zh")[-1]
    assert "# [" in format_demands(merged, "en")


@pytest.mark.parametrize(
    ("rule", "figure", "bound"), [("invest_money_max", 51_200_000, 50_000_000), ("invest_wan_max", 5120, 5000)]
)
def test_a_limit_on_amounts_is_reported_in_wan_also_by_pages_of_version_0_1(rule, figure, bound):
    breach = {"area": "B", "rule": rule, "figure": str(figure), "bound": str(bound)}
    merged = merge_reviews([review(move("c0", "B"), breaches=(breach,))], ground())
    reported = word_merged(merged, "zh")[-1].replace(",", "")
    assert "估算总投资（万元） 5120，超过上限 5000" in reported


def test_a_forbidding_of_ones_own_breaks_no_rule_but_what_cannot_hang_together_cannot_be_locked():
    forbidden = {"area": "B", "rule": "apart", "figure": "1", "bound": "0"}
    merged = merge_reviews([review(move("c0", "B"), apart("c3", "c4"), breaches=(forbidden,))], ground())
    assert demanded(merged).together == (("c0", "c5"),)
    torn = {"area": "A", "rule": "connected", "figure": "2", "bound": "1"}
    merged = merge_reviews([review(lock("A"), breaches=(torn,))], ground())
    assert demanded(merged) == AreaSettings()


def test_demands_of_the_plan_stay_and_whoever_is_against_them_is_reported():
    merged = merged_of(move("c0", "B"), locked=(("c0", "c1", "c2"),), together=(("c3", "c4"),))
    assert len(merged.conflicts) == 1
    assert demanded(merged).locked == (("c0", "c1", "c2"),)
    assert demanded(merged).together == (("c3", "c4"),)


def test_demands_are_added_to_those_of_the_planner_each_once():
    own = Settings(areas=AreaSettings(apart=(("x", "y"),), excluded=("z",), max_communities=7))
    both = add_demands(own, parse_settings('[areas]\napart = [["x", "y"], ["p", "q"]]\nexcluded = ["z", "w"]'))
    assert both.areas == AreaSettings(apart=(("x", "y"), ("p", "q")), excluded=("z", "w"), max_communities=7)


OPERATIONS = st.one_of(
    st.builds(move, st.sampled_from(IDS), st.sampled_from(["A", "B", "", "+c6", "+c7"])),
    st.builds(lock, st.sampled_from("AB")),
    st.builds(apart, *[st.sampled_from(IDS)] * 2).filter(lambda done: len(set(done["communities"])) > 1),
    st.builds(agree, st.sampled_from(["A", "B", *IDS]), st.sampled_from(["agree", "object"])),
    st.just(MERGE),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(OPERATIONS, max_size=4), min_size=1, max_size=3))
def test_demands_in_force_never_contradict_each_other_whatever_the_order_of_the_files(lists):
    reviews = [review(*done, role=role, name=role) for role, done in zip(ROLES, lists, strict=False)]
    merged = merge_reviews(reviews, ground())
    again = merge_reviews(reviews[::-1], ground())
    assert format_demands(merged, "zh") == format_demands(again, "zh")
    assert read_demands(pd.Index(IDS), demanded(merged)).free.shape == (len(IDS),)  # refuses contradictions
    for lang in ("zh", "en"):
        assert word_merged(merged, lang)
        assert len(review_tables(merged, lang)) == 3


# --- files


def write(path, content, *, seals=True):
    content = {**content, "sha256": seal(content)} if seals else content
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def content_of(*operations, **changes):
    return {
        "format": "cluster-planner-review/1",
        "plan": CHECKSUM,
        "reviewer": {"name": " 李 \n四 ", "role": "county"},
        "operations": list(operations),
        "breaches": [],
    } | changes


def test_a_review_is_read_back(tmp_path):
    found = read_review(write(tmp_path / "r.json", content_of(move("c0", "B"))), CHECKSUM)
    assert found.reviewer == Reviewer("county", "李 四")
    assert found.operations == (move("c0", "B"),)


def comment(text, about="community", name="c0"):
    return {"op": "comment", "about": about, "id": name, "text": text}


def opinion(about, name, opinion="agree"):
    return {"op": "opinion", "about": about, "id": name, "opinion": opinion}


EXCLUDE = {"op": "exclude", "community": "c0"}
REFUSED = {
    "another plan": (content_of(plan="1" * 64), "另一个方案"),
    "no review": ({"type": "FeatureCollection"}, "不是评审文件"),
    "a list": ([1, 2], "不是评审文件"),
    "unknown operation": (content_of({"op": "delete", "area": "A"}), "不是评审意见"),
    "wrong types": (content_of({"op": "move", "community": 7, "to": "A"}), "不是评审意见"),
    "operations missing": (content_of(operations=None), "不是评审意见"),
    "no such level": (content_of(reviewer={"name": "x", "role": "planner"}), "reviewer.role"),
    "no name": (content_of(reviewer={"role": "county"}), "reviewer.name"),
    "reviewer is a list": (content_of(reviewer=[]), "reviewer"),
    "apart of nobody": (content_of({"op": "apart", "communities": []}), "operations[0].communities"),
    "apart of itself": (content_of({"op": "apart", "communities": ["c0", "c0"]}), "operations[0].communities"),
    "lock of nobody": (content_of({"op": "lock", "area": "A", "communities": []}), "operations[0].communities"),
    "merge into nothing": (content_of({"op": "merge", "area": "A", "into": ""}), "operations[0].into"),
    "merge of blanks": (content_of({"op": "merge", "area": " ", "into": "B"}), "operations[0].area"),
    "about something else": (content_of(opinion("zzz", "A")), "operations[0].about"),
    "another opinion": (content_of(opinion("area", "A", "maybe")), "operations[0].opinion"),
    "a comment that is a number": (content_of(comment(5)), "operations[0].text"),
    "an entry too many, a number": (content_of(comment("x") | {"communities": 5}), "operations[0].communities"),
    "an entry too many, a list": (content_of({**EXCLUDE, "area": ["A"]}), "operations[0].area"),
    "an entry too many, a table": (content_of({**MERGE, "community": {}}), "operations[0].community"),
    "an entry too many, a text": (content_of({**EXCLUDE, "about": "community"}), "operations[0].about"),
    "an entry too many, nothing": (content_of({**EXCLUDE, "to": None}), "operations[0].to"),
    "the second is none": (content_of(EXCLUDE, ["exclude"]), "operations[1]"),
    "an operation in a list": (content_of({"op": ["exclude"], "community": "c0"}), "operations[0]"),
    "a breach without its rule": (
        content_of(breaches=[{"area": "A", "figure": "1", "bound": "2"}]),
        "breaches[0].rule",
    ),
    "a breach that is true": (content_of(breaches=[True]), "breaches[0]"),
    "a title that is a list": (content_of(title=[]), "title"),
    "an entry of the file too many": (content_of(settings={}), "settings"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_review_of_this_plan_is_refused_in_both_languages(name, tmp_path):
    content, words = REFUSED[name]
    path = write(tmp_path / "r.json", content, seals=isinstance(content, dict) and "format" in content)
    with pytest.raises(DataError) as caught:
        read_review(path, CHECKSUM)
    is_reported(caught.value, words, tmp_path)


FAULTS_IN_PAGE = """given.map((content) =>
    content.format !== "cluster-planner-review/1" ? "no review" : faultOfReview(content) ?? "none")"""


def test_the_page_refuses_the_same_at_the_same_place():
    stated = {name: (content, words) for name, (content, words) in REFUSED.items() if isinstance(content, dict)}
    contents = [{**content, "sha256": seal(content)} for content, _ in stated.values()]
    found = in_node("referee/held.js", "faultOfReview", FAULTS_IN_PAGE, contents)
    for (name, (_, words)), place in zip(stated.items(), found, strict=True):
        if "评审" in words:
            assert place not in {"", "none"} or name == "another plan", name
        elif "另一个方案" not in words:
            assert place == words, name


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-13-30T03:11:10Z", "2026-11-30", 5, None])
def test_a_moment_that_is_none_is_refused_on_both_sides(moment, tmp_path):
    content = content_of({**EXCLUDE, "moment": moment})
    with pytest.raises(DataError) as caught:
        read_review(write(tmp_path / "r.json", content), CHECKSUM)
    assert "operations[0].moment" in caught.value.in_words("zh")
    sealed = [{**content, "sha256": seal(content)}]
    assert in_node("referee/held.js", "faultOfReview", FAULTS_IN_PAGE, sealed) == ["operations[0].moment"]


def test_moments_and_agreement_to_the_rest_are_read_and_reported(tmp_path):
    moment = "2026-11-30T03:11:10.123Z"
    content = content_of({"op": "agree_rest", "moment": moment}, {**move("c0", "B"), "moment": moment}, exported=moment)
    merged = merge_reviews([read_review(write(tmp_path / "r.json", content), CHECKSUM)], ground())
    assert merged.content == (Reviewer("county", "李 四"),)
    assert demanded(merged).together == (("c0", "c3", "c4", "c5"),)
    assert "其余部分同意，无意见：李 四（县区局）" in word_merged(merged, "zh")
    assert "同意，无意见" in set(review_tables(merged, "zh")["批注"].to_numpy().ravel())


def test_agreeing_to_the_rest_is_against_nobody():
    assert merged_of(move("c0", "B"), {"op": "agree_rest"}).conflicts == ()


ODD_TEXTS = {
    "half a sign": ("甲\ud800乙", "甲乙"),
    "the other half": ("\udc00", ""),
    "no sign": ("甲\uffff乙\ufffe", "甲乙"),
    "nothing": ("甲\0乙", "甲乙"),
    "the lowest": ("甲\x01乙\x1f", "甲乙"),
    "deleted": ("甲\x7f乙", "甲乙"),
    "an order to the terminal": ("\x1b[31m甲\x9b2J乙", "[31m甲2J乙"),
    "lines": ("甲\r\n乙\u2028丙", "甲 乙 丙"),
    "quotes": ("甲\"'\\\\乙", "甲\"'\\\\乙"),
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_signs_that_no_file_can_hold_are_left_out_of_names_and_comments(name, tmp_path):
    odd, plain = ODD_TEXTS[name]
    content = content_of(comment(odd), EXCLUDE, reviewer={"name": odd, "role": "county"}, title=odd)
    path = tmp_path / "r.json"
    path.write_text(json.dumps({**content, "sha256": seal(content)}), encoding="utf-8")
    merged = merge_reviews([read_review(path, CHECKSUM)], ground())
    assert merged.reviewers == (Reviewer("county", plain),)
    assert [one.text for one in merged.comments] == [plain]
    assert demanded(merged).excluded == ("c0",)
    write_sheets(review_tables(merged, "zh"), tmp_path / "r.xlsx", "zh")
    cells = pd.concat(pd.read_excel(tmp_path / "r.xlsx", sheet_name=None, engine="calamine")).to_numpy()
    assert plain in cells or not plain


ANY_AREA = st.sampled_from(["A", "B", "+c0", "+c7"])
ANY_ID = st.sampled_from(IDS)
ANY_OPERATION = st.one_of(
    st.builds(move, ANY_ID, ANY_AREA | st.just("")),
    st.builds(lambda area, into: {"op": "merge", "area": area, "into": into}, ANY_AREA, ANY_AREA),
    st.builds(
        lambda area, ids: {"op": "lock", "area": area, "communities": ids}, ANY_AREA, st.lists(ANY_ID, min_size=1)
    ),
    st.builds(lambda ids: apart(*ids), st.lists(ANY_ID, min_size=2, unique=True)),
    st.builds(lambda one: {"op": "exclude", "community": one}, ANY_ID),
    st.builds(opinion, st.just("area"), ANY_AREA, st.sampled_from(["agree", "object"])),
    st.builds(opinion, st.just("community"), ANY_ID, st.sampled_from(["agree", "object"])),
    st.builds(comment, st.text(), st.just("community"), ANY_ID),
    st.builds(comment, st.text(), st.just("area"), ANY_AREA),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_OPERATION, max_size=6))
def test_whatever_the_page_may_write_is_merged_and_makes_settings_that_are_read(operations):
    merged = merge_reviews([review(*operations)], ground())
    demanded(merged)
    for lang in ("zh", "en"):
        word_merged(merged, lang)
        review_tables(merged, lang)


def test_a_changed_file_is_refused(tmp_path):
    path = write(tmp_path / "r.json", content_of(move("c0", "B")))
    path.write_text(path.read_text(encoding="utf-8").replace('"c0"', '"c1"'), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_review(path, CHECKSUM)
    is_reported(caught.value, "改动过", tmp_path)


@pytest.mark.parametrize("text", ["", '{"format": "cluster', "\udcff", "[" * 100_000])
def test_what_is_no_json_is_refused(text, tmp_path):
    path = tmp_path / "r.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError) as caught:
        read_review(path, CHECKSUM)
    is_reported(caught.value, "JSON", tmp_path)
    with pytest.raises(SourceError):
        read_review(tmp_path / "none.json", CHECKSUM)


def is_reported(error: ClusterPlannerError, words, folder):
    chinese, english = error.in_words("zh"), error.in_words("en")
    assert words in chinese
    assert str(folder) in english
    assert not re.search("[\u4e00-\u9fff]", english.replace(str(folder), ""))


def test_a_review_that_names_strangers_is_refused():
    for operation in (move("c99", "A"), move("c0", "Z"), apart("c0", "gone"), agree("c77")):
        with pytest.raises(DataError):
            merge_reviews([review(operation)], ground())


def test_the_checksum_is_of_areas_and_rules_and_of_nothing_else():
    base = plan_checksum(LABELS, Settings())
    assert base == plan_checksum(LABELS.sample(frac=1, random_state=1), Settings(areas=AreaSettings(effort=3.0)))
    assert base != plan_checksum(LABELS.replace("A", "C"), Settings())
    assert base != plan_checksum(LABELS, Settings(areas=AreaSettings(max_communities=9)))
