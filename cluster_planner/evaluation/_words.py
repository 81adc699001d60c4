"""Every sentence of the reasons, in Chinese and English: to change a wording, change this file."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from cluster_planner.fields import CATALOGUE, Lang

Row = Mapping[Hashable, Any]

PHRASES: Mapping[str, tuple[str, str]] = {
    # an area
    "size": ("本片区含 {count} 个小区、{households}", "{count} communities with {households}"),
    "gap": ("彼此间距 {low} 米", "{low} m apart"),
    "gaps": ("彼此间距 {low}–{high} 米", "{low} to {high} m apart"),
    "one_subdistrict": ("同属{names}", "all in {names}"),
    "subdistricts": ("分属{names}", "in {names}"),
    "criteria": (
        "四项标准：位置{location}、类型{type}、产业配套{trade}、文化脉络{culture}（平均相似度{mean}，最低{least}）。",
        (
            "The four criteria: location {location}, type {type}, trade and services {trade}, culture {culture} "
            "(mean likeness {mean}, least {least})."
        ),
    ),
    "saving": (
        "按 {year} 年价格估算，连片实施可省约 {wan} 万元（{share}）。",
        "At {year} prices, doing them together saves about CNY {cny} ({share}).",
    ),
    "saving_of_unknown": (
        "造价不详，按 {year} 年价格连片实施可省约 {wan} 万元。",
        "Their cost is unknown; at {year} prices, doing them together saves about CNY {cny}.",
    ),
    "saving_implausible": (
        "节省比例超过 {top} 的可信上限，请核对造价和费率。",
        "This is above the plausible {top}: check costs and rates.",
    ),
    "alternative": (
        "最接近的备选是{other}（相似度{likeness}），{why}。",
        "The nearest alternative is {other} (likeness {likeness}), {why}.",
    ),
    "no_alternative": ("周边没有其他可纳入的小区。", "No other eligible community lies beside it."),
    # why an alternative is not in the area
    "not_in_blocked": ("因{detail}阻隔未纳入", "left out because of the {detail} between"),
    "not_in_taken": ("已划入{detail}", "which is in the {detail}"),
    "not_in_excluded": ("因设置中排除未纳入", "left out as excluded by the settings"),
    "not_in_unlike": ("因低于门槛 {threshold} 未纳入", "left out as below the threshold of {threshold}"),
    "not_in_limit": ("纳入后{limit}，故未纳入", "left out since {limit}"),
    "not_in_no_gain": ("纳入后总体价值不增加，故未纳入", "left out since it adds no value"),
    # the next best plan
    "next_best_fair": (
        "次优方案：{changes}，{most}损失本片区目标值的{share}。",
        "The next best plan: {changes}, which loses {most}{share} of the area's value.",
    ),
    "next_best_close": (
        "次优方案与此相差无几：{changes}，{most}损失本片区目标值的{share}。",
        "The next best plan comes close: {changes}, which loses {most}{share} of the area's value.",
    ),
    "next_best_firm": (
        "此划法明显优于次优方案（{changes}，{most}损失本片区目标值的{share}）。",
        "It is clearly better than the next best plan ({changes}, which loses {most}{share} of the area's value).",
    ),
    "next_best_forced": ("次优方案：{changes}，总目标值更低。", "The next best plan: {changes}; it is worth less."),
    "as_good": ("另有不逊于此的方案：{changes}。", "Another plan is at least as good: {changes}."),
    "dissolved": ("若不设此片区，以各小区单独改造为次优。", "Without this area its members are best done alone."),
    "no_other": ("按设置的要求，没有找到其他划法。", "No other plan was found that keeps what is demanded."),
    "at_most": ("至多", "at most "),
    "under_one": ("不到 1%", "less than 1%"),
    "everyone": ("各小区", "all members"),
    "and_more": ("{listed}等 {count} 个小区", "{listed} and more, {count} in all"),
    "left_alone": ("{who}单独改造", "{who} left alone"),
    "set_apart": ("{who}另成一片", "{who} in an area of their own"),
    "moved_to": ("{who}改划入{area}", "{who} moved to the {area}"),
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
    # a community alone
    "alone_excluded": ("按设置排除，不参与划片。", "Excluded by the settings."),
    "alone_no_place": ("位置不详，无法划片。", "Its place is unknown, so it cannot be grouped."),
    "alone_no_neighbour": ("{reach} 米内没有相邻小区{nearest}。", "No community within {reach} m{nearest}."),
    "nearest": ("（最近的{other}在 {figure} 米外）", " (the nearest, {other}, is {figure} m away)"),
    "alone_blocked": ("与{other}之间被{detail}阻隔。", "Cut off from {other} by the {detail}."),
    "alone_unlike": (
        "邻近小区都不够相似：最高为与{other}的{figure}，低于门槛 {threshold}。",
        "No neighbour is alike enough: at best {figure} with {other}, below the threshold of {threshold}.",
    ),
    "alone_limit": ("与{other}合并{limit}。", "Joined with {other}, {limit}."),
    "alone_floor": (
        "连同周边其他未划片的小区，{limit}。",
        "Even with every other community around it that is in no area, {limit}.",
    ),
    "alone_no_gain": ("与{other}等邻近小区合并不增加总体价值。", "Joining {other} or other neighbours adds no value."),
    "alone_": ("未划入任何片区，单独改造。", "In no area, done alone."),
    "limit_above": (
        "{what}将达 {figure}{unit}，超过上限 {bound}{unit}",
        "{what} would be {figure}, above the limit of {bound}",
    ),
    "limit_below": (
        "{what}仅 {figure}{unit}，不足下限 {bound}{unit}",
        "{what} would be only {figure}, below the least of {bound}",
    ),
    "limit_beyond": ("{what}将超过上限 {bound}{unit}", "{what} would exceed the limit of {bound}"),
    "limit_other": ("将违反“{what}”的限制", 'the rule "{what}" would be broken'),
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


def say(phrase: str, lang: Lang, **words: object) -> str:
    """Return a phrase in one language, with its words put in."""
    zh, en = PHRASES[phrase]
    # Numbers stand off from Chinese words by a space, but not from a bracket.
    return zh.format(**words).replace("（ ", "（") if lang == "zh" else en.format(**words)


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


def households(value: float, lang: Lang) -> str:
    """Return a number of households, or that it is unknown."""
    if pd.isna(value):
        return "户数不详" if lang == "zh" else "an unknown number of households"
    return f"{whole(value)} 户" if lang == "zh" else f"{whole(value)} households"


def barrier(detail: str, lang: Lang) -> str:
    """Return the name of a barrier, or the wording of its kind."""
    return CATALOGUE["barrier_kind"].choice_label(detail, lang)
