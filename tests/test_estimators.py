"""The estimators keep scikit-learn's contract, and answer as the functions do that they stand for."""

from __future__ import annotations

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from drawn_regions import grid_links
from libpysal.graph import Graph
from scipy.sparse import coo_array, csr_array
from sklearn.base import clone
from sklearn.exceptions import SkipTestWarning
from sklearn.utils.estimator_checks import check_estimator
from towns import few_limits, random_town

from cluster_planner import AreaProposer, Regionalizer
from cluster_planner.areas import form_areas
from cluster_planner.errors import AlignmentError, InfeasibleError

GRID = grid_links(8, 8)
LINKED = coo_array((np.ones(len(GRID)), GRID.T), shape=(64, 64))
Z = np.random.default_rng(8).normal(size=(64, 3))
COUNTS = pd.DataFrame({"cnt": np.random.default_rng(9).integers(1, 100, 64).astype(float)})
FIT = {"effort": 0.02, "random_state": 0}

# Checks that an estimator cannot keep, and why.
EXPECTED = {
    "Regionalizer": {"check_fit2d_1sample": "three regions of one unit are an InfeasibleError, no ValueError"},
    "AreaProposer": {"check_clustering": "areas of two members cannot be the three blobs of the check"},
}


@pytest.mark.parametrize(
    "estimator",
    [Regionalizer(n_regions=3, effort=0.003, random_state=0), AreaProposer(max_members=2, min_likeness=0.98)],
    ids=repr,
)
def test_scikit_learn_accepts_it(estimator):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)  # checks of libraries that are not installed
        check_estimator(estimator, expected_failed_checks=EXPECTED[type(estimator).__name__], on_skip=None)


@pytest.mark.parametrize("model", [Regionalizer(n_regions=6, connectivity=LINKED, **FIT), AreaProposer(max_members=3)])
def test_clones_and_pickles_answer_alike(model):
    fitted = clone(model).fit(Z[: 64 if model.connectivity is not None else 12])
    again = pickle.loads(pickle.dumps(fitted))  # noqa: S301 - our own bytes
    assert (again.labels_ == fitted.labels_).all()
    assert {"objective_", "bound_", "gap_", "status_", "n_features_in_"} <= set(vars(fitted))


def test_links_may_come_in_any_dress():
    both = LINKED + LINKED.T
    names = pd.Index([f"u{place:02d}" for place in range(64)])
    graph = Graph.from_adjacency(
        pd.DataFrame({"focal": names[both.tocoo().row], "neighbor": names[both.tocoo().col], "weight": 1.0}).sample(
            frac=1, random_state=0
        )
    )
    one = Regionalizer(n_regions=6, connectivity=LINKED, **FIT).fit(Z).labels_
    for dress in (both, both.toarray(), csr_array(both)):
        assert (Regionalizer(n_regions=6, connectivity=dress, **FIT).fit(Z).labels_ == one).all()
    framed = Regionalizer(n_regions=6, connectivity=graph, **FIT).fit(pd.DataFrame(Z, names).add_prefix("z"))
    assert (framed.labels_ == one).all()


def test_the_order_of_rows_changes_nothing():
    names = pd.Index([f"u{place:02d}" for place in range(64)])
    frame, counts = pd.DataFrame(Z, names).add_prefix("z"), COUNTS.set_axis(names)
    order = np.random.default_rng(1).permutation(64)
    dense = (LINKED + LINKED.T).toarray()
    for limits in ({"n_regions": 6}, {"floors": {"cnt": 300.0}}):
        model = Regionalizer(connectivity=dense, **limits, **FIT).fit(frame, quantities=counts)
        shuffled = clone(model).set_params(connectivity=dense[order][:, order])
        shuffled.fit(frame.iloc[order], quantities=counts)
        assert (shuffled.labels_ == model.labels_[order]).all()


def test_as_many_regions_as_floors_allow():
    model = Regionalizer(connectivity=LINKED, floors={"cnt": 300.0}, caps={"cnt": 900.0}, **FIT)
    model.fit(Z, quantities=COUNTS)
    totals = COUNTS["cnt"].groupby(model.labels_).sum()
    assert totals.between(300, 900).all()
    assert model.n_regions_ == len(totals) <= model.most_regions_ == COUNTS["cnt"].sum() // 300
    assert (model.n_regions_ == model.most_regions_) == (model.status_ != "heuristic")


def test_dissimilarity_of_pairs_can_be_given():
    gaps = np.abs(Z[:, None] - Z[None]).sum(axis=2)
    dense, sparse = (
        Regionalizer(n_regions=6, connectivity=LINKED, metric="precomputed", **FIT).fit(given)
        for given in (gaps, csr_array(gaps))
    )
    assert (dense.labels_ == sparse.labels_).all()
    same = dense.labels_[:, None] == dense.labels_[None]
    assert dense.objective_ == pytest.approx(gaps[same].sum() / 2)


def test_areas_are_those_of_form_areas():
    town, knobs = random_town(40, 3, seed=2), few_limits(saving_weight=0.0, max_communities=4)
    areas = form_areas(town.communities, town.links, town.likeness, knobs)
    ids = town.communities.index

    def square(index: pd.MultiIndex, values: np.ndarray) -> csr_array:
        return csr_array((values, [ids.get_indexer(index.get_level_values(level)) for level in (0, 1)]), shape=(40, 40))

    linked = square(town.links.open.index, np.ones(len(town.links.open)))
    likeness = square(town.likeness.frame.index, town.likeness.frame["likeness"].to_numpy())
    model = AreaProposer(connectivity=linked, max_members=4, metric="precomputed", max_span_m=800.0)
    model.fit(likeness, coordinates=town.communities.centres)
    assert (model.labels_ == pd.factorize(areas.labels)[0]).all()
    assert model.objective_ == pytest.approx(areas.proof["value"].sum())
    assert (model.status_, model.gap_) == ("optimal", 0.0)


def test_areas_keep_floors_caps_and_span():
    places = np.column_stack(np.divmod(np.arange(64), 8)) * 100.0
    model = AreaProposer(
        connectivity=LINKED, max_members=4, floors={"cnt": 60.0}, caps={"cnt": 150.0}, max_span_m=150.0
    )
    model.fit(Z, quantities=COUNTS, coordinates=places)
    taken = model.labels_ >= 0
    assert taken.any()
    assert COUNTS.loc[taken, "cnt"].groupby(model.labels_[taken]).sum().between(60, 150).all()
    for area in np.unique(model.labels_[taken]):
        members = places[model.labels_ == area]
        assert np.linalg.norm(members[:, None] - members[None], axis=2).max() <= 150.0


@pytest.mark.parametrize("model", [Regionalizer(n_regions=2), AreaProposer()], ids=["regions", "areas"])
def test_rows_with_gaps_are_named(model):
    frame = pd.DataFrame({"z": [1.0, np.nan, 2.0, np.inf]}, index=["a", "b", "c", "d"])
    with pytest.raises(ValueError, match=r"NaN or infinity in 2 rows. \[b, d\]"):
        model.fit(frame)
    floored = clone(model).set_params(floors={"cnt": 1.0})
    with pytest.raises(ValueError, match=r"quantities contains NaN or infinity in 1 rows. \[c\]"):
        floored.fit(frame.fillna(0).clip(upper=9), quantities=pd.DataFrame({"cnt": [1, 1, np.nan, 1]}, frame.index))


@pytest.mark.parametrize(
    ("knobs", "told"),
    [
        ({"n_regions": 0}, "n_regions"),
        ({"effort": 0.0}, "effort"),
        ({"metric": "cosine"}, "metric"),
        ({"floors": {"cnt": 2.0}, "caps": {"cnt": 1.0}}, "above its cap"),
        ({"floors": {"count": 2.0}}, "Did you mean 'cnt'"),
        ({"connectivity": np.ones((3, 3))}, "one row per unit|One row per unit"),
    ],
)
def test_wrong_parameters_are_told(knobs, told):
    with pytest.raises(ValueError, match=told):
        Regionalizer(**knobs).fit(Z, quantities=COUNTS)


def test_other_units_are_refused():
    frame = pd.DataFrame(Z).add_prefix("z")
    with pytest.raises(AlignmentError):
        Regionalizer(floors={"cnt": 1.0}).fit(frame, quantities=COUNTS.set_axis(COUNTS.index + 1))
    with pytest.raises(ValueError, match="10 rows, X has 64"):
        Regionalizer(floors={"cnt": 1.0}).fit(Z, quantities=COUNTS[:10])


def test_odd_sizes():
    assert Regionalizer(n_regions=1).fit(Z[:1]).labels_.tolist() == [0]
    assert AreaProposer().fit(Z[:1]).labels_.tolist() == [-1]
    for model in (Regionalizer(), AreaProposer()):
        with pytest.raises(ValueError, match="0 sample"):
            model.fit(Z[:0])
    with pytest.raises(InfeasibleError, match="65"):
        Regionalizer(n_regions=65, connectivity=LINKED).fit(Z)
    lonely = coo_array((10_000, 10_000))
    many = np.zeros((10_000, 1))
    assert (AreaProposer(connectivity=lonely).fit(many).labels_ == -1).all()
    assert len(set(Regionalizer(connectivity=lonely).fit(many).labels_)) == 10_000
    with pytest.raises(ValueError, match="links every two of 10000 rows"):
        Regionalizer(n_regions=5).fit(many)
