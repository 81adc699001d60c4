"""Plain Python functions over arrays, compiled by numba on first use and kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function with numba; cached on disk, free of the interpreter lock."""
    return cast("Function", njit(cache=True, nogil=True)(function))
