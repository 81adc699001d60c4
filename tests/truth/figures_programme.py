"""Sheets about years and money, progress and statistics."""

from __future__ import annotations

import numpy as np
import pandas as pd

from truth import works
from truth.figures import sheet
from truth.figures_areas import need, sums
from truth.figures_works import work_of

MONTHS = 12
RATED = 1e7
POINTS, DIGITS = 100.0, 3
SIZES = {"小区数": "communities", "户数": "known_households", "建筑面积": "floor"}
PARTS = {"其中：改造需求度×户数": "need", "其中：节省": "saving", "其中：同意户数": "consent"}
WHOLE, UNKNOWN, LEFT_OUT = "合计", "不详", "未列入年度"
IN_PLAN = ("planned", "started", "done", "accepted", "handed_over", "suspended")
STARTED = ("started", "done", "accepted", "handed_over")
FINISHED = ("done", "accepted", "handed_over")
UNDER_WAY = ("planned", "started")


def profile(settings):
    """Return the shares that are paid in the first year and the next."""
    first = min(1.0, MONTHS / settings["budget.build_months"])
    return [first, 1 - first] if first < 1 else [1.0]


@sheet("年度项目")
def projects(case, table):
    """Score every project again, and rank them."""
    known, knob = case.known, case.known.settings
    rows = _projects(case).reindex(table["项目"])
    wanted = rows["need"].fillna(0) * rows["households"]
    wanted = wanted.clip(lower=0) * np.where(rows["is_area"], 1.0, knob["budget.alone_weight"])
    gained = rows["saving"].fillna(0).clip(lower=0)
    agreed = rows["agreeing"].fillna(0) * np.where(rows["is_area"], 1.0, knob["budget.alone_weight"])
    terms = {"need": wanted, "saving": gained, "consent": agreed}
    weight = sum(knob[f"budget.{name}_weight"] for name, share in terms.items() if share.any()) or 1
    exact_parts = {
        name: POINTS * knob[f"budget.{name}_weight"] / weight * share / (share.sum() or 1)
        for name, share in terms.items()
    }
    exact = RATED * sum(exact_parts.values()) / rows["cost"].where(rows["cost"] > 0)
    stated = {"need": rows["need"], "saving": rows["saving"], "consent": rows["agreeing"]}
    parts = {name: part.round(DIGITS).where(stated[name].notna()) for name, part in exact_parts.items()}
    is_scored = rows["need"].notna() | (rows["saving"].notna() & rows["is_area"]) | (agreed > 0)
    score = sum(part.fillna(0) for part in parts.values()).round(DIGITS).where(is_scored)
    begun = pd.to_numeric(table["实施年度"]).fillna(np.inf).to_numpy()
    order = pd.DataFrame(
        {
            "year": begun,
            "rate": -exact.fillna(np.inf).to_numpy(),
            "alone": ~rows["is_area"].to_numpy(),
            "id": table["项目"],
        }
    )
    place = (
        order.sort_values(["year", "rate", "alone", "id"]).assign(place=range(1, len(order) + 1))["place"].sort_index()
    )
    return {
        "费用": rows["cost"],
        **{title: rows[name] for title, name in SIZES.items()},
        "得分": score,
        **{title: parts.get(name, np.nan) for title, name in PARTS.items()},
        "每千万元得分": RATED * score / rows["cost"].where(rows["cost"] > 0),
        "次序": place,
        "县市区": rows["county"],
        "实施年度": known.areas["year"].reindex(table["项目"]).fillna(known.communities["year"].reindex(table["项目"])),
    }


@sheet("年度计划")
def years(case, table):
    """Add up what projects cost by the year in which it is paid."""
    spent = paid(case).reindex(table["实施年度"]).fillna(0).to_numpy()
    due = committed(case, table["实施年度"].tolist(), table["预算"].to_numpy(float))
    begun = case.sheet("年度项目").groupby(["实施年度", "结果"]).size().unstack(fill_value=0)  # noqa: PD010 - each stands once
    count = begun.reindex(table["实施年度"]).fillna(0)
    funds = case.sheet("资金").groupby("实施年度")["预算"].sum(min_count=1)
    return {
        "实施年度": sorted(table["实施年度"]),
        "预算": funds.reindex(table["实施年度"]),
        "在建和已列计划项目占用": due,
        "新列项目当年支付": spent,
        "余额": table["预算"].to_numpy(float) - due - spent,
        "开工片区数": count.get("划入片区", 0),
        "开工单独改造小区数": count.get("单独改造", 0),
    }


@sheet("资金")
def funds(case, table):
    """Hand out what a year pays, source by source in order."""
    knob = case.known.settings
    listed = knob["budget.sources_money"] or {}
    budget = knob["budget.yearly_money"] if not listed else None
    budget = np.nan if budget in ("none", "–", "") else budget
    each = [_of_year(budget, place) for place in range(len(table))] if budget is not None else None
    all_years = case.sheet("年度计划").set_index("实施年度")
    spent = (all_years["新列项目当年支付"] + all_years["在建和已列计划项目占用"]).reindex(table["实施年度"]).to_numpy()
    return {"实施年度": table["实施年度"], **({"预算": each, "资金使用（含在建项目）": spent} if each else {})}


@sheet("进度")
def progress(case, table):
    """Count how far each yearly plan has come, county by county."""
    rows = _stages(case)
    rows = rows[rows["in_plan"] & rows["plan_year"].notna()]
    found = [
        _of_group(rows[rows["plan_year"] == year], county)
        for year, county in zip(table["计划年度"], table["县市区"], strict=True)
    ]
    count = np.array([len(group) for group in found])
    money = [(group.loc[group["stated"], "invest_money"], group.loc[group["stated"], "paid_money"]) for group in found]
    invested, done = (np.array([pair[at].sum(min_count=1) for pair in money]) for at in (0, 1))
    started, finished = (np.array([group[stage].sum() for group in found]) for stage in ("started", "finished"))
    return {
        "计划年度": table["计划年度"],
        "小区数": count,
        "户数": [group["households"].sum(min_count=1) for group in found],
        "已开工": started,
        "已完工": finished,
        "开工率": started / count,
        "完工率": finished / count,
        "估算总投资": invested,
        "完成投资": done,
        "投资完成率": done / invested,
        "填报投资的小区数": [group["stated"].sum() for group in found],
    }


@sheet("统计")
def statistics(case, table):
    """Count what the survey asks for, of the bank and of the programme."""
    rows, scopes = _stages(case), table["统计范围"] == table["统计范围"].iloc[0]
    rows = rows.join(_added(case))
    found = []
    for is_bank, group in zip(scopes, table["县市区/年度"], strict=True):
        mine = _of_group(rows, group) if is_bank else _of_year_group(rows, group)
        found.append(mine)
    sums_of = {
        "户数": "households",
        "楼栋数": "buildings",
        "建筑面积": "floor_area_m2",
        "已装电梯": "lifts",
        "停车位": "parking",
        "充电设施": "chargers",
    }
    added = {
        "拟加装电梯": "lifts_added",
        "拟增停车位": "parking_added",
        "拟增充电设施": "chargers_added",
        "拟改造管线": "pipes_km",
    }
    planned = np.array([group["in_plan"].sum() for group in found], dtype=float)
    at = np.where(planned > 0, planned, np.nan)
    money = [group[group["in_plan"] & group["stated"]] for group in found]
    return {
        "县市区/年度": table["县市区/年度"],
        "小区数": [len(group) for group in found],
        **{title: [group[name].sum(min_count=1) for group in found] for title, name in sums_of.items()},
        "已列入年度计划": planned,
        "开工率": np.array([(group["started"]).sum() for group in found]) / at,
        "完工率": np.array([(group["finished"]).sum() for group in found]) / at,
        "投资完成率": [
            group["paid_money"].sum(min_count=1) / (group["invest_money"].sum() or np.nan) for group in money
        ],
        **{
            title: [
                np.nan if is_bank else group[name].sum(min_count=1)
                for is_bank, group in zip(scopes, found, strict=True)
            ]
            for title, name in added.items()
        },
    }


def paid(case):
    """Return what the projects of the programme pay by year."""
    table = case.sheet("年度项目")
    chosen = table[table["实施年度"].notna()]
    parts = [
        pd.Series(share * chosen["费用"].fillna(0).to_numpy(float), index=chosen["实施年度"].astype(int) + later)
        for later, share in enumerate(profile(case.known.settings))
    ]
    return pd.concat(parts).groupby(level=0).sum()


def committed(case, years_of, budget):
    """Return what projects under way still need by year, as far as the budget goes, the rest in the next year."""
    frame, knob = case.known.communities, case.known.settings
    mine = frame[frame["status"].isin(UNDER_WAY)]
    cost = mine["invest_money"].fillna(work_of(case).costs["mid"].reindex(mine.index))
    left = (cost - mine["paid_money"].fillna(0)).clip(lower=0).fillna(0) * knob["budget.under_way_share"]
    start = mine["plan_year"].fillna(years_of[0]).clip(lower=years_of[0]).astype(int)
    begun = mine["status"] == "started"
    due = pd.Series(0.0, index=years_of)
    due.iloc[0] += left[begun].sum()
    for later, share in enumerate(profile(knob)):
        for year, amount in (share * left[~begun]).groupby(start[~begun] + later).sum().items():
            if year in due.index:
                due[year] += amount
    given, behind = [], 0.0
    for new, most in zip(due, budget, strict=True):
        given.append(min(new + behind, most))
        behind += new - given[-1]
    return np.array(given)


def _projects(case):
    known, frame = case.known, case.known.communities
    usual = frame["households"].median()
    usual = 1.0 if np.isnan(usual) else usual
    score, saving = need(case)["need"], case.sheet("片区").set_index("片区编号")
    alone = frame.index[frame["outcome"] == "alone"]
    agreeing = consent(case) * frame["households"].fillna(usual)
    of_areas = pd.DataFrame(
        {
            "is_area": True,
            "cost": saving["连片改造费用"].astype(float),
            "saving": saving["节省"].astype(float),
            "households": sums(case, "households").fillna(known.home.value_counts() * usual),
            "communities": known.home.value_counts(),
            "known_households": sums(case, "households"),
            "floor": sums(case, "floor_area_m2"),
            "need": case.sheet("片区指标").set_index("片区编号")["改造需求度"].astype(float),
            "county": known.areas["county"],
            "agreeing": agreeing.groupby(frame["area_id"]).sum(min_count=1),
        }
    )
    of_alone = pd.DataFrame(
        {
            "is_area": False,
            "cost": work_of(case).costs["mid"].reindex(alone),
            "saving": 0.0,
            "households": frame["households"].reindex(alone).fillna(usual),
            "communities": 1,
            "known_households": frame["households"].reindex(alone),
            "floor": frame["floor_area_m2"].reindex(alone),
            "need": score.reindex(alone),
            "county": frame["county"].reindex(alone),
            "agreeing": agreeing.reindex(alone),
        }
    )
    return pd.concat([of_areas, of_alone]).astype({"is_area": bool})


def consent(case):
    """Return which share of its owners agrees, as given, else of the households that are counted."""
    frame = case.known.communities
    share = frame["consent_households"] / frame["households"].where(frame["households"] > 0)
    return frame["consent_share"].fillna(share).clip(0, 1)


def _stages(case):
    frame = case.known.communities
    dates = {
        name: frame.get(name, pd.Series(index=frame.index, dtype=object))
        for name in ("started_on", "done_on", "accepted_on")
    }
    finished = frame["status"].isin(FINISHED) | dates["done_on"].notna() | dates["accepted_on"].notna()
    started = frame["status"].isin(STARTED) | dates["started_on"].notna() | finished
    in_plan = frame["status"].isin(IN_PLAN) | started | (frame["status"].isna() & frame["plan_year"].notna())
    stated = (frame["invest_money"] > 0) & frame["paid_money"].notna()
    year = known_year(case)
    return frame.drop(columns="geometry").assign(
        in_plan=in_plan, started=started & in_plan, finished=finished & in_plan, stated=stated, programme=year
    )


def known_year(case):
    """Return the year of each community in the programme as text; missing if it does not compete."""
    table = case.sheet("年度项目").set_index("项目")["实施年度"]
    stated = table.map(lambda year: LEFT_OUT if pd.isna(year) else str(int(year)))
    frame = case.known.communities
    project = frame["area_id"].where(frame["area_id"].notna(), frame.index.to_series())
    return project.map(stated)


def _added(case):
    amounts, frame = work_of(case).amounts, case.known.communities
    table = works.added(amounts, case.catalogue).add_suffix("_added")
    table["lifts_added"] = table["lifts_added"].where(frame["lifts_planned"].notna())
    table["pipes_km"] = amounts[list(case.catalogue.index[case.catalogue["share"] == "trench"])].sum(axis=1) / 1000
    return table.where(amounts.gt(0).any(axis=1))


def _of_group(rows, county):
    if county == WHOLE:
        return rows
    return rows[rows["county"].isna()] if county == UNKNOWN else rows[rows["county"] == county]


def _of_year_group(rows, group):
    mine = rows[rows["programme"].notna()]
    return mine if group == WHOLE else mine[mine["programme"] == str(group)]


def _of_year(amounts, place):
    return amounts[min(place, len(amounts) - 1)] if isinstance(amounts, list) else amounts
