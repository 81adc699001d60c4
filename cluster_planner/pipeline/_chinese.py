"""The solver speaks only English, of ids and codes; here its refusals get their Chinese wording and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pandas as pd

from cluster_planner.errors import ClusterPlannerError, InfeasibleError, SettingsError
from cluster_planner.fields import CATALOGUE, Lang, label
from cluster_planner.model import Communities

TOGETHER = r"Communities must be together, but "
FIGURES = r"(?P<total>\S+) (?P<column>\w+), (?:more|less) than (?P<bound>\S+)\."
THROUGH = TOGETHER + "every way between them leads through others that "
PHRASES = (
    (r"areas\.(?P<knob>\w+) names communities that are not there\.", "areas.{knob} 中有不存在的小区。"),
    (r"Check the spelling, and whether the row is in quarantine\.", "请检查编号, 以及该行是否已被隔离。"),
    (r"areas\.limits\.(?P<knob>\S+) names a column that is not there\.", "areas.limits.{knob} 指向不存在的字段。"),
    (r"Did you mean (?P<near>\S+)\?", "是否为 {near}?"),
    (r"Name a numeric column of the communities\.", "请填写小区表中的数值字段。"),
    (r"areas\.limits\.(?P<knob>\S+) names a column that is not numeric\.", "areas.limits.{knob} 指向的字段不是数值。"),
    (r"Limit the total of a column of numbers\.", "上下限只能用于数值字段。"),
    (
        r"A locked area is not connected: (?P<barriers>.+) lies between its communities\.",
        "锁定的片区被{barriers}隔断。",
    ),
    (r"A locked area is not connected: no open links connect its communities\.", "锁定的片区内部不连通。"),
    (r"Correct areas\.locked, or the barriers\.", "请修改 areas.locked 或阻隔图层。"),
    (TOGETHER + r"(?P<barriers>.+) lies between\.", "要求在一起的小区之间有{barriers}阻隔。"),
    (TOGETHER + r"no chain of open links connects them\.", "要求在一起的小区之间没有可用的邻接, 无法连成一片。"),
    (
        r"Drop them from areas\.together, or check the barriers and distances between them\.",
        "请从 areas.together 中删去, 或核对其间的阻隔与间距。",
    ),
    (
        THROUGH + r"are excluded or in a locked area: (?P<others>.+)\.",
        "要求在一起的小区之间只能经过已排除或已锁定的小区: {others}。",
    ),
    (
        r"Drop them from areas\.together, or let those others join\.",
        "请从 areas.together 中删去, 或让这些小区参与划片。",
    ),
    (TOGETHER + r"lie too far apart\.", "要求在一起的小区相距超过允许跨度。"),
    (
        THROUGH + r"lie too far from them or from each other: (?P<others>.+)\.",
        "要求在一起的小区之间只能经过超出允许跨度的小区: {others}。",
    ),
    (
        r"Raise areas\.max_span_m, or drop them from areas\.together\.",
        "请调大 areas.max_span_m, 或从 areas.together 中删去。",
    ),
    (
        THROUGH + r"must be apart from them or from each other: (?P<others>.+)\.",
        "要求在一起的小区之间只能经过 areas.apart 要求分开的小区: {others}。",
    ),
    (
        THROUGH + r"would bring them above a limit: (?P<others>.+)\.",
        "要求在一起的小区之间只能经过会使合计超过上限的小区: {others}。",
    ),
    (TOGETHER + "make " + FIGURES, "要求在一起的小区合计 {column} {total}, 超过上限 {bound}。"),
    (
        TOGETHER + "with others between them make at least " + FIGURES,
        "要求在一起的小区连同其间必经的小区, 合计 {column} 至少 {total}, 超过上限 {bound}。",
    ),
    (
        TOGETHER + "whoever joins them make at least " + FIGURES,
        "要求在一起的小区无论与谁成片, 合计 {column} 至少 {total}, 超过上限 {bound}。",
    ),
    (
        TOGETHER + "whoever joins them make at most " + FIGURES,
        "要求在一起的小区无论与谁成片, 合计 {column} 至多 {total}, 低于下限 {bound}。",
    ),
    (r"Raise that limit, or drop them from areas\.together\.", "请调大该上限, 或从 areas.together 中删去。"),
    (r"Lower that limit, or drop them from areas\.together\.", "请调小该下限, 或从 areas.together 中删去。"),
    (
        r"No choice of connected areas keeps these communities together and every limit\.",
        "已证明: 没有既让这些小区在一起、又满足全部上下限的片区。",
    ),
    (r"Relax a limit, or drop a demand in areas\.together\.", "请放宽某项上下限, 或删去 areas.together 中的要求。"),
    (
        r"No choice of connected areas was found .+; the search ended before it was proven that there is none\.",
        "没有找到既让这些小区在一起、又满足全部上下限的片区; 搜索提前结束, 尚未证明确实没有。",
    ),
    (
        r"Raise areas\.effort, relax a limit, or drop a demand in areas\.together\.",
        "请调大 areas.effort, 放宽某项上下限, 或删去 areas.together 中的要求。",
    ),
    (
        r"Communities must be in an area \(areas\.(?P<knob>\w+)\) and are excluded or not eligible\.",
        "areas.{knob} 要求划入片区的小区已被排除或不符合条件。",
    ),
    (
        r"Communities must share an area \(areas\.(?P<knob>\w+)\) and be apart \(areas\.apart\)\.",
        "小区既被 areas.{knob} 要求在一起, 又被 areas.apart 要求分开。",
    ),
    (TOGETHER + r"only some of them are in a locked area\.", "要求在一起的小区只有一部分在锁定的片区内。"),
    (r"Communities are in two locked areas\.", "小区同时属于两个锁定的片区。"),
    (r"Drop one of the two demands\.", "请删去其中一项要求。"),
)


@contextmanager
def told_in_both_languages(communities: Communities) -> Iterator[None]:
    """Give the refusals of the solver their Chinese wording, and communities and barriers their names."""
    try:
        yield
    except (InfeasibleError, SettingsError) as error:
        raise _in_both_languages(error, communities) from None


def _in_both_languages(error: ClusterPlannerError, communities: Communities) -> ClusterPlannerError:
    problem, remedy = (_told(str(text), communities) for text in (error.problem, error.remedy))
    return type(error)(problem, remedy, [_named(str(row), communities) for row in error.rows])


def _told(english: str, communities: Communities) -> tuple[str, str]:
    """Return the Chinese wording of a phrase, and its English one with the names that it speaks of."""
    for phrase, wording in PHRASES:
        match = re.fullmatch(phrase, english)
        if match:
            said = match.groupdict()
            chinese = {part: _spelled(part, text, communities, "zh") for part, text in said.items()}
            for part in reversed(said):
                start, end = match.span(part)
                english = english[:start] + _spelled(part, said[part], communities, "en") + english[end:]
            return wording.format(**chinese), english
    return english, english


def _spelled(part: str, text: str, communities: Communities, lang: Lang) -> str:
    """Return a part of a phrase as a planner reads it."""
    listed = "、" if lang == "zh" else ", "
    if part == "others":
        return listed.join(_named(name, communities) for name in text.split(", "))
    if part == "barriers":
        return listed.join(CATALOGUE["barrier_kind"].choice_label(name, lang) for name in text.split(", "))
    return label(text, lang) if part == "column" and lang == "zh" else text


def _named(community: str, communities: Communities) -> str:
    """Return a community as its name and id."""
    name = communities.frame["name"].get(community)
    return community if pd.isna(name) or name == community else f"{name} ({community})"
