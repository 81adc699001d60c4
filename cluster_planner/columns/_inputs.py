"""The tables of the input: communities, surroundings, findings, need, links, likeness."""

from __future__ import annotations

from cluster_planner.columns._column import (
    COMMUNITY_ID,
    GEOMETRY,
    PAIRED,
    Column,
    Table,
    code,
    count,
    from_field,
    metres,
    said,
    score,
    share,
    text,
)
from cluster_planner.fields import choices as allowed
from cluster_planner.profile import CHINA

_OF_THE_FILE = Column("source_row", "count")
NEED_PARTS = (
    "need_age", "need_structure", "need_utilities", "need_fire_lane", "need_sewer", "need_lifts", "need_elderly",
    "need_parking", "need_management",
)  # fmt: skip

COMMUNITIES = {
    "frame": Table(
        "communities.frame",
        (COMMUNITY_ID,),
        (
            *(from_field(field) for field in CHINA.catalogue.bank if field.name not in ("community_id", "geometry")),
            _OF_THE_FILE,
            code("location_quality", allowed.LOCATION_QUALITIES),
            GEOMETRY._replace(gaps=True),
            code("footprint", allowed.FOOTPRINTS, gaps=True),
        ),
        is_open=True,
    ),
    "quarantine": Table(
        "communities.quarantine",
        (),
        (_OF_THE_FILE, code("rule")),
        is_open=True,
    ),
}

FINDINGS = {
    "frame": Table(
        "findings.frame",
        (),
        (
            text("row"),
            text("community_id"),
            text("name"),
            text("field"),
            text("found"),
            text("becomes"),
            Column("count", "count", gaps=True),
            code("rule"),
            code("severity", allowed.SEVERITIES),
            code("source", allowed.SOURCES),
            said("becomes_said", gaps=True)._replace(always=False),
            *(text(name, gaps=True)._replace(always=False) for name in ("file", "sheet", "cell")),
        ),
    )
}

BARRIERS = {
    "frame": Table(
        "barriers.frame",
        (),
        (code("kind", allowed.BARRIER_KINDS), text("name", gaps=True), metres("width_m", gaps=True), GEOMETRY),
    )
}

BOUNDARIES = Table(
    "boundaries", (), (text("county", gaps=True), text("subdistrict", gaps=True), text("adcode", gaps=True), GEOMETRY)
)
FACILITIES = Table("facilities", (), (code("kind"), text("name", gaps=True), GEOMETRY))

_NEED = (score("need", gaps=True), share("coverage"), *(score(name, gaps=True) for name in NEED_PARTS))
NEED = Table("need", (COMMUNITY_ID,), _NEED)
NEED_AFTER = Table("need_after", (COMMUNITY_ID,), _NEED)

CHECKUP = {
    "found": Table("checkup.found", (COMMUNITY_ID,), (), is_open=True),
    "status": Table("checkup.status", (COMMUNITY_ID,), (), is_open=True),
    "rules": Table("checkup.rules", (code("indicator", allowed.CHECKS),), (said("rule_said"),)),
}

LINKS = {
    "frame": Table(
        "links.frame",
        PAIRED,
        (
            metres("gap_m"),
            metres("facing_m"),
            count("soft_lines", "lines"),
            code("barrier_kind", allowed.BARRIER_KINDS, gaps=True),
            text("barrier", gaps=True),
            said("dividers_said", gaps=True),
            GEOMETRY,
        ),
    )
}

LIKENESS = {
    "frame": Table(
        "likeness.frame",
        PAIRED,
        (
            score("location", gaps=True),
            score("type", gaps=True),
            score("trade", gaps=True),
            score("culture", gaps=True),
            score("likeness", gaps=True),
            metres("span_m"),
        ),
    ),
    "evidence": Table(
        "likeness.evidence",
        (code("criterion", allowed.CRITERIA), code("part", allowed.PARTS), score("least_value")),
        (share("alike_share"), share("unlike_share"), Column("evidence_points", "number", digits=2)),
    ),
}
