"""Rules of recognising the communities of an earlier plan."""

from __future__ import annotations

from cluster_planner.model import Rule

RECOGNISED = Rule("earlier.recognised", "repair")
GONE = Rule("earlier.gone", "warning")
NAMELESS = Rule("earlier.nameless", "warning")
