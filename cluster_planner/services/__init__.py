"""Facilities that areas lack, where they would serve most, and the modes of renovation that areas call for.

To change when a mode is suggested, change ``modes.csv``; for one plan, pass a copy with ``--modes``.
"""

from __future__ import annotations

from cluster_planner.services._modes import MODES_FILE, read_modes
from cluster_planner.services._place import place_services

__all__ = ["MODES_FILE", "place_services", "read_modes"]
