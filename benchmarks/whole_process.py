"""One command of ``cluster-planner`` as a whole process: seconds and peak memory, by the system's own account."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent
COMMAND = "from cluster_planner.cli import main; main()"


class Cost(NamedTuple):
    """What a run took: seconds of the clock, of processors (those of its own children too), and peak memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(*arguments: str, checkout: Path = HERE) -> Cost:
    """Run ``cluster-planner`` of a checkout with these arguments, compiled as where it is installed."""
    command = [sys.executable, "-P", "-c", COMMAND, *arguments]
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, {**usual, "PYTHONPATH": str(checkout)}, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
