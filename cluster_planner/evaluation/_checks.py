"""The check-up of each area before and after its works: how many members pass, fail and were never checked."""

from __future__ import annotations

import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.model import Checkup, Communities

STATES = {"passed": "pass", "failed": "fail", "unchecked": "unchecked"}


def count_checks(communities: Communities, before: Checkup, after: Checkup, area: pd.Series) -> pd.DataFrame:
    """Count by area and indicator the communities that pass the check-up before and after the works.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    before, after : Checkup
        As they are, and as they will be after their works; indexed as the communities.
    area : Series of shape (n,)
        ``area_id`` of each community, missing if it is in none.

    Returns
    -------
    DataFrame
        Indexed by ``(area_id, indicator)``: members that ``passed``, ``failed`` or are ``unchecked``, and
        ``failed_households`` (of failing members with known households, missing if none are known); the
        same after the works as ``*_after``; ``coverage`` (share of members that were checked, 0 to 1); and the rule as
        ``rule_said``.

    Raises
    ------
    AlignmentError
        If a check-up is not indexed as the communities.
    """
    counts = [
        _count(communities, checkup, area.reindex(communities.index), ending)
        for checkup, ending in ((before, ""), (after, "_after"))
    ]
    table = counts[0].join(counts[1])
    table["coverage"] = 1 - table["unchecked"] / table[list(STATES)].sum(axis=1)
    return table.join(before.rules, on="indicator")


def _count(communities: Communities, checkup: Checkup, area: pd.Series, ending: str) -> pd.DataFrame:
    require_same_index(communities.index, checkup.status.index, "checkup")
    found = {name: checkup.status == state for name, state in STATES.items()}
    counts = {f"{name}{ending}": _by_indicator(held.groupby(area).sum()) for name, held in found.items()}
    table = pd.DataFrame(counts).astype(int)
    households = found["failed"].astype(float).mul(communities.frame["households"], axis=0).where(found["failed"])
    known = _by_indicator(households.groupby(area).sum(min_count=1))
    table[f"failed_households{ending}"] = known.reindex(table.index).mask(table[f"failed{ending}"] == 0, 0.0)
    return table


def _by_indicator(table: pd.DataFrame) -> pd.Series:
    """Return a table of areas and indicators as one column."""
    column = pd.Series(table.stack())  # noqa: PD013 - melting loses the index
    return column.rename_axis(["area_id", "indicator"])
