"""Doors from low floors to high ones, by name: opened on first use, so that no import climbs.

A plan draws itself and puts itself into words, and an error words itself, while no noun knows the rooms above. The
package's ``__init__`` says where each door leads; every import of a room passes it first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

_LEADS_TO: dict[str, str] = {}


def hang_doors(table: Mapping[str, str]) -> None:
    """Say where doors lead: each name to a dotted module and a callable in it, separated by a colon."""
    _LEADS_TO.update(table)


def through(door: str) -> Callable[..., Any]:
    """Return the callable behind a door."""
    module, _, name = _LEADS_TO[door].partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
