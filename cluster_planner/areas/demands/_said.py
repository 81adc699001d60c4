"""How demands and communities stand in what is said about them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from cluster_planner.said import Label


def knob(name: str) -> Label:
    """Return a knob of the areas by its dotted name in the settings."""
    return Label("knob", f"areas.{name}")


def named(ids: Iterable[Hashable]) -> list[Label]:
    """Return communities by their ids, which whoever knows their names may put in place."""
    return [Label("community", str(name)) for name in ids]
