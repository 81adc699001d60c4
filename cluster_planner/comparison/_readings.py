"""Single figures of a written plan, missing if its files do not report them."""

from __future__ import annotations

from collections.abc import Callable
from math import isnan

from cluster_planner._money import MONEY
from cluster_planner.model import WrittenPlan, sum_known, with_saving

Reading = Callable[[WrittenPlan], float | None]


def count_of_outcome(code: str) -> Reading:
    """Read how many communities ended so."""
    return lambda plan: int((plan.communities["outcome"] == code).sum())


def sum_of_areas(name: str) -> Reading:
    """Read the total of a column over the areas, of costs over those of which the saving is known."""

    def total(plan: WrittenPlan) -> float | None:
        if name not in plan.areas:
            return None
        is_cost = name.endswith(MONEY) and "saving_money" in plan.areas
        return float((with_saving(plan.areas) if is_cost else plan.areas)[name].sum(min_count=1))

    return total


def mean_of_areas(name: str) -> Reading:
    """Read the mean of a column over the areas."""
    return lambda plan: plan.areas[name].mean() if name in plan.areas else None


def mean_by_households(name: str) -> Reading:
    """Read the mean of a column over the households of all areas."""

    def mean(plan: WrittenPlan) -> float | None:
        if name not in plan.areas:
            return None
        known = plan.areas[[name, "households"]].dropna()
        weight = known["households"].sum()
        return float((known[name] * known["households"]).sum() / weight) if weight else None

    return mean


def share_in_areas(plan: WrittenPlan) -> float | None:
    """Read which share of the households that could be in an area are, in per cent."""
    if "households" not in plan.communities:
        return None
    eligible = plan.communities[plan.communities["outcome"] != "not_eligible"]
    whole = eligible["households"].sum()
    return 100.0 * float(eligible["households"][eligible["area_id"].notna()].sum() / whole) if whole else None


def saving_share(plan: WrittenPlan) -> float | None:
    """Read the saving of all areas as a share of their cost alone, in per cent."""
    areas = with_saving(plan.areas)
    saving, cost = (sum_known(areas[name]) for name in ("saving_money", "cost_alone_money"))
    return 100.0 * saving / cost if cost > 0 and not isnan(saving) else None


def cost_of_alone(plan: WrittenPlan) -> float:
    """Read what the communities cost that are alone."""
    return sum_known(plan.communities.loc[plan.communities["outcome"] == "alone", "cost_alone_money"])


def placed(*, is_in: bool) -> Reading:
    """Read how many areas have a year, or have none."""
    return lambda plan: int((plan.areas["year"].notna() == is_in).sum()) if "year" in plan.areas else None


def placed_money(*, is_in: bool) -> Reading:
    """Read what the areas cost that have a year, or have none."""

    def cost(plan: WrittenPlan) -> float | None:
        if "year" not in plan.areas:
            return None
        return sum_known(plan.areas.loc[plan.areas["year"].notna() == is_in, "cost_together_money"])

    return cost


def placed_alone(plan: WrittenPlan) -> float | None:
    """Read how many communities that are alone have a year."""
    if "year" not in plan.communities:
        return None
    return int((plan.communities["year"].notna() & (plan.communities["outcome"] == "alone")).sum())


def gap(plan: WrittenPlan) -> float | None:
    """Read by how much another plan could be better at most, in per cent; missing if nothing is known."""
    share = plan.record["gap"]
    return None if share is None else 100.0 * share


def stability(plan: WrittenPlan) -> float | None:
    """Read in which share of the trials the pairs of an area stay together, in per cent."""
    tested = plan.record.get("stability")
    return 100.0 * tested["share"] if tested else None
