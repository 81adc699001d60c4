"""Demands are kept; those that no plan meets are named before anything is solved."""

from __future__ import annotations

import pytest
from towns import CHAIN, LINE, C, few_limits, formed, town_of

from cluster_planner.errors import InfeasibleError
from cluster_planner.settings import Limit


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
