"""Which file is being read, for those that watch: a library that fails on it takes the process with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

logger = logging.getLogger(__name__)


@contextmanager
def being_read(path: Path) -> Iterator[None]:
    """Log that a file is being read, and that it has been; the records carry its name as ``reading``."""
    logger.info("reading: %s", path, extra={"reading": str(path)})
    try:
        yield
    finally:
        logger.info("read: %s", path, extra={"reading": ""})
