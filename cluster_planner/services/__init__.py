"""Facilities that areas lack, where they would serve most, and the modes of renovation that areas call for."""

from __future__ import annotations

from cluster_planner.services._place import place_services

__all__ = ["place_services"]
