"""What a planner reads of merged reviews, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cluster_planner.fields import CATALOGUE, Lang, label
from cluster_planner.reviews._demands import NEW, Demand, Ground
from cluster_planner.reviews._file import Reviewer
from cluster_planner.reviews._merge import Merged

_LISTED = 8
_WISHES: dict[str, tuple[str, str]] = {
    "move": ("{who} 划入 {areas}", "{who} to {areas}"),
    "found": ("{who} 新组成片区", "{who} as a new area"),
    "merge": ("{areas} 合并", "{areas} merged"),
    "alone": ("{who} 单独改造", "{who} alone"),
    "exclude": ("{who} 不参与划片", "{who} in no area"),
    "lock": ("{areas} 锁定不变", "{areas} locked as it is"),
    "apart": ("{who} 不在同一片区", "{who} apart"),
    "agree": ("同意 {subject}", "agrees with {subject}"),
    "object": ("反对 {subject}", "objects to {subject}"),
}
_OWN: dict[str, tuple[str, str]] = {
    "together": ("{who} 必须在一起", "{who} together"),
    "apart": ("{who} 不得在一起", "{who} apart"),
    "locked": ("{who} 锁定为一个片区", "{who} locked as one area"),
    "excluded": ("{who} 不参与划片", "{who} in no area"),
}
_RULES: dict[str, tuple[str, str]] = {
    "connected": ("不连通, 分成 {figure} 块", "not connected, in {figure} pieces"),
    "span": ("有 {figure} 对小区超出跨度或不可同片", "{figure} pairs too far apart"),
    "together": ("拆开了必须在一起的小区", "tears apart those that must be together"),
    "apart": ("含不得在一起的小区", "holds those that must be apart"),
    "locked": ("改动了锁定的片区", "changes a locked area"),
    "excluded": ("含不参与划片的小区", "holds one that joins no area"),
    "max": ("{name} {figure}, 超过上限 {bound}", "{name} {figure}, more than {bound}"),
    "min": ("{name} {figure}, 低于下限 {bound}", "{name} {figure}, less than {bound}"),
}

_SUMMARY = (
    "{n} 份评审: {who}。共 {total} 项意见: 采纳 {taken}, 冲突 {conflict}, 违反规则 {breaks}, 仅表态 {noted}。",
    "Reviews: {who}. {total} wishes: {taken} taken up, {conflict} in conflict, {breaks} break rules, {noted} noted.",
)


def _place(lang: Lang) -> int:
    return 0 if lang == "zh" else 1


def tell_reviewer(by: Reviewer, lang: Lang) -> str:
    """Name a reviewer with the level."""
    role = CATALOGUE["reviewer_role"].choice_label(by.role, lang)
    return f"{by.name} ({role})" if by.name else role


def tell_demand(demand: Demand, ground: Ground, lang: Lang) -> str:
    """Say what is wanted, as a clause."""
    wording = (_OWN[demand.kind] if demand.wish == "own" else _WISHES[demand.wish])[_place(lang)]
    who = name_communities(sorted(demand.about), ground, lang)
    areas = (" + " if lang == "en" else " 与 ").join(
        name_area(area, ground, lang) for area in sorted(demand.areas) if not area.startswith(NEW)
    )
    is_whole = demand.about in ground.members.values()
    return wording.format(who=who, areas=areas, subject=areas if is_whole else who)


def tell_breach(breach: Mapping[str, Any], lang: Lang) -> str:
    """Say which rule a demand breaks, with its figures."""
    rule, name = str(breach["rule"]), ""
    if rule not in _RULES:
        name, _, rule = rule.rpartition("_")
    wording = _RULES.get(rule, ("{rule}", "{rule}"))[_place(lang)]
    return wording.format(rule=rule, name=label(name, lang), figure=breach["figure"], bound=breach["bound"])


def name_communities(ids: Iterable[str], ground: Ground, lang: Lang) -> str:
    """Name communities, the first of them where there are many."""
    names = [_named(ground.names.get(one), one) for one in ids]
    left = len(names) - _LISTED
    more = (f" 等 {len(names)} 个" if lang == "zh" else f" and {left} more") if left > 0 else ""
    return ("、" if lang == "zh" else ", ").join(names[:_LISTED]) + more


def name_area(area: str, ground: Ground, lang: Lang) -> str:
    """Name an area with its id."""
    names = ground.area_names.get(area)
    return f"{names[_place(lang)]} ({area})" if names else area


def tell_merged(merged: Merged, lang: Lang) -> list[str]:
    """Return the report on merged reviews, one line each.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    list of str
        How many reviews and what became of what they want; then agreements, conflicts and broken rules, by name.
    """
    chinese, ground = lang == "zh", merged.ground
    states = [merged.state_of(demand) for demand in merged.demands if demand.wish != "own"]
    counts = {state: states.count(state) for state in ("taken", "conflict", "breaks", "noted")}
    reviewers = ("、" if chinese else ", ").join(tell_reviewer(by, lang) for by in merged.reviewers)
    lines = [_SUMMARY[_place(lang)].format(n=len(merged.reviewers), who=reviewers, total=len(states), **counts)]
    agreed = "一致" if chinese else "Agreed"
    for group in merged.agreements():
        several = ("、" if chinese else ", ").join(tell_reviewer(demand.by, lang) for demand in group)
        lines.append(f"{agreed}: {tell_demand(group[0], ground, lang)}: {several}")
    against = "冲突" if chinese else "Conflict"
    for conflict in merged.conflicts:
        sides = [
            f"{tell_reviewer(one.by, lang)}: {tell_demand(one, ground, lang)}" for one in (conflict.one, conflict.other)
        ]
        lines.append(f"{against} {name_communities(conflict.communities, ground, lang)}: " + " ⇄ ".join(sides))
    broken = "违反规则" if chinese else "Breaks a rule"
    for demand in merged.demands:
        if merged.state_of(demand) == "breaks":
            rules = "; ".join(dict.fromkeys(tell_breach(breach, lang) for breach in demand.breaks))
            lines.append(f"{broken}: {tell_reviewer(demand.by, lang)}: {tell_demand(demand, ground, lang)}: {rules}")
    return lines


def _named(name: object, one: str) -> str:
    return f"{name} ({one})" if isinstance(name, str) and name and name != one else one
