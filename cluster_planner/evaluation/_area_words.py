"""The reason of an area in a few sentences, short enough to read aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.evaluation._limit_words import tell_limit
from cluster_planner.evaluation._next_best_words import tell_next_best
from cluster_planner.evaluation._words import Row, barrier, households, percent, say, score, whole
from cluster_planner.fields import Lang
from cluster_planner.settings import CostSettings, Settings

CNY_PER_WAN = 10_000


def explain_areas(table: pd.DataFrame, names: pd.Series, settings: Settings, lang: Lang) -> pd.Series:
    """Say for each area what it is, why its members belong together, what it saves, what is near, and how firm it is.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``area_id``: totals, means, savings, ``gap_least_m`` and ``gap_most_m``, the alternative as
        ``other``, ``other_likeness``, ``other_reason``, ``other_detail``, ``other_figure``, and the next best plan as
        ``next_best`` (in this language), ``value_lost``, ``extent`` and ``firmness``.
    names : Series
        Name of each community and of each area, indexed by their ids.
    settings : Settings
        Price year and plausible saving, thresholds and limits.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    Series
        Texts, indexed as the table.
    """
    gap = "" if lang == "zh" else " "
    texts = [
        gap.join(
            [
                _size(row, lang),
                _criteria(row, lang),
                *_saving(row, settings.costs, lang),
                _nearest(row, names, settings, lang),
                *tell_next_best(row, lang),
            ]
        )
        for row in table.to_dict("records")
    ]
    return pd.Series(texts, index=table.index, dtype="str")


def _size(row: Row, lang: Lang) -> str:
    clauses = [say("size", lang, count=row["communities"], households=households(row["households"], lang))]
    if pd.notna(row["gap_most_m"]):
        low, high = whole(row["gap_least_m"]), whole(row["gap_most_m"])
        clauses.append(say("gap" if low == high else "gaps", lang, low=low, high=high))
    if pd.notna(row["subdistrict"]):
        several = "、" in row["subdistrict"]
        clauses.append(say("subdistricts" if several else "one_subdistrict", lang, names=row["subdistrict"]))
    return "，".join(clauses) + "。" if lang == "zh" else ", ".join(clauses) + "."


def _criteria(row: Row, lang: Lang) -> str:
    scores = {name: score(row[name], lang) for name in ("location", "type", "trade", "culture")}
    mean, least = score(row["likeness_mean"], lang), score(row["likeness_min"], lang)
    return say("criteria", lang, **scores, mean=mean, least=least)


def _saving(row: Row, costs: CostSettings, lang: Lang) -> Iterator[str]:
    saving = row["saving_wan"]
    words = {"year": costs.price_year, "wan": whole(saving), "cny": whole(round(saving) * CNY_PER_WAN)}
    if pd.isna(row["saving_share"]):
        yield say("saving_of_unknown", lang, **words)
        return
    yield say("saving", lang, **words, share=percent(row["saving_share"]))
    if row["saving_share"] > costs.max_saving_share:
        yield say("saving_implausible", lang, top=percent(costs.max_saving_share))


def _nearest(row: Row, names: pd.Series, settings: Settings, lang: Lang) -> str:
    if pd.isna(row["other"]):
        return say("no_alternative", lang)
    reason, detail = row["other_reason"], row["other_detail"]
    words = {
        "blocked": lambda: {"detail": barrier(detail, lang)},
        "taken": lambda: {"detail": names[detail]},
        "unlike": lambda: {"threshold": f"{settings.areas.min_likeness:.2f}"},
        "limit": lambda: {"limit": tell_limit(detail, row["other_figure"], settings.areas, lang)},
    }.get(reason, dict)()
    why = say(f"not_in_{reason}", lang, **words)
    return say("alternative", lang, other=names[row["other"]], likeness=score(row["other_likeness"], lang), why=why)
