"""Settings: read back what was written, refuse what is unknown, of the wrong type or out of range."""

from copy import deepcopy

import numpy as np
import pytest

from cluster_planner.books import format_settings
from cluster_planner.errors import SettingsError
from cluster_planner.settings import (
    AreaSettings,
    BudgetSettings,
    Limit,
    LinkSettings,
    Settings,
    change_settings,
    list_knobs,
    parse_settings,
    read_settings,
)
from cluster_planner.words import languages, speaker
from cluster_planner.words.tables import setting_table


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_defaults_survive_a_round_trip(lang, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(format_settings(Settings(), lang), encoding="utf-8")
    assert read_settings(path) == Settings()


def test_changed_values_survive_a_round_trip():
    text = """
    [areas]
    max_communities = 6
    together = [["a", 'b "quoted"'], ["c", "d"]]
    limits.households = { min = "none" }
    limits.residents = { max = 9000 }
    [likeness.weights]
    culture = 0
    """
    settings = parse_settings(text)
    assert settings.areas.together == (("a", 'b "quoted"'), ("c", "d"))
    assert settings.areas.limits["households"] == Limit(min=None, max=3000)
    assert settings.areas.limits["residents"] == Limit(max=9000)
    assert settings.areas.limits["site_m2"] == Limit(max=500_000)
    assert settings.likeness.weights == {"location": 1, "type": 1, "trade": 1, "culture": 0}
    assert parse_settings(format_settings(settings)) == settings


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[areas]\nmax_comunities = 6", "max_communities"),
        ("[area]\nmax_communities = 6", "areas"),
        ("max_communities = 6", "Known are"),
        ("[likeness.weights]\ncultur = 1", "culture"),
        ("[areas.limits.households]\nmaximum = 1", "max"),
        ("[areas]\nmax_communities = 6.5", "whole number"),
        ("[areas]\nmax_communities = '6'", "number"),
        ("[areas]\nmax_communities = true", "number"),
        ("[areas]\nmin_likeness = 1.5", "between 0 and 1"),
        ("[areas]\nmin_likeness = nan", "must be a number"),
        ("[areas.limits]\nhouseholds = 3", "min and max"),
        ("[areas.limits.households]\nmin = 5000", r"\[areas\] limits.households: a limit has min 5000 above max 3000"),
        ("[areas]\ntogether = ['a', 'b']", "list such as"),
        ("[links]\nbarrier_kinds = 'water'", "list such as"),
        ("[links]\ncounty_line = 'firm'", "hard, soft, off"),
        ("[likeness]\nweights = 3", "table"),
        ("[areas", "TOML"),
    ],
)
def test_bad_settings_name_the_key_and_the_remedy(text, named):
    with pytest.raises(SettingsError, match=named):
        parse_settings(text)


@pytest.mark.parametrize(
    ("changes", "of", "wanted"),
    [
        ({"areas.min_likeness": 0.6}, lambda it: it.areas.min_likeness, 0.6),
        ({"areas.max_communities": np.int64(6)}, lambda it: it.areas.max_communities, 6),
        (
            {"areas.limits.households": (500, 20000)},
            lambda it: it.areas.limits["households"],
            Limit(min=500, max=20000),
        ),
        ({"areas.limits.households": [None, 20000]}, lambda it: it.areas.limits["households"], Limit(max=20000)),
        ({"areas.limits.trees.max": 5}, lambda it: it.areas.limits["trees"], Limit(max=5)),
        ({"areas.limits": {"site_m2": Limit(max=4)}}, lambda it: it.areas.limits["site_m2"], Limit(max=4)),
        ({"areas.limits": {"trees": (1, 2)}}, lambda it: it.areas.limits["households"], Limit(min=200, max=3000)),
        ({"areas.limits.invest_wan": (None, 2000)}, lambda it: it.areas.limits["invest_money"], Limit(max=20_000_000)),
        ({"budget.yearly_money": "5,000万元"}, lambda it: it.budget.yearly_money, 50_000_000),
        ({"budget.yearly_money": (1e6, 2e6)}, lambda it: it.budget.yearly_money, (1e6, 2e6)),
        ({"budget.first_year": None}, lambda it: it.budget.first_year, None),
        (
            {"budget": {"years": 2}, "budget.first_year": 2030},
            lambda it: (it.budget.years, it.budget.first_year),
            (2, 2030),
        ),
        ({"budget.deadlines": {"430-1": 2026}}, lambda it: it.budget.deadlines, {"430-1": 2026}),
        ({"links.county_line": "off"}, lambda it: it.links.county_line, "off"),
        ({"areas.together": [["a", "b"]]}, lambda it: it.areas.together, (("a", "b"),)),
        ({"areas.min_communities": 11, "areas.max_communities": 12}, lambda it: it.areas.min_communities, 11),
    ],
)
def test_any_setting_is_changed_by_its_dotted_name(changes, of, wanted):
    kept = deepcopy(changes)
    assert of(change_settings(Settings(), changes)) == wanted
    assert changes == kept


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"min_likeness": 0.6}, "Did you mean areas.min_likeness"),
        ({"areas.min_likenes": 0.6}, "Did you mean areas.min_likeness"),
        ({"area.min_likeness": 0.6}, "Did you mean areas.min_likeness"),
        ({3: 0.6}, "no setting 3"),
        ({"likeness.weights.cultur": 1}, "Did you mean 'culture'"),
        ({"areas.limits.households.maximum": 1}, "Did you mean 'max'"),
        ({"areas.min_likeness": "0.6"}, "must be a number"),
        ({"areas.min_likeness": None}, "must be a number"),
        ({"areas.min_likeness": 1.5}, "between 0 and 1"),
        ({"areas.limits.households": 5}, "in Python \\(300, 3000\\)"),
        ({"areas.limits.households": (1, 2, 3)}, "in Python \\(300, 3000\\)"),
        ({"areas.limits.households": (5000, 20)}, "min 5000 above max 20"),
        ({"areas.limits.households": (1, 2), "areas.limits.households.max": 3}, "households.max is given twice"),
        ({"areas": 3}, "must be a table"),
        ({"areas.together": "ab"}, "must be a list"),
        ({"links.county_line": "of"}, "hard, soft, off"),
    ],
)
def test_a_wrong_name_or_value_is_refused_with_what_to_write(changes, named):
    with pytest.raises(SettingsError, match=named):
        change_settings(Settings(), changes)


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (lambda: AreaSettings(limits={"households": "x"}), r"AreaSettings.limits.households must contain min and max"),
        (lambda: AreaSettings(limits=(500, 20000)), "AreaSettings.limits must be a table"),
        (lambda: AreaSettings(min_likeness="0.6"), "AreaSettings.min_likeness must be a number"),
        (lambda: AreaSettings(excluded="ab"), "AreaSettings.excluded must be a list"),
        (lambda: BudgetSettings(first_year="2024"), r"BudgetSettings.first_year must be a number.*None in Python"),
        (lambda: BudgetSettings(yearly_money=()), "must not be empty"),
        (lambda: LinkSettings(county_line="firm"), "hard, soft, off"),
        (lambda: Settings(areas={"min_likeness": 0.6}), r"AreaSettings\(\.\.\.\), or names and values to plan"),
        (lambda: Settings(areas=None), "areas cannot be None"),
    ],
)
def test_what_no_knob_holds_is_refused_in_python_too(made, named):
    with pytest.raises(SettingsError, match=named):
        made()


def test_pairs_and_lists_given_in_python_are_limits_and_tuples():
    knobs = AreaSettings(limits={"households": (500, 20000)}, together=[["a", "b"]])
    assert knobs == AreaSettings(limits={"households": Limit(min=500, max=20000)}, together=(("a", "b"),))


def test_missing_file_is_a_settings_error(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_range_is_checked_in_python_too():
    with pytest.raises(SettingsError, match="max_gap_m"):
        LinkSettings(max_gap_m=-1)


def test_every_knob_says_what_it_means_in_both_languages():
    for section, name, _, about in list_knobs(Settings()):
        for lang in languages():
            words = speaker(lang).catalogue.entries
            assert words[f"knob.{section}.{name}"]
            assert not about.unit or words[f"unit.knob.{about.unit}"]


@pytest.mark.parametrize(("lang", "expert"), [("zh", "专家经验值"), ("en", "expert value")])
def test_every_default_says_where_it_comes_from(lang, expert):
    reported = setting_table(Settings(), lang).set_index("setting")["setting_source"]
    assert reported.notna().all()
    assert (reported != "").all()
    for name in ("links.max_gap_m", "links.max_point_gap_m", "areas.max_span_m"):  # no source gives one
        assert reported[name] == expert
    assert "benchmarks/planted.md" in reported["areas.min_likeness"]
    assert f"| {expert}" in format_settings(Settings(), lang)


@pytest.mark.parametrize(
    "text",
    [
        "[areas]\nmax_communities = nan",
        "[areas]\nmax_communities = inf",
        "[areas]\nmin_likeness = " + "9" * 400,
        "[areas]\nmax_communities = " + "9" * 5000,
        "[budget]\nyears = " + "9" * 400,
        "[areas.limits]\nhouseholds = { max = nan }",
        "[areas]\nexcluded = " + "[" * 5000 + "]" * 5000,
    ],
)
def test_numbers_that_are_none_are_refused_in_a_sentence(text):
    with pytest.raises(SettingsError) as refused:
        parse_settings(text)
    for lang in ("zh", "en"):
        assert len(refused.value.in_words(lang)) < 400
