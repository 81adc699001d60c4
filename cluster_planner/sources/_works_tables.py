"""Works, savings and corridors of a plan as tables that people read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.fields import SAVING_UNITS_EN, Lang, saving_formula, tell_price_basis
from cluster_planner.model import PAIR, Plan
from cluster_planner.sources._plan_tables import in_language

CNY_PER_WAN = 10_000.0
LEVELS = (("low_cny", "low"), ("mid_cny", ""), ("high_cny", "high"))


def saving_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the items of the saving of each area that save anything: quantity, rate, how it is worked out, range."""
    items = plan.savings.items[plan.savings.items["saving_high_wan"] > 0].reset_index()
    units = items["unit"] if lang == "zh" else items["unit"].map(SAVING_UNITS_EN)
    return pd.DataFrame(
        {
            "area_id": items["area_id"],
            "area_name": items["area_id"].map(in_language(plan.evaluation.areas, lang)["area_name"]),
            "saving_item": items["item"],
            "quantity": items["quantity"],
            "unit": units,
            "rate_cny": items["rate_cny"],
            "saving_low_wan": items["saving_low_wan"],
            "saving_wan": items["saving_wan"],
            "saving_high_wan": items["saving_high_wan"],
            "formula": [saving_formula(item, lang) for item in items["item"]],
        }
    )


def work_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the works of each area, and of each community alone: quantity, rates, and what they come to.

    Amounts are at the rates times what fits them to the cost; with the mobilisation and the fees of each member, which
    are in no row, they make the cost of the community.
    """
    works, judged = plan.works, plan.evaluation.communities
    kept = judged["outcome"].isin(("area", "alone"))
    quantities = works.quantities[kept.reindex(works.quantities.index)]
    long = quantities.reset_index().melt("community_id", var_name="code", value_name="quantity")
    long = long[long["quantity"] > 0].reset_index(drop=True)
    catalogue = works.catalogue
    fit = works.costs["fit"].reindex(long["community_id"]).to_numpy()
    for column, level in LEVELS:
        amount = long["quantity"] * long["code"].map(catalogue[column]) / CNY_PER_WAN
        long[f"amount_{level}_wan" if level else "amount_wan"] = amount * fit
    area = judged["area_id"].reindex(long["community_id"]).to_numpy()
    long["owner"] = np.where(pd.isna(area), long["community_id"], area)
    long["place"] = long["code"].map({code: place for place, code in enumerate(catalogue.index)})
    is_alone = pd.isna(area)
    sums = [name for name in long if name == "quantity" or name.startswith("amount")]
    table = long.assign(is_alone=is_alone).groupby(["is_alone", "owner", "place", "code"])[sums].sum().reset_index()
    names = pd.concat([in_language(plan.evaluation.areas, lang)["area_name"], plan.communities.frame["name"]])
    table.insert(0, "name", table["owner"].map(names))
    table.insert(0, "area_id", table["owner"].mask(table["is_alone"]))
    table.insert(1, "community_id", table["owner"].where(table["is_alone"]))
    about = catalogue.loc[table["code"], [lang, "class", f"unit_{lang}", "low_cny", "mid_cny", "high_cny"]]
    about = about.rename(columns={lang: "work", f"unit_{lang}": "unit"}).reset_index(drop=True)
    amounts = ["amount_low_wan", "amount_wan", "amount_high_wan"]
    return table[["area_id", "community_id", "name", "code"]].join(about).join(table[["quantity", *amounts]])


def quantity_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the quantities of all works of every community that is not left out, one column a work."""
    works, judged = plan.works, plan.evaluation.communities
    kept = judged.index[judged["outcome"].isin(("area", "alone"))]
    used = works.quantities.loc[kept]
    used = used[used.columns[(used > 0).any()]]
    names = works.catalogue.loc[used.columns, [lang, f"unit_{lang}"]].agg(
        lambda row: f"{row.iloc[0]}({row.iloc[1]})", axis=1
    )
    first = pd.DataFrame({"area_id": judged["area_id"], "name": plan.communities.frame["name"]}).loc[kept]
    costs = works.costs.loc[kept, ["cost_alone_wan", "cost_basis", "works_wan", "fit"]]
    return first.join(costs).join(used.rename(columns=lambda code: f"{code} {names[code]}"))


def corridor_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the corridors: which networks share one window of design, construction and acceptance, and conflicts."""
    corridors = pd.DataFrame(plan.savings.corridors.drop(columns="geometry", errors="ignore"))
    catalogue, names = plan.works.catalogue, plan.communities.frame["name"]
    called = corridors["networks"].drop_duplicates()
    words = {codes: "、".join(catalogue.loc[code, lang] for code in codes.split(";") if code) for codes in called}
    table = corridors.reset_index().assign(networks=corridors["networks"].map(words).to_numpy())
    for end in PAIR:
        table[f"{end}_name"] = table[end].map(names)
    first = ["area_id", "focal", "focal_name", "neighbor", "neighbor_name"]
    return table[[*first, "trench_m", "networks", "conflict"]].sort_values(["area_id", *PAIR], kind="stable")


def price_basis(plan: Plan, lang: Lang) -> str:
    """Say on what the costs of a plan rest."""
    years = plan.works.catalogue["price_year"]
    bases = {str(name): int(count) for name, count in plan.works.costs["cost_basis"].value_counts().items()}
    span = (int(years.min()), int(years.max()))
    return tell_price_basis(span, bases, plan.works.local_factor, plan.works.compared, lang)


def works_tables(plan: Plan, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets on works and savings under their names."""
    return {
        "savings": saving_table(plan, lang),
        "works": work_table(plan, lang),
        "quantities": quantity_table(plan, lang),
        "corridors": corridor_table(plan, lang),
    }
