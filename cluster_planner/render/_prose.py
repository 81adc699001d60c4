"""Texts made of phrases, told apart into what is always said and what differs from row to row.

The reasons of a large plan, in two languages, would be most of its page; so told, they are a few templates and the
figures and names that stand in them. Nothing is lost: where no phrase is found, the text is one value as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner import evaluation, programme

Parts = tuple[str, ...]  # of a sentence: words, value, words, value, ..., words; tuples spare the garbage collector
Form = tuple[tuple[str, ...], tuple[str, ...]]  # the words of both languages

SLOT = re.compile(r"\{\w+\}")
FIGURE = re.compile(r"(\d[\d,.]*%?)( .*)", re.DOTALL)  # with its unit
END = re.compile(r"(?<=。)(?=.)|(?<=[.] )(?=.)")
STOPS = "，。；、.,;"
LETTER = re.compile("[A-Za-z]")


def pack_prose(zh: pd.Series, en: pd.Series, known: Sequence[str] = ()) -> dict[str, Any]:
    """Return texts in two languages as templates and values.

    Parameters
    ----------
    zh, en : Series of n texts
        Where the Chinese is missing, there is none.
    known : sequence of str
        Texts that the page has anyway, such as names.

    Returns
    -------
    dict
        ``lengths``: how many sentences each of n texts has, 0 where there is none. ``templates``: of each the Chinese
        and the English sentence, as lists of words and of numbers of values; ``codes``: the template of each sentence;
        ``slots``: how many values each template takes; ``values``: template by template and value by value, a number
        for each sentence of it, which counts through ``known`` and then through ``texts``.
    """
    told = zh.notna().to_numpy()
    sentences = [_sentences(*both) for both in zip(zh[told].tolist(), en[told].fillna("").tolist(), strict=True)]
    lengths = np.zeros(len(zh), dtype=np.int64)
    lengths[told] = [len(pairs) for pairs in sentences]
    parts = [(_split(one), _split(other)) for pairs in sentences for one, other in pairs]
    codes = np.empty(len(parts), dtype=np.int64)
    templates, slots = [], []
    columns: list[tuple[str, ...]] = []
    for place, (form, rows) in enumerate(_rows_of_forms(parts).items()):
        codes[rows] = place
        distinct: dict[tuple[str, ...], int] = {}
        every = zip(*(parts[row][0][1::2] + parts[row][1][1::2] for row in rows), strict=True)
        slot = iter([distinct.setdefault(column, len(distinct)) for column in every])
        templates.append([_fill(words, slot) for words in form])
        slots.append(len(distinct))
        columns += distinct
    number, texts = _number_texts(columns, known)
    values = np.fromiter((number[text] for column in columns for text in column), dtype=np.int64)
    counts = {"lengths": lengths, "codes": codes, "slots": np.array(slots, dtype=np.int64), "values": values}
    return {"templates": templates, "texts": texts} | counts


def _sentences(zh: str, en: str) -> list[tuple[str, str]]:
    """Return the sentences of both languages side by side; all as one where they are not as many."""
    pairs = END.split(zh), END.split(en)
    return list(zip(*pairs, strict=True)) if len(pairs[0]) == len(pairs[1]) else [(zh, en)]


def _rows_of_forms(parts: Iterable[tuple[Parts, Parts]]) -> dict[Form, list[int]]:
    rows: dict[Form, list[int]] = {}
    for row, (one, other) in enumerate(parts):
        rows.setdefault((one[::2], other[::2]), []).append(row)
    return rows


def _fill(words: tuple[str, ...], slot: Iterator[int]) -> list[str | int]:
    """Return words with the number of a value between each two."""
    return [words[0], *(part for after in words[1:] for part in (next(slot), after))]


def _number_texts(columns: list[tuple[str, ...]], known: Sequence[str]) -> tuple[Mapping[str, int], list[str]]:
    """Return the number of each value, and those that are not known, similar ones side by side."""
    number = {text: place for place, text in reversed(tuple(enumerate(known)))}
    texts = sorted({text for column in columns for text in column} - number.keys(), key=lambda text: (len(text), text))
    return number | {text: len(known) + place for place, text in enumerate(texts)}, texts


def _split(text: str) -> Parts:
    """Return what is said in any case and the values between, in turn; both may be empty."""
    parts = [""]
    for place, piece in enumerate(_phrases().split(text)):
        if place % 2:
            parts[-1] += piece
            continue
        before, value, after = _value(piece)
        parts[-1] += before
        if value:
            parts += [value, after]
    return tuple(parts)


@lru_cache(maxsize=100_000)
def _value(piece: str) -> tuple[str, str, str]:
    """Return a value without the spaces and the unit around it."""
    value = piece.strip()
    if not value:
        return piece, "", ""
    before, after = piece.split(value, 1)
    figure = FIGURE.fullmatch(value)
    return (before, figure[1], figure[2] + after) if figure else (before, value, after)


@cache
def _phrases() -> re.Pattern[str]:
    """Return what finds the words of any phrase, the longest first; stops only where they are none inside a figure."""
    texts = [text for room in (evaluation, programme) for both in room.PHRASES.values() for text in both]
    words = {words.strip() for text in texts for words in SLOT.split(text)} - {"", *STOPS}
    stops = [[re.escape(stop), *([r"(?=\s|$)"] if stop.isascii() else [])] for stop in STOPS]
    return re.compile(f"({_any_of([*map(_tokens, sorted(words)), *stops])})")


def _tokens(word: str) -> list[str]:
    """Return the letters of a word as expressions; it is not found inside a longer word of Latin letters."""
    tokens = [re.escape(letter) for letter in word]
    if LETTER.match(word[0]):
        tokens[0] += "(?<![A-Za-z].)"  # behind the letter, since a search is fast that begins with letters
    return [*tokens, *(["(?![A-Za-z])"] if LETTER.match(word[-1]) else [])]


def _any_of(words: Sequence[Sequence[str]]) -> str:
    """Return an expression that looks at each token once, however many words begin with it."""
    rest: dict[str, list[Sequence[str]]] = {}
    for word in filter(None, words):
        rest.setdefault(word[0], []).append(word[1:])
    longest_first = sorted(rest, key=lambda token: token.startswith("(?"))  # what looks ahead takes no letter itself
    either = "|".join(token + _any_of(rest[token]) for token in longest_first)
    return f"(?:{either})" + "?" * any(not word for word in words) if either else ""
