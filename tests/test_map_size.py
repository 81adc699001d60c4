"""What keeps the page small loses nothing."""

import pandas as pd
import pytest
from drawn_towns import HOSTILE, make_plan
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner.render._letters import LETTERS, from_letters, to_letters
from cluster_planner.render._payload import describe_plan
from cluster_planner.render._sentences import pack_sentences
from cluster_planner.said import Name, Score, say, several
from cluster_planner.words import languages, speaker

TEXTS = [" 12 户，", "1,204 m", "0.59", "好。", "Good. ", "康富家园", "{0}", *HOSTILE]
TEXT = st.one_of(st.sampled_from(TEXTS), st.text())
FACT = st.recursive(
    st.one_of(TEXT.map(Name), st.floats(0, 1).map(Score), st.just(None)),
    lambda facts: st.one_of(
        st.lists(facts, max_size=3).map(several),
        st.tuples(facts, facts).map(lambda two: say("evaluation.two", focal=two[0], neighbor=two[1])),
    ),
    max_leaves=6,
).filter(bool)
SAID = st.one_of(st.none(), FACT, st.lists(FACT, min_size=1, max_size=3).map(lambda facts: several(facts, "sentences")))


def read_prose(packed, known, language):
    """Put the texts together again, as ``page/src/plan/prose.js`` does."""
    pool = [*known, *packed["texts"]]
    values, start, reported = packed["values"].tolist(), 0, {}
    for place, (template, slots) in enumerate(zip(packed["templates"], packed["slots"], strict=True)):
        rows = [row for row, code in enumerate(packed["codes"]) if code == place]
        for rank, row in enumerate(rows):
            reported[row] = "".join(
                part if isinstance(part, str) else pool[values[start + part * len(rows) + rank]]
                for part in template[language]
            )
        start += slots * len(rows)
    assert start == len(values)
    assert len(reported) == sum(packed["lengths"])
    sentences = iter(reported[place] for place in range(len(reported)))
    between = packed["between"][language]
    return [between.join(next(sentences) for _ in range(length)) if length else None for length in packed["lengths"]]


@given(st.binary(max_size=40))
def test_any_bytes_come_out_of_their_letters_as_they_went_in(data):
    letters = to_letters(data)
    assert from_letters(letters) == data
    assert len(letters) == -(-len(data) * 5 // 4)
    assert set(letters.encode()) <= set(LETTERS)


@pytest.mark.parametrize("text", ["!", "!!!!!!", "abc<d", "~~~~~", "小区"])
def test_letters_of_no_bytes_are_refused(text):
    with pytest.raises(ValueError, match=r"letters|encode"):
        from_letters(text)


@given(st.lists(SAID, max_size=8))
def test_what_is_said_comes_out_of_its_templates_as_a_speaker_writes_it(said):
    column = pd.Series(said, dtype=object)
    known = ["康富家园", "康富家园", "a"]
    packed = pack_sentences(column, known)
    for place, lang in enumerate(languages()):
        reported = [text or "" for text in read_prose(packed, known, place)]
        assert reported == [speaker(lang).write(fact) for fact in said]


def test_reasons_share_a_few_templates_and_report_no_name_again():
    plan = make_plan()
    reasons = describe_plan(plan, "zh")["communities"]["table"]["reason"]
    assert len(reasons["templates"]) < len(plan.communities.index) / 2
    assert not set(reasons["texts"]) & set(plan.communities.frame["name"])
