"""The suggested mode of each area: the first rule that holds, stated with the figures that it rests on."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from truth.sentence import Rule, differ

MODES = {
    "单一改造": "single", "集中连片": "joint", "旧改+棚改": "shantytown", "旧改+公租房": "public_rental",
    "旧改+棚改+公租房": "shantytown_rental", "旧改+商业": "commerce", "旧改+文旅": "tourism", "旧改+养老": "elderly",
}  # fmt: skip
SERVICES = {
    "益老食堂": "canteen", "养老服务站": "elderly_care", "卫生服务站": "clinic", "口袋公园": "pocket_park", "活动室": "activity_room",
    "便利店（快递柜）": "kiosk", "便民市场": "market",
}  # fmt: skip


@cache
def figures(case):
    """Return the figures of each area that rules use; walks are those of the sheet of facilities."""
    rows = case.known.communities[case.known.communities["area_id"].notna()]
    area, homes = rows["area_id"], rows["households"]
    total = homes.groupby(area).sum(min_count=1)
    holds = {
        "brick_timber_share": rows["structure"] == "brick_timber",
        "public_rental_share": rows["tenure"] == "public_rental",
        "work_unit_share": rows["tenure"] == "work_unit",
        "historic_share": rows["historic_quarter"].notna(),
        "culture_share": rows["culture_tags"].notna(),
        "trade_share": rows["trade_tags"].notna(),
    }
    table = pd.DataFrame(index=total.index)
    for name, held in holds.items():
        table[name] = homes.where(held, 0.0).groupby(area).sum() / total.where(total > 0)
    both = rows[["residents_60", "residents"]].dropna().groupby(area).sum()
    table["elderly_share"] = both["residents_60"] / both["residents"].where(both["residents"] > 0)
    served = case.sheet("配套设施")
    served = served[served["配套设施"].isin(SERVICES)]
    share = served["现已服务户数"].astype(float) / served["户数"].astype(float).where(served["户数"].astype(float) > 0)
    reached = pd.Series(
        share.to_numpy(), pd.MultiIndex.from_arrays([served["片区编号"], served["配套设施"].map(SERVICES)])
    )
    by_service = reached.unstack()  # noqa: PD010 - each stands once
    return table.join(by_service.add_suffix("_share").reindex(table.index))


def check_mode(facts, area, case, lang):  # noqa: ARG001
    """The figures are those of the area, and the mode is that of the first rule that holds."""
    row = figures(case).loc[area]
    yield from differ(facts, **{name: 100 * row[name] for name in row.index if name in facts})
    mode = case.sheet("片区").set_index("片区编号").loc[area, "改造模式"]
    rules = pd.read_csv(case.modes, encoding="utf-8-sig")
    names = dict.fromkeys(("communities", "households", "build_year"), np.nan) | row.to_dict()
    for code, when in rules.iloc[:, :2].itertuples(index=False):
        if pd.isna(when) or eval(when, {"__builtins__": {}}, names):  # noqa: S307 - the rules are ours
            if MODES.get(mode) != code:
                yield f"{mode} is stated, {code} is the first that holds"
            break


RULES = (
    Rule(
        "tourism",
        "<historic_share:n>% 的住户在历史街区内，宜保护修缮，不拆不并，引入文旅功能",
        "<historic_share:n>% of the households live in a historic quarter: protect and repair without demolition, and bring in culture and tourism",
        check_mode,
    ),
    Rule(
        "shantytown and rental",
        "砖木结构住户占 <brick_timber_share:n>%，公租房住户占 <public_rental_share:n>%，经危房鉴定后可结合棚改并盘活公租房",
        "<brick_timber_share:n>% of the households live in brick-and-timber buildings and <public_rental_share:n>% in public rental housing: "
        "after a survey of dangerous buildings, combine with shantytown renewal and public rental housing",
        check_mode,
    ),
    Rule(
        "shantytown",
        "砖木结构住户占 <brick_timber_share:n>%，经危房鉴定后可结合棚改",
        "<brick_timber_share:n>% of the households live in brick-and-timber buildings: after a survey of dangerous buildings, combine with shantytown renewal",
        check_mode,
    ),
    Rule(
        "rental",
        "公租房住户占 <public_rental_share:n>%，宜与公租房维修一并实施",
        "<public_rental_share:n>% of the households live in public rental housing: renovate together with its repair",
        check_mode,
    ),
    Rule(
        "elderly",
        "60 岁以上人口占 <elderly_share:n>%，步行范围内有养老设施的住户仅 <elderly_care_share:n>%，宜增设养老服务",
        "<elderly_share:n>% of the residents are aged 60 or over, but only <elderly_care_share:n>% of the households have elderly care within walking distance: "
        "add elderly care",
        check_mode,
    ),
    Rule(
        "commerce",
        "<market_share:n>% 的住户步行可到市场，<trade_share:n>% 的住户所在小区有沿街商铺、市场等产业，宜结合商业更新",
        "<market_share:n>% of the households have a market within walking distance and <trade_share:n>% live in communities with shops or other trades: "
        "combine with commercial renewal",
        check_mode,
    ),
    Rule(
        "joint",
        "未达到结合其他模式的条件，按集中连片旧改实施",
        "no condition for another mode is met: renovate as one area",
        check_mode,
    ),
    Rule("single", "按规则单独改造", "by the rules, renovate each community by itself", check_mode),
)
