"""Sentences as patterns: a kind of sentence is a rule, with its words in each language and what must be true of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

WAN = 10_000
MOST_ROUNDED = 4  # zeros at the end of an amount that may be rounding
SLOT = re.compile(r"<(\w+)(?::([^>]*))?>")
KINDS = {
    "n": r"[-+]?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?",
    "money": r"(?:CNY )?[-+]?\d[\d,]*(?:\.\d+)?(?: ?万元)?",
    "": r"(?:(?!(?<!\.\.)\. |。|;).)+?",  # dots in the middle of a clipped name are no stop
    "any": r".+?",
    "amount": r"(?:CNY )?\d[\d,]*(?:\.\d+)?(?: ?(?:万元|户|个|m2|m))?",
}


@dataclass(frozen=True)
class Rule:
    """A kind of sentence.

    Attributes
    ----------
    kind : str
        What it is called in a report.
    zh, en : str
        The words. ``<name>`` stands for a text, ``<name:n>`` for a number, ``<name:money>`` for an amount,
        ``<name:a|b>`` for one of several texts; ``[...]`` may be missing. Punctuation is of either width.
    check : callable
        Called with the facts (texts by name, in the notation of the language), the row that it stands in and what
        is known; yields what is wrong.
    """

    kind: str
    zh: str
    en: str
    check: Callable

    @cached_property
    def patterns(self):
        """The pattern of each language."""
        return {lang: re.compile(_pattern(getattr(self, lang), lang), re.IGNORECASE) for lang in ("zh", "en")}


@dataclass(frozen=True)
class Fault:
    """Something that does not hold: where it stands, what kind it is, and why it is false."""

    state: str  # false, unparsed or unchecked
    kind: str
    where: str
    what: str

    def __str__(self):
        """Say it in a line."""
        return f"{self.state:9} {self.kind:24} {self.where}: {self.what}"


def normal(text, lang):
    """Return a text with one width of punctuation; Chinese without spaces."""
    plain = unicodedata.normalize("NFKC", str(text)).replace("\u00a0", " ")
    return plain.replace(" ", "") if lang == "zh" else plain


def read_sentences(text, rules, lang):
    """Yield each sentence of a text with its rule and its facts; a rest that no rule knows comes without."""
    text, at = normal(text, lang).strip(), 0
    while at < len(text):
        found = ((rule, rule.patterns[lang].match(text, at)) for rule in rules)
        rule, match = next(((rule, match) for rule, match in found if match), (None, None))
        if match is None:
            yield None, {}, text[at:]
            return
        yield rule, {name: fact for name, fact in match.groupdict().items() if fact is not None}, match[0]
        at = match.end()
        while text[at : at + 1] == " ":
            at += 1


def read_clauses(text, rules, lang, by="; "):
    """Yield each clause between semicolons, or the text as one, as `read_sentences` does."""
    plain = normal(text, lang)
    for clause in plain.split(by if lang == "en" else by.strip()) if by else [plain]:
        tries = ((rule, rule.patterns[lang].fullmatch(clause)) for rule in rules)
        rule, match = next(((rule, match) for rule, match in tries if match), (None, None))
        facts = {name: fact for name, fact in match.groupdict().items() if fact is not None} if match else {}
        yield rule, facts, clause


def number(text):
    """Return a number or an amount, in yuan, as it is meant."""
    plain = text.removeprefix("CNY ").replace(",", "").replace(" ", "")
    return float(plain.removesuffix("万元")) * (WAN if plain.endswith("万元") else 1)


def grain(text):
    """Return the last place of a number as stated: twice what it may be off by."""
    plain = text.removeprefix("CNY ").replace(",", "").replace(" ", "")
    digits = plain.removesuffix("万元")
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    zeros = min(len(digits) - len(digits.rstrip("0")), MOST_ROUNDED) if text.startswith("CNY") and not decimals else 0
    return 10.0 ** (zeros - decimals) * (WAN if plain.endswith("万元") else 1)


def agrees(text, value):
    """Say whether a number as stated is that value, rounded."""
    return value is not None and value == value and abs(number(text) - value) <= grain(text) / 2 * (1 + 1e-6) + 1e-9  # noqa: PLR0124


def differ(facts, **values):
    """Yield every number that is stated wrongly; those not stated are skipped."""
    for name, value in values.items():
        if name in facts and not agrees(facts[name], value):
            yield f"{name} {facts[name]}, is {value}"


def _pattern(words, lang):
    parts, at = [], 0
    for slot in SLOT.finditer(words):
        kind = KINDS[slot[2] or ""] if (slot[2] or "") in KINDS else normal(slot[2], lang)
        parts += [_literal(words[at : slot.start()], lang), f"(?P<{slot[1]}>{kind})"]
        at = slot.end()
    return "".join([*parts, _literal(words[at:], lang)])


def _literal(words, lang):
    words = unicodedata.normalize("NFKC", words)
    words = words.replace(" ", "") if lang == "zh" else words
    return "".join({"[": "(?:", "]": ")?"}.get(letter, re.escape(letter)) for letter in words)
