"""The sentence on what closes an area: barriers by side, the most alike neighbour, and how many others and why."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np

from truth.limits import COLUMNS, LIMIT, check_limit, limit_facts
from truth.rules_alone import EXACT, around
from truth.sentence import Rule, agrees, differ, read_clauses
from truth.surroundings import LINES, LOOSE_M, SIDES
from truth.values import breach

LIST = {"zh": "、", "en": ", "}
LEAST, FACING = 0.02, 0.6  # share of what is near of a barrier that lies on a side: named at most, named at least
MOST_REASONS = 2


@cache
def adjacent(area, case):
    """Return the communities linked to an area from outside: by an open link, and only by divided ones, with the least gap."""
    place, inside = around(case), set(case.known.members[area])
    opened, blocked = {}, {}
    for found, links in ((opened, place.open_of), (blocked, place.blocked_of)):
        for member in inside:
            for other, gap in links(member)["gap_m"].items():
                if other not in inside:
                    found[other] = min(gap, found.get(other, np.inf))
    return opened, {other: gap for other, gap in blocked.items() if other not in opened}


@cache
def likeness_with(other, area, case):
    """Return the mean likeness of one with those members that it can share an area with."""
    alike = [case.known.alike(other, member) for member in case.known.members[area]]
    return float(np.nanmean(alike)) if not np.isnan(alike).all() else np.nan


@cache
def why_not(other, area, case):
    """Return the first reason why a community adjacent to an area is not in it."""
    if case.known.communities.loc[other, "outcome"] == "not_eligible":
        return "not_eligible"
    if other in case.known.settings["areas.excluded"]:
        return "excluded"
    if other in case.known.home.index:
        return "taken"
    if likeness_with(other, area, case) < case.known.settings["areas.min_likeness"]:
        return "unlike"
    broken = breach(case, tuple(sorted([other, *case.known.members[area]])))
    return f"limit {broken[0]}" if broken else "no_gain"


ON_SIDES = r"\((?:(?:east|south|west|north)(?:, | and )?)+\)"
MORE_WALLS = re.compile(rf"({ON_SIDES}); (?=[^();]+ {ON_SIDES}(?:; |$))")  # barriers stand between semicolons too


def check_closed(facts, area, case, lang):
    """Every clause is true; every barrier is named where it faces a side, and so is the most alike neighbour."""
    clauses = list(read_clauses(MORE_WALLS.sub(r"\1, ", facts["clauses"]), CLAUSES, lang))
    yield from (f"no rule for: {clause}" for rule, _, clause in clauses if rule is None)
    said = {rule.kind: inner for rule, inner, _ in clauses if rule}
    facts.get("said", []).extend(said.values())
    for rule, inner, _ in clauses:
        if rule:
            yield from rule.check(inner | {"clauses": said}, area, case, lang)
    if "walls" not in said:
        yield from check_walls({"walls": ""}, area, case, lang)


def check_walls(facts, area, case, lang):
    """Barriers lie on the sides that are stated, and those that face a side are stated there."""
    shares = around(case).sides(area)
    stated = {}
    for clause in _wall_clauses(facts["walls"], lang):
        sides, walls = clause
        for wall in walls:
            stated.setdefault(around(case).called(wall, lang), set()).update(sides)
    for wall, sides in stated.items():
        if wall in LINES:
            yield from _check_line(wall, sides, area, case)
        elif wall not in shares:
            yield f"{wall} is not near"
        else:
            yield from (f"{wall} is not {side}: {shares[wall]}" for side in sides if shares[wall][side] < LEAST)
    for wall, share in shares.items():
        for side, part in share.items():
            if part >= FACING and side not in stated.get(wall, ()):
                yield f"{wall} {side} is not stated: {share}"


def _wall_clauses(text, lang):
    if not text:
        return
    if lang == "zh":
        for clause in text.split(","):
            sides, walls = clause.split("至", 1)
            yield {SIDES[side] for side in sides.split("、")}, walls.split("、")
    else:
        for clause in re.findall(r"([^()]+?) \(([^()]+)\)(?:, |; |$)", text):
            sides, walls = (re.split(r", | and ", stated) for stated in reversed(clause))
            yield set(sides), walls


def _check_line(level, sides, area, case):  # noqa: ARG001
    place = around(case)
    behind = [
        (m, o) for m in case.known.members[area] for o in place.blocked_of(m).index if level in place.between(m, o)[2]
    ]
    if not behind:
        yield f"no {level} line near"


def check_alternative(facts, area, case, lang):
    """The most alike of the adjacent ones that take part, as alike as stated, and not in it for that reason."""
    opened, _ = adjacent(area, case)
    may = {other: likeness_with(other, area, case) for other in opened if around(case).takes_part(other)}
    mine = [other for other in case.names[lang].who(facts["other"]) if other in may]
    if not mine:
        yield f"{facts['other']} is not adjacent to it or takes no part"
        return
    other = max(mine, key=lambda one: np.nan_to_num(may[one]))
    alike = [case.known.alike(other, member) for member in case.known.members[area]]
    most = np.nanmax(alike) if not np.isnan(alike).all() else np.nan
    yield from differ(facts, likeness=may[other], most=most)
    if "unlike" in facts and "most" not in facts and not agrees(facts["likeness"], most):
        yield f"the highest, {most}, is not stated"
    if np.nan_to_num(may[other]) < np.nan_to_num(max(may.values(), key=np.nan_to_num)) - EXACT:
        yield f"{other} ({may[other]:.3f}) is not the most alike: {may}"
    reason = why_not(other, area, case)
    stated = next((name for name in ("taken", "excluded", "unlike", "no_gain") if name in facts), "limit")
    if reason.split()[0] != stated:
        yield f"stated {stated}, is {reason}"
    home = case.known.home.get(other)
    if "taken" in facts and home not in case.names[lang].which_area(facts["taken"]):
        yield f"{other} is in {home}, not in {facts['taken']}"
    if stated == "limit":
        yield from check_limit(limit_facts(facts), (other, *case.known.members[area]), case, lang)
    if stated == "unlike":
        yield from differ(facts, unlike=case.known.settings["areas.min_likeness"])


def check_beyond(facts, area, case, lang):
    """No adjacent one takes part; of those behind a barrier the nearest that takes part is named."""
    opened, blocked = adjacent(area, case)
    if any(around(case).takes_part(other) for other in opened):
        yield "an adjacent community takes part"
    may = {other: gap for other, gap in blocked.items() if around(case).takes_part(other)}
    near = {other for other, gap in may.items() if gap <= min(may.values()) + LOOSE_M}
    if not near & set(case.names[lang].who(facts["other"])):
        yield f"nearest beyond is {sorted(near)}, not {facts['other']}"


def check_others(facts, area, case, lang):
    """That many of the other adjacent ones are not in it for that reason; the most frequent reasons are stated."""
    opened, _ = adjacent(area, case)
    counts = Counter(why_not(other, area, case) for other in opened)
    alternative = facts.get("clauses", {}).get("alternative")
    if alternative:
        mine = [
            other
            for other in case.names[lang].who(alternative["other"])
            if other in opened and around(case).takes_part(other)
        ]
        if mine:
            counts[why_not(max(mine, key=lambda one: np.nan_to_num(likeness_with(one, area, case))), area, case)] -= 1
    counts = +counts
    stated = {}
    for part in facts["others"].split(LIST[lang]):
        inner = next((m for name, form in OTHERS[lang].items() if (m := re.fullmatch(form, part))), None)
        if inner is None:
            yield f"no rule for: {part}"
            continue
        name = next(name for name, form in OTHERS[lang].items() if re.fullmatch(form, part))
        if name == "limit":
            name = f"limit {COLUMNS[lang].get(inner['what'].lower(), inner['what'])}"
        stated[name] = int(inner["n"])
    if any(counts[name] != count for name, count in stated.items()) or len(stated) != min(len(counts), MOST_REASONS):
        yield f"{stated}, are {dict(counts)}"


OTHERS = {
    "zh": {
        "taken": r"(?P<n>\d+)个已入他片", "unlike": r"(?P<n>\d+)个平均不足[\d.]+", "limit": r"(?P<n>\d+)个致(?P<what>.+)超限",
        "no_gain": r"(?P<n>\d+)个不增评分", "excluded": r"(?P<n>\d+)个按设置排除", "not_eligible": r"(?P<n>\d+)个不符合条件",
    },
    "en": {
        "taken": r"(?P<n>\d+) in other areas", "unlike": r"(?P<n>\d+) averaging below [\d.]+", "limit": r"(?P<n>\d+) breaking the limit on (?P<what>.+)",
        "no_gain": r"(?P<n>\d+) not raising the score", "excluded": r"(?P<n>\d+) excluded by the settings", "not_eligible": r"(?P<n>\d+) not eligible",
    },
}  # fmt: skip


def check_nobody(facts, area, case, lang):  # noqa: ARG001
    """No link leads out of the area, or only divided ones if that is stated."""
    opened, blocked = adjacent(area, case)
    if opened or (blocked and "within" not in facts) or ("within" in facts and not blocked):
        yield f"adjacent are {sorted(opened)}, behind barriers {sorted(blocked)}"


def check_only(facts, area, case, lang):
    """Nobody adjacent takes part, nor behind a barrier."""
    opened, blocked = adjacent(area, case)
    if any(around(case).takes_part(other) for other in {**opened, **blocked}):
        yield "somebody who takes part is near"
    yield from check_others(facts, area, case, lang)


WHY = {
    "zh": "[已入<taken>][<excluded:按设置排除>][低于门槛 <unlike:n>]"
    "[<no_gain:纳入后评分不增>][纳入后" + LIMIT["zh"] + "]",
    "en": "[is already in the <taken>][is <excluded:excluded by the settings>]"
    "[is below the threshold of <unlike:n>][<no_gain:would not raise the score>][cannot join: " + LIMIT["en"] + "]",
}
CLAUSES = (
    Rule(
        "alternative",
        "周边平均最似的<other>（<likeness:n>[，最高 <most:n>]）" + WHY["zh"],
        "the most similar neighbour, <other> (mean likeness <likeness:n>[, highest <most:n>]), " + WHY["en"],
        check_alternative,
    ),
    Rule("alternative beyond", "对面最近的是<other>", "the nearest community beyond is <other>", check_beyond),
    Rule("others", "另 <others>", "others: <others>", check_others),
    Rule("only others", "周边无可纳入的小区（<others>）", "no neighbour can join (<others>)", check_only),
    Rule("nobody", "周边无其他相邻小区", "there are no other neighbours", check_nobody),
    Rule(
        "nobody",
        "<within:阻隔以内无其他相邻小区>",
        "<within:there are no other neighbours on this side>",
        check_nobody,
    ),
    Rule("walls", "<walls:[东南西北].*至.*>", "bounded by <walls:.*>", check_walls),
)
RULES = (
    Rule(
        "closed",
        "<clauses:(?:[东南西北][^。]*至|周边平均最似|对面最近|周边无|阻隔以内)[^。]*>。",
        r"<clauses:(?:Bounded by|The most similar neighbour,|The nearest community beyond|No neighbour can|There are no other)(?:(?!\. ).)*>.",
        check_closed,
    ),
)
