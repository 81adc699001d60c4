"""The one place that turns facts into text of a language."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import newer
from cluster_planner.fields.people import blot_secrets, is_bare_code
from cluster_planner.said import (
    Code,
    Count,
    Fact,
    Figure,
    Label,
    Metres,
    Money,
    Name,
    Number,
    Said,
    Score,
    Several,
    Share,
    SquareMetres,
    Verbatim,
    Year,
    say,
)
from cluster_planner.words._catalogue import Catalogue, Lang, Part, parts_of, read_catalogue

if TYPE_CHECKING:
    from cluster_planner.columns import Column

Form: TypeAlias = Literal["header", "sheet_header", "raw_header", "layer_header"]
Piece: TypeAlias = tuple[bool, str]  # whether it is a value, and its text
FORMS = {Score: ".2f", Share: ".0%", Count: ",.0f", Number: ",.0f", Metres: ",.0f", SquareMetres: ",.0f", Year: "d"}
CASES = ("capital", "lower")
PLURAL = "|"  # between the word for one and the word for several
_MOST_DECIMALS = 4  # of amounts in 万 that would read as nothing with fewer
_MONEY_FORM = re.compile(r"(\+?)(\d*|fine)(bare)?")
_MEASURES = ("m", "m2", "cny", "money")  # units that a figure in a sheet needs, in any language


class Speaker:
    """Words facts in one language.

    Parameters
    ----------
    catalogue : Catalogue
        The words of the language.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.lang = catalogue.lang

    def write(self, fact: Fact | None, form: str = "") -> str:
        """Return a fact as text.

        Parameters
        ----------
        fact : fact or None
            What is said; ``None`` writes nothing.
        form : str
            How it is written. Figures: a Python format, with a slash and a unit where they are shown in another one.
            Money: the number of decimals of 万 (0 if empty) or ``fine`` for all there are, after ``+`` for a sign in
            any case and before ``bare`` for no currency. Words: ``capital`` (first letter) or ``lower``. Labels:
            ``code`` for the code itself. Counts: two words with ``|`` between, the first for one, the second
            otherwise.
        """
        return "".join(text for _, text in self.pieces(fact, form))

    def say(self, key: str, **facts: Fact | None) -> str:
        """Return the text under a key, with facts put in."""
        return self.write(say(key, **facts))

    def fill(self, key: str, **texts: object) -> str:
        """Return the text under a key with ready texts in its slots; of the forms only plurals apply."""
        return "".join(words + self._put_in(name, form, texts) for words, name, form in self.catalogue.parts(key))

    @staticmethod
    def _put_in(name: str, form: str, texts: Mapping[str, object]) -> str:
        text = str(texts[name]) if name else ""
        return _counted(text, form) if PLURAL in form else text

    def label(self, kind: str, code: str) -> str:
        """Return the word for a code, or the code itself where there is none."""
        if kind == "header":
            return self.header(code)
        found = self.catalogue.entries.get(f"{kind}.{code}")
        if found is None and kind.startswith("choice."):
            known = _column(kind.removeprefix("choice."))
            found = self.catalogue.entries.get(f"choice.{known.vocabulary}.{code}") if known else None
        return code if found is None else found

    def choices(self, column: str) -> dict[str, str]:
        """Return the words for the codes of a column, in the order shown; empty if any text may occur."""
        known = _column(column)
        choices = known.choices if known else ()
        return {choice.code: self.label(f"choice.{choice.vocabulary}", choice.code) for choice in choices}

    def header(self, column: str, table: str = "", form: Form = "header") -> str:
        """Return the header of a column, with its unit where the language writes units there.

        Parameters
        ----------
        column : str
            Canonical name; for amounts also the older one.
        table : str
            Where a plan has the table, such as ``evaluation.areas``, or who shows it: either may have a label of its
            own.
        form : {"header", "sheet_header", "raw_header", "layer_header"}
            In a sheet, measures have their unit in every language; in a layer, and above raw values in a sheet, amounts
            are in plain units.
        """
        own = self.catalogue.entries.get(f"column.{table}.{column}")
        is_older, known = newer(column) != column, _column(newer(column), table)
        name = own or self.label("field", newer(column) if known else column)
        unit = known.unit if known else ""
        in_sheet = form in ("sheet_header", "raw_header") and unit in _MEASURES
        style: str = self.catalogue.style["sheet_header" if in_sheet else "header"]
        if unit == "money" and is_older:
            unit = "wan"
        elif unit == "money" and form in ("raw_header", "layer_header"):
            unit = "cny"
        return style.format(name=name, unit=self.label("unit", unit)) if unit else name

    def worth(self, unit: str) -> float:
        """Return what one unit is worth in a column of figures: amounts are in the unit that the header names."""
        scale: float = self.catalogue.style["money"]["scale"]
        return scale if unit == "money" else 1.0

    def meaning(self, column: str, table: str) -> str:
        """Return what a column of a table means, in a phrase."""
        entries = self.catalogue.entries
        return entries.get(f"meaning.{table}.{column}") or entries[f"meaning.any.{column}"]

    def join(self, texts: Iterable[str], by: str = "list") -> str:
        """Return ready texts as one, joined as the language joins them."""
        between: str = self.catalogue.style["between"][by]
        return between.join(texts)

    def pieces(self, fact: Fact | None, form: str = "") -> list[Piece]:
        """Return the text of a fact in pieces: fixed words and values, in turn."""
        pieces = list(self._spelled(fact, form))
        return _cased(pieces, form) if form in CASES else pieces

    def _spelled(self, fact: Fact | None, form: str) -> Iterator[Piece]:
        if PLURAL in form:
            yield False, _counted(self.write(fact, "" if isinstance(fact, Name | Code) else ".10g"), form)
            return
        match fact:
            case None:
                return
            case Said():
                yield from self._filled(self.catalogue.parts(fact.key), dict(fact.facts))
            case Verbatim():
                texts = dict(fact.texts)
                yield from self._filled(parts_of(texts.get(self.lang, fact.texts[0][1])), dict(fact.facts))
            case Several():
                yield from self._joined(fact, form)
            case Label():
                yield True, fact.value if form == "code" else self.label(fact.kind, fact.value)
            case Name() | Code():
                yield True, _without_people(str(fact.value))
            case Money():
                yield from self._money(fact.value, form)
            case _:
                yield from self._figure(fact, form)

    def _filled(self, parts: Iterable[Part], facts: Mapping[str, Fact | None]) -> Iterator[Piece]:
        before = ""
        for words, name, form in parts:
            if words:
                yield False, words
                before = words
            if name:
                inner = self.pieces(facts[name], form)
                # A space separates scores from Chinese words, but not from a bracket or a stop.
                if self.catalogue.style["scores_stand_off"] and _is_known_score(facts[name]) and _is_word(before):
                    yield False, " "
                yield from inner
                before = inner[-1][1] if inner else before

    def _joined(self, several: Several, form: str) -> Iterator[Piece]:
        between = self.catalogue.style["between"][several.by]
        first = True
        for item in several.items:
            pieces = self.pieces(item, "" if form in CASES else form)
            if not pieces:
                continue
            if not first and between:
                yield False, between
            first = False
            yield from pieces

    def _figure(self, fact: Figure, form: str) -> Iterator[Piece]:
        value = fact.value
        if _unknown(value):
            yield False, self.catalogue.style["unknown"]
        else:
            shown, _, unit = (form or FORMS[type(fact)]).partition("/")
            yield True, format(int(value) if isinstance(fact, Year) else value / float(unit) if unit else value, shown)

    def _money(self, amount: float, form: str) -> Iterator[Piece]:
        if _unknown(amount):
            yield False, self.catalogue.style["unknown"]
            return
        sign, digits, bare = _MONEY_FORM.fullmatch(form).groups()  # type: ignore[union-attr]
        style = self.catalogue.style["money"]
        figure = (
            _fine(amount / style["scale"], sign)
            if digits == "fine"
            else _rounded(amount, int(digits or 0), style["scale"], sign)
        )
        before, after = ("", "") if bare else style["around"]
        if sign:
            before, figure = figure[0] + before, figure[1:]
        yield from ((kind, text) for kind, text in ((False, before), (True, figure), (False, after)) if text)


def _without_people(text: str) -> str:
    """Return a name, path or value without personal data; an id may look like a number and is none."""
    return text if is_bare_code(text) else blot_secrets(text)


def _column(name: str, table: str = "") -> Column | None:
    """Return what is known of a column; imported late, since an error at the door needs none of it."""
    from cluster_planner.columns import find_column

    return find_column(name, table)


@cache
def speaker(lang: Lang) -> Speaker:
    """Return the speaker of one of the package's languages."""
    return Speaker(read_catalogue(lang))


def _rounded(amount: float, digits: int, scale: float, sign: str) -> str:
    """Return an amount in the unit of a language, rounded to the nearest 万 or to decimals of it in every language."""
    if amount and not round(amount / WAN, digits):
        # A small amount must not read as nothing.
        digits = min(-math.floor(math.log10(abs(amount) / WAN)), _MOST_DECIMALS)
    rounded = round(amount / WAN, digits) * WAN / scale + 0.0  # no minus before 0
    return f"{rounded:{sign},.{digits if scale == WAN else 0}f}"


def _fine(figure: float, sign: str) -> str:
    """Return a figure with as many decimals as it has, down to a cent in 万."""
    return f"{figure:{sign},.6f}".rstrip("0").rstrip(".")


def _counted(figure: str, form: str) -> str:
    """Return the word for one or the word for several."""
    one, _, several = form.partition(PLURAL)
    return one if figure == "1" else several


def _is_known_score(fact: Fact | None) -> bool:
    return isinstance(fact, Score) and not _unknown(fact.value)


def _is_word(before: str) -> bool:
    """Whether a text ends with a letter, of any script."""
    return before[-1:].isalpha()


def _unknown(value: float) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _cased(pieces: Iterable[Piece], form: str) -> list[Piece]:
    """Return pieces in lower case, or with a capital first letter."""
    pieces = list(pieces)
    if form == "lower":
        return [(kind, text.lower()) for kind, text in pieces]
    return [(kind, text[:1].upper() + text[1:]) if at == 0 else (kind, text) for at, (kind, text) in enumerate(pieces)]
