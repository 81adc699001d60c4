"""What keeps the page small loses nothing."""

import pandas as pd
import pytest
from drawn_towns import HOSTILE, make_plan
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner import evaluation, programme
from cluster_planner.render._letters import LETTERS, from_letters, to_letters
from cluster_planner.render._payload import describe_plan
from cluster_planner.render._prose import pack_prose

WORDS = st.one_of(
    st.sampled_from([words for room in (evaluation, programme) for both in room.PHRASES.values() for words in both]),
    st.sampled_from([" 12 户，", "1,204 m", "0.59", "好。", "Good. ", "康富家园", "{0}", *HOSTILE]),
    st.text(max_size=6),
)
TEXT = st.lists(WORDS, max_size=6).map("".join)


def read_prose(packed, known, language):
    """Put the texts together again, as ``static/prose.js`` does."""
    pool = [*known, *packed["texts"]]
    values, start, told = packed["values"].tolist(), 0, {}
    for place, (template, slots) in enumerate(zip(packed["templates"], packed["slots"], strict=True)):
        rows = [row for row, code in enumerate(packed["codes"]) if code == place]
        for rank, row in enumerate(rows):
            told[row] = "".join(
                part if isinstance(part, str) else pool[values[start + part * len(rows) + rank]]
                for part in template[language]
            )
        start += slots * len(rows)
    assert start == len(values)
    assert len(told) == sum(packed["lengths"])
    sentences = iter(told[place] for place in range(len(told)))
    return ["".join(next(sentences) for _ in range(length)) if length else None for length in packed["lengths"]]


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


@given(st.lists(st.one_of(st.none(), st.tuples(TEXT, TEXT)), max_size=8))
def test_any_texts_come_out_of_their_templates_as_they_went_in(pairs):
    zh = pd.Series([pair and pair[0] for pair in pairs], dtype="object")
    en = pd.Series([pair and pair[1] for pair in pairs], dtype="object")
    known = ["康富家园", "康富家园", "a"]
    packed = pack_prose(zh, en, known)
    assert read_prose(packed, known, 0) == zh.tolist()
    assert read_prose(packed, known, 1) == en.tolist()


def test_reasons_share_a_few_templates_and_tell_no_name_again():
    plan = make_plan()
    reasons = describe_plan(plan, "zh")["communities"]["table"]["reason"]
    assert len(reasons["templates"]) < len(plan.communities.index) / 2
    assert not set(reasons["texts"]) & set(plan.communities.frame["name"])
