"""Which communities are adjacent to each area, why each is outside, and which is the nearest alternative."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.model import PAIR, Likeness, Links, Problem
from cluster_planner.settings import AreaSettings


def judge_adjacent(
    links: Links,
    likeness: Likeness,
    outcomes: pd.DataFrame,
    settings: AreaSettings,
    problem: Problem,
) -> pd.DataFrame:
    """Judge why each community linked to an area from outside is not in it.

    Parameters
    ----------
    links, likeness
        How near and how alike the communities are.
    outcomes : DataFrame
        ``area_id`` and ``outcome``, indexed as the communities.
    settings : AreaSettings
        Threshold and exclusions that may have kept it out.
    problem : Problem
        Asked for the first rule that an area would break with each adjacent community.

    Returns
    -------
    DataFrame
        One row for each area and adjacent ``other``, the most alike first: ``area_id``, ``other``, ``likeness``
        (mean with the members, missing if unknown), ``most`` (likeness with the one that is most alike), ``reason``
        (the first that holds of ``blocked``,
        ``not_eligible``, ``excluded``, ``taken``, ``unlike``, ``limit`` and ``no_gain``), ``detail`` (area or rule),
        ``figure`` (what would break a limit), ``gap_m``, and whether it ``takes_part``.
    """
    area = outcomes["area_id"]
    adjacent = _adjacent(links, area).merge(likeness_with_areas(likeness, area), on=["area_id", "other"], how="left")
    adjacent = adjacent.sort_values(["area_id", "likeness", "gap_m", "other"], ascending=[True, False, True, True])
    adjacent = adjacent.reset_index(drop=True)
    home = adjacent["other"].map(area)
    limit, figure = _broken_limit(problem, area, adjacent)
    takes_part = adjacent["other"].map(outcomes["outcome"]) != "not_eligible"
    reasons = {
        "blocked": adjacent["barrier_kind"].notna(),
        "not_eligible": ~takes_part,
        "excluded": adjacent["other"].isin(settings.excluded),
        "taken": home.notna(),
        "unlike": adjacent["likeness"] < settings.min_likeness,
        "limit": limit != "",
    }
    reason = np.select(list(reasons.values()), list(reasons), default="no_gain")
    details = {"taken": home, "limit": limit}
    detail = np.select([reason == code for code in details], [part.to_numpy(object) for part in details.values()], "")
    found = adjacent[["area_id", "other", "likeness", "most", "gap_m"]]
    figure = figure.where(reason == "limit")
    return found.assign(reason=reason, detail=detail, figure=figure, takes_part=takes_part)


def nearest_alternatives(adjacent: pd.DataFrame) -> pd.DataFrame:
    """Return the most alike adjacent community that takes part, or the nearest if all are behind barriers.

    Parameters
    ----------
    adjacent : DataFrame
        From `judge_adjacent`.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``, for areas with such a community: ``other``, and ``other_likeness``, ``other_most``,
        ``other_reason``, ``other_detail`` and ``other_figure``.
    """
    eligible = adjacent[adjacent["takes_part"]]
    behind = eligible["reason"] == "blocked"
    # The others are in order already: the most alike first.
    order = eligible.assign(behind=behind, gap=eligible["gap_m"].where(behind, 0.0))
    order = order.sort_values(["behind", "gap"], kind="stable")
    best = order.drop_duplicates("area_id").set_index("area_id")
    found = best[["likeness", "most", "reason", "detail", "figure"]].add_prefix("other_")
    return found.assign(other=best["other"])


def _adjacent(links: Links, area: pd.Series) -> pd.DataFrame:
    """Return each community linked to an area from outside once, by an open link if there is one."""
    adjacent = _both_ways(links.frame[["gap_m", "barrier_kind"]], area)
    adjacent = adjacent[adjacent["other"].map(area).fillna("") != adjacent["area_id"]]
    adjacent = adjacent.assign(blocked=adjacent["barrier_kind"].notna())
    adjacent = adjacent.sort_values(["area_id", "other", "blocked", "gap_m", "barrier_kind"])
    return adjacent.drop_duplicates(["area_id", "other"]).drop(columns="blocked")


def likeness_with_areas(likeness: Likeness, area: pd.Series) -> pd.DataFrame:
    """Return the mean ``likeness`` of each community with the members of each area, and the greatest as ``most``."""
    pairs = _both_ways(likeness.frame[["likeness"]], area)
    seen = pairs.groupby(["area_id", "other"])["likeness"]
    return pd.DataFrame({"likeness": seen.mean(), "most": seen.max()})


def _both_ways(pairs: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """Return the pairs seen from each end that is in an area, with that ``area_id`` and the ``other`` end."""
    table = pd.DataFrame(pairs).reset_index()
    swapped = table.rename(columns=dict(zip(PAIR, reversed(PAIR), strict=True)))
    both = pd.concat([table, swapped], ignore_index=True).rename(columns={"neighbor": "other"})
    return both.assign(area_id=both["focal"].map(area)).dropna(subset="area_id")


def _broken_limit(problem: Problem, area: pd.Series, adjacent: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the first rule that each area would break with each adjacent community, empty if none, and the figure."""
    position = pd.Series(np.arange(len(problem)), problem.ids)
    home = area.reindex(problem.ids)
    members = position.groupby(home).agg(list)
    others = position.reindex(adjacent["other"]).tolist()
    joined = [np.array([other, *members[name]]) for other, name in zip(others, adjacent["area_id"], strict=True)]
    breaches = problem.breaches(joined).set_axis(adjacent.index)
    # For an area as a whole, the distance between the two is not reported.
    return breaches["rule"], breaches["figure"].where(breaches["rule"] != "span")
