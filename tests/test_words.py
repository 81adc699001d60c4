"""The catalogues of all languages hold the same keys and facts, and facts are written as each language writes them."""

import pickle
import subprocess
import sys

import pytest

from cluster_planner.errors import SettingsError
from cluster_planner.said import (
    Code,
    Count,
    Label,
    Metres,
    Money,
    Name,
    Score,
    Several,
    Share,
    Year,
    from_plain,
    say,
    several,
    to_plain,
    walk,
)
from cluster_planner.words import Speaker, languages, read_catalogue, speaker
from cluster_planner.words._catalogue import FOLDER, Catalogue

# Where languages count otherwise: "a, b and 3 more" is "a, b, 5 in all".
OF_ONE_LANGUAGE = {"reviews.and_more", "reviews.summary"}


def speak(entries, lang="zh"):
    return Speaker(Catalogue(lang, read_catalogue(lang).style, entries))


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


@pytest.mark.parametrize(
    ("fact", "form", "zh", "en"),
    [
        (Score(0.736), "", "0.74", "0.74"),
        (Score(float("nan")), "", "不详", "unknown"),
        (Share(0.123), "", "12%", "12%"),
        (Share(0.123), ".1%", "12.3%", "12.3%"),
        (Count(12345), "", "12,345", "12,345"),
        (Metres(49.6), "", "50", "50"),
        (Money(123_456_789), "", "12,346 万元", "CNY 123,460,000"),
        (Money(123_456_789), "1", "12,345.7 万元", "CNY 123,457,000"),
        (Money(123_456_789), "bare", "12,346", "123,460,000"),
        (Year(2024), "", "2024", "2024"),
        (Name("东风小区"), "", "东风小区", "东风小区"),
        (Code("areas.apart"), "", "areas.apart", "areas.apart"),
        (Label("choice.nowhere", "river"), "", "river", "river"),
        (several([Name("甲"), None, Name("乙")]), "", "甲、乙", "甲, 乙"),
        (None, "", "", ""),
    ],
)
def test_facts_are_written_as_the_language_writes_them(fact, form, zh, en):
    assert speaker("zh").write(fact, form) == zh
    assert speaker("en").write(fact, form) == en


def test_a_score_stands_off_from_chinese_words_and_not_from_a_bracket():
    words = speak({"a": "相似度{mean}，{other}（{best}）{other}{best}。"})
    said = say("a", mean=Score(0.5), other=Name("甲"), best=Score(0.75))
    assert words.write(said) == "相似度 0.50，甲（0.75）甲 0.75。"


def test_what_is_missing_writes_nothing_and_a_sentence_begins_with_a_capital():
    words = speak({"end": "{what:capital}.", "size": "an unknown number{more}", "more": ", {n} more"}, "en")
    assert words.write(say("end", what=say("size", more=None))) == "An unknown number."
    assert words.write(say("end", what=say("size", more=say("more", n=Count(2))))) == "An unknown number, 2 more."


def test_pieces_tell_words_from_values():
    words = speak({"a": "{n} 户，{who}"})
    assert words.pieces(say("a", n=Count(1200), who=Name("甲"))) == [(True, "1,200"), (False, " 户，"), (True, "甲")]


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


@pytest.mark.parametrize("make", ["pickle.loads(sys.stdin.buffer.read())"])
def test_an_error_words_itself_in_a_fresh_process(make):
    error = SettingsError(("坏", "bad"), ("改", "mend"), ["a"])
    code = f"import pickle, sys; error = {make}; print(error); print('cluster_planner.words' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(error), capture_output=True, check=True)
    assert done.stdout.decode().splitlines() == ["bad [a] mend", "True"]
