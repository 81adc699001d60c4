"""One command of ``cluster-planner`` as a whole process: seconds and peak memory, by the system's own account."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path


def measure(*arguments: str) -> tuple[float, float]:
    """Run ``cluster-planner`` with these arguments; return seconds and peak memory in MB."""
    command = [str(Path(sys.executable).with_name("cluster-planner")), *arguments]
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} ended with status {status}")
    return seconds, usage.ru_maxrss / 1024
