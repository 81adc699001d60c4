"""What the ledger leaves open of planned works and consent, reported as findings: it is assumed, or not counted."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.model import Communities, Findings, Rule, Works
from cluster_planner.works import read_scope

CONSENT_UNKNOWN = Rule("plan.consent_unknown", "warning")
WORKS_UNSAID = Rule("plan.works_unsaid", "warning")
WORKS_STRANGE = Rule("plan.works_strange", "warning")
WORKS_UNMEASURED = Rule("plan.works_unmeasured", "warning")
MOST_ENTRIES = 20  # that one finding lists


def note_scope(communities: Communities, eligible: pd.Series, works: Works) -> Iterator[Findings]:
    """Report where consent or planned works are not given, and which works are not understood or not measured.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    eligible : Series of bool
        Which of them may take part; nothing is reported of the others.
    works : Works
        What is needed by each.
    """
    taking_part = Communities(communities.frame[eligible.to_numpy()], profile=communities.profile)
    silent = int(taking_part.consent.isna().sum())
    if silent:
        yield Findings.of(CONSENT_UNKNOWN, field="consent_share", count=silent)
    scope = read_scope(taking_part, works.catalogue)
    unsaid = int((~scope.is_stated).sum())
    if unsaid:
        yield Findings.of(WORKS_UNSAID, field="works", count=unsaid)
    unmeasured = scope.unmeasured(works.quantities.reindex(taking_part.index))
    for rule, entries in ((WORKS_STRANGE, scope.strange), (WORKS_UNMEASURED, unmeasured)):
        if len(entries):
            listed = (f"{entry} ({count})" for entry, count in entries.head(MOST_ENTRIES).items())
            yield Findings.of(rule, field="works", found="; ".join(listed))
