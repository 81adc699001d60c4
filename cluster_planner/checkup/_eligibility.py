"""Which communities may be renovated: by their state, their kind, and the year they were built."""

from __future__ import annotations

import pandas as pd

from cluster_planner._align import require_same_index
from cluster_planner.model import Communities
from cluster_planner.settings import EligibilitySettings

ROUNDING = 1e-9  # of shares and households: a share that is met exactly must not fail by a rounding error


def judge_eligibility(communities: Communities, need: pd.DataFrame, settings: EligibilitySettings) -> pd.DataFrame:
    """Judge which communities may join an area.

    The year that counts is that of the first phase (``build_year``), of the last one (``build_year_to``) only where
    the first is unknown. Built up to ``built_until``: eligible in full. Built up to ``late_until``: eligible in order
    of need, until their households reach ``late_share`` of all eligible households; nobody overtakes a community that
    did not fit. An unknown year counts as early, an unknown state or kind is kept. Where a least share of owners must
    agree, unknown consent is none: silence is no consent.

    Parameters
    ----------
    communities : Communities
        The communities, n of them. Unknown households count as the median of the known.
    need : DataFrame
        Column ``need``, indexed as the communities; unknown need comes last.
    settings : EligibilitySettings
        Years, share, states and kinds.

    Returns
    -------
    DataFrame of shape (n, 3)
        Indexed as the communities. ``eligible``; ``reason``: empty where eligible, else ``status`` (already in a plan,
        built, or refused), ``tenure``, ``too_new``, ``consent``, ``no_consent`` (it is unknown) or
        ``late_quota``; ``detail``: the state and year planned, the kind, or the year built, and ``unknown_year`` for
        those kept without a year.

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
    late = (reason == "") & (year > settings.built_until)
    early = (reason == "") & ~late
    reason = reason.mask(
        late & ~_within_quota(communities, need["need"], late, early, settings.late_share), "late_quota"
    )
    return pd.DataFrame({"eligible": reason == "", "reason": reason, "detail": _detail(frame, reason, year)})


def _within_quota(
    communities: Communities, need: pd.Series, late: pd.Series, early: pd.Series, share: float
) -> pd.Series:
    """Say which of the late ones fit, so that late <= share * (early + late) in households."""
    households = communities.frame["households"]
    households = households.fillna(households.median()).fillna(1.0)
    order = need[late].sort_index().sort_values(ascending=False, kind="stable").index
    taken = households[order].cumsum()
    fits = taken <= share * (households[early].sum() + taken) + ROUNDING
    admitted: pd.Series = fits.reindex(communities.index, fill_value=False)
    return admitted


def _detail(frame: pd.DataFrame, reason: pd.Series, year: pd.Series) -> pd.Series:
    shown_year = _shown(year)
    detail = shown_year.where(reason.isin(["too_new", "late_quota"]), "")
    detail = detail.mask(reason == "tenure", frame["tenure"])
    detail = detail.mask(reason == "status", (frame["status"] + " " + _shown(frame["plan_year"])).str.strip())
    return detail.mask((reason == "") & year.isna(), "unknown_year")


def _shown(year: pd.Series) -> pd.Series:
    return year.astype("Int64").astype("str").mask(year.isna(), "")
