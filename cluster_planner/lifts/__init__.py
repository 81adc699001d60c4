"""How a lift is paid for, to the cent, and whether the owners agree to it, in exact fractions."""

from __future__ import annotations

from cluster_planner.lifts._consent import check_consent
from cluster_planner.lifts._flats import type_flats
from cluster_planner.lifts._shares import share_by_floor, share_cost
from cluster_planner.lifts._tables import lift_tables
from cluster_planner.lifts._terms import SCHEMES, LiftTerms, read_floor_shares
from cluster_planner.lifts._words import tell_consent

__all__ = [
    "SCHEMES",
    "LiftTerms",
    "check_consent",
    "lift_tables",
    "read_floor_shares",
    "share_by_floor",
    "share_cost",
    "tell_consent",
    "type_flats",
]
