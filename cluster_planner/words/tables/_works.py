"""Works, savings and corridors of a plan as tables that people read."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Plan, Works
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column
from cluster_planner.words._plan import say_price_basis
from cluster_planner.words._speaker import speaker
from cluster_planner.words._works import name_units, name_works
from cluster_planner.works import mobilisations

DUG = ("trench", "surface")  # what is saved where networks are laid
AMOUNTS = {"low_money": "amount_low_money", "mid_money": "amount_money", "high_money": "amount_high_money"}
MOBILISATION = "mobilisation"
QUANTITY_DECIMALS, FACTOR_DECIMALS = 2, 4  # as they are shown


def saving_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the items of each area's saving that save anything: quantity, rate, formula, range."""
    items = plan.savings.items[plan.savings.items["saving_high_money"] > 0].reset_index()
    label, condition = speaker(lang).label, speaker(lang).say("works.if_networks")
    areas = plan.evaluation.areas
    partly_known = (areas["networks_known"] < areas["communities"]).reindex(items["area_id"]).to_numpy()
    assumed = items["item"].isin(DUG).to_numpy() & partly_known
    worth = np.where(
        items["unit"] == "money", speaker(lang).worth("money"), 1.0
    )  # of what is bought in bulk, the quantity is an amount
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
            "formula": [
                label("works.saving_formula", item) + (condition if depends else "")
                for item, depends in zip(items["item"], assumed, strict=True)
            ],
        }
    )


def work_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the works of each area; every row multiplies out: quantity, times rate, times factor.

    The factor of a work is the members' cost over their estimate, at most 1, a mean weighted by quantity: cost beyond
    the works listed is not part of their price. A member of unknown cost does not count, since the cost of its area
    leaves it out; where all are unknown there is no amount. Quantities and factors are rounded as shown. After its
    works each area has its mobilisation, and the rest of its cost alone: fees, and works that are not listed one by
    one. Suggestions that do not count come last, with an amount of their own at the rates of the catalogue.
    """
    works, area = plan.works, plan.areas.labels.dropna()
    priced = works.costs["cost_alone_money"].notna()
    fit = works.costs["fit"].clip(upper=1.0).fillna(1.0).where(priced).reindex(area.index)
    scopes = _by_scope(works)
    beyond = scopes.pop("suggested") if plan.settings.costs.suggested_works == "marked" else None
    times = (works.quantities > 0).any(axis=1).astype(float).to_frame(MOBILISATION)
    counted = pd.concat(
        [*(_fitted(table, fit, area, kind) for kind, table in scopes.items()), _fitted(times, fit, area)]
    )
    prices = _prices(plan, lang)
    table = counted.join(prices, on="code")
    for rate, amount in AMOUNTS.items():
        table[amount] = table["quantity"] * table["fit"] * table[rate].astype("float64")
    listed_money = table.groupby("area_id")["amount_money"].sum().reindex(plan.evaluation.areas.index, fill_value=0.0)
    rest = plan.evaluation.areas["cost_alone_money"] - listed_money
    fees = pd.DataFrame({"area_id": rest.index, "amount_money": rest.to_numpy()})
    fees["work"] = speaker(lang).say("works.fees")  # of no class: most of it is works that are not listed
    parts, extra = [table, fees], []
    if beyond is not None:
        more = _fitted(beyond, fit.fillna(1.0) ** 0, area, "suggested").join(prices, on="code")
        parts.append(more.assign(suggested_money=more["quantity"] * more["mid_money"].astype("float64")))
        extra = ["suggested_money"]
    listed = pd.concat(parts).sort_values("area_id", kind="stable").reset_index(drop=True)
    listed["area_name"] = listed["area_id"].map(word_column(plan.evaluation.areas["area_name_said"], lang))
    listed["code"] = listed["code"].where(listed["code"] != MOBILISATION)
    first = ["area_id", "area_name", "in_scope", "code", "work", "class", "unit"]
    return listed[[*first, *AMOUNTS, "quantity", "fit", *AMOUNTS.values(), *extra]]


def _by_scope(works: Works) -> dict[str, pd.DataFrame]:
    """Return the quantities that the ledger names, those assumed where it names none, and those suggested beyond it."""
    beyond = works.suggested > 0
    return {
        "named": works.quantities.where(works.named & ~beyond, 0.0),
        "assumed": works.quantities.where(~works.named & ~beyond, 0.0),
        "suggested": works.suggested,
    }


def _fitted(quantities: pd.DataFrame, fit: pd.Series, area: pd.Series, scope: str | None = None) -> pd.DataFrame:
    """Return works by area with their factor: ``area_id``, ``code``, ``quantity``, ``fit`` and ``in_scope``."""
    quantities = quantities.reindex(area.index)
    whole, fitted = (
        table.groupby(area)
        .sum(min_count=1)
        .rename_axis("area_id")
        .rename_axis(columns="code")
        .reset_index()
        .melt("area_id")
        for table in (quantities, quantities.mul(fit, axis=0))
    )
    factor = (fitted["value"] / whole["value"].where(whole["value"] > 0)).round(FACTOR_DECIMALS)
    table = whole.assign(quantity=whole["value"].round(QUANTITY_DECIMALS), fit=factor, in_scope=scope)
    table = table.drop(columns="value").astype({"in_scope": "str"})
    return table[table["quantity"] > 0].sort_values("area_id", kind="stable").reset_index(drop=True)


def _prices(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return name, class, unit and rates of all works and of a mobilisation, by code."""
    catalogue, label = plan.works.catalogue, speaker(lang).label
    prices = catalogue.assign(work=name_works(catalogue, lang), unit=name_units(catalogue, lang))
    once = {"work": label("choice.saving_item", MOBILISATION), "class": "indirect", "unit": label("unit", "times")}
    rates = dict(zip(AMOUNTS, mobilisations(plan.settings.costs).values(), strict=True))
    prices = pd.concat([prices, pd.DataFrame(once | rates, index=[MOBILISATION])])
    return prices[["work", "class", "unit", *AMOUNTS]]


def quantity_table(plan: Plan, lang: Lang) -> pd.DataFrame:
    """Return the quantities of all works of every community that is not left out, one column a work.

    Works suggested beyond them are listed by name.
    """
    works, judged = plan.works, plan.evaluation.communities
    kept = judged.index[judged["outcome"].isin(("area", "alone"))]
    used = works.quantities.loc[kept]
    used = used[used.columns[(used > 0).any()]]
    about = works.catalogue.loc[used.columns]
    named = used.columns + " " + name_works(about, lang).to_numpy()
    heads = [
        speaker(lang).fill("common.with_unit", label=name, unit=unit)
        for name, unit in zip(named, name_units(about, lang), strict=True)
    ]
    first = pd.DataFrame({"area_id": judged["area_id"], "name": plan.communities.frame["name"]}).loc[kept]
    costs = works.costs.loc[kept, ["cost_alone_money", "cost_basis", "works_money", "fit"]]
    names = name_works(works.catalogue, lang)[works.suggested.columns].to_numpy()
    suggested = [speaker(lang).join(names[needed]) for needed in works.suggested.loc[kept].to_numpy() > 0]
    table = first.join(costs).assign(suggested=pd.Series(suggested, kept, dtype="str").replace("", None))
    return table.join(used.set_axis(heads, axis="columns"))


def corridor_table(plan: Plan, lang: Lang) -> gpd.GeoDataFrame:
    """Return the corridors: networks that share one window of design, construction and acceptance, and conflicts."""
    corridors = plan.savings.corridors
    works, names = name_works(plan.works.catalogue, lang), plan.communities.frame["name"]
    called = corridors["networks"].drop_duplicates()
    words = {codes: speaker(lang).join(works[code] for code in codes.split(";") if code) for codes in called}
    table = corridors.reset_index().assign(networks=corridors["networks"].map(words).to_numpy())
    for end in PAIR:
        table[f"{end}_name"] = table[end].map(names)
    first = ["area_id", "focal", "focal_name", "neighbor", "neighbor_name"]
    shown = [*first, "facing_m", "shared_trench_m", "networks", "conflict", "geometry"]
    listed: gpd.GeoDataFrame = table[shown].sort_values(["area_id", *PAIR], kind="stable")
    return listed


def price_basis(plan: Plan, lang: Lang) -> str:
    """Say what the costs of a plan are based on."""
    years = plan.works.catalogue["price_year"]
    bases = {str(name): int(count) for name, count in plan.works.costs["cost_basis"].value_counts().items()}
    bases["unknown"] = int(plan.works.costs["cost_basis"].isna().sum())
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
