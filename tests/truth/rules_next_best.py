"""Sentences of the next best plan: which communities would be elsewhere, what that loses, and how much less or more it saves."""

from __future__ import annotations

import re
from itertools import product

from truth.rules_alone import around
from truth.sentence import Rule, agrees, number
from truth.values import moved, saving_of, value_of

LEAST_SUM = 5000  # smallest amount that is stated
CHANGES = {
    "zh": [
        ("nearby", r"周边(\d+)个(?:随之|小区另行)调整"),
        ("whole", r"整片并入(?P<area>.+)|各小区整片并入(?P<area2>.+)"),
        ("apart", r"(?P<who>.+)另成一片"),
        ("alone", r"(?P<who>.+)单独改造"),
        ("to", r"(?P<who>.+?)改划入(?P<area>.+)"),
        ("in", r"纳入(?P<who>.+)"),
        ("merge", r"与(?P<area>.+)合并"),
        ("from", r"从(?P<area>.+?)划入(?P<who>.+)"),
    ],
    "en": [
        ("nearby", r"(\d+) neighbours?(?: also)? moved"),
        ("whole", r"all merged into the (?P<area>.+)"),
        ("apart", r"(?P<who>.+) as a separate area"),
        ("alone", r"(?P<who>.+) renovated alone"),
        ("to", r"(?P<who>.+?) moved to the (?P<area>.+)"),
        ("in", r"(?P<who>.+) added"),
        ("merge", r"merged with the (?P<area>.+)"),
        ("from", r"(?P<who>.+) added from the (?P<area>.+)"),
    ],
}
EVERYONE = {"zh": "各小区", "en": "all members"}
JUST_NAMED = {"zh": "前述片区", "en": "area just named"}
MORE = {"zh": r"(.+)等(\d+)个小区", "en": r"(.+) and others \((\d+) in all\)"}
LIST = {"zh": "、", "en": ", "}
CLAUSE = {"zh": ",", "en": "; "}


def read_changes(text, area, case, lang, said=()):
    """Return the moves as lists of possible ones, and whether every move is named; None if it cannot be read.

    A comma may stand in a name: of all ways to read the clauses the first is taken in which everyone is known.
    """
    parts = text.split(CLAUSE[lang])
    ways = sorted(product((False, True), repeat=len(parts) - 1), key=sum)
    readings = (_read(_joined(parts, joins, CLAUSE[lang]), area, case, lang, said) for joins in ways)
    return next((reading for reading in readings if reading[0] is not None), (None, False))


def _joined(parts, joins, by):
    """Return the parts of a text, those joined to the one before that belong to it."""
    found = parts[:1]
    for part, is_joined in zip(parts[1:], joins, strict=True):
        found = [*found[:-1], found[-1] + by + part] if is_joined else [*found, part]
    return found


def _read(clauses, area, case, lang, said):
    moves, whole = {}, True
    for clause in clauses:
        kind, match = next(
            ((kind, m) for kind, form in CHANGES[lang] if (m := re.fullmatch(form, clause))), (None, None)
        )
        if kind is None:
            return None, False
        if kind == "nearby":
            whole = False
            continue
        facts = {name: fact for name, fact in match.groupdict().items() if fact}
        other = _area(facts.get("area") or facts.get("area2"), case, lang, said)
        if ("area" in facts or "area2" in facts) and other is None:
            return None, False
        everyone = kind == "whole" or facts.get("who") == EVERYONE[lang]
        group = case.known.members[area] if everyone else None
        if kind == "merge":
            moves |= dict.fromkeys(case.known.members[other], area)
            continue
        if group is None:
            source = other if kind == "from" else None if kind == "in" else area
            group, stated = _who(facts["who"], source, area, case, lang)
            if group is None:
                return None, False
            whole &= stated
        target = {"alone": None, "apart": "new", "in": area, "from": area}.get(kind, other)
        moves |= dict.fromkeys(group, target)
    return moves, whole


def _area(spoken, case, lang, said):
    if spoken is None:
        return None
    if spoken == JUST_NAMED[lang]:
        named = [facts["taken"] for facts in said if "taken" in facts]
        spoken = named[-1] if named else ""
    found = case.names[lang].which_area(spoken)
    return found[0] if found else None


def _who(spoken, source, area, case, lang):
    """Return the communities of a list that lie in an area, or in none, and whether all of them are named."""
    near = {other for member in case.known.members[area] for other in around(case).open_of(member).index}
    more = re.fullmatch(MORE[lang], spoken)
    listed, found = more[1] if more else spoken, []
    for name in listed.split(LIST[lang]):
        may = [key for key in case.names[lang].ends(name) if case.known.home.get(key) == source and key not in found]
        if not may:
            return None, False
        found.append(max(may, key=near.__contains__))  # of two of one name the one next to the area
    return found, more is None


def check_next_best(facts, area, case, lang):
    """The moves, where all are named, lose what is said of the area's value and save what is said less or more."""
    moves, whole = read_changes(facts["changes"], area, case, lang, facts.get("said", ()))
    if moves is None:
        yield f"changes cannot be followed: {facts['changes']}"
        return
    row = case.known.areas.loc[area]
    if "share" in facts:
        share = 100 * row["value_lost"] / row["value"]
        if not (agrees(facts["share"], share) or ("most" in facts and number(facts["share"]) >= share - 0.5)):
            yield f"share {facts['share']}, is {share}"
    elif "under" in facts and not row["value_lost"] / row["value"] < 0.005 + 1e-9:
        yield f"share is {row['value_lost'] / row['value']}"
    less = sum(number(facts[name]) * sign for name, sign in (("less", 1), ("more", -1)) if name in facts)
    stated = row["saving_lost_money"]
    if stated == stated and abs(less - (stated if abs(stated) >= LEAST_SUM else 0)) > LEAST_SUM + 1:  # noqa: PLR0124
        yield f"saves {less} less, is {stated}"
    if whole and moves:
        yield from _worked_out(area, moves, facts, case)


def _worked_out(area, moves, facts, case):
    before, after = moved(case, moves)
    lost = sum(value_of(case, ids) for ids in before) - sum(value_of(case, ids) for ids in after)
    row = case.known.areas.loc[area]
    if "most" not in facts and abs(lost - row["value_lost"]) > 1e-6:
        yield f"loses {lost}, the sheet says {row['value_lost']}"
    stated = row["saving_lost_money"]
    if stated == stated:  # noqa: PLR0124 - missing where no cost is known
        less = sum(saving_of(case, ids) for ids in before) - sum(saving_of(case, ids) for ids in after)
        if abs(less - stated) > 1:
            yield f"saves {less} less, the sheet says {stated}"


def check_dissolved(facts, area, case, lang):  # noqa: ARG001
    """The area is worth what it loses."""
    row = case.known.areas.loc[area]
    if abs(row["value"] - row["value_lost"]) > 1e-6:
        yield f"it loses {row['value_lost']} of {row['value']}"


LOST = {
    "zh": "，片区评分[<most:至多>]减[<share:n>%][<under:不到 1%>][，少省 <less:money>][，多省 <more:money>]",
    "en": ", losing [<most:at most >][<share:n>%][<under:less than 1%>] of the area's score[, saving <less:money> less]"
    "[, saving <more:money> more]",
}
RULES = (
    Rule(
        "next best",
        "次优方案[相差无几]：<changes:any>" + LOST["zh"] + "。",
        "[Next best plan][The next best plan comes close]: <changes:any>" + LOST["en"] + ".",
        check_next_best,
    ),
    Rule(
        "next best, firm",
        "明显优于次优方案（<changes:any>" + LOST["zh"] + "）。",
        "Clearly better than the next best plan: <changes:any>" + LOST["en"] + ".",
        check_next_best,
    ),
    Rule(
        "as good",
        "另有不逊于此的方案：<changes:any>[，少省 <less:money>][，多省 <more:money>]。",
        "Another plan is at least as good: <changes:any>[, saving <less:money> less][, saving <more:money> more].",
        check_next_best,
    ),
    Rule(
        "dissolved",
        "若不划为片区，以各小区单独改造为次优。",
        "Without this area, its members are best renovated alone.",
        check_dissolved,
    ),
)
