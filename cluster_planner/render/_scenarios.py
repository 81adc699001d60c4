"""Several plans in one page: those at hand, or those that pages written earlier hold."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cluster_planner.books import shortest_names
from cluster_planner.errors import DataError, SourceError
from cluster_planner.render._blob import unpack_content

Content = dict[str, Any]

PAYLOAD = re.compile(r'<script type="application/octet-stream" id="plan"[^>]*>([^<]+)</script>')
PAGE = "map.html"


def join_contents(contents: Sequence[Content], names: Sequence[str]) -> Content:
    """Return the content of a page of all these plans, each under its name; a plan without company stays as it is.

    Raises
    ------
    DataError
        There is no plan, or the names are not one for each or not all different.
    """
    if not contents:
        raise DataError(
            ("没有方案可画。", "There is no plan to draw."), ("请给出至少一个方案。", "Give one plan at least.")
        )
    if names and len(names) != len(contents):
        raise DataError(
            (f"{len(contents)} 个方案, {len(names)} 个名称。", f"{len(contents)} plans, but {len(names)} names."),
            ("请为每个方案给一个名称。", "Give one name for each plan."),
        )
    if len(set(names)) < len(names):
        raise DataError(
            ("方案名称有重复。", "Names of plans are given twice."),
            ("请为每个方案给不同的名称。", "Give each plan a name of its own."),
            sorted({name for name in names if list(names).count(name) > 1}),
        )
    named = [content | {"name": name} for content, name in zip(contents, names, strict=True)] if names else contents
    return dict(named[0]) if len(named) == 1 else {"plans": list(named)}


def read_pages(sources: Sequence[Path]) -> tuple[list[Content], list[str]]:
    """Return the plans that pages hold and a name for each: its own, or else the folder or file that it comes from."""
    told = shortest_names([source.parent if source.name == PAGE else source.with_suffix("") for source in sources])
    found = [
        (content, content.get("name") or name)
        for source, name in zip(sources, told, strict=True)
        for content in _read_page(source / PAGE if source.is_dir() else source)
    ]
    return [content for content, _ in found], [name for _, name in found]


def _read_page(path: Path) -> list[Content]:
    try:
        page = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SourceError(
            (f"无法读取地图 {path}: {error.strerror}。", f"The map {path} cannot be read: {error.strerror}."),
            (
                "请给出 cluster-planner plan 输出的文件夹, 或其中的 map.html。",
                "Give a folder that cluster-planner plan wrote, or the map.html in it.",
            ),
        ) from error
    except ValueError as error:
        raise _not_ours(path) from error
    payload = PAYLOAD.search(page)
    if payload is None:
        raise _not_ours(path)
    try:
        content = unpack_content(payload[1])
        is_moved = content.pop("tiles", {}).get("is_shifted", False)  # base maps, and their keys, stay behind
        plans: list[Content] = content.get("plans", [content])
        tools = {str(plan["about"]["tool"]) for plan in plans}
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, OSError, zlib.error) as error:
        raise _not_ours(path) from error
    _refuse_other_versions(path, tools)
    if is_moved:
        raise SourceError(
            (f"{path} 的图形已移到 GCJ-02 底图上。", f"What {path} shows was moved onto a base map in GCJ-02."),
            ("请不带该底图重新输出后再对比。", "Write it without that base map to compare it."),
        )
    return plans


def _not_ours(path: Path) -> SourceError:
    return SourceError(
        (
            f"{path} 不是本工具生成的地图, 或已损坏。",
            f"{path} is no map of this tool, or it is damaged.",
        ),
        (
            "请给出 cluster-planner plan 输出的 map.html, 勿用浏览器另存的副本。",
            "Give the map.html that cluster-planner plan wrote, not a copy saved from a browser.",
        ),
    )


def _refuse_other_versions(path: Path, tools: set[str]) -> None:
    own = f"cluster_planner {version('cluster_planner')}"
    if tools != {own}:
        other = ", ".join(sorted(tools - {own}))
        raise SourceError(
            (f"{path} 由 {other} 生成, 当前为 {own}。", f"{path} was made by {other}; this is {own}."),
            (
                "请用当前版本重新运行 cluster-planner plan。",
                "Run cluster-planner plan anew with this version.",
            ),
        )
