"""What it would take to bring a community alone into an area, and what still stands where one or two changes do not.

Each change starts from what is so now.

That the change does so is proven where it is found, by solving again, and tried in tests of its own; here it is checked
that it speaks of settings, states and barriers as they are, and that limits move by at most a half.
"""

from __future__ import annotations

import re

import numpy as np

from truth.limits import COLUMNS, LIMIT, bounds, check_limit, limit_facts, plain_amount, total
from truth.rules_alone import around, check_dividers
from truth.sentence import KINDS, Rule, agrees, number, read_clauses
from truth.surroundings import KINDS as LINES

A, N = KINDS["amount"], KINDS["n"]
FORMS = {
    "zh": {
        "limit": rf"将(?P<what>[^,]+?)(?P<end>下限|上限)由(?P<now>{A})调整为(?P<then>{A})",
        "threshold": rf"将相似度门槛由(?P<now>{N})调整为(?P<then>{N})",
        "year": r"将全部纳入的建成年份由(?P<now>\d+)年放宽至(?P<then>\d+)年",
        "line": r"将(?P<line>[^,]+?)改为不作硬性阻隔",
        "gap": rf"将(?P<points>点状小区)?邻接间距上限由(?P<now>{N})米调整为(?P<then>{N})米",
        "state": r"将(?P<other>[^,]+?)由“(?P<status>[^”]+)”退回储备库",
        "consent": rf"(?P<other>[^,]+?)的同意率达到(?P<then>{N})%",
        "open": r"打通与(?P<other>[^,]+?)之间的(?P<barriers>[^,]+)",
    },
    "en": {
        "limit": rf"the (?P<end>least|greatest) (?P<what>.+?) is (?P<then>{A}) in place of (?P<now>{A})",
        "threshold": rf"the threshold of likeness is (?P<then>{N}) in place of (?P<now>{N})",
        "year": r"all built up to (?P<then>\d+) in place of (?P<now>\d+) take part",
        "line": r"the (?P<line>[a-z ]+ line) no longer divides",
        "gap": rf"the largest gap(?P<points> between points)? is (?P<then>{N}) m in place of (?P<now>{N}) m",
        "state": r"(?P<other>.+?) goes back to the reserve bank from \"(?P<status>[^\"]+)\"",
        "consent": rf"(?P<then>{N})% of the owners of (?P<other>.+?) agree",
        "open": r"there is a crossing to (?P<other>.+?) over (?P<barriers>.+)",
    },
}
AND = {"zh": ",并", "en": " and "}
HALF = 0.5
TOO_FAR = "is more than a half"


def check_advice(facts, key, case, lang):
    """Every change starts from what is so, moves a limit by at most a half, and the other members are there."""
    yield from _check_changes(facts["changes"], key, case, lang)
    if not case.names[lang].who(facts["mate"]):
        yield f"nobody is called {facts['mate']}"


def check_still(facts, key, case, lang):
    """Every change starts from the truth; with the other, or all of its area, every limit stated is still broken."""
    faults = _check_changes(facts["changes"], key, case, lang)
    yield from (fault for fault in faults if not fault.endswith(TOO_FAR))
    mates = [one for one in case.names[lang].who(facts["mate"]) if one != key]
    if "count" in facts:
        mates = [
            one for one in mates if len(case.known.members.get(case.known.home.get(one), ())) == number(facts["count"])
        ]
    if not mates:
        yield f"nobody is called {facts['mate']}, or its area has another size"
        return
    tried = [list(_check_obstacles(facts, key, mate, case, lang)) for mate in mates]
    yield from min(tried, key=len)


def _check_obstacles(facts, key, mate, case, lang):
    members = tuple(case.known.members[case.known.home[mate]]) if "count" in facts else (mate,)
    for rule, inner, clause in read_clauses(facts["obstacles"], OBSTACLES, lang):
        if rule is None:
            yield f"no rule for: {clause}"
        elif rule.kind == "below":
            yield from rule.check(inner, key, case, lang)
        elif rule.kind == "unlike":
            yield from _check_unlike(inner, key, mate, members, case)
        elif "beyond" in inner:
            name = COLUMNS[lang].get(inner["beyond"].strip().lower(), inner["beyond"])
            figure, (_, most) = total(case, name, (key, *members)), bounds(case, name)
            if not (figure > most and agrees(plain_amount(inner["most"], lang), most)):
                yield f"{name} is {figure}, at most {most}"
        else:
            yield from check_limit(limit_facts(inner), (key, *members), case, lang)


def _check_unlike(stated, key, mate, members, case):
    pairs = np.array([(key, one) for one in members], dtype=object)
    alike, opened = (case.known.likeness(pairs, opened=free)["likeness"].to_numpy() for free in (False, True))
    opened = np.where(pairs[:, 1] == mate, opened, alike)
    if not any(agrees(stated["likeness"], means.mean()) for means in (alike, opened)):
        yield f"likeness {stated['likeness']}, is {alike.mean():.3f}, {opened.mean():.3f} without what divides them"
    threshold = case.known.settings["areas.min_likeness"]
    if not agrees(stated["threshold"], threshold) or number(stated["likeness"]) > threshold:
        yield f"threshold {stated['threshold']}, is {threshold}"


def _check_changes(text, key, case, lang):
    for clause in text.split(AND[lang]):
        kind, found = next(
            ((name, m) for name, form in FORMS[lang].items() if (m := re.fullmatch(form, clause))), (None, None)
        )
        if kind is None:
            yield f"no rule for: {clause}"
            continue
        yield from CHECKS[kind](found.groupdict(), key, case, lang)


def _limit(stated, key, case, lang):  # noqa: ARG001
    least, most = bounds(case, COLUMNS[lang].get(stated["what"].strip().lower(), stated["what"]))
    yield from _moves(stated, least if stated["end"] in ("下限", "least") else most, lang)


def _threshold(stated, key, case, lang):  # noqa: ARG001
    yield from _moves(stated, case.known.settings["areas.min_likeness"], lang)


def _year(stated, key, case, lang):  # noqa: ARG001
    if int(stated["now"]) != case.known.settings["eligibility.built_until"] or int(stated["then"]) <= int(
        stated["now"]
    ):
        yield f"year {stated}"


def _gap(stated, key, case, lang):
    knob, is_point = case.known.settings, case.known.communities.geometry[key].geom_type == "Point"
    if is_point and not stated["points"]:
        yield "a gap between outlines links no point"
    yield from _moves(stated, knob["links.max_point_gap_m" if stated["points"] else "links.max_gap_m"], lang)


def _line(stated, key, case, lang):  # noqa: ARG001
    level = LINES[lang].get(stated["line"].strip().lower(), stated["line"])
    if case.known.settings.get(f"links.{level}_line") != "hard":
        yield f"{stated['line']} does not divide"


def _state(stated, key, case, lang):  # noqa: ARG001
    others = [one for one in case.names[lang].who(stated["other"]) if not around(case).takes_part(one)]
    if not any(
        case.known.communities.loc[one, "status"] not in case.known.settings["eligibility.statuses"] for one in others
    ):
        yield f"{stated['other']} is not held back by its state"


def _consent(stated, key, case, lang):  # noqa: ARG001
    if not agrees(stated["then"], 100 * case.known.settings["eligibility.least_consent"]):
        yield f"consent {stated['then']}"


def _open(stated, key, case, lang):
    mine = [one for one in case.names[lang].who(stated["other"]) if one in case.known.linked.index.get_level_values(0)]
    faults = [list(check_dividers(stated["barriers"], key, one, case, lang)) for one in mine]
    if not any(not [fault for fault in found if fault.startswith("[")] for found in faults):
        yield f"{stated['barriers']} does not lie before {stated['other']}"


CHECKS = {
    "limit": _limit,
    "threshold": _threshold,
    "year": _year,
    "gap": _gap,
    "line": _line,
    "state": _state,
    "consent": _consent,
    "open": _open,
}


def _moves(stated, value, lang):
    now, then = (plain_amount(stated[name], lang) for name in ("now", "then"))
    if value is None or not agrees(now, value):
        yield f"{stated['now']}, is {value}"
    elif abs(number(then) - number(now)) > HALF * number(now) + 1:
        yield f"{stated['now']} to {stated['then']} {TOO_FAR}"


def _check_below(stated, key, case, lang):  # noqa: ARG001
    if not agrees(stated["threshold"], case.known.settings["areas.min_likeness"]):
        yield f"threshold {stated['threshold']}"


OBSTACLES = (
    Rule(
        "below",
        "届时相似度仍低于门槛 <threshold:n>",
        "their likeness would still be below the threshold of <threshold:n>",
        _check_below,
    ),
    Rule(
        "unlike",
        "[与其平均]相似度仅 <likeness:n>，低于门槛 <threshold:n>",
        "[their likeness][its mean likeness with them] is only <likeness:n>, below the threshold of <threshold:n>",
        _check_unlike,
    ),
    Rule(
        "limit",
        "合并后" + LIMIT["zh"] + "[<beyond>超过上限 <most:amount>]",
        LIMIT["en"] + "[<beyond> would exceed the limit of <most:amount>]",
        check_limit,
    ),
)
RULES = (
    Rule(
        "advice",
        "如<changes:any>，即可与<mate>[等 <count:n> 个小区]划为一片。",
        "If <changes:any>, it joins <mate>[ and <count:n> more] in an area.",
        check_advice,
    ),
    Rule(
        "advice, not enough",
        "即使<changes:any>，仍不能与<mate>[所在片区（<count:n> 个小区）]划为一片：<obstacles:[^。]*>。",
        r"Even if <changes:any>, it cannot join [the area of ]<mate>[ (<count:n> communities)]: <obstacles:(?:(?!\. ).)*>.",
        check_still,
    ),
)
