"""The solver on towns with areas known by hand, and on tables that are not in order."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from towns import CHAIN, LINE, C, Town, few_limits, formed, random_town, town_of

from cluster_planner.areas import form_areas
from cluster_planner.errors import AlignmentError, SettingsError
from cluster_planner.settings import AreaSettings, Limit


def test_areas_of_a_line_known_by_hand() -> None:
    town = town_of(LINE, CHAIN, 0.7)
    areas = formed(town, few_limits(max_communities=3, saving_weight=0.0))
    assert areas.labels.tolist() == ["A001"] * 3 + ["A002"] * 3
    assert areas.value == pytest.approx(2 * 3 * 0.2)
    assert areas.frame["communities"].tolist() == [3, 3]
    assert areas.status == "optimal"
    assert areas.alone.empty


def test_saving_counts_members_and_trench() -> None:
    town = town_of(LINE[:2], CHAIN[:1], 0.6)
    areas = formed(town, few_limits(saving_weight=0.2, trench_m_per_mobilisation=200.0))
    assert areas.value == pytest.approx(0.1 + 0.2 * (1 + 100 / 200))


def test_floor_is_reached_through_pairs_that_are_below_it() -> None:
    town = town_of(LINE[:3], CHAIN[:2], 0.7, households=110.0)
    areas = formed(town, few_limits(limits={"households": Limit(min=300)}))
    assert areas.labels.tolist() == ["A001"] * 3


def test_bound_holds_without_proof() -> None:
    town = random_town(60, 4, 3)
    proven = formed(town, AreaSettings())
    areas = formed(town, AreaSettings(effort=0.001))
    assert areas.status == "heuristic"
    assert areas.value <= proven.value + 1e-9 <= areas.bound + 1e-6
    assert areas.value > 0.8 * proven.value


def test_the_callers_tables_are_left_alone() -> None:
    town = random_town(40, 3, 1)
    before = [table.copy() for table in (town.communities.frame, town.links.frame, town.likeness.frame)]
    formed(town, AreaSettings())
    for old, new in zip(before, (town.communities.frame, town.links.frame, town.likeness.frame), strict=True):
        pd.testing.assert_frame_equal(pd.DataFrame(old), pd.DataFrame(new))


def test_bad_knobs_and_tables_are_refused() -> None:
    town = town_of(LINE, CHAIN)
    with pytest.raises(SettingsError, match="do not exist"):
        formed(town, few_limits(together=((C[0], "stranger"),)))
    with pytest.raises(SettingsError, match="Did you mean households"):
        formed(town, few_limits(limits={"housholds": Limit(max=1)}))
    with pytest.raises(AlignmentError):
        formed(town, few_limits(limits={"cost": Limit(max=1)}), quantities=pd.DataFrame({"cost": [1.0]}, index=[C[0]]))
    with pytest.raises(AlignmentError):
        form_areas(town.communities, town_of(LINE[:5], CHAIN[:4]).links, town.likeness, few_limits())


def test_extra_quantities_and_missing_figures() -> None:
    town = town_of(LINE, CHAIN, households=[100, 100, np.nan, 100, 100, 100])
    cost = pd.DataFrame({"cost": 10.0}, index=town.communities.index)
    knobs = few_limits(limits={"households": Limit(max=300), "cost": Limit(max=25), "site_m2": Limit(max=1)})
    areas = formed(town, knobs, quantities=cost)
    assert areas.frame["communities"].tolist() == [2, 2, 2]
    assert areas.unchecked == ("site_m2",)
    assert areas.problem.quantities.estimated.to_dict() == {"cost": 0, "households": 1}


def test_each_reason_to_be_alone() -> None:
    points = np.array(
        [[0, 0], [100, 0], [200, 0], [1000, 0], [1100, 0], [3000, 0], [5000, 0], [5100, 0], [7000, 0], [7100, 0]]
    )
    links = np.array([[0, 1], [1, 2], [6, 7], [8, 9]])
    town = town_of(
        points, links, 0.7, households=[200, 200, 200, 200, 200, 200, 90, 90, 200, 200], blocked=np.array([[3, 4]])
    )
    frame = town.likeness.frame.copy()
    frame.loc[(C[8], C[9]), "likeness"] = 0.2
    frame.loc[(C[0], C[1]), "likeness"] = 0.71
    town = Town(town.communities, town.links, type(town.likeness)(frame))
    alone = formed(town, few_limits(max_communities=2, limits={"households": Limit(min=300)})).alone
    assert alone["reason"].to_dict() == {
        C[2]: "limit", C[3]: "blocked", C[4]: "blocked", C[5]: "no_neighbour", C[6]: "floor", C[7]: "floor",
        C[8]: "unlike", C[9]: "unlike",
    }  # fmt: skip
    assert alone.loc[C[2], ["other", "detail", "figure"]].tolist() == [C[1], "communities_max", 3.0]
    assert alone.loc[C[3], ["other", "detail", "figure"]].tolist() == [C[4], "资江", 100.0]
    assert alone.loc[C[5], ["other", "figure"]].tolist() == [C[4], 1900.0]
    assert alone.loc[C[6], ["other", "detail", "figure"]].tolist() == [C[7], "households_min", 180.0]
    assert alone.loc[C[8], ["other", "figure"]].tolist() == [C[9], 0.2]


def test_a_floor_out_of_reach_is_reported_by_the_total_of_all_around() -> None:
    floor = few_limits(max_communities=3, limits={"households": Limit(min=300)})
    alone = formed(town_of(LINE[:3], CHAIN[:2], households=90), floor).alone
    assert alone["reason"].eq("floor").all()
    assert alone["figure"].tolist() == [270.0] * 3
    # Four would do, but four are too many: no floor is out of reach, so the pair is reported.
    alone = formed(town_of(LINE[:4], CHAIN[:3], households=90), floor).alone
    assert alone["reason"].eq("limit").all()
    assert alone["figure"].tolist() == [180.0] * 4


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_isolates_and_nothing_at_all(count: int) -> None:
    points = np.array([[5000.0 * place, 0.0] for place in range(count)]).reshape(-1, 2)
    areas = formed(town_of(points, np.empty((0, 2), int)), few_limits())
    assert len(areas) == 0
    assert areas.alone["reason"].eq("no_neighbour").all()
    assert len(areas.alone) == count
    assert areas.status == "optimal"


def test_coincident_and_identical_communities() -> None:
    links = np.array(list(combinations(range(12), 2)))
    areas = formed(town_of(np.zeros((12, 2)), links, 0.8), few_limits(max_communities=4))
    assert areas.frame["communities"].tolist() == [4, 4, 4]
    assert areas.status == "optimal"
