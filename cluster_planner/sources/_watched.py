"""Which file is being read, for those that watch: a library that fails on it may take the process with it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say

logger = logging.getLogger(__name__)

_PANIC = "PanicException"  # how libraries written in Rust give up; no name of it can be imported


@contextmanager
def being_read(path: Path) -> Iterator[None]:
    """Log that a file is being read, and that it has been; the records carry its name as ``reading``.

    Raises
    ------
    SourceError
        If a library gives up on the file, for want of memory, of depth, or in a panic.
    """
    logger.info("reading: %s", path, extra={"reading": str(path)})
    try:
        yield
    except BaseException as error:
        if isinstance(error, MemoryError | RecursionError) or type(error).__name__ == _PANIC:
            raise SourceError(
                say("error.sources.given_up", path=Code(str(path)), reason=Code(type(error).__name__)),
                say("error.run.save_again", file=Code(str(path))),
            ) from error
        raise
    finally:
        logger.info("read: %s", path, extra={"reading": ""})
