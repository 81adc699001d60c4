"""Sentences of projects: why each is in its year or in none; and what of the demands could not be met."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pandas as pd

from truth.figures_programme import PARTS, consent, paid, profile
from truth.sentence import Rule, differ, grain, number

LOOSE = 0.0021  # points: three scores are rounded to thousandths
CENTS = 1.0
ROUNDING_UP = 1000  # the money that would be enough is stated in tenths of 万元, rounded up


def row_of(case, project):
    """Return the row of the schedule."""
    return case.rows("年度项目", "项目").loc[project]


def check_score(facts, project, case):
    """The points are those of the sheet, and the parts add up."""
    row = row_of(case, project)
    parts = {name: row[title] for title, name in PARTS.items()}
    yield from differ(facts, score=row["得分"], **parts)
    if "consent" not in facts and (parts["consent"] or 0) > 0:
        yield f"points for consent are {parts['consent']}"
    known, frame = consent(case), case.known.communities
    mine = frame.index[frame["area_id"] == project] if project in case.known.members else [project]
    yield from differ(facts, silent=known[mine].isna().sum())


def check_placed(facts, project, case, lang):  # noqa: ARG001
    """It begins in its year, costs what it costs, and is paid in these parts."""
    yield from check_score(facts, project, case)
    row, shares = row_of(case, project), profile(case.known.settings)
    cost = float(row["费用"])
    yield from differ(facts, year=row["实施年度"], cost=cost, first=shares[0] * cost, second=shares[-1] * cost)


def left(case):
    """Return what each year has left."""
    table = case.sheet("年度计划").set_index("实施年度")
    return (table["预算"] - table["在建和已列计划项目占用"] - paid(case).reindex(table.index).fillna(0)).astype(float)


def lacking(cost, case):
    """Return by first year how much of its cost a project must bring, so that what is left pays for the rest."""
    have, shares = left(case), profile(case.known.settings)
    years = sorted(have.index)[: int(case.known.settings["budget.years"])]
    carried = {
        y: min([1.0, *(max(have.get(y + later, 0.0), 0.0) / (share * cost or 1) for later, share in enumerate(shares))])
        for y in years
    }
    return pd.Series({year: (1 - part) * cost for year, part in carried.items()})


def check_left_out(facts, project, case, lang):  # noqa: ARG001
    """It is in no year; the year named needs least, has that much left, and so much more would be enough."""
    yield from check_score(facts, project, case)
    row = row_of(case, project)
    cost = float(row["费用"])
    if pd.notna(row["实施年度"]):
        yield f"it begins in {row['实施年度']}"
    more = lacking(cost, case)
    yield from differ(facts, cost=cost, left=left(case).get(int(number(facts["year"]))))
    if "more" in facts:
        # Where its county has all its areas in every year nothing is left to it, and it brings its whole cost.
        enough = cost if "capped" in facts else more.get(int(number(facts["year"])))
        stated = number(facts["more"])
        if not enough - grain(facts["more"]) * 1e-6 <= stated + 1 <= enough + ROUNDING_UP + 2:
            yield f"{facts['more']}, is {enough:.0f}"
        if enough > more.min() + 1 and "capped" not in facts:
            yield f"{more.idxmin()} needs only {more.min():.0f}"
    yield from check_exchange(facts, project, case)
    if "enough" in facts and more.get(int(number(facts["year"])), np.inf) > 1:
        yield f"it needs {more.get(int(number(facts['year']))):.0f} more"


def check_exchange(facts, project, case):
    """The one that leaves makes room in that year, and no other that makes room loses less."""
    losses = exchanges(project, case)
    if "leaver" not in facts:
        yield from (f"{leaver} could leave for it" for leaver, _ in losses.index[losses < np.inf][:1])
        return
    stated = losses.get((facts["leaver"].strip(), int(number(facts["leave_year"]))), np.inf)
    if abs(stated - number(facts["loss"])) > LOOSE or losses.min() < stated - LOOSE:
        yield f"{facts['leaver']} leaves at a loss of {facts['loss']}, is {stated:.3f}, the least {losses.min():.3f}"


@cache
def exchanges(project, case):
    """Return the points lost, by the project that leaves and the year in which the other begins; infinite without room."""
    table, knob = case.sheet("年度项目").set_index("项目"), case.known.settings
    table = table.assign(实施年度=pd.to_numeric(table["实施年度"]), 得分=pd.to_numeric(table["得分"]).fillna(0.0))
    rows = {
        key: (
            float(row["费用"]),
            row["县市区"] if row["结果"] == "划入片区" else None,
            row["实施年度"],
            float(row["得分"]),
        )
        for key, row in table.iterrows()
    }
    areas = [(county, year, score) for _, county, year, score in rows.values() if isinstance(county, str)]
    of_county, before = Counter(county for county, *_ in areas), Counter((county, year) for county, year, _ in areas)
    shares, have = profile(knob), left(case).sort_index()
    first, least = int(have.index[0]), int(knob["budget.min_areas_per_county"])
    price = knob["budget.excess_loss"] * np.mean([score for *_, score in areas]) if areas else 0.0

    def asked(county, year):
        return min(max(of_county[county] - least * (year - first), 0), least)

    def beyond(begun):
        most = knob["budget.max_areas_per_county"]
        return price * sum(max(count - most, 0) for (_, year), count in begun.items() if year == year)  # noqa: PLR0124

    found = {}
    for leaver, (_, _, begins, _) in rows.items():
        if pd.isna(begins):
            continue
        for year in range(first, first + int(knob["budget.years"])):
            room, begun, loss = have.to_dict(), before.copy(), 0.0
            for one, at, sign in ((leaver, int(begins), 1), (project, year, -1)):
                cost, county, _, score = rows[one]
                loss += sign * score * (1 - knob["budget.later_loss"]) ** (at - first)
                begun[county, at] -= sign
                for later, share in enumerate(shares):
                    room[at + later] += sign * share * cost
            fits = min(room.values()) > -CENTS
            fits &= all(begun[place] >= min(asked(*place), before[place]) for place in before if place[1] == place[1])
            found[leaver, year] = loss + beyond(begun) - beyond(before) if fits else np.inf
    return pd.Series(found, dtype=float)


def check_capped(facts, project, case, lang):
    """Its county has its most areas in every year."""
    table = case.rows("年度项目", "项目")
    county = table.loc[project, "县市区"]
    peers = table[(table["县市区"] == county) & (table["结果"] == "划入片区")]
    if pd.isna(county) or str(county) not in facts["county"]:
        yield f"county {facts['county']}, is {county}"
    yield from differ(
        facts,
        most=case.known.settings["budget.max_areas_per_county"],
    )
    begun = peers["实施年度"].value_counts()
    for year in lacking(0.0, case).index:
        if begun.get(year, 0) < case.known.settings["budget.max_areas_per_county"]:
            yield f"{year} has {begun.get(year, 0)} areas of it"
    yield from check_left_out(facts | {"capped": ""}, project, case, lang)


def check_unpriced(facts, project, case, lang):  # noqa: ARG001
    """Its cost is unknown; for an area, that of the stated number of members."""
    yield from check_score(facts, project, case)
    row, known = row_of(case, project), case.known.communities
    if pd.notna(row["费用"]) and pd.notna(row["实施年度"]):
        yield f"it costs {row['费用']}"
    members = known[known["area_id"] == project]
    unpriced = members["cost_alone_money"].isna().sum()
    yield from differ(facts, communities=len(members), unpriced=unpriced, all_unpriced=unpriced)
    yield from differ(facts, all_unpriced=len(members))


SCORE = {
    "zh": "得分[ <score:n>][不详]（需求[ <need:n>][不详]，节省[ <saving:n>][不详][，同意 <consent:n>][，<silent:n> 个小区同意率不详、不加分]）",
    "en": "[<score:n>][unknown] points (need [<need:n>][unknown], saving [<saving:n>][unknown][, consent <consent:n>][, none for <silent:n> communit[y][ies] of unknown consent])",
}
REMEDY = {
    "zh": "[另筹只用于该项目的专项资金 <more:money>，<year:n> 年即可列入][<year2:n> 年<enough:不需增加资金即可列入>]。"
    "[或撤出 <leaver>，其他项目不变，<leave_year:n> 年即可列入，方案总分减少 <loss:n> 分。]",
    "en": "[With <more:money> earmarked for this project, it could start in <year:n>]"
    "[<enough:It could start in> <year2:n> without more money]."
    "[ If <leaver> gave way and all other projects stayed as they are, it could start in <leave_year:n>, and the programme would lose <loss:n> points.]",
}
RULES = (
    Rule(
        "paid twice",
        SCORE["zh"] + "，<year:n> 年开工，需 <cost:money>，当年支付 <first:money>，次年 <second:money>。",
        SCORE["en"]
        + ": starts in <year:n> and costs <cost:money>, with <first:money> due that year and <second:money> the next.",
        check_placed,
    ),
    Rule(
        "paid once",
        SCORE["zh"] + "，<year:n> 年实施，需 <cost:money>。",
        SCORE["en"] + ": built in <year:n> for <cost:money>.",
        check_placed,
    ),
    Rule(
        "left out, no money",
        SCORE["zh"] + "，未列入：需 <cost:money>，<year0:n> 年只余 <left:money>。" + REMEDY["zh"],
        SCORE["en"]
        + ": left out, because it costs <cost:money> and only <left:money> is left in <year0:n>. "
        + REMEDY["en"],
        lambda facts, *place: check_left_out(_one_year(facts), *place),
    ),
    Rule(
        "left out, capped",
        SCORE["zh"]
        + "，未列入：<county>每年以 <most:n> 个片区为宜，各年已排满，再增一个扣 <price:n> 分。不计此项扣分，"
        + REMEDY["zh"],
        SCORE["en"]
        + ": left out, because <most:n> area[s] a year is the preferred maximum in <county> and every year has reached it; "
        "one more costs <price:n> points. " + REMEDY["en"] + " This leaves that penalty aside.",
        lambda facts, *place: check_capped(_one_year(facts), *place),
    ),
    Rule(
        "left out, unpriced",
        SCORE["zh"] + "，未列入：[造价不详且无从估算；补充投资、建筑面积或户数后再排]"
        "[<communities:n> 个小区中有 <unpriced:n> 个造价不详且无从估算；补充其投资、建筑面积或户数后再排]"
        "[<all_unpriced:n> 个小区造价均不详且无从估算；补充其投资、建筑面积或户数后再排]。",
        SCORE["en"]
        + ": left out, because [its cost is unknown and cannot be estimated; add its investment, floor area or households and plan again]"
        "[the cost of <unpriced:n> of its <communities:n> communities is unknown and cannot be estimated; add their investment, floor area or "
        "households and plan again]"
        "[the costs of all <all_unpriced:n> communities are unknown and cannot be estimated; add their investment, floor area or "
        "households and plan again].",
        check_unpriced,
    ),
)


def _one_year(facts):
    return facts | {"year": facts.get("year") or facts.get("year2") or facts["year0"]}
