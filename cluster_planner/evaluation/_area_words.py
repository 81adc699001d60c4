"""The reason of an area in about five sentences, short enough to read aloud."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cluster_planner.evaluation._closing_words import Closing, tell_others, tell_walls
from cluster_planner.evaluation._limit_words import tell_limit
from cluster_planner.evaluation._names import Names, speak_of_two
from cluster_planner.evaluation._next_best_words import tell_next_best
from cluster_planner.evaluation._words import (
    CRITERIA,
    ITEMS,
    LEAST_WAN,
    Row,
    households,
    in_words,
    listed,
    money,
    percent,
    say,
    score,
    whole,
)
from cluster_planner.fields import Lang
from cluster_planner.model import PAIR
from cluster_planner.settings import AreaSettings, CostSettings, Settings

M2_PER_WAN = 10_000
MOST = 2  # items of the saving that are told


def explain_areas(
    table: pd.DataFrame, closings: Mapping[str, Closing], names: Names, settings: Settings, lang: Lang
) -> pd.Series:
    """Say for each area what it is, why its members belong together, what it saves, what closed it, and how firm it is.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``area_id``: totals, means, savings, ``gap_least_m`` and ``gap_most_m``; the strongest and the
        weakest pair as in `rank_pairs`; the alternative as ``other``, ``other_likeness``, ``other_reason``,
        ``other_detail``, ``other_figure``; and the next best plan as ``next_best`` (in this language), ``value_lost``,
        ``extent`` and ``firmness``.
    closings : mapping
        From `close_areas`.
    names : Names
        Of communities and areas.
    settings : Settings
        Price year and plausible saving, thresholds and limits.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    Series
        Texts, indexed as the table.
    """
    texts = [
        ("" if lang == "zh" else " ").join(
            [
                _size(row, lang),
                _criteria(row, names, lang),
                _saving(row, settings.costs, lang),
                _closed(row, closings.get(area, Closing()), names, settings.areas, lang),
                *tell_next_best(row, lang),
            ]
        )
        for area, row in zip(table.index, table.to_dict("records"), strict=True)
    ]
    return pd.Series(texts, index=table.index, dtype="str")


def _size(row: Row, lang: Lang) -> str:
    text = say("size", lang, count=row["communities"], households=households(row["households"], lang))
    if pd.notna(row["floor_area_m2"]):
        figure = row["floor_area_m2"]
        text += say("floor_area", lang, figure=f"{figure / M2_PER_WAN:,.1f}" if lang == "zh" else whole(figure))
    if pd.notna(row["gap_most_m"]):
        low, high = whole(row["gap_least_m"]), whole(row["gap_most_m"])
        text += say("gap" if low == high else "gaps", lang, low=low, high=high)
    if pd.notna(row["subdistrict"]) and "、" in row["subdistrict"]:
        text += say("subdistricts", lang, names=row["subdistrict"])
    if pd.notna(row["need"]):
        text += say("need", lang, need=score(row["need"], lang))
        if pd.notna(row.get("need_after")):
            text += say("need_after", lang, need=score(row["need_after"], lang))
    return _ended(text, lang)


def _criteria(row: Row, names: Names, lang: Lang) -> str:
    """Tell the four criteria and, where there are several pairs, the one most alike and the one least alike."""
    gap = "" if lang == "zh" else " "
    words = in_words(CRITERIA, lang)
    known = [f"{word}{gap}{score(row[name], lang)}" for name, word in words.items() if pd.notna(row[name])]
    unknown = [word for name, word in words.items() if pd.isna(row[name])]
    scores = [listed(known, lang)] if known else []
    if unknown:
        scores.append(say("unknown", lang, criteria=listed(unknown, lang)))
    told = {"mean": score(row["likeness_mean"], lang)}
    if row["pairs"] > 1:
        for end in ("strongest", "weakest"):
            focal, neighbor = speak_of_two(*(names.communities[row[f"{end}_{which}"]] for which in PAIR))
            told[end] = say("two", lang, focal=focal, neighbor=neighbor)
        told |= {"most": f"{row['strongest']:.2f}", "least": f"{row['weakest']:.2f}"}
    single = "pair" if row["communities"] == len(PAIR) else "no_pairs"
    pairs = say("pairs" if row["pairs"] > 1 else single, lang, **told)
    sentence = say("criteria", lang, scores=("，" if lang == "zh" else ", ").join(scores), pairs=pairs)
    return sentence[0].upper() + sentence[1:]


def _saving(row: Row, costs: CostSettings, lang: Lang) -> str:
    words = {"year": costs.price_year, "range": _range(row, lang), **money(row["saving_wan"])}
    share = row["saving_share"]
    if pd.isna(share):
        return say("saving_unknown", lang)
    top = percent(costs.max_saving_share)
    doubt = say("saving_implausible", lang, top=top) if share > costs.max_saving_share else ""
    return _ended(say("saving", lang, **words, share=percent(share), doubt=doubt) + _items(row, lang), lang)


def _range(row: Row, lang: Lang) -> str:
    low, high = row["saving_low_wan"], row["saving_high_wan"]
    unit = "wan" if lang == "zh" else "cny"
    return say("saving_range", lang, low=money(low)[unit], high=money(high)[unit])


def _items(row: Row, lang: Lang) -> str:
    """Tell what most is saved on, the largest first."""
    saved = {name: row[name] for name in ITEMS if row[name] >= LEAST_WAN}
    words = in_words(ITEMS, lang)
    largest = sorted(saved, key=lambda name: -saved[name])[:MOST]
    told = [say("saving_item", lang, item=words[name], **money(saved[name])) for name in largest]
    return say("saving_items", lang, items=listed(told, lang)) if told else ""


def _closed(row: Row, closing: Closing, names: Names, settings: AreaSettings, lang: Lang) -> str:
    """Say what barriers close the area, who its nearest alternative is, and why the others beside it are not in."""
    clauses = []
    walls, others = tell_walls(closing, lang), tell_others(closing, f"{settings.min_likeness:.2f}", lang)
    if walls:
        clauses.append(say("walls", lang, walls=walls))
    if pd.notna(row["other"]):
        clauses.append(_alternative(row, names, settings, lang))
        if others:
            clauses.append(say("also_beside", lang, others=others))
    else:
        clauses.append(say("only_beside", lang, others=others) if others else say("nobody_beside", lang))
    sentence = ("；" if lang == "zh" else "; ").join(clauses)
    return _ended(sentence[0].upper() + sentence[1:], lang)


def _alternative(row: Row, names: Names, settings: AreaSettings, lang: Lang) -> str:
    reason, detail, other = row["other_reason"], row["other_detail"], names.communities[row["other"]]
    if reason == "blocked":
        return say("alternative_behind", lang, other=other)
    if reason == "taken" and names.areas[detail] == say("named_after", lang, name=other):
        reason = "own"
    words = {"threshold": f"{settings.min_likeness:.2f}", "detail": names.areas.get(detail, "")}
    if reason == "limit":
        words["limit"] = tell_limit(detail, row["other_figure"], settings, lang)
    why = say(f"not_in_{reason}", lang, **words)
    return say("alternative", lang, other=other, likeness=score(row["other_likeness"], lang), why=why)


def _ended(text: str, lang: Lang) -> str:
    return text + ("。" if lang == "zh" else ".")
