"""What the overview says of its frames."""

from __future__ import annotations

from collections.abc import Iterable

from cluster_planner.render.overview._frames import County
from cluster_planner.said import Count, Said, say


def say_listed(counties: Iterable[County]) -> Said:
    """Say how many areas of counties are in the programme."""
    listed, areas = zip(*((county.listed, len(county.rows)) for county in counties), strict=True)
    return say("picture.listed", listed=Count(sum(listed)), areas=Count(sum(areas)))
