"""Merged reviews in words: who wants what, what clashes, which rules would be broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cluster_planner._money import older
from cluster_planner.reviews import NEW, Demand, Ground, Merged, Reviewer
from cluster_planner.said import Code, Count, Fact, Label, Money, Name, Said, say, several
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

LISTED = 8  # communities named before the rest are counted
PLAIN = ("connected", "span", "together", "apart", "locked", "excluded")  # rules that are not limits on a column
STATES = ("taken", "conflict", "breaks", "noted")


def word_merged(merged: Merged, lang: Lang) -> list[str]:
    """Return the report on merged reviews, one line each.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    list of str
        How many reviews there are and what became of their demands; then agreements, conflicts and broken rules, by
        name.
    """
    return [speaker(lang).write(line) for line in _lines(merged)]


def _lines(merged: Merged) -> Iterator[Said]:
    ground = merged.ground
    states = [merged.state_of(demand) for demand in merged.demands if demand.wish != "own"]
    yield say(
        "reviews.summary",
        n=Count(len(merged.reviewers)),
        who=several(say_reviewer(by) for by in merged.reviewers),
        total=Count(len(states)),
        **{state: Count(states.count(state)) for state in STATES},
    )
    if merged.content:
        yield say("reviews.content", who=several(say_reviewer(by) for by in merged.content))
    for group in merged.agreements():
        everyone = several(say_reviewer(demand.by) for demand in group)
        yield say("reviews.agreed", what=say_demand(group[0], ground), who=everyone)
    for conflict in merged.conflicts:
        one, other = (say_wanted(demand, ground) for demand in (conflict.one, conflict.other))
        yield say("reviews.conflict", who=say_communities(conflict.communities, ground), one=one, other=other)
    for demand in merged.demands:
        if merged.state_of(demand) == "breaks":
            who, what = say_reviewer(demand.by), say_demand(demand, ground)
            yield say("reviews.broken", who=who, what=what, rules=say_breaches(demand))


def say_reviewer(by: Reviewer) -> Fact:
    """Name a reviewer with the level of review."""
    role = Label("choice.reviewer_role", by.role)
    return say("reviews.reviewer", name=Name(by.name), role=role) if by.name else role


def say_wanted(demand: Demand, ground: Ground) -> Said:
    """Say who wants what."""
    return say("reviews.wants", who=say_reviewer(demand.by), what=say_demand(demand, ground))


def say_demand(demand: Demand, ground: Ground) -> Said:
    """Say what is wanted, as a clause."""
    who = say_communities(sorted(demand.about), ground)
    named = (say_area(area, ground) for area in sorted(demand.areas) if not area.startswith(NEW))
    areas = several(named, "with")
    is_whole = demand.about in ground.members.values()
    key = f"own_{demand.kind}" if demand.wish == "own" else demand.wish
    return say(f"reviews.{key}", who=who, areas=areas, subject=areas if is_whole else who)


def say_breaches(demand: Demand) -> Fact:
    """Say which rules a demand breaks, without repeats."""
    return several(dict.fromkeys(_say_breach(breach) for breach in demand.breaks), "semicolons")


def say_communities(ids: Iterable[str], ground: Ground) -> Fact:
    """Name communities, only the first few where there are many."""
    names = [_named(ground.names.get(one), one) for one in ids]
    listed, left = several(names[:LISTED]), len(names) - LISTED
    return say("reviews.and_more", listed=listed, count=Count(len(names)), left=Count(left)) if left > 0 else listed


def say_area(area: str, ground: Ground) -> Fact:
    """Name an area with its id."""
    name = ground.area_names.get(area)
    return say("common.named", name=name, what=Code(area)) if name else Code(area)


def _say_breach(breach: Mapping[str, Any]) -> Fact:
    """Say which rule is broken, with its figures."""
    rule, name = str(breach["rule"]), ""
    if rule not in PLAIN:
        name, _, rule = rule.rpartition("_")
    if rule not in (*PLAIN, "min", "max"):
        return Code(rule)
    figures = {key: _say_figure(name, str(breach[key])) for key in ("figure", "bound")}
    return say(f"reviews.breaks_{rule}", name=Label("header", name), **figures)


def _say_figure(name: str, figure: str) -> Fact:
    """Say a figure of a limit as the review has it; pages of version 0.1 have amounts in 万元."""
    if older(name) == name:
        return Code(figure)
    return say("reviews.amount", amount=Money(float(figure)))


def _named(name: object, one: str) -> Fact:
    is_named = isinstance(name, str) and name and name != one
    return say("common.named", name=Name(str(name)), what=Code(one)) if is_named else Code(one)
