"""Sentences of communities: members, those that are not eligible, and what those alone are by themselves."""

from __future__ import annotations

import re

import numpy as np

from truth.figures_areas import need
from truth.figures_programme import consent
from truth.figures_works import work_of
from truth.sentence import Rule, agrees, differ

STATES = {
    "zh": {
        "列入计划": "planned",
        "已开工": "started",
        "已完工": "done",
        "已验收": "accepted",
        "移交管护": "handed_over",
    },
    "en": {
        "planned": "planned",
        "started": "started",
        "done": "done",
        "accepted": "accepted",
        "handed over": "handed_over",
    },
}
TENURES = {
    "zh": {"自建房": "self_built", "城中村": "urban_village"},
    "en": {"self-built": "self_built", "self-built houses": "self_built", "urban village": "urban_village"},
}
PARTS = {
    "zh": {
        "楼龄": "age", "结构": "structure", "管线": "utilities", "消防通道": "fire_lane", "雨污分流": "sewer", "电梯": "lifts",
        "老龄化": "elderly", "停车": "parking", "停车位": "parking", "物业": "management", "物业管理": "management",
    },
    "en": {
        "age": "age", "structure": "structure", "utilities": "utilities", "fire lane": "fire_lane", "sewer": "sewer", "lifts": "lifts",
        "elderly residents": "elderly", "parking": "parking", "management": "management",
    },
}  # fmt: skip
NAMED_PARTS = 2


def check_member(facts, key, case, lang):
    """The mean over the other members and the most alike of them."""
    mine = case.known.partners.loc[key]
    yield from differ(facts, count=len(mine), mean=mine.mean(), best=mine.max())
    best = mine.index[np.isclose(mine, mine.max())]
    if not set(best) & set(case.names[lang].who(facts["other"])):
        yield f"most alike is {list(best)}, not {facts['other']}"


def check_state(facts, key, case, lang):
    """The state is that of the bank and bars it; the year is that of its plan."""
    row, state = case.known.communities.loc[key], STATES[lang].get(facts["state"], facts["state"])
    if (lang == "zh" or facts["state"] in STATES[lang]) and row["status"] != state:
        yield f"state {facts['state']}, is {row['status']}"
    yield from check_under_way(facts, key, case, lang)
    if row["status"] in case.known.settings["eligibility.statuses"]:
        yield f"state {row['status']} may take part"
    yield from differ(facts, year=row["plan_year"])


def check_under_way(facts, key, case, lang):  # noqa: ARG001
    """It is in that area under way; if it is in any, that is stated."""
    project = case.known.communities.loc[key, "under_way_id"]
    if facts.get("project") != project:
        yield f"area under way {facts.get('project')}, is {project}"


def check_tenure(facts, key, case, lang):
    """The kind is that of the bank and is excluded."""
    tenure = case.known.communities.loc[key, "tenure"]
    if TENURES[lang].get(facts["tenure"], facts["tenure"]) != tenure:
        yield f"{facts['tenure']}, is {tenure}"
    if tenure not in case.known.settings["eligibility.excluded_tenures"]:
        yield f"{tenure} is not excluded"


def check_consent(facts, key, case, lang):  # noqa: ARG001
    """Fewer agree than required, or that is unknown."""
    share, least = consent(case)[key], case.known.settings["eligibility.least_consent"]
    yield from differ(facts, consent=100 * share, least=100 * least)
    if share >= least or ("consent" in facts) != (share == share):  # noqa: PLR0124
        yield f"{share} agree"


def check_too_new(facts, key, case, lang):  # noqa: ARG001
    """It was built in that year, later than the last that counts."""
    year, until = case.known.year_built[key], case.known.settings["eligibility.late_until"]
    yield from differ(facts, year=year, until=until)
    if not year > max(until, case.known.settings["eligibility.built_until"]):
        yield f"{year} is not later"


def check_quota(facts, key, case, lang):  # noqa: ARG001
    """It was built between the two years, and those before it use up the share, or it would exceed it."""
    knob, year = case.known.settings, case.known.year_built
    yield from differ(
        facts, year=year[key], until=knob["eligibility.built_until"], share=100 * knob["eligibility.late_share"]
    )
    frame = case.known.communities
    if not knob["eligibility.built_until"] < year[key] <= knob["eligibility.late_until"]:
        yield "it is not of the years with a share"
    homes = frame["households"].fillna(frame["households"].median()).fillna(1.0)
    taking = frame["outcome"] != "not_eligible"
    late = taking & (year > knob["eligibility.built_until"])
    most = knob["eligibility.late_share"]
    if homes[late].sum() + homes[key] > most * (homes[taking].sum() + homes[key]):
        return
    # Whoever is worse off comes first, and none after one for whom there is no room.
    refused = frame["reason"].astype(str).str.contains("未能排入")
    first = need(case)["need"][late | refused].sort_index().sort_values(ascending=False, kind="stable").index
    asked = homes[first].cumsum()[key]
    if asked <= most * (homes[taking & ~late].sum() + asked):
        yield "there is room for it"


def check_alone_size(facts, key, case, lang):
    """Households, need with its largest parts, and cost with its basis."""
    row, scores, costs = case.known.communities.loc[key], need(case).loc[key], work_of(case).costs.loc[key]
    yield from differ(
        facts, households=row["households"], need=scores["need"], year=case.known.settings["costs.price_year"]
    )
    parts = {name: scores[f"need_{name}"] for name in set(PARTS[lang].values()) if scores[f"need_{name}"] > 0}
    largest = sorted(parts, key=lambda name: (-parts[name], f"need_{name}"))[:NAMED_PARTS]
    stated = [
        (PARTS[lang].get(word.strip()), figure)
        for word, figure in re.findall(r"([^\d、,]+?) ?([\d.]+)(?:、|, |$)", facts.get("parts", ""))
    ]
    # A lone part is the need itself, and a reason that speaks of the pair by itself is long enough without them.
    largest = [] if len(parts) == 1 or "两者另组" in str(row["reason"]) else largest
    if [name for name, _ in stated] != largest or not all(agrees(figure, parts[name]) for name, figure in stated):
        yield f"parts {facts.get('parts')}, are {[(name, round(parts[name], 3)) for name in largest]}"
    for basis in ("given", "works", "rate", "like"):
        if basis in facts:
            yield from differ(facts, **{basis: costs["mid"]})
            if costs["basis"] != basis:
                yield f"cost follows from {costs['basis']}"
    if "unpriced" in facts and costs["mid"] == costs["mid"]:
        yield f"cost is {costs['mid']}"
    if "homeless" in facts and row["households"] == row["households"]:
        yield f"households are {row['households']}"


ALONE_SIZE = Rule(
    "size of one alone",
    "[<households:n> 户][<homeless:户数不详>][，改造需求度 <need:n>[（主要是<parts>）]][，单独改造 <given:money>（台账）]"
    "[，单独改造约 <works:money>（按工程量，<year:n> 年价）][，单独改造约 <rate:money>（按单价估，<year2:n> 年价）][，单独改造约 <like:money>（估，按同类小区造价中位数）][<unpriced:，造价不详>]。",
    "[<households:n> household[s]][<homeless:unknown number of households>][, need score <need:n>[ (mainly <parts>)]]"
    "[, <given:money> alone (from the ledger)][, about <works:money> alone (estimated from works, <year:n> prices)]"
    "[, about <rate:money> alone (estimated by unit rate, <year2:n> prices)]"
    "[, about <like:money> alone (estimated, median of similar communities)][<unpriced:, cost unknown>].",
    check_alone_size,
)

RULES = (
    Rule(
        "member",
        "与片区内其他 <count:n> 个小区的平均相似度为 <mean:n>，最相似的是<other>（<best:n>）。",
        "Its average likeness with the <count:n> other members is <mean:n>; the most similar is <other> (<best:n>).",
        check_member,
    ),
    Rule(
        "member of two",
        "与片区内<other>的相似度为 <best:n>。",
        "Its likeness with <other>, the other member, is <best:n>.",
        check_member,
    ),
    Rule(
        "state",
        "入库状态为“<state>”[（<year:n> 年度）]，不再参与划片[；属在建片区 <project>]。",
        'Its status is "<state>"[ (<year:n>)], so it joins no new area[; it belongs to area <project>, which is under way].',
        check_state,
    ),
    Rule(
        "consent",
        "同意率 <consent:n>%，低于要求的 <least:n>%，暂不参与划片。",
        "<consent:n>% of the owners agree, less than the required <least:n>%, so it joins no area yet.",
        check_consent,
    ),
    Rule(
        "consent unknown",
        "同意率不详，按未达到要求的 <least:n>% 处理，暂不参与划片。",
        "The share of owners who agree is unknown, which counts as less than the required <least:n>%, so it joins no area yet.",
        check_consent,
    ),
    Rule(
        "under way",
        "属在建片区 <project>，随该片区实施，不再另行划片。",
        "It belongs to area <project>, which is under way, and is built with it, so it joins no other area.",
        check_under_way,
    ),
    Rule("tenure", "属<tenure>，不纳入改造。", "Not renovated: <tenure>.", check_tenure),
    Rule(
        "too new",
        "建成于 <year:n> 年，晚于 <until:n> 年，不纳入改造。",
        "Built in <year:n>, after <until:n>.",
        check_too_new,
    ),
    Rule(
        "late quota",
        "建成于 <year:n> 年；<until:n> 年以后建成的小区按户数限 <share:n>%，按改造需求度从高到低排，本小区未能排入。",
        "Built in <year:n>; communities built after <until:n> may make up at most <share:n>% of the households, "
        "those with the highest need scores first, and it does not fit in.",
        check_quota,
    ),
    ALONE_SIZE,
)
