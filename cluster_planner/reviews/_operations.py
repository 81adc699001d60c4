"""What the map page writes into a review, entry by entry; nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any, Literal, TypedDict

NEW = "+"  # before the id of the community that founds a new area
_Id = Annotated[str, lambda text: text.strip() != ""]
_About = Literal["community", "area"]


def _is_moment(text: str) -> bool:
    """Return whether a text is a moment as browsers write it, in universal time: 2026-11-30T03:11:10.123Z."""
    with suppress(ValueError):
        return text.endswith("Z") and text[10:11] == "T" and datetime.fromisoformat(text) is not None
    return False


_Moment = Annotated[str, _is_moment]


class _Done(TypedDict, total=False):
    moment: _Moment  # when it was done; files of version 0.1 do not say


class _Move(_Done):
    op: Literal["move"]
    community: _Id
    to: str  # empty for no area


class _Merge(_Done):
    op: Literal["merge"]
    area: _Id
    into: _Id


class _Lock(_Done):
    op: Literal["lock"]
    area: _Id
    communities: Annotated[list[_Id], len]


class _Apart(_Done):
    op: Literal["apart"]
    communities: Annotated[list[_Id], lambda communities: len(set(communities)) > 1]


class _Exclude(_Done):
    op: Literal["exclude"]
    community: _Id


class _Comment(_Done):
    op: Literal["comment"]
    about: _About
    id: _Id
    text: str


class _Opinion(_Done):
    op: Literal["opinion"]
    about: _About
    id: _Id
    opinion: Literal["agree", "object"]


class _AgreeRest(_Done):
    op: Literal["agree_rest"]


class _Breach(TypedDict):
    area: str
    rule: str
    figure: str
    bound: str


class _Who(TypedDict):
    name: str
    role: Literal["community", "subdistrict", "county"]


class _Whole(TypedDict):
    format: str
    plan: str
    reviewer: _Who
    operations: list[_Move | _Merge | _Lock | _Apart | _Exclude | _Comment | _Opinion | _AgreeRest]
    breaches: list[_Breach]
    sha256: str


class Content(_Whole, total=False):
    """A review file as a whole."""

    title: str
    exported: _Moment


def communities_of(operation: Mapping[str, Any]) -> Iterator[str]:
    """Yield the communities that an operation names, also those that found an area."""
    yield from operation.get("communities", ())
    if "community" in operation:
        yield operation["community"]
    if operation.get("about") == "community":
        yield operation["id"]
    yield from (area.removeprefix(NEW) for area in _named(operation) if area.startswith(NEW))


def areas_of(operation: Mapping[str, Any]) -> Iterator[str]:
    """Yield the areas of the plan that an operation names."""
    yield from (area for area in _named(operation) if not area.startswith(NEW))


def _named(operation: Mapping[str, Any]) -> Iterator[str]:
    """Yield the areas that an operation names, those of the plan and new ones."""
    yield from (operation[key] for key in ("area", "into", "to") if operation.get(key))
    if operation.get("about") == "area":
        yield operation["id"]
