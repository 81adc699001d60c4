"""Tables as the page reads them: by column, never a dictionary per row; texts by number, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.columns import Column, find_column
from cluster_planner.render._columns import Look, look_of
from cluster_planner.render._sentences import pack_sentences
from cluster_planner.render._words import NEED_PARTS_AFTER, in_each
from cluster_planner.words import Speaker


def pack_table(frame: pd.DataFrame, shown: Sequence[str], known: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """Return the declared columns that are present and not empty, each with its labels, units and look.

    Parameters
    ----------
    frame : DataFrame of n rows
        With canonical column names; what is said of a row is a column of facts that ends in ``_said``.
    shown : sequence of str
        The columns that may be shown, in order.
    known : sequence of str
        Names that the sentences of prose need not repeat; see ``pack_sentences``.

    Returns
    -------
    dict
        Column name to ``labels`` and ``units`` (Chinese, English), ``style``, ``digits`` and n ``values``; of texts
        instead the distinct ``texts`` and n ``codes``, -1 where missing. Where the languages differ, ``texts`` are
        under ``both`` as two lists, Chinese and English. Of prose, what ``pack_sentences`` returns.
    """
    plain = pd.DataFrame(frame)  # on a GeoDataFrame, each choice of columns would look for the geometry
    held = {name: plain[column] for name in shown for column in (name, f"{name}_said") if column in plain}
    return {
        name: _head(name, look) | _body(name, held[name], look, known)
        for name, look in zip(shown, map(look_of, shown), strict=True)
        if name in held and (look.shows_unknown or held[name].notna().any())
    }


def pack_texts(texts: pd.Series) -> dict[str, Any]:
    """Return the distinct texts, sorted by first use, and the number of each row's text, -1 where missing."""
    codes, distinct = pd.factorize(texts)
    return {"texts": [str(text) for text in distinct], "codes": codes}


def units(column: Column | None) -> tuple[str, ...]:
    """Return the unit of a column in every language, as the page shows it."""
    return in_each(lambda words: words.label("unit.page", column.unit if column else ""))


def rounded(values: pd.Series, digits: int) -> np.ndarray:
    """Return numbers rounded as shown, NaN where missing; whole ones as integers where all are known."""
    numbers = values.to_numpy(dtype=float, na_value=np.nan).round(digits)
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers if digits or np.isnan(numbers).any() else numbers.astype(np.int64)


def _head(name: str, look: Look) -> dict[str, Any]:
    bare = look.style in {"plain", "percent"}
    return {
        "labels": in_each(lambda words: _label(name, words)),
        "units": units(None if bare else find_column(name)),
        "style": look.style,
        "digits": look.digits,
    }


def _label(name: str, words: Speaker) -> str:
    if name in NEED_PARTS_AFTER:
        return words.header(name.removeprefix("after_"), "page")
    return words.label("field", name)


def _body(name: str, column: pd.Series, look: Look, known: Sequence[str]) -> dict[str, Any]:
    if look.style == "prose":
        return pack_sentences(column, known)
    if look.style != "text":
        return {"values": rounded(column, look.decimals)}
    if str(column.name).endswith("_said"):
        return _pack_said(column)
    packed = pack_texts(column)
    shown = find_column(name)
    if shown is None or not shown.choices:
        return packed
    kind = f"choice.{shown.vocabulary}"
    both = in_each(lambda words: [words.label(kind, code) for code in packed["texts"]])
    return {"both": both, "codes": packed["codes"]}


def _pack_said(said: pd.Series) -> dict[str, Any]:
    """Return what is said of each row in every language under one number, -1 where there is nothing."""
    codes, distinct = pd.factorize(said)
    return {"both": in_each(lambda words: [words.write(fact) for fact in distinct]), "codes": codes}
