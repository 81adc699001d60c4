"""Formulas in editable tables: what they come to, what they refuse, and that they cannot do harm."""

from contextlib import suppress

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster_planner._formula import evaluate
from cluster_planner.errors import DataError

FRAME = pd.DataFrame(
    {
        "households": [120.0, None, 30.0],
        "tenure": pd.array(["reformed", None, "mixed"], dtype="str"),
        "historic": [True, False, True],
    },
    index=["c0", "c1", "c2"],
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("households > 30", [True, False, False]),
        ("30 <= households < 120", [False, False, True]),
        ("tenure != 'mixed'", [True, False, False]),
        ("tenure not in ('mixed', 'reformed')", [False, False, False]),
        ("tenure in ['mixed'] and historic or households >= 100", [True, False, True]),
        ("not historic", [False, True, False]),
        ("known(households) and not known(tenure)", [False, False, False]),
        ("ceil(max(households, 31, 32) / 50) * 2 - -1", [7.0, None, 3.0]),
        ("households / 0", [None, None, None]),
        ("round(households / 50)", [2.0, None, 1.0]),
        ("has(tenure, 'form')", [True, False, False]),
        ("first(households, 80) if historic else 0", [120.0, 0.0, 30.0]),
        ("min(households，60) ×2", [120.0, None, 60.0]),
        ("households ≥ 120 and tenure ＝＝ ‘reformed’", [True, False, False]),
    ],
)
def test_a_formula_by_hand(text, values):
    answer = evaluate(text, FRAME)
    assert answer.astype("object").where(answer.notna(), None).tolist() == values
    assert answer.index.equals(FRAME.index)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').getcwd()",
        "households.values",
        "households[0]",
        "households ** 9",
        "lambda: 1",
        "[x for x in (1,)]",
        "f'{tenure}'",
        "households is 1",
        "households in tenure",
        "tenure > 1",
        "tenure == 1",
        "households and historic",
        "ceil(households, 1)",
        "max(households)",
        "first()",
        "None",
        "",
        "1 +",
        "9" * 900,
        "-" * 999 + "1",
        "(" * 400 + "1" + ")" * 400,
        "1 + " * 400 + "1",
    ],
)
def test_what_is_no_formula_is_refused_in_both_languages(text):
    with pytest.raises(DataError) as refused:
        evaluate(text, FRAME, row="第 3 行")
    assert refused.value.rows == ("第 3 行",)
    assert refused.value.in_words("zh") != refused.value.in_words("en")


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(DataError, match=r"storeys, which is unknown.*households, tenure, historic"):
        evaluate("storeys > 3", FRAME)


def test_a_formula_comes_to_what_is_asked_for():
    with pytest.raises(DataError, match="a condition"):
        evaluate("households + 1", FRAME, "truth")


@given(st.text(max_size=60))
def test_any_text_is_a_formula_or_refused(text):
    with suppress(DataError):
        assert len(evaluate(text, FRAME)) == len(FRAME)
