"""Areas and communities alone drawn as rows, and the best programme found by trying all of them."""

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._money import WAN
from cluster_planner.model import Communities, Evaluation
from cluster_planner.profile import CHINA
from cluster_planner.settings import BudgetSettings

BANK = CHINA.catalogue.bank

AREA = ["need", "saving_money", "cost_together_money", "county", "households"]
PAID = ["invest_money", "paid_money", "fund_central_money"]
NUMBERS = ["households", "plan_year", *PAID]
AMOUNTS = ["saving_money", "cost_together_money"]


def budget(**knobs):
    """Return settings of a budget from 2024 on, with amounts in 万元."""
    amounts = {name: _in_plain_units(knobs[name]) for name in ("yearly_money", "sources_money") if name in knobs}
    return BudgetSettings(**{"first_year": 2024} | knobs | amounts)


def _in_plain_units(amount):
    if isinstance(amount, dict):
        return {source: _in_plain_units(each) for source, each in amount.items()}
    if amount is None:
        return None
    return tuple(map(_in_plain_units, amount)) if isinstance(amount, tuple) else amount * WAN


def draw(areas=(), alone=(), under_way=()):
    """Return evaluation, communities and need of areas A00 ... (each of one community m00 ...) and c00 ... alone.

    Areas are rows of need, saving, cost, county, households; communities alone of need, cost, county, households; those
    under way are dictionaries of fields of the bank, and ``under_way_id`` and ``cost_alone_money`` of the evaluation.
    Amounts are in 万元.
    """
    area_ids, alone_ids, other_ids = (
        [f"{letter}{place:02d}" for place in range(len(rows))]
        for letter, rows in (("A", areas), ("c", alone), ("u", under_way))
    )
    members = [area.replace("A", "m") for area in area_ids]
    shapes = pd.DataFrame(list(areas), columns=AREA, index=pd.Index(area_ids, name="area_id", dtype="str"))
    kinds = dict.fromkeys(["need", "saving_money", "cost_together_money", "households"], float)
    shapes = shapes.astype({**kinds, "county": "str"})
    shapes = shapes.assign(communities=1, cost_known=1, households_known=shapes["households"].notna().astype(int))
    shapes[AMOUNTS] *= WAN
    rows = [{"county": area[3], "households": area[4]} for area in areas]
    rows += [{"county": one[2], "households": one[3]} for one in alone] + list(under_way)
    index = pd.Index([*members, *alone_ids, *other_ids], name="community_id", dtype="str")
    bank = pd.DataFrame(rows, index=index).reindex(columns=[field.name for field in BANK if field.name != "geometry"])
    bank = bank.astype({**dict.fromkeys(NUMBERS, float), "status": "str", "county": "str"})
    bank[PAID] *= WAN
    outcome = ["area"] * len(areas) + ["alone"] * len(alone) + ["not_eligible"] * len(under_way)
    outcomes = pd.DataFrame({"outcome": outcome, "under_way_id": None}, index=index, dtype="str")
    outcomes.loc[other_ids, "under_way_id"] = [row.get("under_way_id") for row in under_way]
    outcomes["area_id"] = pd.Series(area_ids, index=pd.Index(members, dtype="str"), dtype="str").reindex(index)
    costs = [*(one[1] for one in alone), *(row.get("cost_alone_money") for row in under_way)]
    outcomes["cost_alone_money"] = WAN * pd.Series(costs, [*alone_ids, *other_ids], dtype=float).reindex(index)
    need = pd.Series(
        [*(area[0] for area in areas), *(one[0] for one in alone), *[np.nan] * len(under_way)], index=index
    )
    return (
        Evaluation(gpd.GeoDataFrame(shapes, geometry=[None] * len(areas), crs="EPSG:4546"), outcomes),
        Communities(gpd.GeoDataFrame(bank, geometry=[None] * len(index), crs="EPSG:4546")),
        pd.DataFrame({"need": need.astype(float)}),
    )


def all_programmes(projects, settings):
    """Yield the starts (a year's place, or -1) of every programme within the budgets.

    A project of unknown cost is in none, and those of an unknown county have no most.
    """
    years, first = settings.years, min(1.0, 12 / settings.build_months)
    choices = [(-1,) if np.isnan(project["cost"]) else range(-1, years) for project in projects]
    for starts in itertools.product(*choices):
        spent, begun = np.zeros(years + 1), {}
        for start, project in zip(starts, projects, strict=True):
            if start >= 0:
                spent[[start, start + 1]] += np.array([first, 1 - first]) * project["cost"]
                if project["is_area"] and project["county"]:
                    begun[project["county"], start] = begun.get((project["county"], start), 0) + 1
        if (spent <= settings.yearly_money + 1e-5).all():
            yield starts, begun


def best_by_trying(projects, settings):
    """Return least missing areas of counties and, with these, most points of any programme."""
    asked = {}
    for county in {project["county"] for project in projects if project["is_area"]} - {""}:
        count = sum(project["is_area"] and project["county"] == county for project in projects)
        for year in range(settings.years):
            asked[county, year] = int(
                np.clip(count - settings.min_areas_per_county * year, 0, settings.min_areas_per_county)
            )
    found = []
    scores = [project["score"] for project in projects if project["is_area"]]
    price = settings.excess_loss * float(np.mean(scores)) if scores else 0.0
    for starts, begun in all_programmes(projects, settings):
        missing = sum(max(0, wanted - begun.get(place, 0)) for place, wanted in asked.items())
        points = sum(
            project["score"] * (1 - settings.later_loss) ** start
            for start, project in zip(starts, projects, strict=True)
            if start >= 0
        )
        beyond = sum(max(0, count - settings.max_areas_per_county) for count in begun.values())
        found.append((-missing, points - price * beyond))
    missing, points = max(found)
    return -missing, points
