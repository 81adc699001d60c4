"""Sentences split into what is always said and what differs from row to row.

The reasons of a large plan, in every language, would be most of its page; split, they are a few templates and the
figures and names that fill them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from cluster_planner.render._words import in_each
from cluster_planner.said import Fact, Several
from cluster_planner.words import Speaker

Parts: TypeAlias = tuple[str, ...]  # of a sentence, in turn: words, value, words, ..., value, words
Form: TypeAlias = tuple[Parts, ...]  # the words of each language
BY = "sentences"  # how sentences are joined


def pack_sentences(said: pd.Series, known: Sequence[str] = ()) -> dict[str, Any]:
    """Return sentences in every language of the page as templates and values.

    Parameters
    ----------
    said : Series of n facts
        What is said of each row, in one or more sentences; missing where there is nothing.
    known : sequence of str
        Texts that the page has anyway, such as names.

    Returns
    -------
    dict
        ``lengths``: how many sentences each of n texts has, 0 where there is none. ``templates``: each in every
        language, as lists of words and of numbers of values; ``codes``: the template of each sentence; ``slots``: how
        many values each template takes; ``values``: template by template and value by value, a number for each
        sentence of it, which counts through ``known`` and then through ``texts``; ``between``: what stands between two
        sentences, by language.
    """
    is_said = said.notna().to_numpy()
    sentences = [_sentences(fact) for fact in said[is_said]]
    lengths = np.zeros(len(said), dtype=np.int64)
    lengths[is_said] = [len(several) for several in sentences]
    parts = [sentence for several in sentences for sentence in several]
    codes = np.empty(len(parts), dtype=np.int64)
    templates, slots = [], []
    columns: list[tuple[str, ...]] = []
    for place, (form, rows) in enumerate(_rows_of_forms(parts).items()):
        codes[rows] = place
        distinct: dict[tuple[str, ...], int] = {}
        every = zip(*([value for one in parts[row] for value in one[1::2]] for row in rows), strict=True)
        slot = iter([distinct.setdefault(column, len(distinct)) for column in every])
        templates.append([_fill(words, slot) for words in form])
        slots.append(len(distinct))
        columns += distinct
    number, texts = _number_texts(columns, known)
    values = np.fromiter((number[text] for column in columns for text in column), dtype=np.int64)
    counts = {"lengths": lengths, "codes": codes, "slots": np.array(slots, dtype=np.int64), "values": values}
    between = in_each(lambda words: words.catalogue.style["between"][BY])
    return {"templates": templates, "texts": texts, "between": between} | counts


def _sentences(said: Fact) -> list[tuple[Parts, ...]]:
    """Return the parts of each sentence in every language, without empty sentences."""
    every = said.items if isinstance(said, Several) and said.by == BY else (said,)
    parts = [in_each(partial(_parts, fact)) for fact in every]
    return [sentence for sentence in parts if any(one != ("",) for one in sentence)]


def _parts(fact: Fact | None, words: Speaker) -> Parts:
    """Return the fixed words and the values between them, in turn; words may be empty."""
    parts = [""]
    for is_value, text in words.pieces(fact):
        if is_value:
            parts += [text, ""]
        else:
            parts[-1] += text
    return tuple(parts)


def _rows_of_forms(parts: Iterable[tuple[Parts, ...]]) -> dict[Form, list[int]]:
    rows: dict[Form, list[int]] = {}
    for row, sentence in enumerate(parts):
        rows.setdefault(tuple(one[::2] for one in sentence), []).append(row)
    return rows


def _fill(words: tuple[str, ...], slot: Iterator[int]) -> list[str | int]:
    """Return words with the number of a value between every two."""
    return [words[0], *(part for after in words[1:] for part in (next(slot), after))]


def _number_texts(columns: list[tuple[str, ...]], known: Sequence[str]) -> tuple[Mapping[str, int], list[str]]:
    """Return the number of each value, and the unknown values, with similar ones side by side."""
    number = {text: place for place, text in reversed(tuple(enumerate(known)))}
    texts = sorted({text for column in columns for text in column} - number.keys(), key=lambda text: (len(text), text))
    return number | {text: len(known) + place for place, text in enumerate(texts)}, texts
