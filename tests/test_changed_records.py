"""A record of a plan that somebody changed: each entry that is read is held to its kind, and named where it is not."""

import json
import shutil

import pytest
from command_line import run
from two_plans import far_apart

import cluster_planner
from cluster_planner._held import NotHeldError, hold
from cluster_planner.books import read_record, write_plan
from cluster_planner.errors import SourceError
from cluster_planner.render import combine_maps
from cluster_planner.render._blob import pack_content

GONE = object()
CHANGED = {
    "costs/rates": ({"B01": 5}, "costs.rates.B01"),
    "costs/rates/B01/mid_money": ([], "costs.rates.B01.mid_money"),
    "costs/bases": ({"given": "all"}, "costs.bases.given"),
    "costs/local_factor": ("1", "costs.local_factor"),
    "costs/compared": (1.5, "costs.compared"),
    "settings": (5, "settings"),
    "settings/links": ([], "settings.links"),
    "settings/areas": (None, "settings.areas"),
    "settings/areas/together": ([5], "settings.areas.together[0]"),
    "settings/areas/apart": ([[]], "settings.areas.apart[0]"),
    "settings/areas/locked": ([["a", 5]], "settings.areas.locked[0][1]"),
    "settings/areas/excluded": ("a", "settings.areas.excluded"),
    "area_names": ({"A001": 5}, "area_names.A001"),
    "area_names/A001": (["甲"], "area_names.A001"),
    "gap": ([], "gap"),
    "value": (True, "value"),
    "bound": (GONE, "bound"),
    "counts": (None, "counts"),
    "counts/findings/error": ("no", "counts.findings.error"),
    "counts/links_open": (GONE, "counts.links_open"),
    "title": (5, "title"),
    "inputs": (["a.gpkg"], "inputs"),
    "versions": ({"numpy": 2}, "versions.numpy"),
    "read": ([5], "read[0]"),
    "programme/status": (None, "programme.status"),
    "staying": (10**400, "staying"),
    "stability": ([], "stability"),
    "changes": ("none", "changes"),
    "widening": (["Said", "no.such.sentence", {}], "widening"),
    "timings_s/components": ([None], "timings_s.components[0]"),
    "said": (["junk"], "said"),
    "said/evaluation.areas.area_name_said": ([["A001", ["Score", "x"]]], "said.evaluation.areas.area_name_said[0]"),
    "crs": (4547, "crs"),
    "tables": (GONE, None),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    write_plan(far_apart(), folder, formats=("geojson",))
    return folder


def changed(folder, to, path, value):
    """Copy a plan with one entry of its record changed or gone."""
    shutil.copytree(folder, to, dirs_exist_ok=True)
    record = json.loads((to / "plan.json").read_text(encoding="utf-8"))
    *places, name = path.split("/")
    table = record
    for place in places:
        table = table.setdefault(place, {})
    table.pop(name, None)
    if value is not GONE:
        table[name] = value
    (to / "plan.json").write_text(json.dumps(record), encoding="utf-8")
    return to


@pytest.mark.parametrize("path", CHANGED)
def test_an_entry_of_another_kind_is_named(folder, tmp_path, path):
    value, place = CHANGED[path]
    spoilt = changed(folder, tmp_path, path, value)
    with pytest.raises(SourceError) as caught:
        cluster_planner.read_plan(spoilt)
    if place:
        assert f" {place} " in caught.value.in_words("zh")
        assert "plan.json" in caught.value.in_words("en")


def test_a_system_that_nobody_knows_is_refused(folder, tmp_path):
    with pytest.raises(SourceError):
        cluster_planner.read_plan(changed(folder, tmp_path, "crs", ""))


@pytest.mark.parametrize(("path", "value"), [("settings", 5), ("gap", []), ("area_names", {"A001": 5})])
@pytest.mark.parametrize("command", ["compare", "review"])
def test_the_commands_end_in_a_sentence(folder, tmp_path, command, path, value):
    spoilt = changed(folder, tmp_path / "spoilt", path, value)
    (tmp_path / "review.json").write_text("{}", encoding="utf-8")
    if command == "compare":
        said = run("compare", folder, spoilt, "--out", tmp_path / "out", expect=3)
    else:
        said = run("review", spoilt, tmp_path / "review.json", expect=3)
    assert "plan.json" in said


def test_settings_that_this_version_does_not_know_are_named(folder, tmp_path):
    spoilt = changed(folder, tmp_path, "settings/areas/min_likenes", 0.4)
    with pytest.raises(SourceError, match="min_likenes"):
        cluster_planner.read_plan(spoilt)


def test_signs_that_no_file_can_hold_are_left_out_of_what_is_read(folder, tmp_path):
    spoilt = changed(folder, tmp_path, "title", "甲\ud800\uffff\x1b乙")
    assert read_record(spoilt)["title"] == "甲乙"
    run("compare", folder, spoilt, "--out", tmp_path / "out")


def test_entries_that_are_not_read_may_be_anything(folder, tmp_path):
    assert cluster_planner.read_plan(changed(folder, tmp_path, "note", {"by": [5]})).checksum == far_apart().checksum


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '{"checksum": 5}', "\ufffe", "1" * 5000])
def test_what_is_no_record_is_refused(folder, tmp_path, text):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError):
        read_record(tmp_path)


@pytest.mark.parametrize(
    ("value", "kind", "place"),
    [
        (True, int, ""),
        (1, bool, ""),
        (float("nan"), float, ""),
        (float("inf"), float, ""),
        (10**400, float, ""),
        ("x", str | None, None),
        (None, str | None, None),
        (5, str | None, ""),
        ([1, "a"], list[int], "[1]"),
        ({"a": [1, None]}, dict[str, list[int]], "a[1]"),
        ([], dict[str, int], ""),
    ],
)
def test_values_are_held_to_their_type(value, kind, place):
    if place is None:
        assert hold(value, kind) == value
        return
    with pytest.raises(NotHeldError) as caught:
        hold(value, kind)
    assert caught.value.place == place


ABOUT = {"about": {"tool": "cluster_planner"}}


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        {"plans": []},
        {"plans": [5]},
        {"plans": {}},
        {"plans": [ABOUT, {"about": {}}]},
        {"about": []},
        {"about": {"tool": None}},
        ABOUT | {"name": 5},
        ABOUT | {"tiles": True},
        ABOUT | {"tiles": {"is_shifted": "yes"}},
        ABOUT | {"review": {"checksum": 5}},
        ABOUT | {"review": []},
        ABOUT | {"x": {"column": ["i1", 0, 10**9]}},
        ABOUT | {"x": {"column": ["i1", 0, 0, 10**9]}},
        ABOUT | {"x": {"column": ["u8", 0, 0]}},
        ABOUT | {"x": {"column": 5}},
    ],
)
def test_a_page_with_other_content_is_refused(tmp_path, content):
    page = f'<script type="application/octet-stream" id="plan">{pack_content(content)}</script>'
    (tmp_path / "map.html").write_text(page, encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        combine_maps([tmp_path], tmp_path / "compare.html")
    assert "map.html" in refused.value.in_words("zh")
