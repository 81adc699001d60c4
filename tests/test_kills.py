"""A run that is killed, has no room or no right leaves a folder that the next run makes whole; see `kills`."""

import os
import random

import pytest
from kills import SEED, fill_disk, kill_runs, kill_writing, lock_targets, make_ledger, small_disk


def test_a_run_killed_at_a_random_moment_leaves_all_old_or_all_new(tmp_path):
    draw = random.Random(SEED)  # noqa: S311
    ledger = make_ledger(tmp_path / "ledger.csv")
    assert kill_writing(tmp_path / "writing", ledger, [draw.uniform(0.3, 1.1) for _ in range(14)]) == []
    assert kill_runs(tmp_path / "runs", ledger, [draw.uniform(1, 4) for _ in range(4)]) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk or protect a file from itself")
def test_a_full_disk_or_a_locked_target_leaves_all_old_or_all_new(tmp_path):
    ledger = make_ledger(tmp_path / "ledger.csv")
    with small_disk(tmp_path / "disk") as disk:
        assert fill_disk(disk, ledger, [0.0, 0.3, 0.7, 1.0, 1.6]) == []
    assert lock_targets(tmp_path / "locked", ledger) == []
