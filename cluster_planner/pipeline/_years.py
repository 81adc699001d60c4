"""The years that settings leave open: from the day of the plan, and from the years that the ledger plans for."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from cluster_planner.model import Communities
from cluster_planner.settings import Settings


def settle_age(settings: Settings, date: dt.date) -> Settings:
    """Return settings that name the year from which age is counted: that of the day, where they leave it open."""
    if settings.checkup.reference_year is not None:
        return settings
    return replace(settings, checkup=replace(settings.checkup, reference_year=date.year))


def settle_years(settings: Settings, communities: Communities, date: dt.date) -> Settings:
    """Return settings that name every year of the plan, so that its record repeats it on any day.

    Parameters
    ----------
    settings : Settings
        Years that they name stay as they are.
    communities : Communities
        With ``status`` and ``plan_year``: the year that most of those that wait for a plan are meant for is the first
        of the programme, of several the earliest, unless it is past.
    date : date
        The day of the plan; where the ledger names no year to come, the programme starts in the next one.
    """
    settled = settle_age(settings, date)
    if settled.budget.first_year is not None:
        return settled
    frame = communities.frame
    waiting = frame["status"].isna() | frame["status"].isin(settings.eligibility.statuses)
    meant = frame["plan_year"][waiting & (frame["plan_year"] >= date.year)].mode()
    first = date.year + 1 if meant.empty else int(meant.min())
    return replace(settled, budget=replace(settled.budget, first_year=first))
