"""Sentences of communities alone: the first obstacle on their way into an area."""

from __future__ import annotations

import re

import numpy as np

from truth.limits import LIMIT, check_limit, limit_facts
from truth.sentence import Rule, agrees, differ, number
from truth.surroundings import LINES, LOOSE_M, Surroundings
from truth.values import breach, value_of

SURROUNDINGS = {}
LIST = {"zh": "、", "en": ", "}
EXACT = 1e-6
THROUGH = {
    "zh": re.compile(r"(?P<wall>.+?)(?:\(穿过(?P<ends>本小区|对方小区|两小区)\))?"),
    "en": re.compile(
        r"(?P<wall>.+?)(?: \(which runs through (?P<ends>this community|the other community|both communities)\))?"
    ),
}
ENDS = {
    "本小区": "own", "对方小区": "other", "两小区": "both",
    "this community": "own", "the other community": "other", "both communities": "both",
}  # fmt: skip


def around(case):
    """Return what lies around, worked out once for a case."""
    return SURROUNDINGS.setdefault(case, Surroundings(case.known))


def check_gap(facts, gap):
    """Yield a gap that is stated wrongly; an outline that a barrier cuts counts by its larger side."""
    if abs(number(facts["figure"]) - gap) > 0.5 + LOOSE_M:
        yield f"gap {facts['figure']} m, is {gap:.1f}"


def check_nobody_near(facts, key, case, lang):
    """No link leads to it, open or blocked; the nearest is so by the gap between outlines."""
    place = around(case)
    reach = (
        {place.reach_m([key]), place.reach_m([key, key])}
        if case.known.communities.geometry[key].geom_type == "Point"
        else {place.reach_m([])}
    )
    if number(facts["reach"]) not in reach:
        yield f"reach {facts['reach']}, is {reach}"
    nearest, gap = place.nearest(key)
    if gap <= min(reach) and key in case.known.linked.index.get_level_values(0):
        yield f"{nearest} is {gap:.1f} m away"
    if "other" in facts:
        if not set(nearest) & set(case.names[lang].who(facts["other"])):
            yield f"nearest is {nearest} at {gap:.1f} m, not {facts['other']}"
        yield from check_gap(facts, gap)


def check_no_partner(facts, key, case, lang):
    """Open links lead only to others that take no part, and no partner is behind a barrier; the nearest is named."""
    place = around(case)
    links = place.open_of(key)
    if links.empty or any(place.takes_part(other) for other in links.index):
        yield "an adjacent community takes part"
    if any(place.takes_part(other) for other in place.blocked_of(key).index):
        yield "somebody who takes part lies behind a barrier"
    best = links["gap_m"].min()
    near = set(links.index[links["gap_m"] <= best + LOOSE_M])
    if not near & set(case.names[lang].who(facts["other"])):
        yield f"nearest is {sorted(near)}, not {facts['other']}"
    yield from check_gap(facts, best)


def check_blocked(facts, key, case, lang):
    """The nearest of those that take part, behind what divides the two: all of it, and nothing else."""
    place = around(case)
    links = place.blocked_of(key)
    mine = [other for other in case.names[lang].who(facts["other"]) if other in links.index]
    if not mine:
        yield f"no divided link to {facts['other']}"
        return
    other = mine[0]
    yield from check_gap(facts, links.loc[other, "gap_m"])
    may = [one for one in links.index if place.takes_part(one)]
    if ("aside" in facts) == place.takes_part(other):
        yield f"{other} does not take part as stated"
    if may and not place.takes_part(other):
        yield f"{may} take part, {other} does not"
    if (links.loc[may or links.index, "gap_m"] < links.loc[other, "gap_m"] - LOOSE_M).any():
        yield f"{other} is not the nearest"
    if any(place.takes_part(one) for one in place.open_of(key).index):
        yield "an adjacent community takes part"
    yield from check_dividers(facts["dividers"], key, other, case, lang)


def check_dividers(text, one, other, case, lang):
    """All barriers across the way and all hard lines are named, and nothing that lies elsewhere."""
    place = around(case)
    parts = [THROUGH[lang].fullmatch(part).groupdict() for part in text.split(LIST[lang])]
    stated = {place.called(part["wall"], lang) for part in parts}
    for part in parts:
        ends = {"own": [one], "other": [other], "both": [one, other]}.get(ENDS.get(part["ends"]), [])
        yield from (
            f"{part['wall']} does not run through {each}"
            for each in ends
            if not place.runs_through(place.called(part["wall"], lang), each)
        )
    across, may, lines = place.between(one, other)
    if stated & set(LINES) != lines:
        yield f"lines {sorted(stated & set(LINES))}, are {sorted(lines)}"
    walls = stated - set(LINES)
    if not walls <= may:
        yield f"{sorted(walls - may)} does not lie between"
    if not (across <= walls or case.facilities):  # a crossing may have opened it
        yield f"{sorted(across - walls)} is not named"


def check_unlike(facts, key, case, lang):
    """The most alike of the adjacent ones that take part, below the threshold by that much."""
    place, threshold = around(case), case.known.settings["areas.min_likeness"]
    others = [other for other in place.open_of(key).index if place.takes_part(other)]
    likeness = np.array([case.known.alike(key, other) for other in others])
    best = np.nanmax(likeness)
    yield from differ(facts, figure=best, threshold=threshold)
    short = number(facts["threshold"]) - number(facts["figure"])
    if not agrees(facts["short"], threshold - best) and abs(number(facts["short"]) - short) > EXACT:
        yield f"short {facts['short']}, is {threshold - best}"
    if not {other for other, alike in zip(others, likeness, strict=True) if alike > best - EXACT} & set(
        case.names[lang].who(facts["other"])
    ):
        yield f"{facts['other']} is not the most alike"


def partner(facts, key, case, lang):
    """Return the group that it could join: the community and its fellow members; None if none of that name is near."""
    place = around(case)
    near = [other for other in case.names[lang].who(facts["other"]) if other in place.open_of(key).index]
    if not near:
        return None, ()
    area = case.known.home.get(near[0])
    return near[0], tuple(case.known.members[area]) if area else (near[0],)


def check_partner(facts, key, case, lang):
    """The partner is adjacent, as alike as stated; an area is named with its size; joining it gains most."""
    other, mates = partner(facts, key, case, lang)
    if other is None:
        yield f"{facts['other']} is not adjacent to it"
        return
    yield from differ(facts, likeness=case.known.alike(key, other))
    if ("area" in facts) != (len(mates) > 1):
        yield f"{other} is in {'an area' if len(mates) > 1 else 'no area'}"
    if "area" in facts:
        yield from differ(facts, count=len(mates), mean=np.nanmean([case.known.alike(key, mate) for mate in mates]))
        there = [one for one in mates if one in around(case).open_of(key).index]
        best = max(np.nan_to_num(case.known.alike(key, one)) for one in there)
        if np.nan_to_num(case.known.alike(key, other)) < best - EXACT:
            yield f"{other} is not the most alike there: {best:.3f}"
        if case.known.home[other] not in case.names[lang].which_area(facts["area"]):
            yield f"{facts['area']} is not the area of {other}"
    gains = {one: gain(key, one, case) for one in around(case).open_of(key).index if around(case).takes_part(one)}
    if gains[other] < max(gains.values()) - EXACT:
        yield f"{max(gains, key=gains.get)} gains {max(gains.values()):.3f}, {other} {gains[other]:.3f}"


def gain(key, other, case):
    """Return what joining an adjacent one, or its whole area, gains: pairs known, and one mobilisation."""
    known, knob = case.known, case.known.settings
    area = known.home.get(other)
    mates = known.members[area] if area else [other]
    alike = np.array([known.alike(key, mate) for mate in mates])
    links = [link for link in around(case).open_of(key).itertuples() if link.Index in mates]
    shared = sum(link.facing_m for link in links) / knob["areas.trench_m_per_mobilisation"]
    return float(np.nansum(alike - knob["areas.min_likeness"]) + knob["areas.saving_weight"] * (1 + shared))


def check_limit_alone(facts, key, case, lang):
    """Together the two, or it and the whole area, break that limit."""
    yield from check_partner(facts, key, case, lang)
    _, mates = partner(facts, key, case, lang)
    if mates:
        yield from check_limit(limit_facts(facts), (key, *mates), case, lang)


def check_floor(facts, key, case, lang):
    """It and all in no area that are connected with it by open links stay below that floor."""
    group, edge = set(), {key}
    place = around(case)
    while edge:
        group |= edge
        near = {other for one in edge for other in place.open_of(one).index}
        edge = {one for one in near - group if place.takes_part(one) and one not in case.known.home.index}
    other, _ = partner(facts, key, case, lang)
    if other not in group:
        yield f"{facts['other']} is not among {sorted(group)}"
    if ("count" in facts) != (len(group) > 2):
        yield f"the others are {len(group) - 1}"
    yield from differ(facts, count=len(group) - 1)
    yield from check_limit(limit_facts(facts), tuple(sorted(group)), case, lang)


def check_no_gain(facts, key, case, lang):
    """Joining gains nothing; of the two alone that figure or that limit is true."""
    yield from check_partner(facts, key, case, lang)
    other, mates = partner(facts, key, case, lang)
    if other is None:
        return
    gained = gain(key, other, case)
    if "loses" in facts:
        yield from differ(facts, loses=-gained)
    elif gained > EXACT:
        yield f"it gains {gained}"
    two = tuple(sorted((key, other)))
    worth = value_of(case, two)
    if "pair_loses" in facts:
        yield from differ(facts, pair_loses=-worth)
    if "pair_gains" in facts:
        yield from differ(facts, pair_gains=worth)
    if {"what", "what2", "what3"} & facts.keys():
        yield from check_limit(limit_facts(facts), two, case, lang)
    elif len(mates) > 1 and not {"pair_loses", "pair_gains"} & facts.keys():
        yield "nothing is stated of the pair by itself"
    elif {"pair_loses", "pair_gains"} & facts.keys() and breach(case, two):
        yield f"the two alone break {breach(case, two)}"


PARTNER = {
    "zh": "<other>（相似度 <likeness:n>）[所在<area>（<count:n> 个，平均 <mean:n>）]",
    "en": "[the <area> (<count:n> communit[y][ies], mean likeness <mean:n>) with ]<other> (likeness <likeness:n>)",
}
RULES = (
    Rule(
        "alone, no place",
        "位置不详，无法划片。",
        "Its location is unknown, so it cannot join an area.",
        lambda facts, key, case, lang: ["it has a place"] if case.known.located[key] else [],  # noqa: ARG005
    ),
    Rule(
        "alone, nobody near",
        "<reach:n> 米内没有相邻小区[，最近的<other>相距 <figure:n> 米]。",
        "No community within <reach:n> m[; the nearest, <other>, is <figure:n> m away].",
        check_nobody_near,
    ),
    Rule(
        "alone, no partner",
        "直接相邻的小区均不参与划片，最近的<other>相距 <figure:n> 米。",
        "None of its neighbours takes part; the nearest, <other>, is <figure:n> m away.",
        check_no_partner,
    ),
    Rule(
        "alone, blocked",
        "与<other>相距 <figure:n> 米，但被<dividers>阻隔[<aside:，且对方不参与划片>]。",
        "<figure:n> m from <other>, but separated by <dividers>[<aside:, and that community does not take part>].",
        check_blocked,
    ),
    Rule(
        "alone, unlike",
        "最相近的邻居<other>相似度 <figure:n>，比门槛 <threshold:n> 低 <short:n>。",
        "The most similar neighbour is <other> with likeness <figure:n>, <short:n> below the threshold of <threshold:n>.",
        check_unlike,
    ),
    Rule(
        "alone, no gain",
        "与最合适的" + PARTNER["zh"] + "合并，方案评分[减 <loses:n>][不增][；两者另组，评分减 <pair_loses:n>]"
        "[；两者另组，评分增 <pair_gains:n>，不抵原片区损失][；两者另组，" + LIMIT["zh"] + "]。",
        "If it joined its best partner, " + PARTNER["en"] + ", the plan's score would [fall by <loses:n>][not rise]"
        "[; an area of just the two would lose <pair_loses:n>]"
        "[; an area of just the two would gain <pair_gains:n>, but the partner's present area would lose more]"
        "[; as an area of just the two, " + LIMIT["en"] + "].",
        check_no_gain,
    ),
    Rule(
        "alone, limit",
        "与最合适的" + PARTNER["zh"] + "合并，" + LIMIT["zh"] + "。",
        "If it joined its best partner, " + PARTNER["en"] + ", " + LIMIT["en"] + ".",
        check_limit_alone,
    ),
    Rule(
        "alone, floor",
        "即使与<other>（相似度 <likeness:n>）[等 <count:n> 个未划片小区]全部合并，" + LIMIT["zh"] + "。",
        "Even if it joined <other> (likeness <likeness:n>)[ and all other neighbours in no area (<count:n> in all)], "
        + LIMIT["en"]
        + ".",
        check_floor,
    ),
)
