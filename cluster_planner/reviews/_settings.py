"""Demands of reviews as settings: added to those of the planner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cluster_planner.settings import Settings

DEMANDING = ("together", "apart", "locked", "excluded")


def add_demands(settings: Settings, demands: Settings) -> Settings:
    """Return settings with the demands of others added to their own, each once.

    Parameters
    ----------
    settings : Settings
        Those of the planner; all but the demands is theirs.
    demands : Settings
        As read from what `books.format_demands` wrote.
    """
    added: dict[str, Any] = {
        knob: _each_once((*getattr(settings.areas, knob), *getattr(demands.areas, knob)), is_list=knob == "excluded")
        for knob in DEMANDING
    }
    return replace(settings, areas=replace(settings.areas, **added))


def _each_once(entries: Sequence[Any], *, is_list: bool) -> tuple[Any, ...]:
    """Return each entry once; groups are the same whatever the order of their members."""
    first: dict[Any, Any] = {}
    for entry in entries:
        first.setdefault(entry if is_list else frozenset(entry), entry)
    return tuple(first.values())
