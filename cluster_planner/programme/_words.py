"""Why a project is in its year, or in none, in a sentence or two made from figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.programme._money import Money
from cluster_planner.settings import BudgetSettings

CNY_PER_WAN = 10_000
ROUNDING = 1e-6
SCORES = {"score": "score", "need": "score_need", "saving": "score_saving"}
PHRASES = {
    "score": ("得分 {score}（体检 {need}，节省 {saving}）", "Score {score} (need {need}, saving {saving})"),
    "paid_once": ("，{year} 年实施，需 {cost}。", ": built in {year} for {cost}."),
    "paid_twice": (
        "，{year} 年开工，需 {cost}，当年支付 {first}，次年 {second}。",
        ": begun in {year} for {cost}, of which {first} is paid that year and {second} the next.",
    ),
    "unknown": (
        "，{year} 年开工；造价不详，暂按 0 计，请补充后重排。",
        ": begun in {year}; its cost is unknown and counts as 0, add it and run again.",
    ),
    "no_money": (
        "，未列入：需 {cost}，{year} 年只余 {left}。",
        ": left out, since it costs {cost} and {year} has only {left} left.",
    ),
    "capped": (
        "，未列入：{county}每年至多 {most} 个片区，各年已排满；在本县 {of} 个片区中列第 {place}。放宽此上限后，",
        ": left out, as number {place} of {of} in {county}, which takes {most} a year. With a higher limit:",
    ),
    "money_would_do": (
        "{year} 年至多再增 {more}（含次年付款），即可列入。",
        " At most {more} more, in {year} or to be paid the year after, would bring it in.",
    ),
    "as_it_is": ("{year} 年不需增加资金即可列入。", " It could begin in {year} with the money that is left."),
    "waits": (
        "，未列入：按先后次序应排在前面的片区或小区没有列入。",
        ": left out, since what must be built before it is not in the programme.",
    ),
}


def explain_projects(told: pd.DataFrame, money: Money, settings: BudgetSettings, lang: Lang) -> pd.Series:
    """Say for each project why it is in its year or in none.

    Parameters
    ----------
    told : DataFrame
        From ``find_remedies``.
    money : Money
        Years, and in what shares projects are paid.
    settings : BudgetSettings
        The most areas of a county.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    Series
        Texts, indexed as the projects.
    """
    texts = [
        _score(row, lang) + (_placed(row, money, lang) if row["start"] >= 0 else _left_out(row, settings, lang))
        for row in told.to_dict("records")
    ]
    return pd.Series(texts, index=told.index, dtype="str")


def _score(row: Mapping[Any, Any], lang: Lang) -> str:
    points = {name: _points(row[column]) for name, column in SCORES.items()}
    return _say("score", lang, **points)


def _placed(row: Mapping[Any, Any], money: Money, lang: Lang) -> str:
    year, cost = money.years[row["start"]], row["cost_wan"]
    if not row["cost_known"]:
        return _say("unknown", lang, year=year)
    paid = [amount(share * cost, lang) for share in money.profile]
    phrase = "paid_twice" if len(paid) > 1 else "paid_once"
    return _say(phrase, lang, year=year, cost=amount(cost, lang), first=paid[0], second=paid[-1])


def _left_out(row: Mapping[Any, Any], settings: BudgetSettings, lang: Lang) -> str:
    if row["why"] == "waits":
        return _say("waits", lang)
    figures = {name: amount(row[f"{name}_wan"], lang) for name in ("cost", "left")}
    figures["more"] = amount(float(round_up(row["more_wan"])), lang)
    words: dict[str, object] = {
        "county": row["county"],
        "most": settings.max_areas_per_county,
        "place": row["place"],
        "of": row["of"],
    }
    words |= {"year": row["more_year"]} | figures
    return _say(row["why"], lang, **words) + _say(
        "money_would_do" if row["more_wan"] > ROUNDING else "as_it_is", lang, **words
    )


def _points(score: float) -> str:
    return f"{score:.2f}" if score >= 0.1 or not score else f"{score:.2g}"  # noqa: PLR2004 - two digits are enough to compare


def round_up(wan: np.ndarray) -> np.ndarray:
    """Return amounts as they are told of money that would do: no less than that."""
    told: np.ndarray = np.ceil(10 * wan - ROUNDING) / 10
    return told


def amount(wan: float, lang: Lang) -> str:
    """Return an amount of money, to a thousand yuan."""
    return f"{wan:,.1f} 万元" if lang == "zh" else f"CNY {round(wan, 1) * CNY_PER_WAN:,.0f}"


def _say(phrase: str, lang: Lang, **words: object) -> str:
    return PHRASES[phrase][0 if lang == "zh" else 1].format(**words)
