"""Everything unusual, in both modes and through the planner: an answer or a clear error."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from drawn_regions import grid_links
from libpysal.graph import Graph
from scipy.sparse import coo_array, csr_array
from sklearn.base import clone
from towns import CHAIN, LINE, few_limits, formed, town_of

import cluster_planner
from cluster_planner import AreaProposer, Regionalizer
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.settings import AreaSettings, Limit

GRID = grid_links(3, 3)
LINKED = coo_array((np.ones(len(GRID)), GRID.T), shape=(9, 9))
RISING = np.arange(9.0)[:, None]
PLAIN = AreaProposer(connectivity=LINKED, max_members=4)
REGIONS = Regionalizer(3, connectivity=LINKED, effort=0.01, random_state=0)
both_modes = pytest.mark.parametrize("model", [PLAIN, REGIONS], ids=["areas", "regions"])


def dressed(entries: np.ndarray, pairs: np.ndarray) -> csr_array:
    return csr_array((entries, pairs.T), shape=(9, 9))


NO_LINK = np.array([[0, 8]])
DRESSES = {
    "one direction": LINKED,
    "the other direction": LINKED.T,
    "links to oneself": LINKED + coo_array(np.eye(9)),
    "links given twice": coo_array((np.ones(2 * len(GRID)), np.tile(GRID.T, 2)), shape=(9, 9)),
    "explicit zeros": dressed(np.append(np.ones(len(GRID)), 0.0), np.concatenate([GRID, NO_LINK])),
    "entries that cancel": coo_array(
        (np.append(np.ones(len(GRID)), [1.0, -1.0]), np.concatenate([GRID, NO_LINK, NO_LINK]).T), shape=(9, 9)
    ),
    "weights": LINKED * 0.001,
    "weights below nothing": LINKED * -1.0,
    "dense": LINKED.toarray(),
    "truth values": LINKED.toarray().astype(bool),
    "lists": LINKED.toarray().tolist(),
    "a graph": Graph.from_sparse(csr_array(LINKED + LINKED.T)),
}


@both_modes
@pytest.mark.parametrize("dress", DRESSES.values(), ids=DRESSES)
def test_links_may_come_in_any_dress(model, dress):
    given = clone(model).set_params(connectivity=dress).fit(RISING)
    assert (given.labels_ == clone(model).fit(RISING).labels_).all()


@both_modes
@pytest.mark.parametrize(
    ("connectivity", "reported"),
    [
        (LINKED * np.nan, "connectivity contains NaN or infinity"),
        (LINKED * np.inf, "connectivity contains NaN or infinity"),
        (coo_array((8, 9)), r"connectivity has shape \(8, 9\), X has 9 rows"),
        (np.ones(9), r"connectivity has shape \(9,\), X has 9 rows"),
        (np.full((9, 9), "x"), "connectivity is not a matrix of numbers"),
        (Graph.from_sparse(csr_array((8, 8))), r"connectivity has shape \(8, 8\)"),
        (pd.DataFrame(LINKED.toarray()).rename({8: 9}).rename(columns={8: 9}), "is about other units than X"),
    ],
)
def test_links_that_cannot_be_read_are_refused(model, connectivity, reported):
    with pytest.raises(ValueError, match=reported):
        clone(model).set_params(connectivity=connectivity).fit(RISING)


def test_a_graph_with_isolates_is_aligned_by_name():
    names = pd.Index(list("edcba"))
    weights = pd.Series(
        [1, 1, 1, 1, 0],
        index=pd.MultiIndex.from_tuples(
            [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "e")], names=["focal", "neighbor"]
        ),
        name="weight",
    )
    same = pd.DataFrame({"z": 1.0}, names)
    assert AreaProposer(connectivity=Graph(weights)).fit(same).labels_.tolist() == [-1, 1, 1, 0, 0]
    assert Regionalizer(3, connectivity=Graph(weights)).fit(same).labels_.tolist() == [2, 1, 1, 0, 0]


@both_modes
def test_square_frames_are_aligned_by_name(model):
    names, order = pd.Index(list("abcdefghi")), list("ihgfedcba")
    rows = pd.DataFrame({"z": RISING[:, 0]}, names)
    links = pd.DataFrame(LINKED.toarray(), names, names).loc[order, order[::2] + order[1::2]]
    expected = clone(model).fit(rows).labels_
    assert (clone(model).set_params(connectivity=links).fit(rows).labels_ == expected).all()
    alike = pd.DataFrame(1.0 - np.abs(RISING - RISING.T) / 8, names, names)
    pairs = clone(model).set_params(metric="precomputed", connectivity=links)
    given, mixed = clone(pairs).fit(alike), clone(pairs).fit(alike[order])
    assert (given.labels_ == mixed.labels_).all()


@both_modes
@pytest.mark.parametrize(
    ("attributes", "reported"),
    [
        (np.where(RISING == 3, np.nan, RISING), r"X contains NaN or infinity in 1 rows. \[3\]"),
        (np.where(RISING > 6, -np.inf, RISING), r"X contains NaN or infinity in 2 rows. \[7, 8\]"),
        (RISING * 1e300, r"X contains more than 1e\+100 in 8 rows."),
        (pd.DataFrame({"z": RISING[:, 0]}, index=[0, 0, *range(7)]), r"has duplicate entries. \[0\]"),
        (pd.DataFrame({"z": RISING[:, 0]}, index=["a", *range(8)]), "mixes names that have no order"),
        (RISING[:0], "0 sample"),
        (RISING[:, 0], "Expected 2D array"),
    ],
)
def test_attributes_that_cannot_be_used_are_refused(model, attributes, reported):
    with pytest.raises(ValueError, match=reported):
        clone(model).fit(attributes)


@both_modes
@pytest.mark.parametrize("attributes", [RISING * 0, RISING * 1e90, RISING * 5e-324, -RISING])
def test_attributes_may_be_alike_huge_or_tiny(model, attributes):
    assert len(clone(model).fit(attributes).labels_) == 9


@both_modes
@pytest.mark.parametrize(
    ("figures", "reported"),
    [
        ([1, np.nan, *range(7)], r"quantities contains NaN or infinity in 1 rows. \[1\]"),
        ([1, np.inf, *range(7)], r"quantities contains NaN or infinity in 1 rows. \[1\]"),
        ([1, 1e300, *range(7)], r"quantities contains more than 1e\+100 in 1 rows. \[1\]"),
        (list("abcdefghi"), "quantities has str in 'cnt'"),
        (pd.date_range("2020", periods=9), "quantities has datetime"),
        (range(8), "quantities has 8 rows, X has 9"),
    ],
)
def test_quantities_that_cannot_be_used_are_refused(model, figures, reported):
    with pytest.raises(ValueError, match=reported):
        clone(model).set_params(floors={"cnt": 1.0}).fit(RISING, quantities=pd.DataFrame({"cnt": figures}))


@both_modes
@pytest.mark.parametrize(
    ("limits", "reported"),
    [
        ({"floors": {"cnt": np.nan}}, "The floor of 'cnt' must be a number, got nan"),
        ({"caps": {"cnt": "1"}}, "The cap of 'cnt' must be a number, got '1'"),
        ({"floors": {"cnt": 3.0}, "caps": {"cnt": 2.0}}, "The floor of 'cnt' is above its cap"),
        ({"floors": {"twice": 1.0}}, "'twice', which is in quantities twice"),
        ({"floors": {"count": 1.0}}, "Did you mean 'cnt'"),
    ],
)
def test_limits_that_cannot_be_used_are_refused(model, limits, reported):
    quantities = pd.DataFrame(np.ones((9, 3)), columns=["cnt", "twice", "twice"])
    with pytest.raises(ValueError, match=reported):
        clone(model).set_params(**limits).fit(RISING, quantities=quantities)


@both_modes
def test_quantities_below_nothing_count_as_they_are(model):
    quantities = pd.DataFrame({"balance": [-1.0, 2, -1, 2, -1, 2, -1, 2, 3]})
    found = clone(model).set_params(floors={"balance": 1.0}, caps={"balance": 5.0}).fit(RISING, quantities=quantities)
    taken = found.labels_ >= 0
    assert quantities.loc[taken, "balance"].groupby(found.labels_[taken]).sum().between(1, 5).all()
    assert taken.any()


def test_a_floor_out_of_reach_leaves_all_alone_or_is_named():
    few = pd.DataFrame({"cnt": np.ones(9)})
    assert (clone(PLAIN).set_params(floors={"cnt": 99.0}).fit(RISING, quantities=few).labels_ == -1).all()
    with pytest.raises(InfeasibleError, match="component of 9 units cannot meet the limits"):
        clone(REGIONS).set_params(floors={"cnt": 99.0}).fit(RISING, quantities=few)


@pytest.mark.parametrize(
    ("count", "linked", "reported"), [(10, LINKED, "9 units"), (8, coo_array((9, 9)), "9 connected")]
)
def test_more_regions_than_units_or_fewer_than_components(count, linked, reported):
    with pytest.raises(InfeasibleError, match=f"n_regions={count} is impossible: .*{reported}"):
        Regionalizer(count, connectivity=linked).fit(RISING)


def test_parts_that_are_not_connected_stay_apart():
    links = np.concatenate([GRID, GRID + 9])
    linked = coo_array((np.ones(len(links)), links.T), shape=(18, 18))
    same = np.zeros((18, 1))
    for model in (AreaProposer(connectivity=linked, max_members=9), Regionalizer(2, connectivity=linked)):
        assert model.fit(same).labels_.tolist() == [0] * 9 + [1] * 9


def test_a_single_unit_and_ten_thousand_isolates():
    assert AreaProposer().fit(RISING[:1]).labels_.tolist() == [-1]
    assert Regionalizer(1).fit(RISING[:1]).labels_.tolist() == [0]
    lonely, many = coo_array((10_000, 10_000)), np.zeros((10_000, 1))
    proposer = AreaProposer(connectivity=lonely).fit(many)
    assert (proposer.labels_ == -1).all()
    assert (proposer.objective_, proposer.bound_, proposer.gap_, proposer.status_) == (0.0, 0.0, 0.0, "optimal")
    assert len(set(Regionalizer(connectivity=lonely).fit(many).labels_)) == 10_000
    with pytest.raises(ValueError, match="links every two of 10000 rows"):
        Regionalizer(5).fit(many)


@pytest.mark.parametrize(
    ("coordinates", "reported"),
    [
        (None, "max_span_m needs coordinates"),
        (np.zeros((9, 3)), r"coordinates has shape \(9, 3\), X has 9 rows"),
        (np.zeros((8, 2)), r"coordinates has shape \(8, 2\), X has 9 rows"),
        (np.full((9, 2), np.nan), "coordinates contains NaN or infinity in 9 rows"),
        ([["a", "b"]] * 9, "coordinates contains values that are not numbers"),
        (gpd.GeoSeries([shapely.Point()] * 9), "coordinates contains values that are not numbers"),
    ],
)
def test_coordinates_that_cannot_be_used_are_refused(coordinates, reported):
    with pytest.raises(ValueError, match=reported):
        AreaProposer(connectivity=LINKED, max_span_m=9.0).fit(RISING, coordinates=coordinates)


def test_coincident_places_share_an_area_even_under_a_span_of_nothing():
    model = AreaProposer(connectivity=LINKED, max_members=9, max_span_m=0.0)
    assert (model.fit(RISING * 0, coordinates=np.ones((9, 2))).labels_ == 0).all()


def test_likeness_given_whole_has_every_pair_and_sparse_only_its_entries():
    knobs = {"connectivity": LINKED, "metric": "precomputed", "min_likeness": 0.0, "saving": 1.0, "max_members": 9}
    assert (AreaProposer(**knobs).fit(np.zeros((9, 9))).labels_ == 0).all()
    assert (AreaProposer(**knobs).fit(csr_array((9, 9))).labels_ == -1).all()
    for wrong, reported in ((2.0, "outside 0 to 1"), (np.nan, "NaN or infinity in 9 rows")):
        with pytest.raises(ValueError, match=reported):
            AreaProposer(**knobs).fit(np.full((9, 9), wrong))
    with pytest.raises(ValueError, match="must be square"):
        AreaProposer(**knobs).fit(np.zeros((9, 8)))


def test_figures_of_communities_may_be_odd():
    for odd in (np.nan, 0.0, -500.0, 1e300):
        town = town_of(LINE, CHAIN, households=[100, 100, odd, 100, 100, 100])
        areas = formed(town, few_limits(limits={"households": Limit(min=150, max=300)}))
        assert areas.status == "optimal"
        assert len(areas) > 0


def test_ten_thousand_communities_without_any_link():
    points = np.array([[5000.0 * place, 0.0] for place in range(10_000)])
    areas = formed(town_of(points, np.empty((0, 2), int)), AreaSettings())
    assert areas.alone["reason"].eq("no_neighbour").all()
    assert (len(areas.alone), areas.bound, areas.status) == (10_000, 0.0, "optimal")


def test_unknown_likeness_neither_adds_nor_takes():
    areas = formed(town_of(LINE, CHAIN, np.nan), few_limits(saving_weight=0.0))
    assert (areas.value, areas.bound, areas.status) == (0.0, 0.0, "optimal")


def test_least_number_above_the_greatest_is_refused():
    with pytest.raises(SettingsError, match="min_communities 5 is greater than max_communities 3"):
        AreaSettings(min_communities=5, max_communities=3)
    with pytest.raises(ValueError, match="min_members is greater than max_members"):
        AreaProposer(min_members=5, max_members=3).fit(RISING)


def test_empty_shapes_are_alone_for_want_of_a_place():
    square = shapely.box(500_000, 3_160_000, 500_100, 3_160_100)
    shapes = [square, shapely.Polygon(), None, shapely.Point()]
    raw = gpd.GeoDataFrame({"name": list("abcd"), "households": 200.0}, geometry=shapes, crs=4546)
    plan = cluster_planner.plan(raw)
    assert plan.areas.alone["reason"].tolist().count("no_place") == 3
