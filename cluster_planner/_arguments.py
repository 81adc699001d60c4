"""Arguments of callers of the library, held to their annotations: what is of another kind is refused at the door."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from functools import cache, wraps
from numbers import Integral, Real
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, get_type_hints

from cluster_planner.errors import DataError
from cluster_planner.said import Code, say

P = ParamSpec("P")
Returned = TypeVar("Returned")
_NUMBERS: dict[type, type] = {float: Real, Fraction: Real, int: Integral}  # those of numpy too
_LISTED = (Sequence, Iterable, list, tuple)
_NOT_LISTED = (str, bytes, Mapping, set, frozenset)


def held_to_annotations(function: Callable[P, Returned]) -> Callable[P, Returned]:
    """Let a function refuse arguments that are not of the kind that it names, before it begins.

    Raises
    ------
    DataError
        It names the argument, what it got, and what to give.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Returned:
        given = signature.bind(*args, **kwargs).arguments
        _require(given, _hints(function))
        return function(*args, **kwargs)

    return guarded


def require_fields(record: Any) -> None:
    """Refuse a dataclass that has a field of another kind than it names; see `held_to_annotations`."""
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    _require(given, get_type_hints(type(record)))


@cache
def _hints(function: Callable[..., Any]) -> Mapping[str, Any]:
    """Return the kinds of arguments; what is returned may be of a library that is not loaded yet."""
    arguments = {name: kind for name, kind in function.__annotations__.items() if name != "return"}
    return get_type_hints(SimpleNamespace(__annotations__=arguments), function.__globals__)


def _require(given: Mapping[str, Any], hints: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if name in hints and not _fits(value, hints[name]):
            raise DataError(
                say("error.arguments.other_kind", name=Code(name), given=Code(_shown(value))),
                say("error.arguments.give", name=Code(name), kind=Code(_named(hints[name]))),
            )


def _fits(value: Any, kind: Any) -> bool:
    """Return whether a value is of a kind, as far as one can see without going through endless things."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return isinstance(value, str) and value in parts
    if origin is Mapping:
        is_table = isinstance(value, Mapping)
        return is_table and all(_fits(key, parts[0]) and _fits(item, parts[1]) for key, item in value.items())
    if origin in _LISTED:
        return _is_list(value, origin) and all(_fits(item, parts[0]) for item in value)
    return kind is Any or _is_one(value, NoneType if kind is None else origin or kind)


def _is_list(value: Any, origin: Any) -> bool:
    """Return whether a value is a list or, for a sequence, serves as one: an array, an index, a column; no table."""
    if origin in (list, tuple):
        return isinstance(value, list | tuple)
    has_length = hasattr(value, "__len__") and hasattr(value, "__iter__")
    return has_length and not isinstance(value, _NOT_LISTED) and getattr(value, "ndim", 1) == 1


def _is_one(value: Any, kind: Any) -> bool:
    if kind in _NUMBERS:
        return isinstance(value, _NUMBERS[kind]) and not isinstance(value, bool)
    return isinstance(value, kind) and not _is_broken(value)


def _is_broken(value: Any) -> bool:
    """Return whether a text can be the name of no file, nor stand in one."""
    return isinstance(value, str) and ("\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value))


def _shown(value: Any) -> str:
    """Return what a caller gave: its type, and the value where that is short."""
    kind = type(value).__name__
    if isinstance(value, list | tuple):
        return f"{kind}[{', '.join(sorted({type(item).__name__ for item in value}))}]"
    return f"{kind} {value!r}" if isinstance(value, str) and len(value) < len(kind) * 10 else kind


def _named(kind: Any) -> str:
    """Return a kind as it is written in the signature, without the names of modules."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return " | ".join(_named(part) for part in parts)
    if origin is Literal:
        return " | ".join(map(repr, parts))
    if origin is not None:
        return f"{origin.__name__}[{', '.join('...' if part is ... else _named(part) for part in parts)}]"
    return "None" if kind in (None, NoneType) else getattr(kind, "__name__", str(kind))
