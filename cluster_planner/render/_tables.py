"""Tables as the page reads them: columns, never a dictionary per row; texts by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.render._columns import Look
from cluster_planner.render._words import UNITS_EN


def pack_table(frame: pd.DataFrame, looks: Mapping[str, Look], lang: Lang) -> dict[str, dict[str, Any]]:
    """Return the declared columns that are present and hold anything, each with its label, unit and look.

    Parameters
    ----------
    frame : DataFrame of n rows
        With canonical column names.
    looks : mapping
        The columns that may be shown, in order.
    lang : {"zh", "en"}
        Language of labels and choices.

    Returns
    -------
    dict
        Column name to ``label``, ``unit``, ``style``, ``digits`` and n ``values``; texts instead as distinct ``texts``
        and n ``codes``, -1 where missing.
    """
    return {
        name: _head(name, look, lang) | _body(name, frame[name], look, lang)
        for name, look in looks.items()
        if name in frame and (look.tells_unknown or frame[name].notna().any())
    }


def pack_texts(texts: pd.Series) -> dict[str, list[Any]]:
    """Return the distinct texts, sorted by first use, and the number of each row's text, -1 where missing."""
    codes, distinct = pd.factorize(texts)
    return {"texts": [str(text) for text in distinct], "codes": codes.tolist()}


def _head(name: str, look: Look, lang: Lang) -> dict[str, Any]:
    field = CATALOGUE.get(name)
    label, unit = (name, "") if field is None else (field.zh if lang == "zh" else field.en, field.unit)
    unit = unit if lang == "zh" else UNITS_EN.get(unit, "")
    return {
        "label": label,
        "unit": "" if look.style in {"plain", "percent"} else unit,
        "style": look.style,
        "digits": look.digits,
    }


def _body(name: str, values: pd.Series, look: Look, lang: Lang) -> dict[str, list[Any]]:
    if look.style == "text":
        packed = pack_texts(values)
        field = CATALOGUE.get(name)
        if field is not None and field.choices:
            packed["texts"] = [field.choice_label(code, lang) for code in packed["texts"]]
        return packed
    return {"values": _rounded(values, look.digits + 2 * (look.style == "percent"))}


def _rounded(values: pd.Series, digits: int) -> list[float | int | None]:
    numbers = values.to_numpy(dtype=float, na_value=np.nan).round(digits)
    listed = (numbers.astype(object) if digits else np.where(np.isfinite(numbers), numbers, 0).astype(int)).tolist()
    return [number if known else None for number, known in zip(listed, np.isfinite(numbers).tolist(), strict=True)]
