"""Independent tasks in threads, with seeds that do not depend on how many threads there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass
class Threads:
    """How hard and with how many threads to search; hands out seeds in a fixed order.

    Attributes
    ----------
    seed : int
        Same seed, same answer.
    n_jobs : int
        Threads at once.
    effort : float
        Multiplies the draws of every search.
    """

    seed: int
    n_jobs: int
    effort: float
    _source: np.random.Generator = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Open the source of seeds."""
        self._source = np.random.default_rng(self.seed)

    def seeds(self, count: int) -> list[int]:
        """Return the next seeds."""
        return [int(seed) for seed in self._source.integers(0, 2**31, size=count)]

    def draws(self, count: int) -> int:
        """Return how many of the requested draws a search may make."""
        return max(1, round(self.effort * count))

    def map(self, run: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Result]:
        """Run every task; the results are in the order of the tasks."""
        if self.n_jobs == 1:
            return [run(task) for task in tasks]
        with ThreadPoolExecutor(self.n_jobs) as pool:
            return list(pool.map(run, tasks))
