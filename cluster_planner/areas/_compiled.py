"""Plain Python functions over arrays, compiled by numba on first use and kept on disk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit
from numba.core.caching import FunctionCache

logger = logging.getLogger(__name__)

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function with numba; cached on disk where there is a place for it, free of the interpreter lock."""
    dispatcher: Any = njit(nogil=True)(function)
    try:
        # numba has no other door for a cache
        dispatcher._cache = _Cache(function)  # type: ignore[no-untyped-call] # noqa: SLF001
    except RuntimeError:  # neither a home nor a right to write: it is compiled anew in each process
        logger.debug("not cached: %s", function.__name__)
    return cast("Function", dispatcher)


class _Cache(FunctionCache):
    """numba's cache, but a file that is cut off, or a disk that is full, only costs the time to compile."""

    def load_overload(self, *what: Any) -> Any:
        """Return the compiled code, if it is there and whole."""
        try:
            return super().load_overload(*what)  # type: ignore[no-untyped-call]
        except Exception:
            logger.debug("damaged cache", exc_info=True)
            self._start_anew()
            return None

    def save_overload(self, *what: Any) -> None:
        """Keep the compiled code, if it can be kept."""
        try:
            super().save_overload(*what)  # type: ignore[no-untyped-call]
        except Exception:
            logger.debug("not cached", exc_info=True)

    def _start_anew(self) -> None:
        try:
            self.flush()  # type: ignore[no-untyped-call]
        except OSError:
            logger.debug("damaged cache", exc_info=True)
