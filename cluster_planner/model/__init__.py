"""The nouns, as frozen values indexed by ``community_id`` or ``area_id``, never by position."""

from __future__ import annotations

from cluster_planner.model._advice import ADVICE, OBSTACLES
from cluster_planner.model._changes import Changes
from cluster_planner.model._checksum import plan_checksum
from cluster_planner.model._checkup import Checkup
from cluster_planner.model._empty import empty_layer
from cluster_planner.model._evidence import Evidence
from cluster_planner.model._findings import Findings, Rule, Severity
from cluster_planner.model._inputs import PAIR, Barriers, Communities, Likeness, Links
from cluster_planner.model._limits import AREAS, COUNT, ROUNDING, SUM, Quantities, exceeds, rounded_up
from cluster_planner.model._next_best import Move, NextBest
from cluster_planner.model._pieces import connected_pieces
from cluster_planner.model._plan import Plan
from cluster_planner.model._problem import Breach, Demands, Problem
from cluster_planner.model._programme import Programme
from cluster_planner.model._reading import Header, Matched, Note, Outcome, Part, RawTable, SetAside
from cluster_planner.model._results import Areas, Evaluation
from cluster_planner.model._stability import Stability
from cluster_planner.model._sums import sum_known, with_saving
from cluster_planner.model._totals import OF_AREAS, pay_under_way, sum_payments, sum_projects
from cluster_planner.model._works import Savings, Services, Works
from cluster_planner.model._written import WrittenPlan

__all__ = [
    "ADVICE",
    "AREAS",
    "COUNT",
    "OBSTACLES",
    "OF_AREAS",
    "PAIR",
    "ROUNDING",
    "SUM",
    "Areas",
    "Barriers",
    "Breach",
    "Changes",
    "Checkup",
    "Communities",
    "Demands",
    "Evaluation",
    "Evidence",
    "Findings",
    "Header",
    "Likeness",
    "Links",
    "Matched",
    "Move",
    "NextBest",
    "Note",
    "Outcome",
    "Part",
    "Plan",
    "Problem",
    "Programme",
    "Quantities",
    "RawTable",
    "Rule",
    "Savings",
    "Services",
    "SetAside",
    "Severity",
    "Stability",
    "Works",
    "WrittenPlan",
    "connected_pieces",
    "empty_layer",
    "exceeds",
    "pay_under_way",
    "plan_checksum",
    "rounded_up",
    "sum_known",
    "sum_payments",
    "sum_projects",
    "with_saving",
]
