"""A sweep that is ended from outside leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

SWEEP = """
import os, time
from contextlib import closing
from joblib import delayed
from cluster_planner.pipeline._ended import workers_end_with_us
from cluster_planner.pipeline._sweep import _made

def work(number):
    print(os.getpid(), flush=True)
    time.sleep(60)

with workers_end_with_us(), closing(_made((delayed(work)(number) for number in range(4)), 2)) as made:
    list(made)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes without a signal")
def test_workers_end_with_the_process_that_started_them():
    sweep = subprocess.Popen([sys.executable, "-c", SWEEP], stdout=subprocess.PIPE, text=True)
    workers = [int(sweep.stdout.readline()) for _ in range(2)]
    sweep.terminate()
    assert sweep.wait(timeout=30) == -signal.SIGTERM
    sweep.stdout.close()
    for _ in range(100):
        if not any(map(lives, workers)):
            return
        time.sleep(0.1)
    pytest.fail(f"workers are left: {workers}")


def lives(process):
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return True
    return False
