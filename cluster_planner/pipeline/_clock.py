"""Seconds per stage, logged as each stage begins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

logger = logging.getLogger("cluster_planner")


class Clock:
    """Remembers how long each stage took.

    Attributes
    ----------
    seconds : dict of str to float
        Seconds by stage, in the order in which they ran.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage; the log record carries its name as ``stage``, for those that show progress."""
        logger.info("stage: %s", name, extra={"stage": name})
        start = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - start, 3)
