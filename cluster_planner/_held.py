"""Values out of JSON, held to a type: of what a file says, only what its type describes is used.

>>> hold([{"to": "A1"}, {"to": 5}], list[dict[str, str]])
Traceback (most recent call last):
cluster_planner._held.NotHeldError: [1].to
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from cluster_planner._signs import showable


class NotHeldError(ValueError):
    """A value is not what its type describes; ``place`` says which, such as ``operations[2].to``."""

    def __init__(self, place: str) -> None:
        self.place = place.removeprefix(".")
        super().__init__(self.place)


def hold(value: Any, kind: Any, place: str = "", *, others: bool = False) -> Any:
    """Return a value as its type describes it.

    Parameters
    ----------
    value : object
        As JSON has it.
    kind : type
        ``str``, ``int``, ``float`` (finite), ``bool``, ``None``, ``Any``, ``Literal``, ``list``, ``dict`` with texts as
        keys, ``TypedDict``, a union of these, or ``Annotated`` with functions that must hold too.
    place : str
        Where it stands, for the error.
    others : bool
        Whether tables may have entries that their type does not name; they are kept as they are.

    Returns
    -------
    object
        The same, texts without the signs that no file can hold.

    Raises
    ------
    NotHeldError
        At the first place that is something else, or an entry of a `TypedDict` that is lacking or may not be there.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        value = hold(value, parts[0], place, others=others)
        _require(all(holds(value) for holds in parts[1:]), place)
        return value
    if origin in (Union, UnionType):
        return _hold_any(value, parts, place, others)
    if origin is Literal:
        _require(isinstance(value, str) and value in parts, place)
        return value
    if origin is list:
        _require(isinstance(value, list), place)
        return [hold(item, parts[0], f"{place}[{number}]", others=others) for number, item in enumerate(value)]
    if origin is dict:
        _require(isinstance(value, Mapping), place)
        items = value.items()
        return {showable(str(name)): hold(item, parts[1], f"{place}.{name}", others=others) for name, item in items}
    return _hold_table(value, kind, place, others) if is_typeddict(kind) else _hold_one(value, kind, place)


def _hold_table(value: Any, kind: Any, place: str, others: bool) -> dict[str, Any]:  # noqa: FBT001 - passed on
    """Return a table with all the entries that its type requires."""
    _require(isinstance(value, Mapping), place)
    entries, optional = _entries(kind), kind.__optional_keys__
    for name in value:
        _require(others or name in entries, f"{place}.{name}")
    for name in entries:
        _require(name in value or name in optional, f"{place}.{name}")
    return {name: hold(item, entries.get(name, Any), f"{place}.{name}", others=others) for name, item in value.items()}


def _hold_any(value: Any, kinds: tuple[Any, ...], place: str, others: bool) -> Any:  # noqa: FBT001 - passed on
    """Return a value as the first type that it fits describes it."""
    tables = [kind for kind in kinds if is_typeddict(kind)] if isinstance(value, Mapping) else []
    meant = tables if len(tables) == 1 else [kind for kind in tables if _is_meant(value, kind)]
    if len(meant) == 1:
        return hold(value, meant[0], place, others=others)
    for kind in kinds:
        with suppress(NotHeldError):
            return hold(value, kind, place, others=others)
    raise NotHeldError(place)


def _is_meant(value: Mapping[str, Any], kind: Any) -> bool:
    """Return whether a table has the first literal that a type names, such as its operation."""
    literals = [(name, get_args(wanted)) for name, wanted in _entries(kind).items() if get_origin(wanted) is Literal]
    return any(value.get(name) in known for name, known in literals[:1])


def _hold_one(value: Any, kind: Any, place: str) -> Any:
    if kind is Any:
        return value
    if kind is float:
        _require(type(value) in (int, float) and abs(value) <= sys.float_info.max, place)
        return value
    _require(value is None if kind in (None, NoneType) else type(value) is kind, place)
    return showable(value) if kind is str else value


@cache
def _entries(kind: Any) -> Mapping[str, Any]:
    """Return the entries of a table and their types; none for what is no table."""
    return get_type_hints(kind, include_extras=True) if is_typeddict(kind) else {}


def _require(condition: bool, place: str) -> None:  # noqa: FBT001 - a condition reads best in its place
    if not condition:
        raise NotHeldError(place)
