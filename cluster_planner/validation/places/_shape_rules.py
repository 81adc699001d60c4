"""Rules on outlines, stand-in footprints and features of other layers."""

from __future__ import annotations

from cluster_planner.model import Rule

# Outlines
BAD_GEOMETRY = Rule("bad_geometry", "error")
NOT_AN_OUTLINE = Rule("not_an_outline", "error")
INVALID_OUTLINE = Rule("invalid_outline", "repair")
OUTLINE_CHANGED = Rule("outline_changed", "warning")
OUTLINE_RUINED = Rule("outline_ruined", "error")
ZERO_AREA = Rule("zero_area", "error")
SLIVER = Rule("sliver", "warning")
HEIGHT_DROPPED = Rule("height_dropped", "repair")
RING_CLOSED = Rule("ring_closed", "repair")
PARTS_APART = Rule("parts_apart", "warning")
OVERLAP = Rule("overlap", "warning")
SAME_GROUND = Rule("same_ground", "error")
SITE_FROM_OUTLINE = Rule("site_from_outline", "repair")

# Stand-in footprints
STAND_IN = Rule("stand_in", "repair")
STAND_IN_SHORT = Rule("stand_in_short", "warning")
STAND_IN_SAME_PLACE = Rule("stand_in_same_place", "warning")
STAND_IN_NO_ROOM = Rule("stand_in_no_room", "warning")

# Layers of barriers, boundaries and facilities
LAYER_EMPTY = Rule("layer_empty", "error")
LAYER_ELSEWHERE = Rule("layer_elsewhere", "error")
FEATURE_EMPTY = Rule("feature_empty", "warning")
FEATURE_UNPLACED = Rule("feature_unplaced", "error")
FEATURE_MENDED = Rule("feature_mended", "repair")
WATER_ASSUMED = Rule("water_assumed", "warning")
KIND_UNKNOWN = Rule("kind_unknown", "warning")
NO_COLUMN = Rule("no_column", "warning")
BOUNDS_IN_WORDS = Rule("bounds_in_words", "repair")
