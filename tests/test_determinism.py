"""Same input and settings, same answer: whatever the order of rows, the hash seed, the threads, and for every seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from drawn_regions import grid_links
from scipy.sparse import coo_array
from sklearn.base import clone
from towns import formed, random_town

from cluster_planner import AreaProposer, Regionalizer
from cluster_planner.settings import AreaSettings

SIDE = 9
SIZE = SIDE * SIDE
NAMES = pd.Index([f"u{place:02d}" for place in range(SIZE)])
Z = pd.DataFrame(np.random.default_rng(3).normal(size=(SIZE, 2)), NAMES, ["age", "storeys"])
AMOUNTS = pd.DataFrame({"cnt": np.random.default_rng(4).integers(1, 100, SIZE)}, NAMES)
PLACES = pd.DataFrame(np.column_stack(np.divmod(np.arange(SIZE), SIDE)) * 100.0, NAMES, ["x", "y"])
LINKED = coo_array((np.ones(2 * SIDE * (SIDE - 1)), grid_links(SIDE, SIDE).T), shape=(SIZE, SIZE)).toarray()

PROPOSER = AreaProposer(
    connectivity=LINKED, min_likeness=0.7, max_members=5, max_span_m=300.0, floors={"cnt": 60}, caps={"cnt": 260}
)
REGIONS = {
    "k regions": Regionalizer(9, connectivity=LINKED, effort=0.02, random_state=0),
    "max-p": Regionalizer(connectivity=LINKED, floors={"cnt": 300}, caps={"cnt": 900}, effort=0.02, random_state=0),
}


def steady(proof: pd.DataFrame) -> str:
    """Write a proof but for the seconds it took."""
    return proof.drop(columns="seconds").to_csv()


def reported() -> str:
    """Write what the solver, both estimators and their proofs say: two runs are compared by it."""
    town = random_town(90, 4, 2)
    areas, proposer = formed(town, AreaSettings()), clone(PROPOSER).fit(Z, quantities=AMOUNTS, coordinates=PLACES)
    words = [areas.labels.to_dict(), areas.alone.to_csv(), steady(areas.proof)]
    words += [proposer.labels_.tolist(), steady(proposer.proof_), proposer.objective_, proposer.bound_]
    for model in REGIONS.values():
        found = clone(model).set_params(n_jobs=int(os.environ["OMP_NUM_THREADS"])).fit(Z, quantities=AMOUNTS)
        words += [found.labels_.tolist(), found.objective_, found.bound_, found.status_]
    return "\n".join(str(word) for word in words)


def test_hash_seed_and_threads_change_nothing() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", "from test_determinism import reported; print(reported())"],
            capture_output=True,
            check=True,
            text=True,
            cwd=Path(__file__).parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads, "NUMBA_NUM_THREADS": threads},
        ).stdout
        for seed, threads in (("0", "1"), ("1", "2"))
    }
    assert len(answers) == 1
    assert len(next(iter(answers))) > SIZE


@pytest.mark.parametrize("seed", range(3))
def test_order_of_communities_changes_no_area(seed: int) -> None:
    town = random_town(80, 4, seed)
    areas, other = formed(town, AreaSettings()), formed(town.shuffled(seed), AreaSettings())
    pd.testing.assert_series_equal(other.labels.reindex(areas.labels.index), areas.labels)
    pd.testing.assert_frame_equal(other.alone, areas.alone)
    assert steady(other.proof) == steady(areas.proof)
    pd.testing.assert_frame_equal(other.frame, areas.frame)


def test_order_of_rows_changes_no_proposal() -> None:
    order = np.random.default_rng(1).permutation(SIZE)
    given = clone(PROPOSER).fit(Z, quantities=AMOUNTS, coordinates=PLACES)
    mixed = clone(PROPOSER).set_params(connectivity=LINKED[order][:, order])
    mixed.fit(Z.iloc[order], quantities=AMOUNTS[::-1], coordinates=PLACES.sample(frac=1, random_state=2))
    assert len(set(given.labels_)) > 3
    assert (mixed.labels_ == given.labels_[order]).all()
    assert steady(mixed.proof_) == steady(given.proof_)


@pytest.mark.parametrize("model", REGIONS.values(), ids=REGIONS)
def test_order_of_rows_changes_no_region(model: Regionalizer) -> None:
    order = np.random.default_rng(1).permutation(SIZE)
    given = clone(model).fit(Z, quantities=AMOUNTS)
    mixed = clone(model).set_params(connectivity=LINKED[order][:, order]).fit(Z.iloc[order], quantities=AMOUNTS[::-1])
    assert (mixed.labels_ == given.labels_[order]).all()


@pytest.mark.parametrize("model", REGIONS.values(), ids=REGIONS)
def test_each_seed_has_one_answer_that_keeps_the_limits(model: Regionalizer) -> None:
    for seed in (1, 2):
        once, again = (clone(model).set_params(random_state=seed).fit(Z, quantities=AMOUNTS) for _ in range(2))
        assert (once.labels_ == again.labels_).all()
        totals = AMOUNTS["cnt"].groupby(once.labels_).sum()
        assert model.n_regions or totals.between(300, 900).all()
