"""Two folders read back and compared: what reads otherwise, and what of that is allowed."""

import math
from collections import Counter
from typing import NamedTuple

from reading_back.allowed import TOLERANCE
from reading_back.facts import Spot
from reading_back.readers import read_folder, same_files

COLUMNS, FILE = "(columns)", "(file)"
LONGEST = 160


class Difference(NamedTuple):
    """A spot where the two differ; nothing on the side where it is not there."""

    kind: str
    where: str
    spot: Spot
    before: object
    after: object


class Found(NamedTuple):
    """What one job in one language comes to."""

    job: str
    facts: int
    allowed: int
    refused: list


class Folders:
    """Two folders of jobs, and the changes allowed between them."""

    def __init__(self, before, after, allowed):
        self.before, self.after, self.allowed = before, after, allowed

    def compare(self, job):
        """Return the differences of one job in one language."""
        same = same_files(self.before / job, self.after / job)
        before, after = (read_folder(folder / job, same) for folder in (self.before, self.after))
        return compare_facts(job, before, after, self.allowed)


def compare_facts(job, before, after, allowed):
    """Return what reads otherwise: first where spots and values are equal, then by what is allowed."""
    count = max(len(before), len(after))
    if not before or not after:
        return Found(job, 0, 0, [Difference("nothing made", job, Spot("", "", "", ""), None, None)])
    same = {spot for spot, was in before.items() if spot in after and _equal(was, after[spot])}
    left = {spot: was for spot, was in before.items() if spot not in same}
    right = {spot: was for spot, was in after.items() if spot not in same}
    open_before, open_after = len(left), len(right)
    left = _changed(job, left, allowed)
    refused = []
    for spot in sorted({*left, *right}):
        where = f"{job}/{spot.file}/{spot.place}"
        rules = [rule for rule in allowed if rule.holds_at(where)]
        was, now = left.get(spot), right.get(spot)
        if not _is_allowed(spot, was, now, rules):
            kind = "gone" if now is None else "new" if was is None else "changed"
            refused.append(Difference(kind, where, spot, was, now))
    return Found(job, count, max(open_before, open_after) - len(refused), refused)


def _changed(job, facts, allowed):
    """Return facts of before under the names of columns, and with the numbers, that they may have after."""
    moved = {}
    for spot, value in facts.items():
        where = f"{job}/{spot.file}/{spot.place}"
        column, was = spot.column, value
        for rule in allowed:
            if rule.holds_at(where):
                was = rule.grown(column, was)
                column = rule.column(column)
        moved[spot._replace(column=column)] = was
    return moved


def _is_allowed(spot, was, now, rules):
    if spot.row == COLUMNS:
        return _same_columns(was, now, rules)
    if was is None or now is None:
        kind = "new" if was is None else "gone"
        return any(rule.kind == kind and rule.old.fullmatch(spot.column) for rule in rules)
    for rule in rules:
        was = rule.value(was)
        now = rule.value(now) if rule.kind == "money" else now
    return _equal(was, now) or any(rule.excuses(spot.column, was, now) for rule in rules)


def _same_columns(was, now, rules):
    """Return whether columns are in the same order, but for those that may be new, gone or renamed."""
    before, after = (names.split("\n") if names else [] for names in (was, now))
    for rule in rules:
        before = [rule.column(name) for name in before if not (rule.kind == "gone" and rule.old.fullmatch(name))]
        after = [name for name in after if not (rule.kind == "new" and rule.old.fullmatch(name))]
    return before == after


def _equal(one, other):
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return one == other


def describe(found, first):
    """Return all differences grouped by kind, file and column: the first few of each and how many there are."""
    lines = []
    for one in found:
        lines.append(f"{one.job}: {one.facts} facts, {one.allowed} differ as allowed, {len(one.refused)} differ")
        groups = Counter((each.kind, each.where, each.spot.column) for each in one.refused)
        for (kind, where, column), count in groups.items():
            lines.append(f"  {kind}: {where} [{column}]: {count}")
            members = [
                each for each in one.refused if (each.kind, each.where, each.spot.column) == (kind, where, column)
            ]
            for each in members[:first]:
                lines.append(f"    row {each.spot.row}")
                lines.extend(
                    f"      {side} {_short(value)}"
                    for side, value in (("-", each.before), ("+", each.after))
                    if value is not None
                )
    total = sum(len(one.refused) for one in found)
    lines.append(f"{total} differences" if total else "everything reads the same, but for what is allowed")
    return "\n".join(lines) + "\n"


def _short(value):
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}... ({len(text)} characters)"
