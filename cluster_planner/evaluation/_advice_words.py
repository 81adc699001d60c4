"""What would bring a community that is alone into an area, in a sentence."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pandas as pd

from cluster_planner.evaluation._bounds import LINES
from cluster_planner.evaluation._limit_words import limits_of, say_amount, tell_limited
from cluster_planner.evaluation._words import Row, phrase
from cluster_planner.model import Communities, Links
from cluster_planner.said import Count, Fact, Label, Metres, Name, Said, Score, Share, Year, several
from cluster_planner.settings import Settings


def tell_advice(
    advice: pd.DataFrame, communities: Communities, links: Links, names: pd.Series, settings: Settings
) -> pd.Series:
    """Say what would bring each community that is alone into an area, and with whom it would then be.

    Parameters
    ----------
    advice : DataFrame
        From ``advise_alone``.
    communities : Communities
        With the states of those who take no part.
    links : Links
        With what lies between.
    names : Series
        Name of each community, to be spoken.
    settings : Settings
        What would be changed.

    Returns
    -------
    Series
        Sentences to be worded, indexed by ``community_id``, missing where there is no advice.
    """
    status, dividers = communities.frame["status"], links.frame["dividers_said"].to_dict()

    def tell(row: Row) -> Said:
        between = dividers.get(tuple(sorted((row["community_id"], str(row["other"])))))
        barriers = [] if between is None else [what for what in between.items if what not in LINES]
        return _change(row, names, status, barriers, settings)

    said = {}
    rows = advice.sort_values("community_id", kind="stable").to_dict("records")
    for community, changes in groupby(rows, itemgetter("community_id")):
        first, *others = changes
        others_there = first["members"] - 1
        said[community] = phrase(
            "advice",
            first=tell(first),
            further=several((phrase("advice_and", change=tell(row)) for row in others), "run") if others else None,
            mate=Name(names[first["mate"]]),
            more=phrase("advice_more", count=Count(others_there)) if others_there > 1 else None,
        )
    return pd.Series([said.get(community) for community in communities.index], communities.index, dtype=object)


def _change(row: Row, names: pd.Series, status: pd.Series, barriers: list[Fact], settings: Settings) -> Said:
    """Say one change."""
    kind, name, bound = row["change"], row["name"], row["bound"]
    if kind in ("min", "max"):
        now = getattr(limits_of(settings.areas)[name], kind)
        return _from_to(kind, say_amount(now, name), say_amount(bound, name), what=tell_limited(name))
    if kind == "threshold":
        return _from_to(kind, Score(settings.areas.min_likeness), Score(bound))
    if kind == "year":
        return _from_to(kind, Year(settings.eligibility.built_until), Year(bound))
    if kind == "gap":
        return _from_to(kind, Metres(getattr(settings.links, name)), Metres(bound))
    facts: dict[str, Fact] = {"line": Label("choice.barrier_kind", name)}
    if kind != "line":
        facts = {"other": Name(names[row["other"]])}
        facts |= {"status": Label("choice.status", status[row["other"]])} if kind == "state" else {}
        facts |= {"least": Share(settings.eligibility.least_consent)} if kind == "consent" else {}
        facts |= {"barriers": several(barriers)} if kind == "open" else {}
    return phrase(f"change_{kind}", **facts)


def _from_to(kind: str, now: Fact, then: Fact, **facts: Fact) -> Said:
    return phrase(f"change_{kind}", now=now, then=then, **facts)
