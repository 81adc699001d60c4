"""The kinds of values that knobs hold, whether they come from TOML or from Python."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from math import isfinite, nan
from numbers import Real
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, Fact, Said, say, several
from cluster_planner.settings._limit import Limit, bounds_of

_LONGEST_SHOWN = 60  # characters


def hints_of(group: type) -> Mapping[str, Any]:
    """Return the kind of each knob of a group."""
    named: Any = group  # a class of dataclasses is hashable, which mypy doubts
    return _read_hints(named)


@cache
def _read_hints(group: Any) -> Mapping[str, Any]:
    return {name: hint for name, hint in get_type_hints(group).items() if name != "key"}


def as_kind(value: Any, kind: Any, place: str) -> Any:
    """Return a value as its knob holds it.

    Parameters
    ----------
    value : object
        Of the knob, or of one of its entries.
    kind : type
        As the knob is annotated: a number, texts of a list, entries by name, a limit, or several of these.
    place : str
        What holds the value, for messages.

    Raises
    ------
    SettingsError
        If it is of another kind.
    """
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if NoneType in options and (value is None or (isinstance(value, str) and value == "none")):
        return None
    is_list = isinstance(value, list | tuple)
    [*_, kind] = sorted((option for option in options if option is not NoneType), key=lambda it: _lists(it) == is_list)
    if kind is Limit:
        return _as_limit(value, place)
    if get_origin(kind) is Literal or kind is str:
        return _as_text(value, get_args(kind), place)
    if _lists(kind):
        return _as_list(value, get_args(kind)[0], place)
    if get_args(kind):
        return _as_entries(value, get_args(kind)[1], place)
    return _as_number(value, kind, place, may_lack=NoneType in options)


def _lists(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _as_number(value: Any, kind: type, place: str, *, may_lack: bool) -> float:
    number = _as_float(value)
    if number is None:
        raise refused("no_number", place, value, say(f"error.settings.{'or_none' if may_lack else 'without_quotes'}"))
    if kind is int and not number.is_integer():
        raise refused("not_whole", place, value, say("error.settings.round"))
    return int(number) if kind is int else number


def _as_float(value: Any) -> float | None:
    """Return a number that can be counted with, or None."""
    try:
        number = float(value) if isinstance(value, Real) and not isinstance(value, bool) else nan
    except OverflowError:  # of hundreds of digits
        return None
    return number if isfinite(number) else None


def _as_text(value: Any, allowed: tuple[str, ...], place: str) -> str:
    if allowed and value not in allowed:
        listed = several((Code(item) for item in allowed), "codes")
        raise refused("not_listed", place, value, say("error.settings.listed", allowed=listed))
    if not isinstance(value, str):
        raise refused("no_text", place, value, say("error.settings.quote_text"))
    return value


def _as_list(value: Any, kind: Any, place: str) -> tuple[Any, ...]:
    if kind is float:
        if not value:
            raise refused("empty", place, value, say("error.settings.one_or_more"))
        return tuple(_as_number(item, float, place, may_lack=False) for item in value)
    shape = '[["id1", "id2"], ["id3", "id4"]]' if _lists(kind) else '["one", "two"]'
    refusal = refused("no_list", place, value, say("error.settings.quote_texts"), shape=Code(shape))
    if not isinstance(value, list | tuple):
        raise refusal
    for item in value:
        texts = item if _lists(kind) else (item,)
        if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
            raise refusal
    return tuple(tuple(item) for item in value) if _lists(kind) else tuple(value)


def _as_entries(value: Any, kind: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise refused("no_table", place, value, say("error.settings.line_each"))
    return {str(name): as_kind(item, kind, f"{place}.{name}") for name, item in value.items()}


def _as_limit(value: Any, place: str) -> Limit:
    if isinstance(value, Limit):
        return value
    parts, known = bounds_of(value), hints_of(Limit)
    if not isinstance(parts, Mapping):
        raise refused("no_bounds", place, value, say("error.settings.write_bounds"))
    for key in parts:
        if key not in known:
            raise unknown(repr(key), key, known, place)
    kept = {key: as_kind(part, known[key], f"{place}.{key}") for key, part in parts.items()}
    try:
        return Limit(**kept)
    except SettingsError as error:
        raise SettingsError(
            say("error.settings.limit_at", place=Code(place), problem=error.problem), error.remedy
        ) from error


def refused(rule: str, place: str, value: Any, remedy: Said, **facts: Fact) -> SettingsError:
    """Return the refusal of a value by a rule that it breaks."""
    return SettingsError(say(f"error.settings.{rule}", place=Code(place), value=Code(_short(value)), **facts), remedy)


def _short(value: Any) -> str:
    """Return a value as it stands in a message; of thousands of digits the first."""
    try:
        written = repr(value)
    except ValueError:  # Python writes no number of more than 4,300 digits
        return f"{type(value).__name__}"
    return written if len(written) <= _LONGEST_SHOWN else f"{written[:_LONGEST_SHOWN]}…"


def unknown(what: str, name: str, known: Mapping[str, Any], place: str) -> SettingsError:
    """Return the refusal of a name that is none of those known; it names the nearest of them."""
    near = get_close_matches(str(name), known, n=1, cutoff=0.5)
    problem = say("error.settings.unknown_key", place=Code(place), named=Code(what))
    if near:
        return SettingsError(problem, say("error.settings.near_key", near=Code(repr(near[0]))))
    listed = several((Code(item) for item in known), "codes")
    return SettingsError(problem, say("error.settings.known_keys", known=listed))
