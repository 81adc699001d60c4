"""How much was known when a plan was made, in a clause and in a few words."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from cluster_planner.said import Count, Label, Said, Share, say, several

if TYPE_CHECKING:
    from cluster_planner.model import Evidence


def say_evidence(evidence: Evidence) -> Said:
    """Say how much was known when a plan was made, as a clause; shares are rounded down.

    Examples
    --------
    >>> from cluster_planner.model import Evidence
    >>> from cluster_planner.words import speaker
    >>> criteria = {"location": 1.0, "type": 0.8, "trade": 0.0, "culture": 0.1}
    >>> speaker("en").write(say_evidence(Evidence(criteria, areas=148, households=33, costs=0.0, barriers=False)))
    '2 of 4 criteria known (location, type); households known for 33 of 148 areas; investment known for 0% of the \
communities; no barriers in effect'
    """
    known = several(Label("evaluation.criterion_name", name) for name in evidence.known)
    return say(
        "evidence.known",
        known=Count(len(evidence.known)),
        criteria=Count(len(evidence.criteria)),
        named=say("evidence.named", criteria=known) if evidence.known else None,
        households=Count(evidence.households),
        areas=Count(evidence.areas),
        costs=Share(floor(100 * evidence.costs) / 100),
        barriers=say("evidence.barriers" if evidence.barriers else "evidence.no_barriers"),
    )


def say_evidence_brief(evidence: Evidence) -> Said:
    """Say the same in the few words that a headline has room for.

    Examples
    --------
    >>> from cluster_planner.model import Evidence
    >>> from cluster_planner.words import speaker
    >>> criteria = {"location": 1.0, "type": 0.8, "trade": 0.0, "culture": 0.1}
    >>> speaker("en").write(say_evidence_brief(Evidence(criteria, areas=148, households=33, costs=0.0, barriers=False)))
    'Known: 2 of 4 criteria, 0% of investments'
    """
    return say(
        "evidence.brief",
        known=Count(len(evidence.known)),
        criteria=Count(len(evidence.criteria)),
        costs=Share(floor(100 * evidence.costs) / 100),
    )
