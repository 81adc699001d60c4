"""Why a community is in its area, alone, or not eligible, in a sentence or two."""

from __future__ import annotations

import pandas as pd

from cluster_planner.evaluation._alone_words import say_alone
from cluster_planner.evaluation._names import Names
from cluster_planner.evaluation._words import Row, phrase
from cluster_planner.said import Count, Fact, Label, Name, Score, Share, Year
from cluster_planner.settings import Settings


def explain_communities(table: pd.DataFrame, names: Names, settings: Settings) -> pd.Series:
    """Say for each community why it is where it is.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``community_id``: ``outcome``; of members ``others`` (how many there are), ``mean_likeness``,
        ``most_alike``, ``best_likeness``; of those alone what `say_alone` needs; of the others ``reason``,
        ``status``, ``plan_year``, ``tenure``, ``consent`` and ``year``.
    names : Names
        Of communities and areas.
    settings : Settings
        Thresholds, limits and years under which the areas were formed.

    Returns
    -------
    Series
        Facts to be worded, indexed as the table.
    """
    words = {"area": _member, "alone": say_alone, "not_eligible": _ineligible}
    said = [words[row["outcome"]](row, names, settings) for row in table.to_dict("records")]
    return pd.Series(said, index=table.index, dtype=object)


def _member(row: Row, names: Names, _: Settings) -> Fact:
    other, best = Name(names.communities.get(row["most_alike"], "")), Score(row["best_likeness"])
    if row["others"] == 1:
        return phrase("member_of_two", other=other, best=best)
    return phrase("member", other=other, best=best, count=Count(row["others"]), mean=Score(row["mean_likeness"]))


def _ineligible(row: Row, _: Names, settings: Settings) -> Fact:
    years = settings.eligibility
    reason = row["reason"]
    if reason == "status":
        planned: Fact | None = phrase("planned", year=Year(row["plan_year"])) if pd.notna(row["plan_year"]) else None
        status, project = Label("choice.status", row["status"]), None
        if pd.notna(row["under_way_id"]):
            project = phrase("in_project", area=Name(row["under_way_id"]))
        return phrase("ineligible_status", status=status, planned=planned, project=project)
    if reason == "under_way":
        return phrase("ineligible_under_way", area=Name(row["under_way_id"]))
    if reason == "tenure":
        return phrase("ineligible_tenure", tenure=Label("choice.tenure", row["tenure"]))
    if reason == "no_consent":
        return phrase("ineligible_no_consent", least=Share(years.least_consent))
    if reason == "consent":
        return phrase("ineligible_consent", consent=Share(row["consent"]), least=Share(years.least_consent))
    built_until, late_until = Year(years.built_until), Year(years.late_until)
    years_said = {"year": Year(row["year"]), "built_until": built_until, "late_until": late_until}
    return phrase(f"ineligible_{reason}", **years_said, share=Share(years.late_share))
