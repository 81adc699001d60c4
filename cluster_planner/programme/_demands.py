"""What a programme must meet beyond money: a number of areas in each county, deadlines, and an order."""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import numpy as np
import pandas as pd

from cluster_planner.errors import SettingsError
from cluster_planner.fields.stages import BUILT
from cluster_planner.model import Communities
from cluster_planner.said import say
from cluster_planner.settings import BudgetSettings

COUNTY, DEADLINE, MOST = "county", "deadline", "most"


@dataclass(frozen=True, eq=False)
class Demands:
    """What the programme should do, and the order that it must keep.

    Attributes
    ----------
    wanted : DataFrame
        One row a demand: ``demand`` (``county`` or ``deadline``), ``county``, ``community_id``, ``project`` (row of the
        project, -1 if none), ``year`` (place in the programme) and ``areas`` (how many). A county needs its fewest
        areas each year as long as it has any: one with two areas, for the first two years. Deadlines come first when
        not all can be met.
    most : ndarray of int, shape (counties, years)
        Areas by county and year beyond which each further one has a price.
    excess_price : float
        That price in points.
    counties : Index
        Counties that have areas. Areas of an unknown county count for none.
    order : list of (int, int)
        Pairs of projects; the first must be built in an earlier year.
    barred : dict of int to str
        Projects that wait for a community that will not be renovated.
    areas_of : dict of str to ndarray
        Rows of the areas of each county.
    """

    wanted: pd.DataFrame
    most: np.ndarray
    excess_price: float
    counties: pd.Index
    order: list[tuple[int, int]]
    barred: dict[int, str]
    areas_of: dict[str, np.ndarray]

    def counted(self, projects: pd.DataFrame) -> np.ndarray:
        """Return which projects are areas of a known county and so count towards its most and fewest."""
        counted: np.ndarray = (projects["is_area"] & projects["county"].isin(self.counties)).to_numpy()
        return counted

    def begun(self, projects: pd.DataFrame) -> np.ndarray:
        """Return how many areas start in each county and year."""
        begun = projects[self.counted(projects) & (projects["start"] >= 0)]
        taken = np.zeros(self.most.shape, dtype=int)
        np.add.at(taken, (self.counties.get_indexer(pd.Index(begun["county"])), begun["start"].to_numpy()), 1)
        return taken

    def beyond(self, projects: pd.DataFrame) -> np.ndarray:
        """Return how many more areas start in each county and year than it should have."""
        excess: np.ndarray = np.maximum(self.begun(projects) - self.most, 0)
        return excess

    @property
    def weight(self) -> np.ndarray:
        """What a missing project counts: one deadline more than all counties together."""
        by_county = self.wanted["demand"] == COUNTY
        heavy = 1.0 + self.wanted["areas"][by_county].sum()
        weight: np.ndarray = np.where(by_county, 1.0, heavy)
        return weight

    def asked_of_years(self, cost: np.ndarray) -> np.ndarray:
        """Return what each year costs at most if it meets its own demands: its dearest areas, and its deadlines."""
        years = np.zeros(self.most.shape[1])
        asked = (self.wanted[name].tolist() for name in ("demand", "year", "project", "county", "areas"))
        for demand, year, project, county, areas in zip(*asked, strict=True):
            if demand == COUNTY:
                years[year] += np.sort(cost[self.areas_of[county]])[-areas:].sum()
            elif project >= 0:
                years[year] += cost[project]
        return years


def read_demands(
    projects: pd.DataFrame, project_of: pd.Series, communities: Communities, settings: BudgetSettings
) -> Demands:
    """Return what the settings demand of these projects; see `Demands`.

    Raises
    ------
    SettingsError
        If they name a community that is not there, or an order that goes round in a circle.
    """
    named = [*settings.deadlines, *(name for chain in settings.prerequisites for name in chain)]
    unknown = sorted(set(named) - set(communities.index))
    if unknown:
        raise SettingsError(
            say("error.programme.unknown_communities"),
            say("error.programme.check_budget_ids"),
            unknown,
        )
    known = projects["is_area"] & (projects["county"] != "")
    counties = pd.Index(np.sort(projects.loc[known, "county"].unique()))
    order, barred = _order(project_of, communities, settings)
    wanted = pd.concat([_of_counties(projects, counties, settings), _deadlines(project_of, communities, settings)])
    wanted = wanted.reset_index(drop=True).astype({"project": int, "year": int, "areas": int})
    most = np.full((len(counties), settings.years), settings.max_areas_per_county)
    areas = projects[projects["is_area"]]
    areas_of = {str(county): rows.to_numpy() for county, rows in areas.groupby("county").groups.items()}
    price = settings.excess_loss * float(areas["score"].mean()) if len(areas) else 0.0
    return Demands(wanted, most, price, counties, order, barred, areas_of)


def _of_counties(projects: pd.DataFrame, counties: pd.Index, settings: BudgetSettings) -> pd.DataFrame:
    areas = projects.loc[projects["is_area"], "county"].value_counts().reindex(counties).to_numpy()
    least, years = settings.min_areas_per_county, np.arange(settings.years)
    asked = np.clip(areas[:, None] - least * years, 0, least)
    county, year = np.nonzero(asked)
    return pd.DataFrame(
        {
            "demand": COUNTY,
            "county": counties[county],
            "community_id": "",
            "project": -1,
            "year": year,
            "areas": asked[county, year],
        }
    )


def _deadlines(project_of: pd.Series, communities: Communities, settings: BudgetSettings) -> pd.DataFrame:
    """Return the deadlines of all that is not under way or built; one project has one, the earliest."""
    status = communities.frame["status"]
    asked = [name for name in sorted(settings.deadlines) if status[name] not in BUILT]
    table = pd.DataFrame(
        {
            "demand": DEADLINE,
            "county": communities.frame["county"].reindex(asked).fillna("").to_numpy(),
            "community_id": asked,
            "project": project_of.reindex(asked).fillna(-1).astype(int).to_numpy(),
            "year": [min(settings.deadlines[name] - settings.start_year, settings.years - 1) for name in asked],
            "areas": 1,
        }
    )
    table = table.sort_values(["year", "community_id"], kind="stable")
    return table[(table["project"] < 0) | ~table.duplicated("project")]


def _order(
    project_of: pd.Series, communities: Communities, settings: BudgetSettings
) -> tuple[list[tuple[int, int]], dict[int, str]]:
    """Return which projects come before which, and those that wait for what will never be built."""
    status = communities.frame["status"]
    pairs, barred = set(), {}
    for before, after in (pair for chain in settings.prerequisites for pair in pairwise(chain)):
        if after not in project_of or status[before] in BUILT:
            continue
        if before not in project_of:
            barred[int(project_of[after])] = before
        elif project_of[before] != project_of[after]:
            pairs.add((int(project_of[before]), int(project_of[after])))
    graph: TopologicalSorter[int] = TopologicalSorter()
    for first, second in sorted(pairs):
        graph.add(second, first)
    try:
        graph.prepare()
    except CycleError as error:
        raise SettingsError(
            say("error.programme.circle"),
            say("error.programme.remove_one"),
        ) from error
    return sorted(pairs), barred
