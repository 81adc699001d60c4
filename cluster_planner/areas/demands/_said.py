"""How demands and communities are written in sentences about them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from cluster_planner.said import Label


def knob(name: str) -> Label:
    """Return a knob of the areas by its dotted name in the settings."""
    return Label("knob", f"areas.{name}")


def named(ids: Iterable[Hashable]) -> list[Label]:
    """Return communities by their ids, to be replaced by names where these are known."""
    return [Label("community", str(name)) for name in ids]
