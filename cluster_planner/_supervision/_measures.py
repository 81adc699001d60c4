"""How much memory and time a process takes, and how much it may; on Linux, which says so in files."""

from __future__ import annotations

import os
from pathlib import Path

# What reading one file may take more than the process had before; the manual states them.
READING_BYTES = 1_000_000_000
READING_BYTES_A_BYTE = 200  # a workbook is zipped, and cells are larger in memory
READING_SECONDS = 60.0  # of processor time
READING_BYTES_A_SECOND = 100_000
MOST_OF_MEMORY = 0.9  # of what is free when the process begins

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_LIMITS_OF_CONTAINERS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


class Measures:
    """What a process takes.

    Parameters
    ----------
    process : int
        Its number.
    """

    def __init__(self, process: int) -> None:
        self._process = process
        self._most = MOST_OF_MEMORY * _free_bytes()
        self._reading: tuple[float, float] | None = None

    def begin(self, file: str) -> None:
        """Bound what the process may take while it reads a file; without a name, reading is over."""
        if not file:
            self._reading = None
            return
        size = _size(file)
        self._reading = (
            self._bytes() + READING_BYTES + READING_BYTES_A_BYTE * size,
            self._seconds() + READING_SECONDS + size / READING_BYTES_A_SECOND,
        )

    def exceeded(self) -> str:
        """Return ``memory`` or ``time`` where the process takes more of it than it may."""
        taken = self._bytes()
        most, seconds = self._reading or (self._most, float("inf"))
        if taken > min(most, self._most):
            return "memory"
        return "time" if seconds < float("inf") and self._seconds() > seconds else ""

    def family(self) -> list[int]:
        """Return the process and all that it has started, children first."""
        found, ahead = [], [self._process]
        while ahead:
            found.append(process := ahead.pop())
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                ahead += map(int, _text(children).split())
        return found[::-1]

    def _bytes(self) -> int:
        fields = _text(Path(f"/proc/{self._process}/statm")).split()
        return int(fields[1]) * _PAGE if fields else 0

    def _seconds(self) -> float:
        fields = _text(Path(f"/proc/{self._process}/stat")).rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _free_bytes() -> float:
    """Return the memory that is free, or what the container may have where that is less; infinity if nobody says."""
    free = [line.split()[1] for line in _text(Path("/proc/meminfo")).splitlines() if line.startswith("MemAvailable")]
    limits = [_text(Path(name)).strip() for name in _LIMITS_OF_CONTAINERS]
    return min(
        [*(int(kibibytes) * 1024.0 for kibibytes in free), *(float(most) for most in limits if most.isdigit())],
        default=float("inf"),
    )


def _size(file: str) -> int:
    """Return the size of a file, or of all files of a folder."""
    try:
        return sum(part.stat().st_size for part in os.scandir(file)) if os.path.isdir(file) else os.stat(file).st_size  # noqa: PTH112, PTH116
    except OSError:
        return 0


def _text(path: Path) -> str:
    """Return what the system says there; nothing where the process has ended."""
    try:
        return path.read_text("ascii", "replace")
    except OSError:
        return ""
