"""The table of allowed changes: which values may read otherwise than before, where, and why."""

import math
import re
import tomllib
from dataclasses import dataclass

KINDS = ("text", "renamed", "grown", "gone", "new", "money", "any")
TOLERANCE = 1e-9

_AMOUNT = r"(?P<amount>-?\d[\d,]*(?:\.\d+)?)"
# How money is spelled in English: amounts in units of 10,000, and in plain ones.
_WAN = (
    rf"CNY\s*{_AMOUNT}\s*(?:x\s*|× ?|\*\s*)?10,000",
    rf"{_AMOUNT}\s*(?:x\s*|× ?)?(?:10,000 CNY|wan CNY|CNY 10,000|wan yuan)",
)
# The first of two amounts that have their unit behind the second.
_FIRST = re.compile(rf"{_AMOUNT}(?= (?:to|of|→) -?[\d,.]+ (?:10,000 CNY|wan CNY))")
_PLAIN = (rf"CNY\s*{_AMOUNT}(?!\s*[x×*])", rf"{_AMOUNT}\s*CNY")


@dataclass(frozen=True)
class Allowed:
    """One allowed change.

    Attributes
    ----------
    kind : str
        ``text`` (``old`` becomes ``new`` in values and names of columns), ``renamed`` (column ``old`` is called ``new``
        and its numbers are multiplied by ``factor``), ``grown`` (numbers of column ``old`` may be ``factor`` times as
        large, in some rows), ``gone`` or ``new`` (columns ``old`` are only there before or only there after), ``money``
        (amounts are equal whatever their spelling), ``any`` (column ``old`` may hold anything).
    place : pattern
        Of ``job/lang/file/place`` the part that must be found.
    old : pattern
        What may change: of a text, else the whole name of a column.
    new : str
        What it becomes; may hold groups of the pattern.
    factor : float
        By which numbers grow.
    why : str
        The reason, compulsory.
    """

    kind: str
    place: re.Pattern
    old: re.Pattern
    new: str
    factor: float
    why: str

    def holds_at(self, where):
        return self.place.search(where) is not None

    def value(self, was):
        """Return what a value may read after the change."""
        if self.kind == "money" and isinstance(was, str):
            return spell_money(was)
        return self.old.sub(self.new, was) if self.kind == "text" and isinstance(was, str) else was

    def column(self, name):
        """Return what a column may be called after the change."""
        if self.kind == "text":
            return self.old.sub(self.new, name)
        return self.old.sub(self.new, name) if self.kind == "renamed" and self.old.fullmatch(name) else name

    def grown(self, column, was):
        """Return the value of a column as it reads after it was renamed."""
        if self.kind != "renamed" or not self.old.fullmatch(column):
            return was
        return was * self.factor if isinstance(was, float) else was

    def excuses(self, column, was, now):
        """Return whether a value may be so different in this column: grown by the factor, or anything at all."""
        if self.kind not in ("grown", "any") or not self.old.fullmatch(column):
            return False
        try:
            return self.kind == "any" or math.isclose(float(was) * self.factor, float(now), rel_tol=TOLERANCE)
        except ValueError:
            return False


def read_allowed(path):
    """Return the table of a TOML file; entries without a reason or of an unknown kind are refused."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("allowed", [])
    table = []
    for entry in entries:
        filled = {"place": "", "old": "", "new": "", "factor": 1.0} | entry
        if filled.get("kind") not in KINDS or not filled.get("why") or len(filled) > 6:
            rest = "and no more than place, old, new, factor"
            raise SystemExit(f"{path}: an entry needs a kind ({', '.join(KINDS)}), why, {rest}: {entry}")
        place, old = re.compile(filled["place"]), re.compile(filled["old"])
        table.append(Allowed(filled["kind"], place, old, filled["new"], float(filled["factor"]), filled["why"]))
    return table


def spell_money(text):
    """Return a text with every amount of money in plain units, ``CNY 1,500,000``."""
    text = _FIRST.sub(lambda found: _plain_amount(found["amount"], 10_000), text)
    for patterns, factor in ((_WAN, 10_000), (_PLAIN, 1)):
        for pattern in patterns:
            text = re.sub(pattern, lambda found, factor=factor: _plain_amount(found["amount"], factor), text)
    return text


def _plain_amount(amount, factor):
    return f"CNY {float(amount.replace(',', '')) * factor:,.0f}"
