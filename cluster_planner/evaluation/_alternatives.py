"""The nearest alternative of each area: the most alike community beside it, and why it is not in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Communities, Likeness, Links
from cluster_planner.settings import AreaSettings


def find_alternatives(
    communities: Communities, links: Links, likeness: Likeness, outcomes: pd.DataFrame, settings: AreaSettings
) -> pd.DataFrame:
    """Find of the eligible communities linked to each area the most alike one outside, and why it is outside.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    links, likeness
        How near and how alike they are.
    outcomes : DataFrame
        ``area_id``, ``outcome`` and ``cost_alone_wan``, indexed as the communities.
    settings : AreaSettings
        Threshold and limits that may have kept it out.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``, for areas with such a community: ``other``, ``other_likeness`` (mean with the members,
        missing where unknown), ``other_reason`` (``blocked``, ``excluded``, ``taken``, ``unlike``,
        ``limit`` or ``no_gain``), ``other_detail`` (barrier, area or limit) and ``other_figure`` (total).
    """
    area = outcomes["area_id"]
    candidates = _beside(links, outcomes).join(_mean_likeness(likeness, area), on=["area_id", "other"])
    order = ["area_id", "likeness", "gap_m", "other"]
    candidates = candidates.sort_values(order, ascending=[True, False, True, True])
    best = candidates.drop_duplicates("area_id").set_index("area_id")
    limit, figure = _broken_limit(communities, outcomes, best, settings)
    reasons = {
        "blocked": best["barrier_kind"].notna(),
        "excluded": best["other"].isin(settings.excluded),
        "taken": best["other"].map(area).notna(),
        "unlike": best["likeness"] < settings.min_likeness,
        "limit": limit != "",
    }
    reason = np.select(list(reasons.values()), list(reasons), default="no_gain")
    details = {
        "blocked": best["barrier"].fillna(best["barrier_kind"]),
        "taken": best["other"].map(area),
        "limit": limit,
    }
    detail = np.select([reason == code for code in details], [part.to_numpy(object) for part in details.values()], "")
    found = best[["likeness"]].assign(reason=reason, detail=detail, figure=figure).add_prefix("other_")
    return found.assign(other=best["other"])


def _beside(links: Links, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return once for each area every eligible one linked to it from outside, by an open link where there is one."""
    area = outcomes["area_id"]
    beside = _both_ways(links.frame[["gap_m", "barrier_kind", "barrier"]], area)
    outside = beside["other"].map(area).fillna("") != beside["area_id"]
    beside = beside[outside & (beside["other"].map(outcomes["outcome"]) != "not_eligible")]
    beside = beside.assign(blocked=beside["barrier_kind"].notna())
    beside = beside.sort_values(["area_id", "other", "blocked", "gap_m", "barrier_kind", "barrier"])
    return beside.drop_duplicates(["area_id", "other"])


def _mean_likeness(likeness: Likeness, area: pd.Series) -> pd.DataFrame:
    """Return the mean likeness of each community with the members of each area, and over how many of them."""
    pairs = _both_ways(likeness.frame[["likeness"]], area)
    seen = pairs.groupby(["area_id", "other"])["likeness"]
    return pd.DataFrame({"likeness": seen.mean(), "pairs": seen.size()})


def _both_ways(pairs: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """Return the pairs seen from each end that is in an area, with that ``area_id`` and the ``other`` end."""
    table = pd.DataFrame(pairs).reset_index()
    swapped = table.rename(columns=dict(zip(PAIR, reversed(PAIR), strict=True)))
    both = pd.concat([table, swapped], ignore_index=True).rename(columns={"neighbor": "other"})
    return both.assign(area_id=both["focal"].map(area)).dropna(subset="area_id")


def _broken_limit(
    communities: Communities, outcomes: pd.DataFrame, best: pd.DataFrame, settings: AreaSettings
) -> tuple[pd.Series, pd.Series]:
    """Return the first limit that each area would break with its alternative, empty where none, and the total."""
    tops = {"communities": float(settings.max_communities)}
    tops |= {column: limit.max for column, limit in settings.limits.items() if limit.max is not None}
    area = outcomes["area_id"]
    figures = pd.DataFrame(communities.frame).assign(communities=1.0, invest_wan=outcomes["cost_alone_wan"])
    figures = figures.reindex(columns=list(tops)).fillna(0.0)
    totals = figures.groupby(area).sum().reindex(best.index) + figures.reindex(best["other"]).to_numpy()
    limit = pd.Series("", index=best.index, dtype="str")
    # A pair beyond the span has no likeness at all.
    limit = limit.mask(best["pairs"] < area.value_counts().reindex(best.index), "span_m")
    figure = pd.Series(np.nan, index=best.index)
    for column, top in tops.items():
        broken = (limit == "") & (totals[column] > top)
        limit, figure = limit.mask(broken, column), figure.mask(broken, totals[column])
    return limit, figure
