"""What is said, apart from the words: a key of the catalogue and its typed facts.

Rooms say *what* they found; the room `words` turns it into a sentence of one language. A fact keeps its type, which
says how it is written: a share in per cent, money in the unit of the reader, a code by its label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from math import nan
from typing import Any, TypeAlias, get_args, overload


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure; NaN is unknown, and one unknown figure equals another."""

    value: float

    def __post_init__(self) -> None:
        if self.value != self.value:  # as only NaN is
            object.__setattr__(self, "value", nan)

    def __reduce__(self) -> tuple[type[_Figure], tuple[float]]:
        """Rebuild it when unpickled, so that an unknown figure still equals others."""
        return type(self), (self.value,)


class Score(_Figure):
    """A number from 0 to 1 that stands for itself, as need and likeness do."""

    __slots__ = ()


class Share(_Figure):
    """A part of a whole, from 0 to 1."""

    __slots__ = ()


class Count(_Figure):
    """How many there are of something."""

    __slots__ = ()


class Number(_Figure):
    """Any other figure, which the sentence gives its unit."""

    __slots__ = ()


class Metres(_Figure):
    """A length in metres."""

    __slots__ = ()


class SquareMetres(_Figure):
    """A surface in square metres."""

    __slots__ = ()


class Money(_Figure):
    """An amount in plain units of the currency of the plan."""

    __slots__ = ()


class Year(_Figure):
    """A calendar year."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Name:
    """The name of somebody or something in the data: never translated."""

    value: str


@dataclass(frozen=True, slots=True)
class Code:
    """Text written as it is in any language: an id, a key of the settings, a path, a value as it was found."""

    value: str


@dataclass(frozen=True, slots=True)
class Label:
    """A code that every language has its own word for, such as a column or an allowed value.

    Attributes
    ----------
    kind : str
        Section of the catalogue that has the word: ``field``, ``knob``, or ``choice.`` and the name of a field; or
        ``header``, which is the field with its unit where the language writes units above columns.
    value : str
        The code; written as it is where the catalogue has no word for it.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Several:
    """Facts one after the other.

    Attributes
    ----------
    items : tuple of facts
        The items of the list; ``None`` is left out.
    by : str
        How they are joined: ``list`` as words of a list are, ``clauses`` and ``parts`` as those of a sentence,
        ``sentences`` as sentences of a text, ``run`` with nothing between, ``codes`` and ``spaces`` as in any language.
    """

    items: tuple[Fact | None, ...]
    by: str = "list"


@dataclass(frozen=True, slots=True)
class Said:
    """Something to be worded: a key of the catalogue and the facts that stand in its sentence.

    Attributes
    ----------
    key : str
        Entry of the catalogue, such as ``evaluation.alone_limit``.
    facts : tuple of (str, fact)
        By name, in the order given; ``None`` writes nothing.
    """

    key: str
    facts: tuple[tuple[str, Fact | None], ...] = ()

    def __getitem__(self, name: str) -> Fact | None:
        """Return one fact by its name."""
        return dict(self.facts)[name]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Wording that a file brings itself, in the languages it has, where the catalogue has none.

    Attributes
    ----------
    texts : tuple of (str, str)
        Templates by language; readers of any other language get the first.
    facts : tuple of (str, fact)
        What may fill their braces, by name.
    """

    texts: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, Fact | None], ...] = ()


Figure: TypeAlias = Score | Share | Count | Number | Metres | SquareMetres | Year
Fact: TypeAlias = Figure | Money | Name | Code | Label | Several | Said | Verbatim
FACTS: tuple[type, ...] = get_args(Fact)
_KINDS: Mapping[str, type] = {kind.__name__: kind for kind in FACTS}


def say(key: str, **facts: Fact | None) -> Said:
    """Return what is said under a key of the catalogue, with its facts.

    Examples
    --------
    >>> say("evaluation.pair", mean=Score(0.74))
    Said(key='evaluation.pair', facts=(('mean', Score(value=0.74)),))
    """
    return Said(key, tuple(facts.items()))


def several(items: Iterable[Fact | None], by: str = "list") -> Several:
    """Return facts one after the other, joined as the language joins them."""
    return Several(tuple(items), by)


def to_plain(fact: Fact | None) -> Any:
    """Return a fact as JSON holds it: its kind first, then its contents; ``from_plain`` reads it back.

    Examples
    --------
    >>> to_plain(say("evaluation.pair", mean=Score(0.74)))
    ['Said', 'evaluation.pair', {'mean': ['Score', 0.74]}]
    """
    if fact is None:
        return None
    if isinstance(fact, Said):
        return ["Said", fact.key, {name: to_plain(item) for name, item in fact.facts}]
    if isinstance(fact, Verbatim):
        return ["Verbatim", dict(fact.texts), {name: to_plain(item) for name, item in fact.facts}]
    if isinstance(fact, Several):
        return ["Several", fact.by, [to_plain(item) for item in fact.items]]
    values = (_plain_value(getattr(fact, item.name)) for item in fields(fact))
    return [type(fact).__name__, *values]


def from_plain(plain: Any) -> Fact | None:
    """Return the fact that `to_plain` wrote down.

    Raises
    ------
    ValueError
        If it is none.
    """
    if plain is None:
        return None
    try:
        kind, *values = plain
        if kind == "Said":
            return Said(values[0], _facts_from_plain(values[1]))
        if kind == "Verbatim":
            return Verbatim(tuple(values[0].items()), _facts_from_plain(values[1]))
        if kind == "Several":
            return Several(tuple(from_plain(item) for item in values[1]), values[0])
        fact: Fact = _KINDS[kind](*(nan if value is None else value for value in values))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"not a fact: {plain!r}") from error
    held = int | float if isinstance(fact, _Figure) else str | int | float
    if not all(isinstance(value, held) for value in values if value is not None):
        raise ValueError(f"not a fact: {plain!r}")
    return fact


def walk(fact: Fact | None) -> Iterator[Fact]:
    """Yield a fact and all facts inside it."""
    if fact is None:
        return
    yield fact
    if isinstance(fact, Said | Verbatim):
        for _, item in fact.facts:
            yield from walk(item)
    elif isinstance(fact, Several):
        for item in fact.items:
            yield from walk(item)


@overload
def map_facts(fact: Said, change: Callable[[Fact], Fact]) -> Said: ...
@overload
def map_facts(fact: Fact, change: Callable[[Fact], Fact]) -> Fact: ...
def map_facts(fact: Fact, change: Callable[[Fact], Fact]) -> Fact:
    """Return a fact with each fact inside it changed, or itself where it holds none."""
    if isinstance(fact, Said):
        inner = ((name, None if item is None else map_facts(item, change)) for name, item in fact.facts)
        return Said(fact.key, tuple(inner))
    if isinstance(fact, Several):
        return Several(tuple(None if item is None else map_facts(item, change) for item in fact.items), fact.by)
    return change(fact)


def _facts_from_plain(plain: Any) -> tuple[tuple[str, Fact | None], ...]:
    return tuple((str(name), from_plain(item)) for name, item in plain.items())


def _plain_value(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and value != value else value  # noqa: PLR0124 - NaN
