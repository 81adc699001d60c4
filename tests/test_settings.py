"""Settings: read back what was written, refuse what is unknown, of the wrong type or out of range."""

import pytest

from cluster_planner.books import format_settings
from cluster_planner.errors import SettingsError
from cluster_planner.settings import (
    Limit,
    LinkSettings,
    Settings,
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
        ("[areas]\nmin_likeness = nan", "between 0 and 1"),
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
