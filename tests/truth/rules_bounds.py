"""What bounds an area on its four sides: barriers and lines, else the nearest neighbour, else nothing."""

from __future__ import annotations

import re

from truth.rules_adjacent import FACING, adjacent, check_walls
from truth.rules_alone import around
from truth.sentence import Rule
from truth.surroundings import SIDES

FORMS = {
    "zh": (
        r"(?P<side>[东南西北])至(?P<walls>.+)",
        r"(?P<side>[东南西北])邻(?P<other>.+)",
        r"(?P<side>[东南西北])侧未见阻隔",
    ),
    "en": (
        r"(?P<side>\w+): next to (?P<other>.+)",
        r"(?P<side>\w+): no barrier nearby",
        r"(?P<side>\w+): (?P<walls>.+)",
    ),
}
SPLIT = {"zh": r",(?=[东南西北](?:至|邻|侧))", "en": r"; (?=(?:East|South|West|North):)"}


def check_bounds(facts, area, case, lang):
    """Each side is stated once; barriers are where they are stated; a neighbour is linked; nothing is where nothing is stated."""
    stated = {}
    for clause in re.split(SPLIT[lang], facts["bounds"]):
        found = next((m.groupdict() for form in FORMS[lang] if (m := re.fullmatch(form, clause))), None)
        if found is None:
            yield f"no rule for: {clause}"
            return
        stated[SIDES.get(found["side"], found["side"].lower())] = found
    if set(stated) != set(SIDES.values()):
        yield f"sides {sorted(stated)}"
    letters = {name: letter for letter, name in SIDES.items()}
    walls = {side: found["walls"] for side, found in stated.items() if found.get("walls")}
    joined = {
        "zh": ",".join(f"{letters[side]}至{names}" for side, names in walls.items()),
        "en": ", ".join(f"{names.replace(', ', ' and ')} ({side})" for side, names in walls.items()),
    }
    yield from check_walls({"walls": joined[lang]}, area, case, lang)
    opened, blocked = adjacent(area, case)
    for side, found in stated.items():
        if found.get("other") and not set(case.names[lang].who(found["other"])) & {*opened, *blocked}:
            yield f"{found['other']} is not adjacent to it"
        if not found.get("walls"):
            facing = [wall for wall, share in around(case).sides(area).items() if share[side] >= FACING]
            yield from (f"{wall} is {side}" for wall in facing)


RULES = (
    Rule("bounds", "<bounds:[东南西北](?:至|邻|侧未见).*>", "<bounds:(?:East|South|West|North): .*>", check_bounds),
)
