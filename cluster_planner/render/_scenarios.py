"""Several plans in one page: those at hand, or those of pages written earlier."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypedDict

from cluster_planner._held import hold
from cluster_planner._plain_file import require_plain_file
from cluster_planner.books import require_one_plan, shortest_names
from cluster_planner.errors import DataError, SourceError
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._blob import unpack_content
from cluster_planner.render._payload import describe_plan
from cluster_planner.render._symbols_payload import pack_years
from cluster_planner.said import Code, Count, say

Content = dict[str, Any]

PAYLOAD = re.compile(r'<script type="application/octet-stream" id="plan"[^>]*>([^<]+)</script>')
PAGE = "map.html"


class _Tiles(TypedDict, total=False):
    is_shifted: bool


class _About(TypedDict):
    tool: str


class _Sealed(TypedDict):
    checksum: str


class _WithTiles(TypedDict, total=False):
    tiles: _Tiles


class _Named(_WithTiles, total=False):
    name: str
    review: _Sealed


class _Year(TypedDict):
    year: int


class _Symbols(TypedDict):
    years: list[_Year]


class _Plan(_Named):
    """What is read again of the content of a page with one plan."""

    about: _About
    symbols: _Symbols


class _Plans(_WithTiles):
    """What is read again of the content of a page with several plans."""

    plans: Annotated[list[_Plan], len]


def describe_plans(plan: Plan | Sequence[Plan], names: Sequence[str], lang: Lang) -> Content:
    """Return the content of a page of a plan, or of several under their names; see `join_contents`."""
    plans = [plan] if isinstance(plan, Plan) else plan
    return join_contents([describe_plan(each, lang) for each in plans], names)


def join_contents(contents: Sequence[Content], names: Sequence[str]) -> Content:
    """Return the content of a page of all these plans, each under its name; a single plan stays as it is.

    Raises
    ------
    DataError
        There is no plan, or the names are not one for each or not all different.
    """
    if not contents:
        raise DataError(say("error.render.nothing_to_draw"), say("error.render.give_a_plan"))
    if names and len(names) != len(contents):
        raise DataError(
            say("error.render.plans_and_names", plans=Count(len(contents)), names=Count(len(names))),
            say("error.render.name_for_each"),
        )
    if len(set(names)) < len(names):
        raise DataError(
            say("error.render.names_twice"),
            say("error.render.name_of_its_own"),
            sorted({name for name in names if list(names).count(name) > 1}),
        )
    named = [content | {"name": name} for content, name in zip(contents, names, strict=True)] if names else contents
    return dict(named[0]) if len(named) == 1 else {"plans": _years_alike(named)}


def _years_alike(contents: Sequence[Content]) -> list[Content]:
    """Return plans in which a year has one colour, and no two years the same."""
    years = pack_years(sorted({each["year"] for content in contents for each in content["symbols"]["years"]}))
    return [content | {"symbols": content["symbols"] | {"years": years}} for content in contents]


def read_pages(sources: Sequence[Path]) -> tuple[list[Content], list[str]]:
    """Return the plans of pages and a name for each: its own, or else that of its folder or file."""
    own = shortest_names([source.parent if source.name == PAGE else _bare(source) for source in sources])
    found = [
        (content, content.get("name") or name)
        for source, name in zip(sources, own, strict=True)
        for content in _read_page(_page_of(source))
    ]
    return [content for content, _ in found], [name for _, name in found]


def _bare(source: Path) -> Path:
    """Return a path without the ending of a page."""
    return source.with_suffix("") if source.suffix else source


def _page_of(source: Path) -> Path:
    """Return the page meant; a folder must hold one plan only."""
    if not source.is_dir():
        return source
    require_one_plan(source)
    return source / PAGE


def _read_page(path: Path) -> list[Content]:
    try:
        require_plain_file(path)
        page = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(
            say("error.render.map_unreadable", path=Code(str(path)), reason=Code(str(error.strerror))),
            say("error.render.give_folder_or_map"),
        ) from error
    except ValueError as error:
        raise _not_ours(path) from error
    payload = PAYLOAD.search(page)
    if payload is None:
        raise _not_ours(path)
    try:
        content: Content = hold(unpack_content(payload[1]), _Plans | _Plan, others=True)
    except (ValueError, LookupError, TypeError, EOFError, OSError, RecursionError, zlib.error) as error:
        raise _not_ours(path) from error
    is_moved = content.pop("tiles", {}).get("is_shifted", False)  # without base maps and their keys
    plans: list[Content] = content.get("plans", [content])
    tools = {plan["about"]["tool"] for plan in plans}
    _refuse_other_versions(path, tools)
    if is_moved:
        raise SourceError(
            say("error.render.moved_to_gcj02", path=Code(str(path))),
            say("error.render.without_base_map"),
        )
    return plans


def _not_ours(path: Path) -> SourceError:
    return SourceError(
        say("error.render.no_map", path=Code(str(path))),
        say("error.render.give_map"),
    )


def _refuse_other_versions(path: Path, tools: set[str]) -> None:
    own = f"cluster_planner {version('cluster_planner')}"
    if tools != {own}:
        other = ", ".join(sorted(tools - {own}))
        raise SourceError(
            say("error.render.other_version", path=Code(str(path)), other=Code(other), own=Code(own)),
            say("error.render.run_anew"),
        )
