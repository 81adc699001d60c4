"""What stands in real files where a number, a year, a place or a name should be, and what no file should hold."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

WORDS = [
    "90年代", "约120户", "１２０", "一百二十户", "1998-2001", "98", "2035", "36526", "1998年6月",
    "19000100", "暂无数据", "—", "/", "不详", "#REF!", "#N/A", "=1+1", "合计", "小计", "注: 以上为估算",
    "112°21′18.2″E", "126.92751,17", "28.57,112.35", "112。355", "37632579", "3162361",
    "1.13万㎡", "235万", "85%", "1,234", "'120", "inf", "nan", "-1", "1e308", "9" * 40,
    "POLYGON((0 0,1 1,0 1,0 0))", "POINT EMPTY", "13812345678", "430902198001011234", "赫山区",
    "None", "TRUE", "砖混/框架", "6+1", "√", "2000年以前", "元/平米/月", "南县 ", "1.5户", "0", "-0",
    "+7", "３.５万元",
]  # fmt: skip
SIGNS = [
    "\ufeff", "\x00", "\u202e", "😀", "<script>", "{{7*7}}", '"', "'", ",", ";", "\t",
    "\r\n", "\n", "\x01", "\ufffe", "\uffff", "\x7f", "\x1b[31m", "\u3000", "\u00a0", "\\",
    "$", "%s", "{0}", "../", "𠮷", "é", "\u2028", "|", "`",
]  # fmt: skip
NUMBERS = [
    0, -0.0, 1, -1, 0.5, 1e-300, 1e300, float("nan"), float("inf"), float("-inf"), 2**31,
    2**63, 10**40, 0.1 + 0.2, 120, 1998, 2035, 9999, 112.35, 28.57, 3162361.0, 37632579.0,
]  # fmt: skip


def text(dice: random.Random) -> str:
    """Return a word, at times with a sign in it, doubled, cut, or very long."""
    word = dice.choice(WORDS)
    match dice.randrange(8):
        case 0:
            at = dice.randrange(len(word) + 1)
            return word[:at] + dice.choice(SIGNS) + word[at:]
        case 1:
            return dice.choice(SIGNS)
        case 2:
            return word + dice.choice(WORDS)
        case 3:
            return word[: dice.randrange(len(word) + 1)]
        case 4:
            return word * dice.choice([2, 3, 60])
        case _:
            return word


def json_value(dice: random.Random, depth: int = 2) -> Any:
    """Return whatever JSON can hold, half a letter and numbers that are none too."""
    makers: list[Callable[[], Any]] = [
        lambda: text(dice),
        lambda: dice.choice(NUMBERS),
        lambda: dice.choice([None, True, False, "", "\ud800", [], {}]),
    ]
    if depth:
        makers += [
            lambda: [json_value(dice, depth - 1) for _ in range(dice.randrange(3))],
            lambda: {text(dice): json_value(dice, depth - 1) for _ in range(dice.randrange(3))},
        ]
    return dice.choice(makers)()
