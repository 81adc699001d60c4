"""Knobs of the regionalizer that are made of others: balance and compactness, with attributes and with pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from drawn_regions import grid_links
from scipy.sparse import coo_array
from sklearn.base import clone

from cluster_planner import Regionalizer
from cluster_planner.areas.regions import RegionProblem, broken_region_rules, state_limits, state_units
from cluster_planner.areas.regions._anneal import Aim, anneal, descend
from cluster_planner.areas.regions._partition import divide, lay_ground, total_spread, weigh
from cluster_planner.areas.regions._swaps import swap
from cluster_planner.errors import InfeasibleError

SIDE = 12
LINKS = grid_links(SIDE, SIDE)
LINKED = coo_array((np.ones(len(LINKS)), LINKS.T), shape=(SIDE**2, SIDE**2)).tocsr()
PLACES = np.column_stack(np.divmod(np.arange(SIDE**2), SIDE)) * 100.0
RNG = np.random.default_rng(7)
Z = RNG.normal(size=(SIDE**2, 3))
COUNTS = pd.DataFrame({"cnt": RNG.integers(20, 90, SIDE**2).astype(float)})
GAPS = np.abs(Z[:, None] - Z[None]).sum(axis=2)
FIT = {"connectivity": LINKED, "effort": 0.1, "random_state": 0}


def totals_of(model: Regionalizer) -> pd.Series:
    return COUNTS["cnt"].groupby(model.labels_).sum()


@pytest.mark.parametrize("share", [0.3, 0.1, 0.03])
@pytest.mark.parametrize("metric", ["variance", "precomputed"])
def test_balance_is_kept(share, metric):
    given = Z if metric == "variance" else GAPS
    model = Regionalizer(8, balance={"cnt": share}, metric=metric, **FIT).fit(given, quantities=COUNTS)
    mean = COUNTS["cnt"].sum() / 8
    assert totals_of(model).between((1 - share) * mean, (1 + share) * mean).all()
    assert 0 < model.bound_ < model.objective_


def test_balance_that_cannot_be_is_refused():
    with pytest.raises(InfeasibleError):
        Regionalizer(8, balance={"cnt": 0.0}, **FIT).fit(Z, quantities=COUNTS)
    with pytest.raises(ValueError, match="balance needs n_regions"):
        Regionalizer(floors={"cnt": 9.0}, balance={"cnt": 0.1}, **FIT).fit(Z, quantities=COUNTS)
    with pytest.raises(ValueError, match="must be a number"):
        Regionalizer(8, balance={"cnt": "even"}, **FIT).fit(Z, quantities=COUNTS)
    with pytest.raises(ValueError, match="'cnt', which is not a column"):
        Regionalizer(8, balance={"cnt": 0.1}, **FIT).fit(Z)


def moment(labels: np.ndarray) -> float:
    frame = pd.DataFrame(PLACES)
    return float(((frame - frame.groupby(labels).transform("mean")) ** 2).to_numpy().sum())


@pytest.mark.parametrize("metric", ["variance", "precomputed"])
def test_compactness_draws_regions_together(metric):
    given = Z if metric == "variance" else GAPS
    models = [
        Regionalizer(8, compactness=weight, metric=metric, **FIT).fit(given, coordinates=PLACES)
        for weight in (0.0, 0.3, 10.0)
    ]
    spread = [moment(model.labels_) for model in models]
    assert spread[0] > spread[1] > spread[2]


def test_compactness_adds_what_it_says_whatever_the_unit_of_length():
    model = Regionalizer(8, compactness=0.5, **FIT).fit(Z, coordinates=PLACES)
    frame = pd.DataFrame(Z)
    spread = float(((frame - frame.groupby(model.labels_).transform("mean")) ** 2).to_numpy().sum())
    scale = ((Z - Z.mean(axis=0)) ** 2).sum() / ((PLACES - PLACES.mean(axis=0)) ** 2).sum()
    assert model.objective_ == pytest.approx(spread + 0.5 * scale * moment(model.labels_))
    assert model.bound_ <= model.objective_
    in_km = clone(model).fit(Z, coordinates=PLACES / 1000.0)
    assert (in_km.labels_ == model.labels_).all()


def test_the_order_of_rows_changes_nothing():
    names = pd.Index([f"u{place:03d}" for place in range(SIDE**2)])
    frame, counts, places = (pd.DataFrame(given, names).add_prefix("c") for given in (Z, COUNTS.to_numpy(), PLACES))
    order, both = np.random.default_rng(2).permutation(SIDE**2), (LINKED + LINKED.T).tocsr()
    knobs = {"balance": {"c0": 0.1}, "compactness": 0.2}
    models = [
        Regionalizer(8, **{**FIT, **knobs, "connectivity": both[rows][:, rows]}).fit(
            frame.iloc[rows], quantities=counts, coordinates=places.iloc[rows[::-1]]
        )
        for rows in (np.arange(SIDE**2), order)
    ]
    assert (models[0].labels_[order] == models[1].labels_).all()


def test_compactness_needs_places():
    with pytest.raises(ValueError, match="compactness needs coordinates"):
        Regionalizer(8, compactness=1.0, **FIT).fit(Z)


def test_compactness_decides_where_all_units_are_alike():
    model = Regionalizer(4, compactness=1.0, **FIT).fit(np.ones((SIDE**2, 1)), coordinates=PLACES)
    assert moment(model.labels_) <= 1.1 * moment((np.indices((SIDE, SIDE)) // 6).T.reshape(-1, 2) @ [1, 2])


def test_negative_dissimilarity_is_refused():
    with pytest.raises(ValueError, match="negative dissimilarity"):
        Regionalizer(8, metric="precomputed", **FIT).fit(GAPS - 1.0)


def test_two_units_change_places_where_neither_may_move():
    ring = np.array([[0, 1], [0, 3], [1, 2], [2, 3]])
    limits = state_limits(pd.DataFrame({"a": np.ones(4)}), {"a": 2.0}, {"a": 2.0})
    ground = lay_ground(RegionProblem(state_units(pd.RangeIndex(4), ring, limits), np.array([[0.0], [1], [1], [0]])))
    now = divide(ground, np.array([0, 0, 1, 1]), 2)
    aim = Aim(1.0, 100.0)
    descend(ground, now, aim)
    assert now.region.tolist() == [0, 0, 1, 1]
    assert swap(ground, now, aim)
    assert (now.region[0], now.region[1]) == (now.region[3], now.region[2])
    assert not swap(ground, now, aim)


@pytest.mark.parametrize("paired", [False, True])
def test_sums_follow_the_moves_and_limits_are_met(paired):
    limits = state_limits(COUNTS, {"cnt": 500.0}, {"cnt": 1500.0})
    problem = RegionProblem(
        state_units(COUNTS.index, LINKS, limits), Z, dissimilarity=coo_array(GAPS).tocsr() if paired else None
    )
    ground = lay_ground(problem)
    blocks = (np.indices((SIDE, SIDE)) // 4).T.reshape(-1, 2) @ [1, 3]
    now = divide(ground, blocks, 9)
    before = total_spread(ground, now)
    anneal(ground, now, 1, 20_000, (1.0, 0.01), Aim(1.0, 100.0))
    descend(ground, now, Aim(1.0, 1000.0))
    swap(ground, now, Aim(1.0, 1000.0))
    again = divide(ground, now.region, 9)
    for kept, summed in zip(now[1:], again[1:], strict=True):
        np.testing.assert_allclose(kept, summed, atol=1e-8)
    assert total_spread(ground, now) < before
    assert broken_region_rules(pd.Series(now.region), problem).empty
    assert weigh(ground, now.region).strain == 0.0
