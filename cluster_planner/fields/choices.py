"""Allowed values of the choice fields: their codes, in the order in which they are shown."""

from __future__ import annotations

from cluster_planner.fields._field import Choice, apart
from cluster_planner.fields._value_spellings import VALUES


def _choices(vocabulary: str, *codes: str) -> tuple[Choice, ...]:
    """Return the values of a vocabulary; their labels stand in the catalogue of words under its name."""
    spellings = VALUES.get(vocabulary, {})
    return tuple(Choice(code=code, vocabulary=vocabulary, spellings=apart(spellings.get(code, ""))) for code in codes)


CRS_TAGS = _choices("crs_tag", "CGCS2000", "WGS84", "GCJ02", "BD09")
STRUCTURES = _choices(
    "structure", "brick_concrete", "frame", "brick_timber", "reinforced_concrete", "precast_panel", "other"
)
TENURES = _choices(
    "tenure",
    "reformed",
    "work_unit",
    "collective_fund",
    "commodity",
    "affordable",
    "resettlement",
    "public_rental",
    "mixed",
    "single_building",
    "self_built",
    "urban_village",
)
MANAGEMENTS = _choices("management", "professional", "neighbourhood", "owners", "work_unit", "none")
COMMITTEES = _choices("owners_committee", "yes", "no", "preparing")
CONDITIONS = _choices("condition", "good", "aged", "broken", "absent", "unchecked")
SEWERS = _choices("sewer_separation", "separate", "partial", "combined")
FIRE_LANES = _choices("fire_lane", "clear", "occupied", "narrow")
WORKS_CLASSES = _choices("works_class", "basic", "improving", "upgrading")
MODES = _choices(
    "mode", "single", "joint", "shantytown", "public_rental", "shantytown_rental", "commerce", "tourism", "elderly"
)
# The four-level joint review as a sequence of states; see DESIGN for who acts at each.
STATUSES = _choices(
    "status",
    "draft",
    "submitted",
    "community_ok",
    "street_ok",
    "county_ok",
    "joint_review",
    "publicity",
    "in_bank",
    "planned",
    "started",
    "done",
    "accepted",
    "handed_over",
    "returned",
    "rejected",
    "withdrawn",
    "suspended",
    "removed",
)
OUTCOMES = _choices("outcome", "area", "alone", "not_eligible")
CHANGES = _choices("change", "kept", "changed", "new", "dissolved", "closed")
OUTCOMES_BEFORE = _choices("was", "area", "no_area", "absent")
OUTCOMES_NOW = _choices("now", "area", "alone", "not_eligible", "absent")
MOVES = _choices("move", "switched", "joined", "left", "eligibility", "came", "went")
CHECKS = _choices(
    "indicator",
    "structure",
    "water",
    "drainage",
    "power",
    "gas",
    "telecom",
    "sewer",
    "fire_lane",
    "lifts",
    "elderly",
    "parking",
    "chargers",
    "management",
)
CRITERIA = _choices("criterion", "location", "type", "trade", "culture", "likeness")
PARTS = _choices(
    "part",
    "tenure",
    "structure",
    "build_year",
    "storeys",
    "density",
    "trade_tags",
    "facilities",
    "former_unit",
    "historic_quarter",
    "culture_tags",
)
COST_BASES = _choices("cost_basis", "given", "works", "like", "rate")
WORK_SCOPES = _choices("in_scope", "named", "assumed", "suggested")
SAVING_ITEMS = _choices("saving_item", "mobilisation", "trench", "surface", "facilities", "fees", "bulk")
CATALOGUE_CLASSES = _choices("class", "basic", "improving", "upgrading", "indirect")
SYNC_GROUPS = _choices("sync", "networks", "surface")
SHARINGS = _choices("share", "trench", "surface", "service", "bulk", "sliding", "none")
CONFLICTS = _choices("conflict", "years_apart", "windows_apart", "new_road")
FIRMNESSES = _choices("firmness", "close", "fair", "firm", "only")
SERVICES = _choices(
    "service",
    "canteen",
    "elderly_care",
    "clinic",
    "pocket_park",
    "activity_room",
    "kiosk",
    "market",
    "parking",
    "charging",
)
SERVICE_STATES = _choices("service_state", "served", "missing", "small", "unknown")
DISTANCES = _choices("distance", "network", "straight", "pooled")
FUNDS = _choices("fund", "central", "province", "county", "bond", "utility", "residents", "private", "total")
DEMANDS = _choices("demand", "county", "deadline", "most")
BARRIER_KINDS = _choices(
    "barrier_kind",
    "water",
    "railway",
    "motorway",
    "trunk",
    "primary",
    "county_line",
    "subdistrict_line",
    "neighbourhood_line",
)
FOOTPRINTS = _choices("footprint", "surveyed", "estimated", "point")
SOURCES = _choices("source", "communities", "barriers", "boundaries", "facilities")
LOCATION_QUALITIES = _choices("location_quality", "given", "fallback")
SEVERITIES = _choices("severity", "error", "warning", "repair")
SCOPES = _choices("scope", "bank", "programme")
REVIEW_ROLES = _choices("reviewer_role", "community", "subdistrict", "county", "planner")
REVIEW_STATES = _choices("review_state", "taken", "conflict", "breaks", "noted")
OPINIONS = _choices("opinion", "agree", "object", "abstain", "absent")
ANSWERS = _choices("opts_in", "yes", "no")
VERDICTS = _choices("verdict", "passed", "too_few_vote", "too_few_agree")
