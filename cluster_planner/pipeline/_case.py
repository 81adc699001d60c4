"""What areas are proposed for: all that stays the same when they are proposed again under other settings."""

from __future__ import annotations

from dataclasses import dataclass, replace

import geopandas as gpd
import pandas as pd

from cluster_planner.areas import find_next_best, form_areas, measure_stability, state_problem, staying_of, value_of
from cluster_planner.evaluation import report_changes
from cluster_planner.model import (
    Areas,
    Barriers,
    Changes,
    Communities,
    Evaluation,
    Likeness,
    Links,
    NextBest,
    Problem,
    Savings,
    Stability,
    Works,
    sum_known,
)
from cluster_planner.pipeline._next_best import price_next_best
from cluster_planner.pipeline._variants import vary_plans
from cluster_planner.proximity import link_communities
from cluster_planner.settings import Settings
from cluster_planner.similarity import Comparison
from cluster_planner.works import price_areas, share_works


@dataclass(frozen=True, eq=False)
class Case:
    """The communities of one plan with their links, and what limits, exclusion and an earlier plan say of them."""

    communities: Communities
    links: Links
    facilities: gpd.GeoDataFrame
    works: Works
    quantities: pd.DataFrame
    excluded: pd.Index
    earlier: pd.Series | None

    def compare(self, settings: Settings) -> Likeness:
        """Compare the communities that could share an area."""
        return self.gather(settings, self.links).weigh(self.links.frame)

    def gather(self, settings: Settings, links: Links) -> Comparison:
        """Gather what is compared of the communities that could share an area by these links."""
        return Comparison.gather(
            self.communities,
            links,
            settings.likeness,
            self.facilities,
            settings.areas.max_span_m,
            links.components.to_numpy(),
        )

    def state(self, links: Links, likeness: Likeness, settings: Settings) -> Problem:
        """State what areas are chosen from by other links than those that there are."""
        return state_problem(
            self.communities, links, likeness, settings.areas, self.quantities, self.excluded, self.earlier
        )

    def propose(self, likeness: Likeness, settings: Settings) -> Areas:
        """Propose areas, with their proof."""
        return form_areas(
            self.communities,
            self.links,
            likeness,
            settings.areas,
            quantities=self.quantities,
            excluded=self.excluded,
            earlier=self.earlier,
        )

    def count_areas(self, settings: Settings, barriers: Barriers) -> int:
        """Return how many areas there are under other settings, those of links included."""
        linked = replace(self, links=link_communities(self.communities, barriers, settings.links))
        return len(linked.propose(linked.compare(settings), settings))

    def weigh(self, areas: Areas, savings: Savings, settings: Settings) -> NextBest:
        """Weigh each area against its next best plan, in value and in money."""
        found = find_next_best(areas.problem, areas.labels)

        def price(members: pd.DataFrame) -> pd.DataFrame:
            return price_areas(self.works, self.communities, self.links, members, settings.costs)

        return NextBest(found.assign(saving_lost_money=price_next_best(found, areas.labels, savings, price)))

    def compare_plans(self, earlier: pd.DataFrame, evaluation: Evaluation, areas: Areas, settings: Settings) -> Changes:
        """Compare the plan with the earlier one, its areas valued by the data at hand.

        Of both plans only communities that can be in an area today are valued: what is under way by now is in the areas
        of neither. Those excluded in the settings are valued as they were: their loss is the price of the demand.
        """
        was = earlier["area_id"].reindex(self.communities.index)
        was = was.mask(was.index.isin(self.excluded))
        return report_changes(
            earlier,
            evaluation,
            was_value=float(value_of(was, areas.problem).sum()) - staying_of(was, areas.problem),
            was_saving_money=sum_known(self.share(was, settings).items["saving_money"]),
        )

    def share(self, labels: pd.Series, settings: Settings) -> Savings:
        """Work out what areas save by being built together."""
        year = settings.budget.start_year
        return share_works(self.works, self.communities, self.links, labels, settings.costs, year=year)

    def test(self, areas: Areas, settings: Settings) -> Stability:
        """Propose areas under varied settings, and see how often communities stay together."""
        runs = vary_plans(settings, lambda varied: self.propose(self.compare(varied), varied).labels)
        return measure_stability(areas.labels, runs)


def limited_costs(works: Works) -> pd.DataFrame:
    """Return what works cost alone, under the name that limits have for it."""
    return works.costs[["cost_alone_money"]].set_axis(["invest_money"], axis="columns")
