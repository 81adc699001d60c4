"""Cases for the two referees, that of the package and that of the map page, judged by a third one made of plain sets.

``python tests/make_referee_cases.py`` writes ``tests/files/referee_cases.json``: one case for each rule and each kind
of limit, on both sides of the bound, then drawn ones. A case holds a problem, the area of each community, and which
rules are broken by what figure; ``area`` is missing where no one area is at fault, or several are.
"""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

CASES = Path(__file__).parent / "files" / "referee_cases.json"
WAYS = {
    "sum": sum,
    "least": min,
    "most": max,
    "mean": lambda figures: sum(figures) / len(figures),
    "span": lambda figures: max(figures) - min(figures),
}
ROW = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
EVERY = list(combinations(range(6), 2))
AGES = [40.0, 30.0, 35.0, 10.0, 20.0, 0.0]


def stated(areas, *, links=ROW, pairs=EVERY, least=2, most=6, **rules):
    """State six communities in a row, each linked to the next, in such areas under such rules."""
    count = {"name": "communities", "how": "sum", "low": least, "high": most, "amounts": None}
    listed = {kind: [list(group) for group in rules.get(kind, ())] for kind in ("together", "apart", "locked")}
    home = {row: area for area, members in areas.items() for row in members}
    return {
        "size": 6,
        "links": [[*link, 0.5] for link in links],
        "pairs": [[*pair, 0.25] for pair in pairs],
        "saving_weight": 0.125,
        "limits": [count, *rules.get("limits", ())],
        "whole": list(rules.get("whole", ())),
        **listed,
        "excluded": list(rules.get("excluded", ())),
        "areas": [home.get(row) for row in range(6)],
    }


def limit(how, low=None, high=None, name="age", amounts=AGES):
    """State a limit on the ages of the six, or on what is counted."""
    return {"name": name, "how": how, "low": low, "high": high, "amounts": amounts}


def by_hand():
    """Yield a name and a case for every rule and kind of limit, with what it breaks worked out by hand."""
    one = {"A": (0, 1, 2)}  # ages 40, 30 and 35
    yield "in order", stated(one), []
    yield "nobody in an area", stated({}), []
    yield "two pieces", stated({"A": (0, 1, 3)}), [("A", "connected", 2, 1)]
    yield "three pieces", stated({"A": (0, 2, 4)}), [("A", "connected", 3, 1)]
    yield "two lie too far apart", stated(one, pairs=[(0, 1), (1, 2)]), [("A", "span", 1, 0)]
    yield "too many", stated(one, most=2), [("A", "communities_max", 3, 2)]
    yield "too few", stated({"A": (5,)}), [("A", "communities_min", 1, 2)]
    figures = {"sum": 105, "least": 30, "most": 40, "mean": 35, "span": 10}
    for how, figure in figures.items():
        yield f"{how} on its bounds", stated(one, limits=[limit(how, figure, figure)]), []
        yield (
            f"{how} too great",
            stated(one, limits=[limit(how, high=figure - 1)]),
            [("A", "age_max", figure, figure - 1)],
        )
        yield (
            f"{how} too small",
            stated(one, limits=[limit(how, low=figure + 1)]),
            [("A", "age_min", figure, figure + 1)],
        )
    two = {"A": (0, 1), "B": (3, 4)}  # ages 40 and 30, 10 and 20
    for how, figure in {"sum": 100, "least": 10, "most": 40, "mean": 25, "span": 30}.items():
        yield f"{how} of the plan on its bounds", stated(two, whole=[limit(how, figure, figure)]), []
        yield (
            f"{how} of the plan too great",
            stated(two, whole=[limit(how, high=figure - 1)]),
            [(None, "age_max", figure, figure - 1)],
        )
        yield (
            f"{how} of the plan too small",
            stated(two, whole=[limit(how, low=figure + 1)]),
            [(None, "age_min", figure, figure + 1)],
        )
        empty = [(None, "age_min", 0, 1)] if how == "sum" else []
        yield f"{how} of a plan without areas", stated({}, whole=[limit(how, low=1, high=2)]), empty
    areas = limit("sum", 1, 1, "areas", None)
    yield "as many areas as allowed", stated(one, whole=[areas]), []
    yield "too many areas", stated(two, whole=[areas]), [(None, "areas_max", 2, 1)]
    yield "too few areas", stated({}, whole=[areas]), [(None, "areas_min", 0, 1)]
    yield "together", stated(one, together=[(0, 1, 2)]), []
    yield "torn: one is alone", stated({"A": (0, 1)}, together=[(0, 2)]), [(None, "together", 2, 1)]
    yield "torn over three", stated(two, together=[(0, 2, 3)]), [(None, "together", 3, 1)]
    yield "all alone that must be together", stated({"B": (3, 4)}, together=[(0, 1)]), [(None, "together", 1, 1)]
    yield "apart", stated(two, apart=[(0, 3)]), []
    yield "two pairs not apart", stated(one, apart=[(0, 1), (1, 2)]), [("A", "apart", 1, 0), ("A", "apart", 1, 0)]
    yield "locked and kept", stated(one, locked=[(0, 1, 2)]), []
    kept = stated(one, locked=[(0, 1, 2)], pairs=[(0, 1)], most=2, limits=[limit("sum", high=50)])
    yield "no limit judges a locked area", kept, []
    torn = stated({"A": (0, 2)}, locked=[(0, 2)])
    yield "a locked area hangs together all the same", torn, [("A", "connected", 2, 1)]
    yield "one has joined a locked area", stated(one, locked=[(0, 1)]), [("A", "locked", 3, 2)]
    yield "one has left a locked area", stated({"A": (0, 1)}, locked=[(0, 1, 2)]), [("A", "locked", 2, 3)]
    yield "the first of a locked area is alone", stated({"A": (1, 2)}, locked=[(0, 1, 2)]), [(None, "locked", 0, 3)]
    swapped = stated({"A": (0, 1)}, locked=[(0, 2)])
    yield "another in the place of a locked one", swapped, [("A", "locked", 2, 2)]
    yield "excluded and alone", stated(one, excluded=[3]), []
    yield "excluded and in an area", stated(one, excluded=[1, 5]), [("A", "excluded", 1, 0)]


def drawn(seed):
    """Draw six communities under several rules at once, all figures whole numbers."""
    chance = random.Random(seed)  # noqa: S311 - the same cases each time
    rows = list(range(6))
    homes = [chance.choice(["A", "B", None]) for _ in rows]
    areas = {area: tuple(row for row in rows if homes[row] == area) for area in dict.fromkeys(homes) if area}
    ages = [float(chance.randrange(-5, 20)) for _ in rows]
    bounds = sorted(chance.sample(range(-10, 60), 2))
    limits = [limit(how, *bounds, name=how, amounts=ages) for how in chance.sample(list(WAYS), 2)]
    whole = [limit(chance.choice(list(WAYS)), *bounds, name="all", amounts=ages), limit("sum", 1, 1, "areas", None)]
    demands = {kind: [tuple(sorted(chance.sample(rows, 2)))] for kind in ("together", "apart", "locked")}
    return stated(
        areas,
        links=[link for link in EVERY if chance.random() < 0.4],
        pairs=[pair for pair in EVERY if chance.random() < 0.8],
        limits=limits,
        whole=whole,
        excluded=chance.sample(rows, 1),
        most=chance.randrange(2, 5),
        **demands,
    )


def judge(case):
    """Return value and breaches of a case, rule by rule, from sets alone."""
    members = {}
    for row, area in enumerate(case["areas"]):
        if area is not None:
            members.setdefault(area, set()).add(row)
    locked = {area for area, inside in members.items() if any(inside == set(kept) for kept in case["locked"])}
    breaches = [breach for area, inside in members.items() for breach in judge_area(case, area, inside, area in locked)]
    everyone = sorted(set().union(*members.values()))
    breaches += [(None, *breach) for breach in beyond(case["whole"], everyone, len(members))]
    return worth(case, members), breaches + broken_demands(case, members)


def judge_area(case, area, inside, is_locked):
    """Yield the rules that one area breaks by itself."""
    pieces = count_pieces(inside, case["links"])
    if pieces > 1:
        yield area, "connected", pieces, 1
    near = [pair for pair in case["pairs"] if {pair[0], pair[1]} <= inside]
    far = len(list(combinations(inside, 2))) - len(near)
    if not is_locked:
        yield from ((area, *breach) for breach in beyond(case["limits"], sorted(inside), len(inside)))
        if far:
            yield area, "span", far, 0


def count_pieces(inside, links):
    """Count the pieces that a set falls into."""
    pieces = [{row} for row in inside]
    for one, other, _ in links:
        if one in inside and other in inside:
            joined = [piece for piece in pieces if piece & {one, other}]
            pieces = [piece for piece in pieces if not piece & {one, other}] + [set().union(*joined)]
    return len(pieces)


def beyond(limits, rows, count):
    """Yield the limits that some communities break together."""
    for rule in limits:
        if rule["amounts"] is None:
            figure = count
        elif rows or rule["how"] == "sum":
            figure = WAYS[rule["how"]]([rule["amounts"][row] for row in rows])
        else:
            continue
        if rule["high"] is not None and figure > rule["high"]:
            yield f"{rule['name']}_max", figure, rule["high"]
        if rule["low"] is not None and figure < rule["low"]:
            yield f"{rule['name']}_min", figure, rule["low"]


def broken_demands(case, members):
    """Return the demands that the areas break."""
    home = case["areas"]
    found = []
    for group in case["together"]:
        areas = {home[row] for row in group}
        if len(areas) > 1 or None in areas:
            found.append((None, "together", len(areas), 1))
    found += [(home[one], "apart", 1, 0) for one, other in case["apart"] if home[one] and home[one] == home[other]]
    for kept in case["locked"]:
        first = home[kept[0]]
        if first is None or members[first] != set(kept):
            found.append((first, "locked", 0 if first is None else len(members[first]), len(kept)))
    return found + [(home[row], "excluded", 1, 0) for row in case["excluded"] if home[row]]


def worth(case, members):
    """Return the value of each area."""
    return {
        area: case["saving_weight"] * (len(inside) - 1)
        + sum(gain for one, other, gain in [*case["pairs"], *case["links"]] if {one, other} <= inside)
        for area, inside in members.items()
    }


def make_cases():
    """Return all cases with what each breaks; those worked out by hand are tried against the sets."""
    named = []
    for name, case, expected in by_hand():
        value, breaches = judge(case)
        assert plain_breaches(breaches) == plain_breaches(expected), name
        named.append((name, case, value, expected))
    named += [(f"drawn {seed}", case := drawn(seed), *judge(case)) for seed in range(60)]
    return [
        {"name": name, **case, "values": value, "breaches": [list(breach) for breach in plain_breaches(breaches)]}
        for name, case, value, breaches in named
    ]


def plain_breaches(breaches):
    """Return breaches in an order of their own, figures as floats, without an area where several are at fault."""
    plain = [
        (None if rule == "together" else area, rule, float(figure), float(bound))
        for area, rule, figure, bound in breaches
    ]
    return sorted(plain, key=lambda breach: (breach[1], breach[0] or "", *breach[2:]))


def write_cases():
    """Return the file as text, a case a line."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in make_cases())
    return f"[\n{lines}\n]\n"


if __name__ == "__main__":
    CASES.write_text(write_cases(), encoding="utf-8")
