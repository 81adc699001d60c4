"""Works and what they cost: an editable catalogue, the works of each community, and what sharing them saves.

To change a rate, a rule or a quantity, change ``works.csv``; for one plan, pass a copy with ``--works``.
"""

from __future__ import annotations

from cluster_planner.works._catalogue import read_works
from cluster_planner.works._list import list_works
from cluster_planner.works._overrides import read_overrides
from cluster_planner.works._prices import mobilisations
from cluster_planner.works._renovate import count_added, renovate
from cluster_planner.works._scope import read_scope
from cluster_planner.works._share import price_areas, share_works

__all__ = [
    "count_added",
    "list_works",
    "mobilisations",
    "price_areas",
    "read_overrides",
    "read_scope",
    "read_works",
    "renovate",
    "share_works",
]
