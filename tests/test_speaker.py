"""How the speaker of a language writes facts, and tables of them, by small catalogues and answers by hand."""

import pandas as pd
import pytest

from cluster_planner.fields import CATALOGUE
from cluster_planner.said import (
    Code,
    Count,
    Label,
    Metres,
    Money,
    Name,
    Number,
    Score,
    Share,
    SquareMetres,
    Verbatim,
    Year,
    say,
    several,
)
from cluster_planner.words import Speaker, languages, read_catalogue, speaker
from cluster_planner.words._catalogue import Catalogue
from cluster_planner.words._frames import head_column, label_column, read_amounts, word_column, word_columns

NAN = float("nan")


def speak(entries, lang="zh"):
    return Speaker(Catalogue(lang, read_catalogue(lang).style, entries))


@pytest.mark.parametrize(
    ("fact", "form", "zh", "en"),
    [
        (Score(0.736), "", "0.74", "0.74"),
        (Score(NAN), "", "不详", "unknown"),
        (Share(0.126), "", "13%", "13%"),
        (Share(0.126), ".1%", "12.6%", "12.6%"),
        (Count(12345), "", "12,345", "12,345"),
        (Number(1234.4), ",.1f", "1,234.4", "1,234.4"),
        (SquareMetres(12_345.0), ",.1f/1e4", "1.2", "1.2"),
        (Metres(1500), ".1f/1000", "1.5", "1.5"),
        (Metres(1500.4), "", "1,500", "1,500"),
        (Year(2024.0), "", "2024", "2024"),
        (Count(NAN), "", "不详", "unknown"),
        (Money(NAN), "", "不详", "unknown"),
        (Money(NAN), "2bare", "不详", "unknown"),
        (Money(12_345_678), "", "1,235 万元", "CNY 12,350,000"),
        (Money(12_345_678), "2", "1,234.57 万元", "CNY 12,345,700"),
        (Money(12_345_678), "1bare", "1,234.6", "12,346,000"),
        (Money(12_345_678), "bare", "1,235", "12,350,000"),
        (Money(2_690), "", "0.3 万元", "CNY 3,000"),
        (Money(0), "1", "0.0 万元", "CNY 0"),
        (Money(50_000), "+", "+5 万元", "+CNY 50,000"),
        (Money(-123_456), "+1", "-12.3 万元", "-CNY 123,000"),
        (Money(12_345_678), "fine", "1,234.5678 万元", "CNY 12,345,678"),
        (Money(1_000_000), "fine", "100 万元", "CNY 1,000,000"),
        (Name("东风小区"), "", "东风小区", "东风小区"),
        (Code("areas.apart"), "", "areas.apart", "areas.apart"),
        (Label("choice.nowhere", "river"), "", "river", "river"),
        (Label("header", "households"), "", "户数（户）", "Households"),
        (Label("header", "households"), "code", "households", "households"),
        (several([Name("甲"), None, Name("乙")]), "", "甲、乙", "甲, 乙"),
        (several([Score(0.5), None, Score(0.25)]), ".1f", "0.5、0.2", "0.5, 0.2"),
        (several([None, None]), "", "", ""),
        (several([None, Name("a"), Name("b")], "run"), "", "ab", "ab"),
        (None, "", "", ""),
    ],
)
def test_figures_and_lists(fact, form, zh, en):
    assert speaker("zh").write(fact, form) == zh
    assert speaker("en").write(fact, form) == en


@pytest.mark.parametrize(
    ("count", "en"),
    [(Count(1), "1 area is"), (Count(0), "0 areas are"), (Count(12), "12 areas are"), (Number(1), "1 area is"),
     (Code("1"), "1 area is"), (Count(NAN), "unknown areas are")],
)  # fmt: skip
def test_what_is_counted_is_in_the_right_number(count, en):
    words = speak({"made": "{count} {count:area is|areas are}"}, "en")
    assert words.say("made", count=count) == en
    assert words.fill("made", count="1") == "1 area is"
    assert words.fill("made", count="1,200") == "1,200 areas are"
    assert words.catalogue.facts("made") == {"count"}
    assert words.pieces(count, "area is|areas are") == [(False, en.partition(" ")[2])]


def test_words_around_money_and_unknown_figures_are_words_and_figures_are_values():
    chinese, english = speaker("zh"), speaker("en")
    assert chinese.pieces(Money(50_000)) == [(True, "5"), (False, " 万元")]
    assert english.pieces(Money(50_000)) == [(False, "CNY "), (True, "50,000")]
    assert english.pieces(Money(50_000), "bare") == [(True, "50,000")]
    assert english.pieces(Money(NAN)) == english.pieces(Count(NAN)) == [(False, "unknown")]
    assert english.pieces(several([Name("a"), Code("b")])) == [(True, "a"), (False, ", "), (True, "b")]
    assert english.pieces(several([Name("a"), Code("b")], "run")) == [(True, "a"), (True, "b")]
    assert english.pieces(Label("nothing", "a")) == [(True, "a")]


def test_nothing_has_no_sign():
    assert speaker("zh").write(Money(-0.0)) == "0 万元"


def test_amounts_in_a_table_are_in_the_unit_of_the_language_and_other_figures_as_they_are():
    assert [read_amounts(pd.Series([50_000.0], name="saving_money"), lang).item() for lang in ("zh", "en")] == [
        5,
        50_000,
    ]
    for name in ("households", "anything"):
        assert read_amounts(pd.Series([50_000.0], name=name), "zh").item() == 50_000


def test_only_amounts_are_in_another_unit_than_their_figures():
    assert [speaker("zh").worth(unit) for unit in ("money", "m2", "")] == [10_000, 1, 1]


def test_words_begin_with_a_capital_or_are_in_lower_case():
    words = speak({"a": "{one:capital} {one:lower}", "both": "Of {x} And {y}"}, "en")
    both = say("both", x=Name("Red"), y=Name("Blue"))
    assert words.write(say("a", one=say("both", x=Name("Red"), y=Name("Blue")))) == "Of Red And Blue of red and blue"
    assert words.write(several([Name("red"), Name("blue")]), "capital") == "Red, blue"
    assert words.write(several([Name("RED"), Share(0.5)]), "lower") == "red, 50%"
    assert words.write(both) == "Of Red And Blue"


def test_only_a_known_score_stands_off_and_only_from_a_word():
    words = speak({"a": "得分{x}", "b": "得分：{x}", "c": "{x}{y}", "d": "。得{x}"})
    assert words.write(say("a", x=Score(0.5))) == "得分 0.50"
    assert words.pieces(say("a", x=Score(0.5))) == [(False, "得分"), (False, " "), (True, "0.50")]
    assert words.write(say("a", x=Score(NAN))) == "得分不详"
    assert words.write(say("a", x=Share(0.5))) == "得分50%"
    assert words.write(say("b", x=Score(0.5))) == "得分：0.50"
    assert words.write(say("d", x=Score(0.5))) == "。得 0.50"
    assert words.write(say("c", x=Name("甲"), y=Score(0.5))) == "甲 0.50"
    assert words.write(say("c", x=None, y=Score(0.5))) == "0.50"
    assert words.write(say("c", x=Count(3), y=Score(0.5))) == "30.50"
    assert speak({"a": "score{x}"}, "en").write(say("a", x=Score(0.5))) == "score0.50"


def test_a_score_stands_off_in_a_whole_sentence_but_not_from_a_bracket():
    words = speak({"a": "相似度{mean}，{other}（{best}）{other}{best}。"})
    said = say("a", mean=Score(0.5), other=Name("甲"), best=Score(0.75))
    assert words.write(said) == "相似度 0.50，甲（0.75）甲 0.75。"


def test_what_is_missing_writes_nothing_and_a_sentence_begins_with_a_capital():
    words = speak({"end": "{what:capital}.", "size": "an unknown number{more}", "more": ", {n} more"}, "en")
    assert words.write(say("end", what=say("size", more=None))) == "An unknown number."
    assert words.write(say("end", what=say("size", more=say("more", n=Count(2))))) == "An unknown number, 2 more."


def test_texts_are_joined_as_the_language_joins_them():
    assert [speaker(lang).join(["a", "b"]) for lang in ("zh", "en")] == ["a、b", "a, b"]
    assert [speaker(lang).join(["a", "b"], "parts") for lang in ("zh", "en")] == ["a；b", "a; b"]


def test_what_a_file_words_itself_is_reported_in_its_first_language_to_others():
    reported = Verbatim((("zh", "共{n}户"), ("en", "{n} flats")), (("n", Count(1200)),))
    assert [speaker(lang).write(reported) for lang in ("zh", "en")] == ["共1,200户", "1,200 flats"]
    assert speak({}, "en").write(Verbatim((("fr", "{n} logements"),), (("n", Count(3)),))) == "3 logements"


def test_texts_written_before_are_filled_in():
    words = speak({"a": "{one} of {two:.1f}!", "b": "plain"}, "en")
    assert words.fill("a", one="x", two=3.25) == "x of 3.25!"
    assert words.fill("b") == words.say("b") == "plain"


def test_labels_are_found_by_kind_and_code_and_codes_stand_where_there_is_none():
    words = speak({"choice.status.done": "Done", "field.status": "State", "knob.status": "Knob"}, "en")
    assert words.label("choice.status", "done") == "Done"
    assert words.label("choice.status", "lost") == words.label("choice.nowhere", "lost") == "lost"
    assert words.label("field", "status") == "State"
    assert words.label("knob", "lost") == "lost"
    # Several columns share a vocabulary.
    shared = speak({"choice.util.aged": "Worn"}, "en")
    assert speaker("zh").label("choice.util_gas", "aged") == speaker("zh").label("choice.util_water", "aged") != "aged"
    assert shared.label("knob.util_gas", "aged") == "aged"
    assert list(speaker("en").choices("status")) == [choice.code for choice in CATALOGUE["status"].choices]
    assert speaker("en").choices("households") == speaker("en").choices("nothing") == {}


def test_a_table_may_call_a_column_otherwise_and_unit_comes_with_it():
    style = read_catalogue("en").style
    words = Speaker(Catalogue("en", style, {"field.site_m2": "Site", "column.t.site_m2": "Lot", "unit.m2": "m2"}))
    assert words.header("site_m2") == "Site"
    assert words.header("site_m2", "t") == "Lot"
    assert words.header("site_m2", "t", "sheet_header") == "Lot (m2)"
    assert words.header("mine", form="sheet_header") == "mine"
    assert words.label("header", "site_m2") == "Site"


def test_a_table_means_otherwise_by_a_column():
    words = speak({"meaning.any.value": "of any", "meaning.t.value": "of this"}, "en")
    assert [words.meaning("value", table) for table in ("t", "u")] == ["of this", "of any"]


def test_a_catalogue_reports_its_sections_and_facts():
    catalogue = Catalogue("en", {}, {"a.b": "{x} and {y:.1f}", "a.c.d": "words", "ab.c": "no"})
    assert catalogue.facts("a.b") == {"x", "y"}
    assert catalogue.facts("a.c.d") == frozenset()
    assert catalogue.section("a") == {"b": "{x} and {y:.1f}", "c.d": "words"}
    assert catalogue.parts("a.b") == (("", "x", ""), (" and ", "y", ".1f"))
    assert languages()[0] == "zh"
    assert set(languages()) == {"zh", "en"}


def test_columns_of_facts_become_text_under_their_own_names():
    rows = ["x", "y"]
    table = pd.DataFrame({"a_said": pd.Series([Count(1200), None], rows, dtype=object), "b": [1, 2]}, index=rows)
    worded = word_columns(table, "en")
    assert list(worded) == ["a", "b"]
    assert worded["a"].fillna("-").to_dict() == {"x": "1,200", "y": "-"}
    assert worded["b"].tolist() == [1, 2]
    assert list(table) == ["a_said", "b"]
    assert word_column(table["a_said"], "en").name == "a"


def test_codes_of_a_column_become_words_one_by_one():
    labels = speaker("zh").choices("status")
    codes = pd.Series(["done", None, "started;done", "lost"], name="status", dtype="str")
    reported = label_column(codes, "zh")
    assert reported.fillna("-").tolist() == [labels["done"], "-", f"{labels['started']};{labels['done']}", "lost"]
    for name in ("households", "anything"):
        assert label_column(codes.rename(name), "zh").tolist()[2:] == ["started;done", "lost"]


def test_amounts_as_they_came_stand_under_the_unit_of_their_ledger():
    counted = pd.Series([1e6, None], name="invest_money")
    assert (
        head_column(counted, "zh") == head_column(pd.Series([None], name="invest_money"), "zh") == "估算总投资（万元）"
    )
    assert head_column(pd.Series(["100万"], name="invest_money", dtype="str"), "zh") == "估算总投资（元）"
