"""Time the way back from the shifted coordinates of Chinese maps, for a million points, as a ratio to the way there.

Prints seconds of processor time and the ratio: there is one formula forward, and its inverse by iteration.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from cluster_planner._datum import from_wgs84, to_wgs84


def seconds_of(shift: object, points: np.ndarray, datum: str) -> tuple[float, np.ndarray]:
    """Return the processor seconds of one shift, and the points it makes."""
    start = time.process_time()
    shifted = shift(points, datum)  # type: ignore[operator]
    return time.process_time() - start, shifted


def main() -> None:
    """Print a line a datum."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chance = np.random.default_rng(1)
    points = np.column_stack([chance.uniform(80.0, 120.0, count), chance.uniform(20.0, 45.0, count)])
    for datum in ("GCJ02", "BD09"):
        there, shifted = seconds_of(from_wgs84, points, datum)
        back, _ = seconds_of(to_wgs84, shifted, datum)
        print(f"{datum}: there {there:.2f} s, back {back:.2f} s, {back / there:.1f} times")


if __name__ == "__main__":
    main()
