"""The catalogues of all languages hold the same keys and facts, and errors word themselves by them anywhere."""

import ast
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from cluster_planner.areas.estimators._arrays import InvalidInputError
from cluster_planner.columns import COLUMNS
from cluster_planner.errors import SettingsError
from cluster_planner.fields import CATALOGUE, choice_codes, plain
from cluster_planner.profile import CHINA
from cluster_planner.said import (
    Code,
    Count,
    Name,
    Score,
    Several,
    from_plain,
    say,
    several,
    to_plain,
    walk,
)
from cluster_planner.settings import Settings, list_knobs, parse_settings
from cluster_planner.words import Speaker, languages, read_catalogue, speaker
from cluster_planner.words._catalogue import FOLDER

BANK = CHINA.catalogue.bank
FLATS = CHINA.catalogue.flats
LOCATING = CHINA.catalogue.locating

PACKAGE = FOLDER.parent

# What a planner may write in the catalogue of works: shorter than what sheets show.
OF_WORKS = {"choice.work_class", "choice.work_share"}
# Where languages count otherwise ("a, b and 3 more" is "a, b, 5 in all"), or one alone names the knob.
OF_ONE_LANGUAGE = {"reviews.and_more", "reviews.summary", "error.areas.through_apart"}


def test_every_language_has_the_same_keys_and_facts():
    first, *others = (read_catalogue(lang) for lang in languages())
    assert first.lang == "zh"
    for other in others:
        assert first.entries.keys() == other.entries.keys()
        differing = [key for key in first.entries if first.facts(key) != other.facts(key)]
        differing = [key for key in differing if key not in OF_ONE_LANGUAGE]
        assert not differing, (other.lang, differing)
        assert first.style.keys() == other.style.keys()
        assert first.style["between"].keys() == other.style["between"].keys()


def said_in_the_code():
    """Go through what is said under a key that is written out: where, the key, and the names of its facts."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"
            if called and isinstance(node.args[0], ast.Constant) and "." in node.args[0].value:
                names = {fact.arg for fact in node.keywords}
                yield f"{path.name}:{node.lineno}", node.args[0].value, None if None in names else names


def test_all_that_is_said_is_in_the_catalogue_with_the_facts_it_asks_for():
    words = [read_catalogue(lang) for lang in languages()]
    said = list(said_in_the_code())
    assert [(place, key) for place, key, _ in said if key not in words[0].entries] == []
    asked = {key: frozenset().union(*(each.facts(key) for each in words)) for _, key, _ in said}
    assert [(place, key) for place, key, names in said if names is not None and names != asked[key]] == []


def test_facts_go_through_json_and_pickle_and_come_back_equal():
    said = say("a", n=Count(2), who=several([Name("甲"), None, say("b", part=Score(0.25))], "clauses"), none=None)
    assert from_plain(to_plain(said)) == said
    assert pickle.loads(pickle.dumps(said)) == said  # noqa: S301 - our own
    assert [type(fact).__name__ for fact in walk(said)] == ["Said", "Count", "Several", "Name", "Said", "Score"]
    with pytest.raises(ValueError, match="not a fact"):
        from_plain(["Nothing", 1])


def test_a_third_language_is_one_file(tmp_path):
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "ko.toml").write_text(text.replace('unknown = "unknown"', 'unknown = "미상"'), encoding="utf-8")
    words = Speaker(read_catalogue("ko", tmp_path))
    assert words.write(Several((Score(float("nan")), Count(3)))) == "미상, 3"


def test_fields_choices_units_and_knobs_have_words_and_no_word_is_without_its_code():
    choices = {f"choice.{column.vocabulary}": column.choices for column in COLUMNS.values() if column.choices}
    units = {column.unit for column in COLUMNS.values() if column.unit}
    knobs = {f"{section}.{name}" for section, name, _, _ in list_knobs(Settings())}
    for words in (read_catalogue(lang) for lang in languages()):
        assert CATALOGUE.keys() <= words.section("field").keys() <= COLUMNS.keys()
        assert words.section("knob").keys() == knobs
        assert units <= words.section("unit").keys()
        assert words.section("unit.page").keys() == units
        assert words.section("hint").keys() <= CATALOGUE.keys()
        vocabularies = {key.rpartition(".")[0] for key in words.entries if key.startswith("choice.")}
        assert vocabularies == choices.keys() | OF_WORKS
        for vocabulary, allowed in choices.items():
            assert list(words.section(vocabulary)) == [choice.code for choice in allowed]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_we_write_is_read_again(lang):
    words = speaker(lang)
    for field in (*BANK, *LOCATING, *FLATS):
        assert words.header(field.name) in field.spellings
        assert words.label("field", field.name) in field.spellings
        if field.choices:
            codes = choice_codes(field.choices)
            assert all(codes[plain(label)] == code for code, label in words.choices(field.name).items())


def test_a_header_reports_the_unit_where_the_language_does():
    chinese, english = speaker("zh"), speaker("en")
    assert chinese.header("households") == chinese.header("households", form="sheet_header") == "户数（户）"
    assert english.header("households") == english.header("households", form="sheet_header") == "Households"
    assert english.header("site_m2") == "Site area"
    assert english.header("site_m2", form="sheet_header") == "Site area (m²)"
    assert chinese.label("header", "site_m2") == "占地面积（㎡）"
    assert chinese.label("field", "site_m2") == "占地面积"
    assert chinese.header("need_age", "page") == chinese.label("column.page", "need_age")
    assert chinese.header("anything") == "anything"
    assert english.label("choice.util_gas", "aged") == english.label("choice.util_water", "aged") == "aged"


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (
            SettingsError(
                say("error.settings.not_toml", source=Code("a.toml"), reason=Code("?")),
                say("error.settings.correct_line"),
                [Name("a")],
            ),
            "a.toml 不是有效的 TOML：?。（a）请修改该行。",
            "a.toml is not valid TOML: ?. [a] Correct that line.",
        ),
        (
            InvalidInputError(say("error.estimators.index_twice"), say("error.estimators.own_name"), ["u"]),
            "X 的索引有重复。（u）请使每行的索引各不相同。",
            "The index of X has duplicate entries. [u] Give every row a unique name.",
        ),
    ],
)
def test_an_error_words_itself_in_a_fresh_process_that_it_was_sent_to(error, zh, en):
    code = "import pickle, sys; error = pickle.load(sys.stdin.buffer); print(error.in_words('zh')); print(error)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=pickle.dumps(error), capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == [zh, en]


def test_an_error_words_itself_after_it_came_out_of_a_worker():
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool, pytest.raises(SettingsError) as caught:
        pool.submit(parse_settings, "[areas]\nmax_communitis = 6").result()
    assert caught.value.in_words("zh") == "settings [areas]：未知的键 'max_communitis'。是否为 'max_communities'？"
    assert str(caught.value) == "settings [areas]: unknown key 'max_communitis'. Did you mean 'max_communities'?"


def test_a_language_without_a_catalogue_is_refused_in_words():
    with pytest.raises(SettingsError, match="fr") as refused:
        speaker("fr")
    assert "zh, en" in refused.value.in_words("zh")
