"""Demands are kept; those that no plan meets are named before anything is solved."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from towns import CHAIN, LINE, C, Town, few_limits, formed, town_of

from cluster_planner.errors import InfeasibleError
from cluster_planner.settings import AreaSettings, Limit


def test_demands_are_kept() -> None:
    town = town_of(LINE, CHAIN, 0.7)
    areas = formed(town, few_limits(max_communities=3, together=((C[2], C[3]), (C[3], C[4])), locked=((C[0], C[1]),)))
    assert areas.labels.tolist()[:5] == ["A001"] * 2 + ["A002"] * 3
    assert areas.proof["value"].sum() == pytest.approx(areas.frame["value"].sum())
    areas = formed(town, few_limits(apart=((C[0], C[1], C[2]),), excluded=(C[5],)), excluded=[C[4]])
    assert areas.labels.iloc[:3].dropna().is_unique
    assert areas.alone.loc[C[4:6], "detail"].tolist() == ["not_eligible", "settings"]


def test_together_holds_even_where_it_costs() -> None:
    areas = formed(town_of(LINE[:3], CHAIN[:2], 0.1), few_limits(saving_weight=0.0, together=((C[0], C[2]),)))
    assert areas.labels.tolist() == ["A001"] * 3
    assert areas.value == pytest.approx(3 * -0.4)


@pytest.mark.parametrize(
    "demand",
    [
        {"together": ((C[0], C[1]),), "apart": ((C[1], C[0]),)},
        {"together": ((C[0], C[1]),), "excluded": (C[1],)},
        {"locked": ((C[0], C[1]),), "excluded": (C[1],)},
        {"locked": ((C[0], C[1]), (C[1], C[2]))},
        {"locked": ((C[0], C[1]),), "together": ((C[1], C[2]),)},
        {"locked": ((C[0], C[2]),)},
        {"locked": ((C[0], C[1]),), "apart": ((C[0], C[1]),)},
        {"together": ((C[0], C[5]),), "max_communities": 3},
        {"together": ((C[0], C[2]),), "max_span_m": 150.0},
        {"together": ((C[0], C[2]),), "excluded": (C[1],)},
        {"together": ((C[0], C[1]),), "limits": {"households": Limit(max=300)}},
        {"together": ((C[0], C[1]),), "limits": {"households": Limit(min=5000)}},
        {"together": ((C[0], C[2]), (C[1], C[3])), "apart": ((C[0], C[1]),)},
    ],
)
def test_demands_that_no_plan_meets_are_named(demand: dict[str, object]) -> None:
    with pytest.raises(InfeasibleError) as caught:
        formed(town_of(LINE, CHAIN), few_limits(**demand))
    assert caught.value.rows
    assert caught.value.remedy


def refused(town: Town, knobs: AreaSettings, **more: object) -> str:
    with pytest.raises(InfeasibleError) as caught:
        formed(town, knobs, **more)
    return str(caught.value)


def test_who_lies_too_far_on_the_way_is_named() -> None:
    bent = town_of(np.array([[0.0, 0.0], [100.0, 0.0], [50.0, 500.0]]), np.array([[0, 2], [1, 2]]))
    reported = refused(bent, few_limits(together=((C[0], C[1]),), max_span_m=300.0))
    assert f"lie too far from them or from each other: {C[2]}. [{C[0]}, {C[1]}] Raise areas.max_span_m" in reported


def test_who_fits_under_no_limit_on_any_way_is_named() -> None:
    ring = town_of(LINE[:4], np.array([[0, 1], [1, 2], [0, 3], [2, 3]]))
    figures = pd.DataFrame({"cost": [1.0, 9, 1, 1], "plots": [1.0, 1, 1, 9]}, index=ring.communities.index)
    knobs = few_limits(together=((C[0], C[2]),), limits={"cost": Limit(max=5), "plots": Limit(max=5)})
    reported = refused(ring, knobs, quantities=figures)
    assert "others that would bring them above a limit: " in reported
    assert reported.count(C[1]) + reported.count(C[3]) == 1


def test_figures_below_nothing_are_counted_as_help() -> None:
    row = town_of(LINE[:3], CHAIN[:2], 0.7)
    figures = pd.DataFrame({"balance": [4.0, 4.0, -3.0]}, index=row.communities.index)
    asked = (C[0], C[1])
    areas = formed(row, few_limits(together=(asked,), limits={"balance": Limit(max=5)}), quantities=figures)
    assert areas.labels.notna().all()
    reported = refused(row, few_limits(together=(asked,), limits={"balance": Limit(max=4)}), quantities=figures)
    assert "with any others that could join they have at least 5 balance, more than 4. " in reported


def test_ways_lead_through_members_for_nothing() -> None:
    """The middle member of a group costs nothing on the way between the outer ones."""
    asked = ((C[0], C[2], C[4]),)
    areas = formed(town_of(LINE, CHAIN), few_limits(together=asked, max_communities=5))
    assert areas.labels.tolist()[:5] == ["A001"] * 5
    assert "have at least 5 communities, more than 4" in refused(
        town_of(LINE, CHAIN), few_limits(together=asked, max_communities=4)
    )


def test_groups_in_conflict_are_proven_to_be_by_the_solver() -> None:
    star = town_of(LINE[:5], np.array([[0, 4], [1, 4], [2, 4], [3, 4]]))
    reported = refused(star, few_limits(together=((C[0], C[1]), (C[2], C[3])), apart=((C[0], C[2]),)))
    assert "Proven: no set of connected areas keeps these communities together and within every limit." in reported
    assert f"[{', '.join(C[:4])}]" in reported
