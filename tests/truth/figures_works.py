"""Sheets about works, costs, savings and shared trenches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from truth import savings, works
from truth.figures import sheet
from truth.figures_areas import trench_inside

ONCE, BEYOND = "mobilisation", "建议（台账未列）"
LEVELS = {"low": "节省（低）", "mid": "节省", "high": "节省（高）"}


@dataclass(frozen=True)
class Work:
    """Works of all communities: those that count, those only suggested, those a ledger names; costs and sizes."""

    amounts: pd.DataFrame
    beyond: pd.DataFrame
    names: pd.DataFrame
    costs: pd.DataFrame
    whole: pd.DataFrame
    factor: float
    sizes: pd.DataFrame


@cache
def work_of(case):
    """Return the works of a case, worked out again."""
    frame, knob = case.known.communities, case.known.settings
    amounts, beyond, names = works.quantities(frame, case.catalogue, knob)
    return Work(amounts, beyond, names, *works.costs(frame, amounts, case.catalogue, knob), works.sized(frame, knob))


@cache
def items_of(case):
    """Return quantity and savings of each area and item, as a table."""
    links, lays = corridors_of(case)
    rows = {}
    for area, members in case.known.members.items():
        mine = links["area_id"] == area
        items = savings.saved(members, (links[mine], lays[mine]), work_of(case), case.catalogue, case.known.settings)
        for item, (quantity, levels) in items.items():
            rows[area, item] = {"工程量": quantity} | {title: levels[level] for level, title in LEVELS.items()}
    return pd.DataFrame.from_dict(rows, orient="index")


@sheet("节省明细")
def saving_items(case, table):
    """Work out every item again."""
    rows = items_of(case).reindex(pd.MultiIndex.from_frame(table[["片区编号", "节省项目"]]))
    amount = rows["工程量"].to_numpy() / np.where(table["单位"] == "万元", works.WAN, 1)
    rate = rows["节省"].to_numpy() / np.where(amount > 0, amount, np.nan)
    saved = {title: savings.cut(rows[title]) for title in LEVELS.values()}
    return {**saved, "工程量": amount, "每单位节省": rate}


@sheet("小区工程量")
def quantities(case, table):
    """Work out how much of each work each community needs, and what that costs."""
    amounts, costs = work_of(case).amounts, work_of(case).costs
    ids = table["项目编号"]
    codes = {title: title.split(" ", 1)[0] for title in table}
    return {
        "单独改造费用": costs["mid"].reindex(ids),
        "工程估算": costs["estimate"].reindex(ids),
        "折算系数": costs["fit"].reindex(ids),
        **{title: amounts[code].reindex(ids) for title, code in codes.items() if code in amounts},
    }


@cache
def corridors_of(case):
    """Return the open links inside areas with ``length``, and which networks lie in them."""
    return savings.trenches(trench_inside(case).reset_index(drop=True), work_of(case).amounts, case.catalogue)


@sheet("管线同步")
def corridors(case, table):
    """Measure what two members share, and what of a link to a neighbour that was renewed lately is dug up."""
    links, _ = corridors_of(case)
    pairs = pd.MultiIndex.from_frame(table[["小区甲", "小区乙"]])
    return {
        "相对边长": case.known.linked["facing_m"].reindex(pairs).to_numpy(),
        "共沟长度": links.set_index(["focal", "neighbor"])["shared"].reindex(pairs).fillna(0.0).to_numpy(),
    }


@sheet("工程量")
def works_of_areas(case, table):
    """Sum up what members need, by scope; every row multiplies out, and one of an area is the rest of its cost."""
    work, home = work_of(case), case.known.home
    stated = {
        "台账所列": work.amounts.where(work.names & ~(work.beyond > 0), 0.0),
        "按目录推定": work.amounts.where(~work.names & ~(work.beyond > 0), 0.0),
        BEYOND: work.beyond,
        ONCE: (work.amounts > 0).any(axis=1).astype(float).to_frame(ONCE),
    }
    fit = work.costs["fit"].clip(upper=1.0).fillna(1.0).where(work.costs["mid"].notna()).loc[home.index]
    need, fitted = {}, {}
    for scope, amounts in stated.items():
        mine = amounts.loc[home.index]
        times = fit if scope != BEYOND else fit.fillna(1.0) ** 0
        need[scope] = mine.groupby(home).sum().stack()  # noqa: PD013 - melting loses the index
        fitted[scope] = mine.mul(times, axis=0).groupby(home).sum(min_count=1).stack()  # noqa: PD013 - as above
    need, fitted = pd.concat(need), pd.concat(fitted)
    codes = table["编号"].where(table["编号"].notna() | table["单位"].isna(), ONCE)
    scopes = table["改造范围"].where(codes != ONCE, ONCE).astype(object)
    rows = pd.MultiIndex.from_arrays([scopes, table["片区编号"], codes])
    quantity, factor = need.round(2).reindex(rows).to_numpy(), (fitted / need).round(4).reindex(rows).to_numpy()
    rates, once = case.catalogue.reindex(codes), (codes == ONCE).to_numpy()
    rate = {
        level: np.where(once, works.mobilisation(case.known.settings, level), rates[f"{level}_money"].to_numpy(float))
        for level in works.LEVELS
    }
    beyond = (scopes == BEYOND).to_numpy() & (case.known.settings["costs.suggested_works"] == "marked")
    money = {level: np.where(beyond, np.nan, quantity * factor * rate[level]) for level in works.LEVELS}
    whole = work.costs["mid"].groupby(work.costs.index.map(home)).sum(min_count=1)
    listed = pd.Series(money["mid"]).groupby(table["片区编号"].to_numpy()).sum()
    rest = (whole - listed.reindex(whole.index, fill_value=0.0)).reindex(table["片区编号"]).to_numpy()
    return {
        "低价": rate["low"], "中价": rate["mid"], "高价": rate["high"], "工程量": quantity, "折算系数": factor,
        "金额（低）": money["low"],
        "金额": np.where(codes.isna(), rest, money["mid"]),
        "金额（高）": money["high"],
        "建议工程金额，未计入": np.where(beyond, quantity * rate["mid"], np.nan),
    }  # fmt: skip
