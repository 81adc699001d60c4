"""What would bring a community that is alone into an area, or what still stands in the way, in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import pandas as pd

from cluster_planner.evaluation._bounds import LINES
from cluster_planner.evaluation._limit_words import limits_of, say_amount, say_limit, say_limited
from cluster_planner.evaluation._words import Row, phrase
from cluster_planner.model import PAIR, Areas, Communities, Links
from cluster_planner.said import Count, Fact, Label, Metres, Name, Said, Score, Share, Year, several
from cluster_planner.settings import AreaSettings, Settings

OF_LINKS = ("line", "gap", "open")  # after which likeness rests on other evidence than the figures of this plan
GAPS = {"max_gap_m": "gap", "max_point_gap_m": "point_gap"}


def say_advice(areas: Areas, communities: Communities, links: Links, names: pd.Series, settings: Settings) -> pd.Series:
    """Say what would bring each community that is alone into an area; else what still stands after the nearest change.

    Parameters
    ----------
    areas : Areas
        With ``advice`` and ``obstacles``.
    communities : Communities
        With the states of those that take no part.
    links : Links
        With what lies between.
    names : Series
        Name of each community in a sentence.
    settings : Settings
        What would be changed.

    Returns
    -------
    Series
        Sentences to be worded, indexed by ``community_id``, missing if there is nothing to say.
    """
    status, dividers = communities.frame["status"], links.frame["dividers_said"].to_dict()

    def say_one(row: Row) -> Said:
        between = dividers.get(tuple(sorted((row["community_id"], str(row["other"])))))
        barriers = [] if between is None else [what for what in between.items if what not in LINES]
        return _change(row, names, status, barriers, settings)

    said = {}
    for community, rows in _by_community(areas.obstacles):
        said[community] = _still(rows, names, settings.areas, say_one)
    for community, rows in _by_community(areas.advice):
        others_there = rows[0]["members"] - 1
        said[community] = phrase(
            "advice",
            **_changes(rows, say_one),
            mate=Name(names[rows[0]["mate"]]),
            more=phrase("advice_more", count=Count(others_there)) if others_there > 1 else None,
        )
    return pd.Series([said.get(community) for community in communities.index], communities.index, dtype=object)


def _by_community(table: pd.DataFrame) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of each community."""
    rows = table.sort_values("community_id", kind="stable").to_dict("records")
    for community, mine in groupby(rows, itemgetter("community_id")):
        yield community, list(mine)


def _changes(rows: Sequence[Row], say_one: Callable[[Row], Said]) -> dict[str, Fact | None]:
    first, *others = map(say_one, rows)
    further = several((phrase("advice_and", change=other) for other in others), "run") if others else None
    return {"first": first, "further": further}


def _still(rows: Sequence[Row], names: pd.Series, settings: AreaSettings, say_one: Callable[[Row], Said]) -> Said:
    """Say which changes are not enough, and all that still stands in the way."""
    tried = [row for row in rows if pd.isna(row["rule"])]
    mate, members = Name(names[rows[0]["mate"]]), rows[0]["members"]
    is_area = members > len(PAIR)
    relinked = any(row["change"] in OF_LINKS for row in tried)
    obstacles = [
        _obstacle(row["rule"], row["figure"], settings, is_area=is_area, relinked=relinked)
        for row in rows
        if pd.notna(row["rule"])
    ]
    return phrase(
        "still",
        **_changes(tried, say_one),
        mate=phrase("still_area", other=mate, count=Count(members - 1)) if is_area else mate,
        obstacles=several(obstacles, "parts"),
    )


def _obstacle(rule: str, figure: float, settings: AreaSettings, *, is_area: bool, relinked: bool) -> Said:
    if rule == "unlike" and relinked:
        return phrase("still_below", threshold=Score(settings.min_likeness))
    if rule == "unlike":
        key = "still_unlike_area" if is_area else "still_unlike"
        return phrase(key, likeness=Score(figure), threshold=Score(settings.min_likeness))
    return phrase("still_limit", limit=say_limit(rule, figure, settings))


def _change(row: Row, names: pd.Series, status: pd.Series, barriers: list[Fact], settings: Settings) -> Said:
    """Say one change."""
    kind, name, bound = row["change"], row["name"], row["bound"]
    if kind in ("min", "max"):
        now = getattr(limits_of(settings.areas)[name], kind)
        return _from_to(kind, say_amount(now, name), say_amount(bound, name), what=say_limited(name))
    if kind == "threshold":
        return _from_to(kind, Score(settings.areas.min_likeness), Score(bound))
    if kind == "year":
        return _from_to(kind, Year(settings.eligibility.built_until), Year(bound))
    if kind == "gap":
        return _from_to(GAPS[name], Metres(getattr(settings.links, name)), Metres(bound))
    facts: dict[str, Fact] = {"line": Label("choice.barrier_kind", name)}
    if kind != "line":
        facts = {"other": Name(names[row["other"]])}
        facts |= {"status": Label("choice.status", status[row["other"]])} if kind == "state" else {}
        facts |= {"least": Share(settings.eligibility.least_consent)} if kind == "consent" else {}
        facts |= {"barriers": several(barriers)} if kind == "open" else {}
    return phrase(f"change_{kind}", **facts)


def _from_to(kind: str, now: Fact, then: Fact, **facts: Fact) -> Said:
    return phrase(f"change_{kind}", now=now, then=then, **facts)
