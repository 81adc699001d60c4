"""Plain Python functions over arrays, compiled by numba on first use and kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """Compile a function with numba; its machine code is cached beside the source or in the user's cache."""
    return cast("Function", njit(cache=True)(function))
