"""The estimators keep scikit-learn's contract, and answer as the functions do that they stand for."""

from __future__ import annotations

import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
from drawn_regions import grid_links
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


@pytest.mark.parametrize(
    ("model", "knobs", "reported"),
    [
        (Regionalizer(), {"n_regions": 0}, "n_regions"),
        (Regionalizer(), {"effort": 0.0}, "effort"),
        (Regionalizer(), {"metric": "cosine"}, "metric"),
        (AreaProposer(), {"min_likeness": 1.1}, "min_likeness"),
        (AreaProposer(), {"min_members": 1}, "min_members"),
        (AreaProposer(), {"max_span_m": -1.0}, "max_span_m"),
        (AreaProposer(), {"saving": np.inf}, "saving"),
        (AreaProposer(), {"together": 3}, "together"),
        (AreaProposer(), {"floors": 300}, "floors"),
    ],
)
def test_wrong_parameters_are_reported(model, knobs, reported):
    with pytest.raises(ValueError, match=f"The '{reported}' parameter of {type(model).__name__} must be"):
        clone(model).set_params(**knobs).fit(Z, quantities=COUNTS)


def test_other_units_are_refused():
    frame = pd.DataFrame(Z).add_prefix("z")
    places = pd.DataFrame(np.zeros((64, 2)), frame.index + 1)
    with pytest.raises(AlignmentError):
        Regionalizer(floors={"cnt": 1.0}).fit(frame, quantities=COUNTS.set_axis(COUNTS.index + 1))
    with pytest.raises(AlignmentError):
        AreaProposer(connectivity=LINKED, max_span_m=1.0).fit(frame, coordinates=places)


def test_a_column_called_like_the_count_is_a_column():
    rows = pd.DataFrame({"communities": np.full(64, 10.0), "other": np.full(64, 10.0)})
    one, two = (
        AreaProposer(connectivity=LINKED, max_members=4, floors={name: 30.0}).fit(Z, quantities=rows).labels_
        for name in rows
    )
    assert (one == two).all()
    assert set(np.unique(one[one >= 0], return_counts=True)[1]) <= {3, 4}


def test_demands_name_rows_by_label_or_by_position():
    names = pd.Index([f"u{place:02d}" for place in range(64)])
    asked = {"together": [[0, 1], [1, 2]], "apart": [[9, 10, 11]], "locked": [[62, 63]], "excluded": [5]}
    named = {knob: [names[group].tolist() for group in groups] for knob, groups in asked.items() if knob != "excluded"}
    knobs = {"connectivity": LINKED, "min_likeness": 0.6, "max_members": 4}
    by_place = AreaProposer(**knobs, **asked).fit(Z)
    by_name = AreaProposer(**knobs, **named, excluded=[names[5]]).fit(pd.DataFrame(Z, names).add_prefix("z"))
    assert (by_place.labels_ == by_name.labels_).all()
    assert by_name.feature_names_in_.tolist() == ["z0", "z1", "z2"]
    labels = by_place.labels_
    assert labels[0] == labels[1] == labels[2] >= 0
    assert pd.Series(labels[9:12]).loc[lambda label: label >= 0].is_unique
    assert (labels == labels[62]).sum() == 2
    assert labels[62] == labels[63] >= 0
    assert labels[5] == -1


@pytest.mark.parametrize(
    ("asked", "error", "reported"),
    [
        ({"together": [[0, 64]]}, ValueError, r"together names units that are not in X. \[64\]"),
        ({"excluded": ["a"]}, ValueError, r"excluded names units that are not in X. \[a\]"),
        ({"together": [[0, 1]], "apart": [[0, 1]]}, InfeasibleError, r"\(together\) and must be apart \(apart\)"),
        ({"together": [[0, 2]], "excluded": [1, 9, 8]}, InfeasibleError, "no chain|others that are excluded"),
        ({"together": [[0, 7]]}, InfeasibleError, "at least 8 communities, more than 4"),
        ({"together": [[0, 1]], "max_span_m": 0.5}, InfeasibleError, "too far apart. .* Raise max_span_m"),
        ({"locked": [[0, 2]]}, InfeasibleError, "A locked area is not connected"),
        ({"together": [[0, 1]], "floors": {"cnt": 9999.0}}, InfeasibleError, "less than 9999"),
    ],
)
def test_demands_that_cannot_be_met_are_named(asked, error, reported):
    places = np.column_stack(np.divmod(np.arange(64), 8)) * 1.0
    model = AreaProposer(connectivity=LINKED, max_members=4, **asked)
    with pytest.raises(error, match=reported) as caught:
        model.fit(Z, quantities=COUNTS, coordinates=places)
    assert "areas." not in str(caught.value)


def test_little_effort_still_gives_a_bound():
    hasty, patient = (
        AreaProposer(connectivity=LINKED, min_likeness=0.7, max_members=5, effort=effort).fit(Z)
        for effort in (0.00001, 1.0)
    )
    assert (hasty.status_, patient.status_) == ("heuristic", "optimal")
    assert hasty.objective_ <= patient.objective_ + 1e-9 <= hasty.bound_ + 1e-6
    assert hasty.gap_ == pytest.approx(hasty.bound_ / hasty.objective_ - 1.0)
    assert hasty.gap_ > 0


@pytest.mark.parametrize(
    "model", [AreaProposer(connectivity=LINKED, max_members=3), Regionalizer(4, connectivity=LINKED, **FIT)]
)
def test_rows_in_labels_out(model):
    labels = clone(model).fit_predict(Z, quantities=COUNTS)
    assert labels.shape == (64,)
    assert labels.dtype.kind == "i"
    numbers = pd.unique(labels[labels >= 0])
    assert numbers.tolist() == list(range(len(numbers)))
