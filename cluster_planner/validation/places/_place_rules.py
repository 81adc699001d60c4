"""Rules on coordinates and on where a community lies."""

from __future__ import annotations

from cluster_planner.model import Rule

# Places
NO_PLACE = Rule("no_place", "warning")
SWAPPED = Rule("coordinates_swapped", "repair")
COLUMNS_SWAPPED = Rule("columns_swapped", "repair")
COORDINATE_TYPO = Rule("coordinate_typo", "error")
COORDINATE_RANGE = Rule("coordinate_range", "error")
OFFSET_DATUM = Rule("offset_datum", "repair")
PAIRS_DISAGREE = Rule("pairs_disagree", "warning")
OFFSET_FITS = Rule("offset_fits", "warning")
OFFSET_OUTLINES = Rule("offset_outlines", "warning")
OFFSET_BARRIERS = Rule("offset_barriers", "warning")
DATUM_UNSTATED = Rule("datum_unstated", "warning")
SWAP_UNCLEAR = Rule("swap_unclear", "error")
AXES_SWAPPED = Rule("survey_axes", "repair")
ZONE_PREFIX = Rule("zone_prefix", "repair")
ZONE_LOST = Rule("zone_lost", "repair")
DEGREES_MINUTES = Rule("degrees_minutes", "repair")
OTHER_SYSTEM = Rule("other_system", "warning")
PAIR_UNREAD = Rule("pair_unread", "warning")
ONE_CELL = Rule("one_cell", "repair")
FALLBACK_PLACE = Rule("fallback_place", "warning")
FAR_AWAY = Rule("far_away", "error")
OUTSIDE = Rule("outside_boundaries", "error")
BOUNDARIES_PARTIAL = Rule("boundaries_partial", "warning")
DEGREES_ASSUMED = Rule("degrees_assumed", "repair")
CLAIM_OVERRULED = Rule("claim_overruled", "warning")
NAME_NOT_TAKEN = Rule("name_not_taken", "warning")

# Administrative lines
PLACE_FILLED = Rule("place_filled", "repair")
PLACE_DISAGREES = Rule("place_disagrees", "warning")
