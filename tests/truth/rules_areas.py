"""Sentences of areas: what they are, why their members belong together, and what they save."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from truth import checkup, works
from truth.figures_areas import need
from truth.figures_works import work_of
from truth.limits import COLUMNS
from truth.sentence import Rule, agrees, differ, normal

CRITERIA = {
    "zh": {"位置": "location", "类型": "type", "产业": "trade", "文化": "culture"},
    "en": {"location": "location", "type": "type", "trade": "trade", "culture": "culture"},
}
ITEMS = {
    "zh": {"进场费": "mobilisation", "共沟敷设": "trench", "路面恢复": "surface", "共享设施": "facilities", "设计监理费": "fees", "集中采购": "bulk"},
    "en": {
        "mobilisation": "mobilisation", "shared trenches": "trench", "road surface": "surface", "shared facilities": "facilities",
        "fees": "fees", "bulk purchasing": "bulk",
    },
}  # fmt: skip
LEAST_SUM = 5000  # smallest amount that is stated, half of the last place
NAMED_ITEMS = 2


def check_size(facts, area, case, lang):
    """Households, floor area, gaps between members that are linked, subdistricts, and need."""
    known, rows = case.known, case.known.communities[case.known.communities["area_id"] == area]
    yield from differ(
        facts,
        count=len(rows),
        households=rows["households"].sum(min_count=1),
        floor=rows["floor_area_m2"].sum(min_count=1) / (10_000 if lang == "zh" else 1),
        need=checkup.mean_of_area(need(case)["need"], rows["households"], rows["area_id"]).get(area),
        after=known.areas["need_after"].get(area),
    )
    for ending, column in (("", "households"), ("2", "floor_area_m2")):
        known_of = rows[column].notna().sum()
        yield from differ(facts, **{f"stated{ending}": known_of, f"of{ending}": len(rows)})
        if (f"stated{ending}" in facts) != (0 < known_of < len(rows)):
            yield f"{column} of {known_of} of {len(rows)} are known"
    if "unknown" in facts and rows["households"].notna().any():
        yield "households are known"
    if area in known.gaps_inside.index:
        low, high = known.gaps_inside.loc[area]
        yield from differ(facts, low=low, high=high if "high" in facts else low)
        if "high" not in facts and "low" in facts:
            yield from differ({"low": facts["low"]}, low=high)
    named = {normal(name, lang) for name in rows["subdistrict"].dropna()}
    stated = (
        set(facts["places"].split("、" if lang == "zh" else ", "))
        if "places" in facts
        else named
        if len(named) < 2
        else set()
    )
    if stated != named:
        yield f"subdistricts {sorted(stated)}, are {sorted(named)}"


def check_criteria(facts, area, case, lang):
    """Each criterion is the mean over the pairs that know it; the pair most alike and the pair least alike are named."""
    pairs = case.known.inside[case.known.inside["area_id"] == area]
    means = pairs[["location", "type", "trade", "culture", "likeness"]].mean()
    stated = _scores(facts["scores"], lang)
    for name, mean in means.drop("likeness").items():
        if name not in stated:
            yield f"{name} is not stated"
        elif (stated[name] is None) != np.isnan(mean) or (stated[name] is not None and not agrees(stated[name], mean)):
            yield f"{name} {stated[name]}, is {mean}"
    yield from differ(facts, mean=means["likeness"], most=pairs["likeness"].max(), least=pairs["likeness"].min())
    for end, figure in (("strongest", "most"), ("weakest", "least")):
        if end in facts and not _is_pair(facts[end], pairs, means, figure, case, lang):
            yield f"{end} {facts[end]} is not the pair of {facts[figure]}"


def _scores(text, lang):
    """Return each criterion with its figure as stated, None if it is unknown."""
    stated = {}
    for clause in re.split("[、,;]| and ", text):
        word, figure = re.fullmatch(r"\s*(\D+?)\s*([\d.]+)?(?:不详| unknown)?", clause).groups()
        stated[CRITERIA[lang][word.strip().lower()]] = figure
    return stated


def _is_pair(spoken, pairs, means, figure, case, lang):  # noqa: ARG001
    extreme = pairs["likeness"].max() if figure == "most" else pairs["likeness"].min()
    named = case.names[lang]
    first, second = spoken.split("与" if lang == "zh" else " and ", 1)
    best = pairs[np.isclose(pairs["likeness"], extreme)]
    return any(
        (one in named.who(first) and other in named.ends(second))
        or (other in named.who(first) and one in named.ends(second))
        for one, other in best[["focal", "neighbor"]].to_numpy().tolist()
    )


def check_saving(facts, area, case, lang):
    """The saving with its range and share, above the plausible share only where said, and its largest items."""
    row, knob = case.rows("片区", "片区编号").loc[area], case.known.settings
    facts = _as_amounts(facts, lang)
    yield from differ(
        facts,
        amount=row["节省"],
        share=100 * row["节省"] / row["单独改造费用"],
        low=row["节省（低）"],
        high=row["节省（高）"],
        year=knob["costs.price_year"],
        top=100 * knob["costs.max_saving_share"],
    )
    if ("top" in facts) != (row["节省"] / row["单独改造费用"] > knob["costs.max_saving_share"]):
        yield "doubt is stated without reason, or not stated"
    items = {name: case.known.areas.loc[area, f"{name}_saving_money"] for name in ITEMS[lang].values()}
    largest = [name for name in sorted(items, key=lambda name: -items[name]) if items[name] >= LEAST_SUM][:NAMED_ITEMS]
    largest = [] if {"networks", "some"} & facts.keys() else largest  # one figure of its make-up is enough
    stated = re.findall(r"(\D+?) ?([\d,]+)(?:万元)?(?:、|, |$)", facts.get("items", ""))
    if [ITEMS[lang].get(word.strip()) for word, _ in stated] != largest:
        yield f"items {stated}, are {largest}"
    for word, figure in stated:
        amount = items[ITEMS[lang][word.strip()]]
        if not agrees(f"{figure} 万元" if lang == "zh" else f"CNY {figure}", amount):
            yield f"{word} {figure}, is {amount}"


def _as_amounts(facts, lang):
    """Return the facts with the currency before or after those amounts that are stated without."""
    around = "{} 万元" if lang == "zh" else "CNY {}"
    return facts | {name: around.format(facts[name]) for name in ("low", "high") if name in facts}


def check_money(facts, area, case, lang):
    """For how many members the cost is known or an estimate, what they save, what that depends on, which limits are open."""
    rows = case.known.communities[case.known.communities["area_id"] == area]
    basis = work_of(case).costs["basis"].reindex(rows.index)
    stated, estimated = (basis != "").sum(), (~basis.isin(("", "given"))).sum()
    yield from differ(facts, stated=stated, of=len(rows), estimated=estimated, part=estimated)
    if ("stated" in facts) != (0 < stated < len(rows)) or ({"estimated", "part"} & facts.keys() == set()) != (
        estimated == 0
    ):
        yield f"cost of {stated} of {len(rows)} is known, {estimated} are estimates"
    row = case.rows("片区", "片区编号").loc[area]
    if "amount" in facts:
        yield from check_saving(facts, area, case, lang)
    elif ("few" in facts) != (stated == 1) or pd.notna(row["节省"]):
        yield f"cost of {stated} is known, the sheet has a saving of {row['节省']}"
    dark = (~knows_networks(case).reindex(rows.index)).sum()
    items = [case.known.areas.loc[area, f"{name}_saving_money"] for name in ("trench", "surface")]
    yield from differ(facts, networks=sum(items), some=sum(items), dark=dark)
    if ("networks" in facts) != (dark == len(rows) and sum(items) >= LEAST_SUM) or ("some" in facts) != (
        0 < dark < len(rows) and sum(items) >= LEAST_SUM
    ):
        yield f"networks of {dark} of {len(rows)} are unknown"
    yield from check_unverified(facts.get("limits"), rows, case, lang)


def check_unverified(stated, rows, case, lang):
    """Every limit on a figure that members do not report is named, with how many."""
    names = {column: word for word, column in COLUMNS[lang].items() if word not in {"单独改造费用", "cost alone"}}
    silent = {}
    for name in case.known.settings["areas.limits"]:
        count = rows[{"invest_money": "cost_alone_money"}.get(name, name)].isna().sum()
        if count:
            silent[names.get(name, name)] = count
    found = re.findall(r"([^、,()]+?) ?\((?:unknown of )?(\d+)(?: ?unknown|个(?:小区)?不详)?\)", stated or "")
    if {word.strip().lower(): int(count) for word, count in found} != silent:
        yield f"limits {stated}, are {silent}"


@cache
def knows_networks(case):
    """Say of each community whether the state of any network is known, or what is to be built."""
    trench = case.catalogue[case.catalogue["share"] == "trench"]
    fields = sorted({field for rule in works.becomes(trench).values() for field, _ in rule})
    frame = case.known.communities.reindex(columns=[*fields, "works", "status"])
    known = frame[fields].notna() & (frame[fields] != "unchecked")
    before = ~frame["status"].isin(works.FINISHED)  # of finished ones it is known how they are after their works
    return (known.any(axis=1) & before) | frame["works"].notna()


RULES = (
    Rule(
        "size",
        "共 <count:n> 个小区、[<households:n> 户][（<of:n> 个小区中已知 <stated:n> 个）][<unknown:户数不详>][、<floor:n> 万㎡[（<of2:n> 个小区中已知 <stated2:n> 个）]][，间距 <low:n>[–<high:n>] 米]"
        "[，跨<places>][；改造需求度 <need:n>[，推定改造后 <after:n>]]。",
        "<count:n> communities, [<households:n> household[s]][ (known for <stated:n> of <of:n>)][<unknown:unknown number of households>]"
        "[, <floor:n> m2[ (known for <stated2:n> of <of2:n>)]]"
        "[, <low:n>[ to <high:n>] m apart][, in <places>][; need score <need:n>[, <after:n> expected after works]].",
        check_size,
    ),
    Rule(
        "criteria",
        "四项标准：<scores:any>；[两者相似度 <two:n>][平均相似度 <mean:n>][，<strongest>最高（<most:n>），<weakest>最低（<least:n>）]。",
        "<scores:any>; [likeness of the two <two:n>][average likeness <mean:n>][, highest <strongest> (<most:n>), lowest <weakest> (<least:n>)].",
        lambda facts, *place: check_criteria(facts | ({"mean": facts["two"]} if "two" in facts else {}), *place),
    ),
    Rule(
        "saving",
        "[<estimated:n> 个造价为估算][<of:n> 个小区中造价已知 <stated:n> 个[（其中估算 <part:n> 个）]，费用与节省均不含其余小区][；]"
        "[连片约省 <amount:money>（<share:n>%[，高于合理上限 <top:n>%，请复核][，<low:n>–<high:n> 万元]，<year:n> 年价）[，其中<items>]]"
        "[<none:造价不详，连片节省暂不能估算>][<few:造价已知的小区不足两个，连片节省暂不能估算>]"
        "[；若管网均需更换，其中共沟敷设及路面恢复 <networks:money>]"
        "[；其中共沟敷设及路面恢复 <some:money>，以管网状况不详的 <dark:n> 个小区管网均需更换为前提][；限值待核：<limits>]。",
        "[<estimated:n> cost[s are estimates][ is an estimate]]"
        "[the cost is known for <stated:n> of <of:n> communities[ (<part:n> of them estimated)], and costs and savings leave out the others][; ]"
        "[together they save about <amount:money> (<share:n>%[, above the plausible <top:n>%, please check][; <low:n> to <high:n>]; <year:n> prices)"
        "[, mainly <items>]][<none:the cost is unknown, so the saving cannot be estimated yet>]"
        "[<few:the saving cannot be estimated from the cost of one community>]"
        "[; <networks:money> of it only if all networks need renewal]"
        "[; <some:money> of it only if all networks need renewal in the <dark:n> communit[y][ies] where their condition is unknown]"
        "[; to be verified: <limits>].",
        check_money,
    ),
)
