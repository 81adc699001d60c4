"""Sheets about areas and their members: sizes, need, likeness, costs in sum."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from truth import checkup, works
from truth.evidence import points
from truth.figures import sheet

CRITERIA = {"地理位置相邻": "location", "小区类型相近": "type", "产业配套相关": "trade", "文化脉络相连": "culture"}
WHOLE = "likeness"
CLASSES = (0, 0.2, 0.4, 0.6, 0.8)
PARTS = {
    "产权来源": ("type", "tenure"),
    "结构类型": ("type", "structure"),
    "建成年份": ("type", "build_year"),
    "层数": ("type", "storeys"),
    "容积率": ("type", "density"),
    "产业标签": ("trade", "trade_tags"),
    "共享的设施": ("trade", "facilities"),
    "原属单位": ("culture", "former_unit"),
    "历史街区": ("culture", "historic_quarter"),
    "文化标签": ("culture", "culture_tags"),
}
ITEMS = {
    "节省进场费": "进场与临设",
    "共沟敷设节省": "共沟敷设",
    "路面恢复节省": "路面一次恢复",
    "设施共享节省": "设施共享",
    "间接费节省": "间接费累退",
    "集中采购节省": "集中采购",
}


@sheet("片区")
def areas(case, table):
    """Sum up members; costs together are those alone less what is saved."""
    ids, saved = table["片区编号"], _saved(case)
    alone = sums(case, "cost_alone_money").reindex(ids).to_numpy()
    likely = saved["节省"].reindex(ids).to_numpy()
    return {
        "小区数": case.known.home.value_counts().reindex(ids),
        "户数": sums(case, "households").reindex(ids),
        "建筑面积": sums(case, "floor_area_m2").reindex(ids),
        "单独改造费用": alone,
        "连片改造费用": alone - likely,
        "节省（低）": saved["节省（低）"].reindex(ids),
        "节省": likely,
        "节省（高）": saved["节省（高）"].reindex(ids),
        "节省比例": likely / np.where(alone > 0, alone, np.nan),
        **placed(case, ids),
    }


@sheet("片区指标")
def area_figures(case, table):
    """Means and extremes over pairs of members, and the outline."""
    ids, known = table["片区编号"], case.known
    pairs = known.inside.groupby("area_id")
    low, mid, high = (sums(case, f"cost_alone{level}_money").reindex(ids) for level in ("_low", "", "_high"))
    together = [
        c.to_numpy() - _saved(case)[f"节省{at}"].reindex(ids).to_numpy()
        for c, at in ((low, "（低）"), (mid, ""), (high, "（高）"))
    ]
    shape = known.areas.geometry.reindex(ids)
    items = case.sheet("节省明细").set_index(["片区编号", "节省项目"])["节省"].astype(float).unstack()  # noqa: PD010 - once each
    items = items.reindex(ids).reindex(columns=list(ITEMS.values()))
    items = items.fillna(0.0)[items.notna().any(axis=1)].reindex(ids)  # what saves nothing has no row
    span = (
        known.inside.assign(span=known.span_m(known.inside[["focal", "neighbor"]].to_numpy(object)))
        .groupby("area_id")["span"]
        .max()
    )
    return {
        "占地面积": sums(case, "site_m2").reindex(ids),
        "改造需求度": checkup.mean_of_area(need(case)["need"], known.communities["households"], known.home).reindex(
            ids
        ),
        "推定改造后需求度": checkup.mean_of_area(_after(case), known.communities["households"], known.home).reindex(
            ids
        ),
        "平均相似度": pairs["likeness"].mean().reindex(ids),
        "最低相似度": pairs["likeness"].min().reindex(ids),
        **{title: pairs[name].mean().reindex(ids) for title, name in CRITERIA.items()},
        "跨度": span.reindex(ids),
        "共沟长度": _shared_trench(case, ids),
        "相对边长": trench_inside(case).groupby("area_id")["facing_m"].sum().reindex(ids),
        "单独改造费用（低）": low,
        "单独改造费用（高）": high,
        "连片改造费用（低）": np.min(together, axis=0),
        "连片改造费用（高）": np.max(together, axis=0),
        **{title: items[item].to_numpy() for title, item in ITEMS.items()},
        "方案评分": value(case).reindex(ids),
        "紧凑度": 4 * np.pi * shape.area / shape.length**2,
    }


@sheet("成员小区")
def members(case, table):
    """Give the members as the layer and the bank have them."""
    ids = table["项目编号"]
    return {"片区编号": case.known.communities["area_id"].reindex(ids), **of_communities(case, ids)}


@sheet("单独改造与未纳入")
def others(case, table):
    """Give those outside as the layer and the bank have them."""
    return of_communities(case, table["项目编号"])


@sheet("四项标准")
def criteria(case, table):
    """Count, average and rank the pairs of each area, criterion by criterion."""
    pairs = {area: frame for area, frame in case.known.inside.groupby("area_id")}  # noqa: C416 - a frame cannot be called
    columns = [
        pairs[area][CRITERIA.get(title, WHOLE)].dropna()
        for area, title in zip(table["片区编号"], table["标准"], strict=True)
    ]
    return {
        "已知的小区对数": [len(column) for column in columns],
        "平均": [column.mean() for column in columns],
        "最高": [column.max() for column in columns],
        "最低": [column.min() for column in columns],
    }


@sheet("相似度依据")
def evidence(case, table):
    """Estimate again the evidence of each part of a criterion, its classes in order."""
    shares = [case.known.evidence[PARTS[title]] for title in table["组成部分"][:: len(CLASSES)]]
    alike, unlike = (np.concatenate([each[side] for each in shares]) if shares else [] for side in (0, 1))
    return {
        "取值档下限": np.tile(CLASSES, len(shares)),
        "同属一片者占比": alike,
        "不属一片者占比": unlike,
        "依据分": points(alike, unlike),
    }


def sums(case, column):
    """Return the sum of a column over the members of each area, missing only if no member reports it."""
    return case.known.communities[column].groupby(case.known.communities["area_id"]).sum(min_count=1)


@cache
def need(case):
    """Return need worked out again."""
    return checkup.need(case.known.communities, case.known.settings)


def trench_inside(case):
    """Return the open links inside areas, with their area."""
    links, home = case.known.links, case.known.home
    one, other = links["focal"].map(home), links["neighbor"].map(home)
    inside = links["barrier_kind"].isna() & one.notna() & (one == other)
    return pd.DataFrame(links[inside].drop(columns="geometry")).assign(area_id=one[inside])


def value(case):
    """Return the value of each area: likeness of its pairs above the threshold, and what doing it together saves."""
    knob = case.known.settings
    pairs = case.known.inside.groupby("area_id")["likeness"]
    alike = pairs.sum() - knob["areas.min_likeness"] * pairs.size()
    once = case.known.home.value_counts() - 1
    trench = trench_inside(case).groupby("area_id")["facing_m"].sum().reindex(once.index).fillna(0)
    return alike + knob["areas.saving_weight"] * (once + trench / knob["areas.trench_m_per_mobilisation"])


def placed(case, ids):
    """Return year and order of projects as the programme has them."""
    programme = case.sheet("年度项目").set_index("项目")
    return {name: programme[name].reindex(ids).to_numpy() for name in ("实施年度", "次序") if name in programme}


def of_communities(case, ids):
    """Return what is known of communities under the headers of their sheets."""
    rows = case.known.communities.reindex(ids)
    scores = need(case).reindex(ids)
    plain = {
        "小区名称": "name",
        "县市区": "county",
        "街道": "subdistrict",
        "社区": "neighbourhood",
        "建成年份": "build_year",
        "户数": "households",
        "建筑面积": "floor_area_m2",
        "占地面积": "site_m2",
        "单独改造费用": "cost_alone_money",
    }
    return {
        **{title: rows[name] for title, name in plain.items()},
        "改造需求度": scores["need"],
        "体检覆盖率": scores["coverage"],
        "实施年度": rows["year"],
    }


def _saved(case):
    """Return the savings of each area, the sum of the items stated."""
    items = case.sheet("节省明细")
    return items.groupby("片区编号")[["节省（低）", "节省", "节省（高）"]].sum(min_count=1)


def _after(case):
    """Return need as it is expected once every work is done."""
    from truth.figures_works import work_of  # it stands on this file

    return checkup.need(
        works.after(case.known.communities, work_of(case).amounts, case.catalogue), case.known.settings
    )["need"]


def _shared_trench(case, ids):
    """Return the length along which members share a trench."""
    from truth.figures_works import corridors_of  # it stands on this file

    links, _ = corridors_of(case)
    return links.groupby("area_id")["shared"].sum().reindex(ids).fillna(0.0)
