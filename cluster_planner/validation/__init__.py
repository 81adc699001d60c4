"""The only door: a raw table goes in, valid nouns and a list of findings come out.

To add or reword a rule, change the table ``*_rules.py`` named after what it judges; to read another way of writing a
year, add a line to the table in ``values/_years.py``.
"""

from __future__ import annotations

from cluster_planner.validation._communities import validate_communities
from cluster_planner.validation._earlier import validate_earlier
from cluster_planner.validation.join._join_tables import Joined, join_tables
from cluster_planner.validation.places._offsets import judge_offsets_by_barriers
from cluster_planner.validation.places._stand_ins import estimate_footprints
from cluster_planner.validation.surroundings._barriers import validate_barriers
from cluster_planner.validation.surroundings._boundaries import validate_boundaries
from cluster_planner.validation.surroundings._facilities import validate_facilities

__all__ = [
    "Joined",
    "estimate_footprints",
    "join_tables",
    "judge_offsets_by_barriers",
    "validate_barriers",
    "validate_boundaries",
    "validate_communities",
    "validate_earlier",
    "validate_facilities",
]
