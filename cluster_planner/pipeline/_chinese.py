"""The solver speaks only English; here its refusals get their Chinese wording, and the barrier behind them its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from cluster_planner.errors import ClusterPlannerError, InfeasibleError, SettingsError
from cluster_planner.fields import label
from cluster_planner.model import PAIR, Links

PHRASES = (
    (r"areas\.(?P<knob>\w+) names communities that are not there\.", "areas.{knob} 中有不存在的小区。"),
    (r"Check the spelling, and whether the row is in quarantine\.", "请检查编号, 以及该行是否已被隔离。"),
    (r"areas\.limits\.(?P<column>\S+) names a column that is not there\.", "areas.limits.{column} 指向不存在的字段。"),
    (r"Did you mean (?P<near>\S+)\?", "是否为 {near}?"),
    (r"Name a numeric column of the communities\.", "请填写小区表中的数值字段。"),
    (
        r"areas\.limits\.(?P<column>\S+) names a column that is not numeric\.",
        "areas.limits.{column} 指向的字段不是数值。",
    ),
    (r"Limit the total of a column of numbers\.", "上下限只能用于数值字段。"),
    (r"A locked area is not connected by open links\.", "锁定的片区内部不连通。"),
    (r"Correct areas\.locked, or the barriers\.", "请修改 areas.locked 或阻隔图层。"),
    (
        r"Communities must be together, but no open links between communities free to join connect them\.",
        "要求在一起的小区之间没有可用的邻接, 无法连成一片。",
    ),
    (
        r"Drop them from areas\.together, or check barriers and exclusions between them\.",
        "请从 areas.together 中删去, 或检查其间的阻隔与排除项。",
    ),
    (r"Communities must be together, but lie too far apart\.", "要求在一起的小区相距超过允许跨度。"),
    (r"Raise areas\.max_span_m\.", "请调大 areas.max_span_m。"),
    (
        r"Communities must be together, but make (?P<total>\S+) (?P<total_of>\w+), more than (?P<bound>\S+)\.",
        "要求在一起的小区合计 {header} {total}, 超过上限 {bound}。",
    ),
    (r"Raise that limit, or drop them from areas\.together\.", "请调大该上限, 或从 areas.together 中删去。"),
    (
        r"No choice of connected areas was found that keeps these communities together and every limit\.",
        "找不到既让这些小区在一起、又满足全部上下限的片区。",
    ),
    (r"Relax a limit, or drop a demand in areas\.together\.", "请放宽某项上下限, 或删去 areas.together 中的要求。"),
    (
        r"Communities must be in an area \(areas\.(?P<knob>\w+)\) and are excluded or not eligible\.",
        "areas.{knob} 要求划入片区的小区已被排除或不符合条件。",
    ),
    (
        r"Communities must share an area \(areas\.(?P<knob>\w+)\) and be apart \(areas\.apart\)\.",
        "小区既被 areas.{knob} 要求在一起, 又被 areas.apart 要求分开。",
    ),
    (
        r"Communities must be together, but only some of them are in a locked area\.",
        "要求在一起的小区只有一部分在锁定的片区内。",
    ),
    (r"Communities are in two locked areas\.", "小区同时属于两个锁定的片区。"),
    (r"Drop one of the two demands\.", "请删去其中一项要求。"),
)


@contextmanager
def told_in_both_languages(links: Links) -> Iterator[None]:
    """Give the refusals of the solver their Chinese wording; name what blocks communities that must be together."""
    try:
        yield
    except (InfeasibleError, SettingsError) as error:
        raise _in_both_languages(error, links) from None


def _in_both_languages(error: ClusterPlannerError, links: Links) -> ClusterPlannerError:
    problem, remedy = str(error.problem), str(error.remedy)
    barriers = "、".join(_between(error.rows, links))
    chinese, english = _chinese(problem), problem
    if barriers:
        chinese, english = f"{chinese} 其间有{barriers}阻隔。", f"{english} Between them lies {barriers}."
    return type(error)((chinese, english), (_chinese(remedy), remedy), error.rows)


def _chinese(english: str) -> str:
    for phrase, wording in PHRASES:
        match = re.fullmatch(phrase, english)
        if match:
            named = match.groupdict()
            return wording.format(**named, header=label(named.get("total_of", ""), "zh"))
    return english


def _between(rows: tuple[str, ...], links: Links) -> list[str]:
    """Return the names of the barriers that block links among these communities, or their kinds."""
    ends = [links.blocked.index.get_level_values(name).isin(rows) for name in PAIR]
    blocked = links.blocked[ends[0] & ends[1]]
    return sorted(set(blocked["barrier"].fillna(blocked["barrier_kind"])))
