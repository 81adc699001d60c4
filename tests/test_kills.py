"""A run that is killed at any moment leaves a folder that the next run makes whole; see `kills`."""

import random

from kills import SEED, kill_runs, kill_writing, make_ledger


def test_a_run_killed_at_a_random_moment_leaves_all_old_or_all_new(tmp_path):
    draw = random.Random(SEED)  # noqa: S311
    ledger = make_ledger(tmp_path / "ledger.csv")
    assert kill_writing(tmp_path / "writing", ledger, [draw.uniform(0.3, 1.1) for _ in range(26)]) == []
    assert kill_runs(tmp_path / "runs", ledger, [draw.uniform(1, 4) for _ in range(4)]) == []
