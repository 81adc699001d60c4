"""What it would take to bring a community alone into an area: each change starts from what is so now.

That the change does so is proven where it is found, by solving again, and tried in tests of its own; here it is checked
that it speaks of settings, states and barriers as they are, and that limits move by at most a half.
"""

from __future__ import annotations

import re

from truth.limits import COLUMNS, bounds, plain_amount
from truth.rules_alone import around, check_dividers
from truth.sentence import KINDS, Rule, agrees, number
from truth.surroundings import KINDS as LINES

A, N = KINDS["amount"], KINDS["n"]
FORMS = {
    "zh": {
        "limit": rf"将(?P<what>[^,]+?)(?P<end>下限|上限)由(?P<now>{A})调整为(?P<then>{A})",
        "threshold": rf"将相似度门槛由(?P<now>{N})调整为(?P<then>{N})",
        "year": r"将全部纳入的建成年份由(?P<now>\d+)年放宽至(?P<then>\d+)年",
        "line": r"将(?P<line>[^,]+?)改为不作硬性阻隔",
        "gap": rf"将邻接间距上限由(?P<now>{N})米调整为(?P<then>{N})米",
        "state": r"将(?P<other>[^,]+?)由“(?P<status>[^”]+)”退回储备库",
        "consent": rf"(?P<other>[^,]+?)的同意率达到(?P<then>{N})%",
        "open": r"打通与(?P<other>[^,]+?)之间的(?P<barriers>[^,]+)",
    },
    "en": {
        "limit": rf"the (?P<end>least|greatest) (?P<what>.+?) is (?P<then>{A}) in place of (?P<now>{A})",
        "threshold": rf"the threshold of likeness is (?P<then>{N}) in place of (?P<now>{N})",
        "year": r"all built up to (?P<then>\d+) in place of (?P<now>\d+) take part",
        "line": r"the (?P<line>[a-z ]+ line) no longer divides",
        "gap": rf"the largest gap is (?P<then>{N}) m in place of (?P<now>{N}) m",
        "state": r"(?P<other>.+?) goes back to the reserve bank from \"(?P<status>[^\"]+)\"",
        "consent": rf"(?P<then>{N})% of the owners of (?P<other>.+?) agree",
        "open": r"there is a crossing to (?P<other>.+?) over (?P<barriers>.+)",
    },
}
AND = {"zh": ",并", "en": " and "}
HALF = 0.5


def check_advice(facts, key, case, lang):
    """Every change starts from what is so, and the other members are there."""
    for clause in facts["changes"].split(AND[lang]):
        kind, found = next(
            ((name, m) for name, form in FORMS[lang].items() if (m := re.fullmatch(form, clause))), (None, None)
        )
        if kind is None:
            yield f"no rule for: {clause}"
            continue
        yield from CHECKS[kind](found.groupdict(), key, case, lang)
    if not case.names[lang].who(facts["mate"]):
        yield f"nobody is called {facts['mate']}"


def _limit(told, key, case, lang):  # noqa: ARG001
    least, most = bounds(case, COLUMNS[lang].get(told["what"].strip().lower(), told["what"]))
    yield from _moves(told, least if told["end"] in ("下限", "least") else most, lang)


def _threshold(told, key, case, lang):  # noqa: ARG001
    yield from _moves(told, case.known.settings["areas.min_likeness"], lang)


def _year(told, key, case, lang):  # noqa: ARG001
    if int(told["now"]) != case.known.settings["eligibility.built_until"] or int(told["then"]) <= int(told["now"]):
        yield f"year {told}"


def _gap(told, key, case, lang):
    knob, is_point = case.known.settings, case.known.communities.geometry[key].geom_type == "Point"
    yield from _moves(told, knob["links.max_point_gap_m" if is_point else "links.max_gap_m"], lang)


def _line(told, key, case, lang):  # noqa: ARG001
    level = LINES[lang].get(told["line"].strip().lower(), told["line"])
    if case.known.settings.get(f"links.{level}_line") != "hard":
        yield f"{told['line']} does not divide"


def _state(told, key, case, lang):  # noqa: ARG001
    others = [one for one in case.names[lang].who(told["other"]) if not around(case).takes_part(one)]
    if not any(
        case.known.communities.loc[one, "status"] not in case.known.settings["eligibility.statuses"] for one in others
    ):
        yield f"{told['other']} is not held back by its state"


def _consent(told, key, case, lang):  # noqa: ARG001
    if not agrees(told["then"], 100 * case.known.settings["eligibility.least_consent"]):
        yield f"consent {told['then']}"


def _open(told, key, case, lang):
    mine = [one for one in case.names[lang].who(told["other"]) if one in case.known.linked.index.get_level_values(0)]
    faults = [list(check_dividers(told["barriers"], key, one, case, lang)) for one in mine]
    if not any(not [fault for fault in told_wrong if fault.startswith("[")] for told_wrong in faults):
        yield f"{told['barriers']} does not lie before {told['other']}"


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


def _moves(told, value, lang):
    now, then = (plain_amount(told[name], lang) for name in ("now", "then"))
    if value is None or not agrees(now, value):
        yield f"{told['now']}, is {value}"
    elif abs(number(then) - number(now)) > HALF * number(now) + 1:
        yield f"{told['now']} to {told['then']} is more than a half"


RULES = (
    Rule(
        "advice",
        "如<changes:any>，即可与<mate>[等 <count:n> 个小区]划为一片。",
        "If <changes:any>, it joins <mate>[ and others, <count:n> in all,] in an area.",
        check_advice,
    ),
)
