"""Demands that the programme does not meet: where, by how much, and how much money would meet all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.programme._words import amount, round_up

PHRASES = {
    "county": (
        "{county} {year} 年应安排片区 {areas} 个，少 {missing} 个",
        "{county} should begin {areas} areas in {year} and lacks {missing}",
    ),
    "deadline": (
        "小区 {community_id} 所在片区最迟应在 {year} 年开工，未能安排",
        "the area of community {community_id} should begin by {year} and does not",
    ),
    "money": (
        "。预算再增加 {amounts}，即可满足全部要求。",
        ". With {amounts} more all demands could be met.",
    ),
    "no_money": (
        "。增加预算也不能同时满足全部要求：与片区数上限、先后次序或不参与改造的小区相抵触。",
        ". No money meets all demands: they contradict the most areas of a county, the order, or who takes part.",
    ),
}


def tell_shortfalls(
    wanted: pd.DataFrame, missing: np.ndarray, lacking_wan: np.ndarray | None, years: np.ndarray
) -> pd.DataFrame:
    """Return the demands that are not met, in words.

    Parameters
    ----------
    wanted : DataFrame
        The demands, d of them.
    missing : ndarray of shape (d,)
        How many areas each lacks.
    lacking_wan : ndarray or None
        Money by year with which all could be met.
    years : ndarray
        Years of the money.

    Returns
    -------
    DataFrame
        ``demand``, ``county``, ``community_id``, ``year``, ``areas``, ``missing``, ``reason_zh``, ``reason_en``.
    """
    unmet = wanted[missing > 0].drop(columns="project")
    unmet = unmet.assign(year=years[0] + unmet["year"], missing=missing[missing > 0].astype(int))
    for lang in ("zh", "en"):
        tail = _remedy(lacking_wan, years, lang)
        texts = [_tell(row, lang) + tail for row in unmet.to_dict("records")]
        unmet[f"reason_{lang}"] = pd.Series(texts, index=unmet.index, dtype="str")
    return unmet.reset_index(drop=True)


def _tell(row: Mapping[Any, Any], lang: Lang) -> str:
    return _say(
        row["demand"], lang, **{name: row[name] for name in ("county", "community_id", "year", "areas", "missing")}
    )


def _remedy(lacking_wan: np.ndarray | None, years: np.ndarray, lang: Lang) -> str:
    if lacking_wan is None or not lacking_wan.any():
        return _say("no_money", lang)
    amounts = [
        f"{year} 年 {amount(wan, lang)}" if lang == "zh" else f"{amount(wan, lang)} in {year}"
        for year, wan in zip(years, round_up(lacking_wan), strict=True)
        if wan > 0
    ]
    return _say("money", lang, amounts=("、" if lang == "zh" else ", ").join(amounts))


def _say(phrase: str, lang: Lang, **words: object) -> str:
    return PHRASES[phrase][0 if lang == "zh" else 1].format(**words)
