"""Why a community is in its area, alone, or not eligible, in a sentence or two."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from cluster_planner.evaluation._alone_words import tell_alone
from cluster_planner.evaluation._words import Row, percent, say, score, whole
from cluster_planner.fields import Lang, label_of
from cluster_planner.settings import Settings


def explain_communities(
    table: pd.DataFrame, names: Mapping[Hashable, str], settings: Settings, lang: Lang
) -> pd.Series:
    """Say for each community why it is where it is.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``community_id``: ``outcome``; of members ``others`` (how many there are), ``mean_likeness``,
        ``most_alike``, ``best_likeness``; of those alone what `tell_alone` asks for; of the others ``reason``,
        ``status``, ``plan_year``, ``tenure`` and ``year``.
    names : mapping
        Name of each community by its id.
    settings : Settings
        Thresholds, limits and years under which the areas were formed.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    Series
        Texts, indexed as the table.
    """
    tell = {"area": _member, "alone": tell_alone, "not_eligible": _ineligible}
    texts = [tell[row["outcome"]](row, names, settings, lang) for row in table.to_dict("records")]
    return pd.Series(texts, index=table.index, dtype="str")


def _member(row: Row, names: Mapping[Hashable, str], _: Settings, lang: Lang) -> str:
    words = {"other": names.get(row["most_alike"], ""), "best": score(row["best_likeness"], lang)}
    if row["others"] == 1:
        return say("member_of_two", lang, **words)
    return say("member", lang, **words, count=whole(row["others"]), mean=score(row["mean_likeness"], lang))


def _ineligible(row: Row, _: Mapping[Hashable, str], settings: Settings, lang: Lang) -> str:
    years = settings.eligibility
    reason = row["reason"]
    if reason == "status":
        planned: str = say("planned", lang, year=f"{row['plan_year']:.0f}") if pd.notna(row["plan_year"]) else ""
        status = label_of("choice.status", row["status"], lang)
        return say("ineligible_status", lang, status=status, planned=planned)
    if reason == "tenure":
        return say("ineligible_tenure", lang, tenure=label_of("choice.tenure", row["tenure"], lang))
    words = {"year": f"{row['year']:.0f}", "built_until": years.built_until, "late_until": years.late_until}
    return say(f"ineligible_{reason}", lang, **words, share=percent(years.late_share))
