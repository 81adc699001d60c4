"""How a lift is paid for, to the cent, and whether the owners agree to it, in exact fractions."""

from __future__ import annotations

from cluster_planner.lifts._consent import check_consent
from cluster_planner.lifts._flats import type_flats
from cluster_planner.lifts._shares import TABLED, share_by_floor, share_cost
from cluster_planner.lifts._terms import CENTS, SCHEMES, LiftTerms, Majority, read_floor_shares

__all__ = [
    "CENTS",
    "SCHEMES",
    "TABLED",
    "LiftTerms",
    "Majority",
    "check_consent",
    "read_floor_shares",
    "share_by_floor",
    "share_cost",
    "type_flats",
]
