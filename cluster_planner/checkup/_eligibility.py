"""Which communities may be renovated: by their state, their kind, and the year they were built."""

from __future__ import annotations

import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.checkup._under_way import find_under_way
from cluster_planner.fields.stages import FINISHED, IN_PLAN
from cluster_planner.model import Communities
from cluster_planner.settings import EligibilitySettings

ROUNDING = 1e-9  # of shares and households: a share that is met exactly must not fail by a rounding error


def judge_eligibility(
    communities: Communities, need: pd.DataFrame, settings: EligibilitySettings, earlier: pd.Series | None = None
) -> pd.DataFrame:
    """Judge which communities may join an area.

    The year that counts is that of the first phase (``build_year``), of the last one (``build_year_to``) only where
    the first is unknown. Built up to ``built_until``: eligible in full. Built up to ``late_until``: eligible in order
    of need, until their households reach ``late_share`` of all households that are eligible or under way; nobody
    overtakes a community that did not fit. Those in an area of an earlier plan keep their place: changes elsewhere
    dissolve no area. An unknown year counts as early, an unknown state or kind is kept. Where a least share of owners
    must agree, unknown consent counts as none. Members of an area under way stay in it, see `find_under_way`.

    Parameters
    ----------
    communities : Communities
        The communities, n of them. Unknown households count as the median of the known.
    need : DataFrame
        Column ``need``, indexed as the communities; unknown need comes last.
    settings : EligibilitySettings
        Years, share, states and kinds.
    earlier : Series, optional
        ``area_id`` of each community in the earlier plan that is kept to, missing where in none.

    Returns
    -------
    DataFrame of shape (n, 4)
        Indexed as the communities. ``eligible``; ``reason``: empty where eligible, else ``status`` (already in a plan,
        built, or refused), ``tenure``, ``too_new``, ``consent``, ``no_consent`` (it is unknown), ``late_quota`` or
        ``under_way`` (waits for the area under way that it is in); ``detail``: the state and year planned, the kind,
        the year built, or that area, ``unknown_year`` for those kept without a year, and ``late_kept`` for those that
        keep their place beyond the share; ``under_way_id``: the area under way, missing where in none.

    Raises
    ------
    AlignmentError
        If need is not indexed as the communities.
    """
    require_same_index(communities.index, need.index, "need")
    frame = communities.frame
    year = frame["build_year"].fillna(frame["build_year_to"])
    reason = pd.Series("", index=frame.index, dtype="str", name="reason")
    if settings.least_consent > 0:
        reason = reason.mask(communities.consent < settings.least_consent - ROUNDING, "consent")
        reason = reason.mask(communities.consent.isna(), "no_consent")
    reason = reason.mask(year > max(settings.built_until, settings.late_until), "too_new")
    reason = reason.mask(frame["tenure"].isin(settings.excluded_tenures), "tenure")
    reason = reason.mask(frame["status"].notna() & ~frame["status"].isin(settings.statuses), "status")
    is_late = year > settings.built_until
    late, early = (reason == "") & is_late, (reason == "") & ~is_late
    kept = pd.Series(earlier, dtype="str").reindex(frame.index).notna()
    promised = late & kept & (settings.late_share > 0)
    # A finished community counts where the earlier plan has it: finishing its works changes nothing.
    begun = frame["status"].isin(IN_PLAN) & (~frame["status"].isin(FINISHED) | kept)
    asking = late & ~promised
    households, share = _households(frame), settings.late_share
    of_early = households[early | (begun & ~is_late)].sum()
    of_late = households[promised | (begun & is_late)].sum()
    fits = _within_quota(need["need"][asking], households, of_early, of_late, share)
    reason = reason.mask(asking & ~fits.reindex(frame.index, fill_value=False), "late_quota")
    under_way = find_under_way(communities, reason == "", earlier)
    reason = reason.mask((reason == "") & under_way.notna(), "under_way")
    detail = _detail(frame, reason, year).mask(reason == "under_way", under_way)
    if of_late > share * (of_early + of_late) + ROUNDING:
        detail = detail.mask(promised & (reason == ""), "late_kept")
    return pd.DataFrame({"eligible": reason == "", "reason": reason, "detail": detail, "under_way_id": under_way})


def _households(frame: pd.DataFrame) -> pd.Series:
    known = frame["households"]
    return known.fillna(known.median()).fillna(1.0)


def _within_quota(need: pd.Series, households: pd.Series, early: float, taken: float, share: float) -> pd.Series:
    """Return which applicants fit, by need, so that late <= share * (early + late) in households.

    The early ones and the late ones that are ``taken`` are there in any case.
    """
    order = need.sort_index().sort_values(ascending=False, kind="stable").index
    late = taken + households[order].cumsum()
    fits: pd.Series = late <= share * (early + late) + ROUNDING
    return fits


def _detail(frame: pd.DataFrame, reason: pd.Series, year: pd.Series) -> pd.Series:
    shown_year = _shown(year)
    detail = shown_year.where(reason.isin(["too_new", "late_quota"]), "")
    detail = detail.mask(reason == "tenure", frame["tenure"])
    detail = detail.mask(reason == "status", (frame["status"] + " " + _shown(frame["plan_year"])).str.strip())
    return detail.mask((reason == "") & year.isna(), "unknown_year")


def _shown(year: pd.Series) -> pd.Series:
    return year.astype("Int64").astype("str").mask(year.isna(), "")
