"""Works, savings and corridors of a plan as tables that people read."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.model import PAIR, Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column
from cluster_planner.words._plan import say_price_basis
from cluster_planner.words._speaker import speaker
from cluster_planner.words._works import name_units, name_works

AMOUNTS = {"low_money": "amount_low_money", "mid_money": "amount_money", "high_money": "amount_high_money"}


def saving_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the items of the saving of each area that save anything: quantity, rate, how it is worked out, range."""
    items = plan.savings.items[plan.savings.items["saving_high_money"] > 0].reset_index()
    label = speaker(lang).label
    worth = np.where(items["unit"] == "money", WAN, 1.0)  # of what is bought in bulk, the quantity is an amount
    return pd.DataFrame(
        {
            "area_id": items["area_id"],
            "area_name": items["area_id"].map(word_column(plan.evaluation.areas["area_name_said"], lang)),
            "saving_item": items["item"],
            "quantity": items["quantity"] / worth,
            "unit": [label("unit", unit) for unit in items["unit"]],
            "rate_money": items["rate_money"] * worth,
            "saving_low_money": items["saving_low_money"],
            "saving_money": items["saving_money"],
            "saving_high_money": items["saving_high_money"],
            "formula": [label("works.saving_formula", item) for item in items["item"]],
        }
    )


def work_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the works of each area: quantity, rates, and what they come to at rates fitted to the cost of each member.

    The last row of each area holds the mobilisation and fees of its members, so that the amounts are its cost alone.
    """
    works, area = plan.works, plan.areas.labels.dropna()
    catalogue, quantities = works.catalogue, works.quantities.reindex(area.index)
    fitted = quantities.mul(works.costs["fit"].reindex(area.index).fillna(1.0), axis=0)
    sums = quantities.groupby(area).sum().rename_axis("area_id").rename_axis(columns="code")
    table = sums.reset_index().melt("area_id", value_name="quantity")
    amounts = fitted.groupby(area).sum().melt(value_name="fitted")["fitted"]
    for column, amount in AMOUNTS.items():
        table[amount] = amounts * table["code"].map(catalogue[column]).astype("float64")
    table = table[table["quantity"] > 0].sort_values("area_id", kind="stable").reset_index(drop=True)
    told = catalogue.assign(work=name_works(catalogue, lang), unit=name_units(catalogue, lang))
    about = told.loc[table["code"], ["work", "class", "unit", *AMOUNTS]].reset_index(drop=True)
    table.insert(1, "area_name", table["area_id"].map(word_column(plan.evaluation.areas["area_name_said"], lang)))
    listed = table[["area_id", "area_name", "code"]].join(about).join(table[["quantity", *AMOUNTS.values()]])
    rest = plan.evaluation.areas["cost_alone_money"] - listed.groupby("area_id")["amount_money"].sum()
    beside = pd.DataFrame(
        {
            "area_id": rest.index,
            "area_name": rest.index.map(word_column(plan.evaluation.areas["area_name_said"], lang)),
            "work": speaker(lang).say("works.beside"),
            "class": "indirect",
            "amount_money": rest.to_numpy(),
        }
    )
    return pd.concat([listed, beside]).sort_values("area_id", kind="stable").reset_index(drop=True)


def quantity_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the quantities of all works of every community that is not left out, one column a work."""
    works, judged = plan.works, plan.evaluation.communities
    kept = judged.index[judged["outcome"].isin(("area", "alone"))]
    used = works.quantities.loc[kept]
    used = used[used.columns[(used > 0).any()]]
    about = works.catalogue.loc[used.columns]
    heads = used.columns + " " + name_works(about, lang).to_numpy() + "(" + name_units(about, lang).to_numpy() + ")"
    first = pd.DataFrame({"area_id": judged["area_id"], "name": plan.communities.frame["name"]}).loc[kept]
    costs = works.costs.loc[kept, ["cost_alone_money", "cost_basis", "works_money", "fit"]]
    return first.join(costs).join(used.set_axis(heads, axis="columns"))


def corridor_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the corridors: which networks share one window of design, construction and acceptance, and conflicts."""
    corridors = plan.savings.corridors
    works, names = name_works(plan.works.catalogue, lang), plan.communities.frame["name"]
    called = corridors["networks"].drop_duplicates()
    words = {codes: "、".join(works[code] for code in codes.split(";") if code) for codes in called}
    table = corridors.reset_index().assign(networks=corridors["networks"].map(words).to_numpy())
    for end in PAIR:
        table[f"{end}_name"] = table[end].map(names)
    first = ["area_id", "focal", "focal_name", "neighbor", "neighbor_name"]
    shown = [*first, "trench_m", "networks", "conflict", "geometry"]
    listed: gpd.GeoDataFrame = table[shown].sort_values(["area_id", *PAIR], kind="stable")
    return listed


def price_basis(plan: Plan, lang: Lang) -> str:
    """Say on what the costs of a plan rest."""
    years = plan.works.catalogue["price_year"]
    bases = {str(name): int(count) for name, count in plan.works.costs["cost_basis"].value_counts().items()}
    span = (int(years.min()), int(years.max()))
    return speaker(lang).write(say_price_basis(span, bases, plan.works.local_factor, plan.works.compared))


def works_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets on works and savings under their names."""
    return {
        "savings": saving_table(plan, lang),
        "works": work_table(plan, lang),
        "quantities": quantity_table(plan, lang),
        "corridors": pd.DataFrame(corridor_table(plan, lang).drop(columns="geometry")),
    }
