"""What the overview says of its frames."""

from __future__ import annotations

from cluster_planner.render.overview._frames import County
from cluster_planner.said import Count, Said, say


def say_listed(county: County) -> Said:
    """Say how many areas of a county are in the programme."""
    return say("picture.listed", listed=Count(county.listed), areas=Count(county.areas))
