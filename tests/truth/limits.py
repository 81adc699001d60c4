"""Clauses about limits: which one an area of some members would break, and by how much."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from truth.sentence import agrees, number

COLUMNS = {
    "zh": {
        "户数": "households",
        "小区数": "communities",
        "跨度": "span",
        "占地面积": "site_m2",
        "估算总投资": "invest_money",
        "单独改造费用": "invest_money",
    },
    "en": {
        "households": "households",
        "communities": "communities",
        "span": "span",
        "site area": "site_m2",
        "investment": "invest_money",
        "cost alone": "invest_money",
    },
}


def total(case, name, members):
    """Return what members come to under a limit; unknown ones count as the median of all, as the plan does."""
    rows = case.known.communities.loc[list(members)]
    if name == "communities":
        return len(members)
    if name == "span":
        return case.known.span_m(np.array(list(combinations(members, 2)), dtype=object)).max()
    column = {"invest_money": "cost_alone_money"}.get(name, name)
    return rows[column].fillna(case.known.communities[column].median()).sum()


def bounds(case, name):
    """Return the least and the most of a limit, None if there is none."""
    knob = case.known.settings
    if name == "communities":
        return knob["areas.min_communities"], knob["areas.max_communities"]
    if name == "span":
        return None, knob["areas.max_span_m"]
    limit = knob["areas.limits"].get(name, {})
    return tuple(None if limit.get(end) in (None, "none") else limit[end] for end in ("min", "max"))


def check_limit(facts, members, case, lang):
    """The members come to that figure and so break that limit."""
    name = COLUMNS[lang].get(facts["what"].strip().lower(), facts["what"])
    figure, (low, high) = total(case, name, members), bounds(case, name)
    stated = {key: plain_amount(facts[key], lang) for key in ("figure", "bound", "short") if key in facts}
    bound = low if "short" in stated else high
    if bound is None or not (figure < bound if "short" in stated else figure > bound):
        yield f"{name} is {figure}, the limits {low} to {high}"
        return
    for key, value in {"figure": figure, "bound": bound, "short": bound - figure}.items():
        # The shortfall is stated from the rounded figures.
        if key in stated and not agrees(stated[key], value) and not (key == "short" and _is_difference(stated)):
            yield f"{key} {stated[key]}, is {value}"


def _is_difference(stated):
    return abs(number(stated["bound"]) - number(stated["figure"]) - number(stated["short"])) < 1.01


def plain_amount(text, lang):  # noqa: ARG001
    for unit in (" m2", " m", "m2", "m", "户", "个"):
        text = text.removesuffix(unit)
    return text


LIMIT = {
    "zh": "[<what>仅 <figure:amount>，比下限 <bound:amount>少 <short:amount>]"
    "[<what2>达 <figure2:amount>，超过上限 <bound2:amount>][<what3>超过上限 <bound3:amount>]",
    "en": "[<what> would be only <figure:amount>, <short:amount> below the minimum of <bound:amount>]"
    "[<what2> would be <figure2:amount>, above the limit of <bound2:amount>]"
    "[<what3> would exceed the limit of <bound3:amount>]",
}


def limit_facts(facts):
    """Return the facts of whichever clause is there."""
    stated = {
        name: next((facts[f"{name}{end}"] for end in ("", "2", "3") if f"{name}{end}" in facts), None)
        for name in ("what", "figure", "bound", "short")
    }
    return {name: fact for name, fact in stated.items() if fact}
