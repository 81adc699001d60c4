"""What the map page writes into a review, entry by entry; nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypedDict

NEW = "+"  # before the id of the community that founds a new area
_Id = Annotated[str, lambda text: text.strip() != ""]
_About = Literal["community", "area"]


class _Move(TypedDict):
    op: Literal["move"]
    community: _Id
    to: str  # empty for no area


class _Merge(TypedDict):
    op: Literal["merge"]
    area: _Id
    into: _Id


class _Lock(TypedDict):
    op: Literal["lock"]
    area: _Id
    communities: Annotated[list[_Id], len]


class _Apart(TypedDict):
    op: Literal["apart"]
    communities: Annotated[list[_Id], lambda communities: len(set(communities)) > 1]


class _Exclude(TypedDict):
    op: Literal["exclude"]
    community: _Id


class _Comment(TypedDict):
    op: Literal["comment"]
    about: _About
    id: _Id
    text: str


class _Opinion(TypedDict):
    op: Literal["opinion"]
    about: _About
    id: _Id
    opinion: Literal["agree", "object"]


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
    operations: list[_Move | _Merge | _Lock | _Apart | _Exclude | _Comment | _Opinion]
    breaches: list[_Breach]
    sha256: str


class Content(_Whole, total=False):
    """A review file as a whole."""

    title: str


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
