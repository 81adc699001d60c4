"""Every sentence of the reasons, in Chinese and English: to change a wording, change this file."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from cluster_planner.fields import Lang, label_of

Row = Mapping[Hashable, Any]
CNY_PER_WAN = 10_000
LEAST_WAN = 0.5  # of a sum that is told at all

PHRASES: Mapping[str, tuple[str, str]] = {
    # an area
    "size": ("共 {count} 个小区、{households}", "{count} communities, {households}"),
    "floor_area": ("、{figure} 万㎡", ", {figure} m2"),
    "gap": ("，间距 {low} 米", ", {low} m apart"),
    "gaps": ("，间距 {low}–{high} 米", ", {low} to {high} m apart"),
    "subdistricts": ("，跨{names}", ", in {names}"),
    "need": ("；体检得分{need}", "; need {need}"),
    "need_after": ("，改造后{need}", ", {need} after the works"),
    "criteria": ("四项标准：{scores}；{pairs}。", "{scores}; {pairs}."),
    "unknown": ("{criteria}不详", "{criteria} unknown"),
    "pair": ("两者相似度{mean}", "likeness of the two {mean}"),
    "no_pairs": ("平均相似度{mean}", "mean likeness {mean}"),
    "pairs": (
        "平均相似度{mean}，{strongest}最高（{most}），{weakest}最低（{least}）",
        "mean likeness {mean}, highest {strongest} ({most}), lowest {weakest} ({least})",
    ),
    "two": ("{focal}与{neighbor}", "{focal} with {neighbor}"),
    "saving": (
        "连片实施约省 {wan} 万元（{share}{doubt}{range}，{year} 年价）",
        "Together they save about CNY {cny} ({share}{doubt}{range}; {year} prices)",
    ),
    "saving_unknown": (
        "造价不详，连片节省暂不能估算。",
        "Their cost is unknown, so what they save together is unknown too.",
    ),
    "saving_range": ("，{low}–{high} 万元", "; {low} to {high}"),
    "saving_implausible": ("，高于可信上限 {top}，请核", ", above the plausible {top}, please check"),
    "saving_items": ("，其中{items}", ", chiefly {items}"),
    "saving_item": ("{item} {wan} 万元", "{item} {cny}"),
    "named_after": ("{name}片区", "area of {name}"),
    # what closed it
    "wall": ("{sides}至{barrier}", "{barrier} ({sides})"),
    "walls": ("{walls}", "Bounds: {walls}"),
    "alternative": (
        "最接近的备选{other}（相似度{likeness}）{why}",
        "nearest alternative {other} (likeness {likeness}), {why}",
    ),
    "alternative_behind": ("对面最近的是{other}", "nearest beyond, {other}"),
    "also_beside": ("另有 {others}", "also beside: {others}"),
    "only_beside": ("周边无可纳入的小区（{others}）", "nobody else can join ({others})"),
    "nobody_beside": ("周边无其他相邻小区", "nobody else is beside it"),
    "others_taken": ("{count} 个已入他片", "{count} in other areas"),
    "others_unlike": ("{count} 个相似度不足 {threshold}", "{count} below {threshold}"),
    "others_limit": ("{count} 个致{what}超限", "{count} beyond the limit of {what}"),
    "others_no_gain": ("{count} 个不增目标值", "{count} adding no value"),
    "others_excluded": ("{count} 个按设置排除", "{count} excluded by the settings"),
    "others_not_eligible": ("{count} 个不符合条件", "{count} not eligible"),
    # why an alternative is not in the area
    "not_in_taken": ("已划入{detail}", "already in the {detail}"),
    "not_in_own": ("已划入以其命名的片区", "already in the area named after it"),
    "not_in_excluded": ("按设置排除", "excluded by the settings"),
    "not_in_unlike": ("低于门槛 {threshold}", "below the threshold of {threshold}"),
    "not_in_limit": ("纳入后{limit}", "but then {limit}"),
    "not_in_no_gain": ("纳入后目标值不增", "but it adds no value"),
    # the next best plan
    "next_best_fair": (
        "次优方案：{changes}，目标值{most}减{share}{money}。",
        "Next best: {changes}, losing {most}{share} of the area's value{money}.",
    ),
    "next_best_close": (
        "次优方案相差无几：{changes}，目标值{most}减{share}{money}。",
        "The next best comes close: {changes}, losing {most}{share} of the area's value{money}.",
    ),
    "next_best_firm": (
        "明显优于次优方案（{changes}，目标值{most}减{share}{money}）。",
        "Clearly better than the next best: {changes}, losing {most}{share} of the area's value{money}.",
    ),
    "next_best_forced": ("次优方案：{changes}，总目标值更低{money}。", "Next best: {changes}, worth less{money}."),
    "as_good": ("另有不逊于此的方案：{changes}{money}。", "Another plan is at least as good: {changes}{money}."),
    "saves_less": ("，少省 {wan} 万元", ", saving CNY {cny} less"),
    "saves_more": ("，多省 {wan} 万元", ", saving CNY {cny} more"),
    "dissolved": ("若不设此片区，以各小区单独改造为次优。", "Without this area its members are best done alone."),
    "no_other": ("按设置的要求，没有找到其他划法。", "No other plan was found that keeps what is demanded."),
    "at_most": ("至多", "at most "),
    "under_one": ("不到 1%", "less than 1%"),
    "everyone": ("各小区", "all members"),
    "and_more": ("{listed}等 {count} 个小区", "{listed} and more, {count} in all"),
    "left_alone": ("{who}单独改造", "{who} left alone"),
    "set_apart": ("{who}另成一片", "{who} in an area of their own"),
    "moved_to": ("{who}改划入{area}", "{who} moved to the {area}"),
    "just_named": ("前述片区", "area just named"),
    "join_whole": ("整片并入{area}", "all merged into the {area}"),
    "taken_in": ("纳入{who}", "{who} taken in"),
    "take_whole": ("与{area}合并", "merged with the {area}"),
    "taken_from": ("从{area}划入{who}", "{who} taken from the {area}"),
    "others_move": ("周边 {count} 个小区随之调整", "{count} nearby moved too"),
    "only_others_move": ("周边 {count} 个小区另行调整", "{count} nearby moved"),
    # a member
    "member": (
        "与片区内其他 {count} 个小区的平均相似度为{mean}，最相似的是{other}（{best}）。",
        "Its mean likeness with the {count} other members is {mean}; the most alike is {other} ({best}).",
    ),
    "member_of_two": ("与片区内{other}的相似度为{best}。", "Its likeness with {other}, the other member, is {best}."),
    # a community alone: why
    "alone_excluded": ("按设置排除，不参与划片。", "Excluded by the settings."),
    "alone_no_place": ("位置不详，无法划片。", "Its place is unknown, so it cannot be grouped."),
    "alone_no_neighbour": ("{reach} 米内没有相邻小区{nearest}。", "No community within {reach} m{nearest}."),
    "alone_locked_in": (
        "相邻小区均属锁定片区，最近的是{other}。",
        "All beside it are in locked areas; the nearest is {other}.",
    ),
    "alone_no_partner": (
        "相邻小区均不参与划片，最近的是{other}。",
        "Nobody beside it takes part; the nearest is {other}.",
    ),
    "nearest": ("，最近的{other}相距 {figure} 米", "; the nearest, {other}, is {figure} m away"),
    "alone_blocked": (
        "与{other}仅隔 {figure} 米，但有{detail}阻隔，须有通道方可相连。",
        "{figure} m from {other}, but the {detail} lies between: it would take a crossing.",
    ),
    "alone_across_line": (
        "与{other}仅隔 {figure} 米，但分属{detail}两侧，须协调跨界方可相连。",
        "{figure} m from {other}, but across the {detail}: it would take consent on both sides.",
    ),
    "alone_unlike": (
        "最相近的邻居{other}相似度{figure}，比门槛 {threshold} 低 {short}。",
        "The most alike neighbour is {other} at {figure}, {short} below the threshold of {threshold}.",
    ),
    "alone_limit": (
        "与最合适的{other}（相似度{likeness}）合并，{limit}。",
        "Joined with {other} (likeness {likeness}), its best partner, {limit}.",
    ),
    "alone_floor": (
        "即使与{other}（相似度{likeness}）等周边未划片小区全部合并，{limit}。",
        "Even joined with {other} (likeness {likeness}) and all others nearby in no area, {limit}.",
    ),
    "alone_loses": (
        "与最合适的{other}（相似度{likeness}）合并，目标值反减 {figure}。",
        "Joining {other} (likeness {likeness}), its best partner, would lose {figure} of value.",
    ),
    "alone_no_gain": (
        "与{other}（相似度{likeness}）等邻近小区合并，目标值不增。",
        "Joining {other} (likeness {likeness}) or other neighbours adds no value.",
    ),
    "alone_": ("未划入任何片区，单独改造。", "In no area, done alone."),
    # a community alone: what it is
    "alone_need": ("，体检得分{need}", ", need {need}"),
    "alone_parts": ("（主要是{parts}）", " (mostly {parts})"),
    "alone_cost_given": ("，单独改造 {wan} 万元（台账）", ", CNY {cny} alone (as given)"),
    "alone_cost_works": (
        "，单独改造约 {wan} 万元（按工程量，{year} 年价）",
        ", about CNY {cny} alone (from its works, {year} prices)",
    ),
    "alone_cost_rate": (
        "，单独改造约 {wan} 万元（按单价，{year} 年价）",
        ", about CNY {cny} alone (by rate, {year} prices)",
    ),
    "alone_cost_unknown": ("，造价不详", ", cost unknown"),
    "limit_above": (
        "{what}达 {figure}，超过上限 {bound}",
        "{what} would be {figure}, above the limit of {bound}",
    ),
    "limit_below": (
        "{what}仅 {figure}，比下限 {bound}少 {short}",
        "{what} would be only {figure}, {short} short of the least of {bound}",
    ),
    "limit_beyond": ("{what}超过上限 {bound}", "{what} would exceed the limit of {bound}"),
    "limit_other": ("违反“{what}”的限制", 'the rule "{what}" would be broken'),
    # a community that is not eligible
    "ineligible_status": (
        "入库状态为“{status}”{planned}，不再参与划片。",
        'Its state is "{status}"{planned}, so it joins no area.',
    ),
    "planned": ("（{year} 年度）", " ({year})"),
    "ineligible_tenure": ("属{tenure}，不纳入改造。", "Not renovated: {tenure}."),
    "ineligible_too_new": (
        "建成于 {year} 年，晚于 {late_until} 年，不纳入改造。",
        "Built in {year}, later than {late_until}.",
    ),
    "ineligible_late_quota": (
        "建成于 {year} 年；{built_until} 年以后建成的小区按户数限 {share}，本小区未能排入。",
        "Built in {year}; those built after {built_until} may be {share} of the households; it is beyond them.",
    ),
}


# Words so short that they may well be part of a name: they make no template of their own.
SIDES: Mapping[str, tuple[str, str]] = {
    "east": ("东", "east"), "south": ("南", "south"), "west": ("西", "west"), "north": ("北", "north"), "": ("", ""),
}  # fmt: skip
CRITERIA: Mapping[str, tuple[str, str]] = {
    "location": ("位置", "location"),
    "type": ("类型", "type"),
    "trade": ("产业", "trade"),
    "culture": ("文化", "culture"),
}
ITEMS: Mapping[str, tuple[str, str]] = {
    "mobilisation_saving_wan": ("进场", "mobilisation"),
    "trench_saving_wan": ("管沟", "trenches"),
    "surface_saving_wan": ("路面", "road surface"),
    "facilities_saving_wan": ("共享设施", "shared facilities"),
    "fees_saving_wan": ("设计监理", "fees"),
    "bulk_saving_wan": ("集中采购", "bulk purchase"),
}


def say(phrase: str, lang: Lang, **words: object) -> str:
    """Return a phrase in one language, with its words put in."""
    zh, en = PHRASES[phrase]
    # Numbers stand off from Chinese words by a space, but not from a bracket.
    return zh.format(**words).replace("（ ", "（") if lang == "zh" else en.format(**words)


def listed(words: list[str], lang: Lang) -> str:
    """Return words one after the other, as a list is read."""
    return ("、" if lang == "zh" else ", ").join(words)


def in_words(words: Mapping[str, tuple[str, str]], lang: Lang) -> dict[str, str]:
    """Return of words in both languages those of one."""
    return {name: both[0 if lang == "zh" else 1] for name, both in words.items()}


def whole(value: float) -> str:
    """Return a number without decimals."""
    return f"{value:,.0f}"


def percent(share: float) -> str:
    """Return a share in per cent."""
    return f"{share:.1%}"


def score(value: float, lang: Lang) -> str:
    """Return a score from 0 to 1, set off from Chinese words by a space, or that it is unknown."""
    if pd.isna(value):
        return "不详" if lang == "zh" else "unknown"
    return f" {value:.2f}" if lang == "zh" else f"{value:.2f}"


def money(wan: float) -> dict[str, str]:
    """Return a sum as each language tells it: in 10,000 CNY, and in CNY to the nearest 10,000."""
    return {"wan": whole(wan), "cny": whole(round(wan) * CNY_PER_WAN)}


def households(value: float, lang: Lang) -> str:
    """Return a number of households, or that it is unknown."""
    if pd.isna(value):
        return "户数不详" if lang == "zh" else "an unknown number of households"
    return f"{whole(value)} 户" if lang == "zh" else f"{whole(value)} households"


def barrier(detail: str, lang: Lang) -> str:
    """Return the name of a barrier, or the wording of its kind."""
    return label_of("choice.barrier_kind", detail, lang)
