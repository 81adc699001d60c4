"""One small function for each indicator: from what is known of the communities to a score, 0 good, 1 bad.

A community that cannot be judged scores NaN: unknown is never good. Where an indicator is full follows
practice and the codes named next to it; none of it is an official figure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from cluster_planner.errors import SettingsError
from cluster_planner.said import Number, say
from cluster_planner.settings import CheckupSettings

STRUCTURE = {"brick_timber": 1.0, "precast_panel": 1.0, "brick_concrete": 0.5, "frame": 0.0, "reinforced_concrete": 0.0}
CONDITION = {"good": 0.0, "aged": 0.5, "broken": 1.0, "absent": 1.0}
FIRE_LANE = {"clear": 0.0, "occupied": 0.5, "narrow": 1.0}
SEWER = {"separate": 0.0, "partial": 0.5, "combined": 1.0}
MANAGEMENT = {"professional": 0.0, "neighbourhood": 0.5, "owners": 0.5, "work_unit": 0.5, "none": 1.0}
UTILITIES = ("util_water", "util_drainage", "util_power", "util_gas", "util_telecom")
FIRE_LANE_M = 4.0  # clear width that GB 50016 asks of a fire lane

Indicator = Callable[[pd.DataFrame, CheckupSettings], pd.Series]


def age(frame: pd.DataFrame, settings: CheckupSettings) -> pd.Series:
    """Score the years since completion, of the first phase where there are several."""
    if settings.new_years >= settings.old_years:
        raise SettingsError(
            say(
                "error.checkup.ages_crossed", new_years=Number(settings.new_years), old_years=Number(settings.old_years)
            ),
            say("error.checkup.set_ages_in_order"),
        )
    years = settings.age_year - frame["build_year"].fillna(frame["build_year_to"])
    return _clip((years - settings.new_years) / (settings.old_years - settings.new_years))


def structure(frame: pd.DataFrame, _: CheckupSettings) -> pd.Series:
    """Score the structure of the buildings."""
    return _look_up(frame["structure"], STRUCTURE)


def utilities(frame: pd.DataFrame, _: CheckupSettings) -> pd.Series:
    """Score the mean condition of the networks that were checked."""
    return pd.DataFrame({name: _look_up(frame[name], CONDITION) for name in UTILITIES}).mean(axis=1)


def fire_lane(frame: pd.DataFrame, _: CheckupSettings) -> pd.Series:
    """Score the fire lane by its state or its width, whichever is worse."""
    too_narrow = (frame["fire_lane_m"] < FIRE_LANE_M).astype(float).where(frame["fire_lane_m"].notna())
    return pd.DataFrame({"state": _look_up(frame["fire_lane"], FIRE_LANE), "width": too_narrow}).max(axis=1)


def sewer(frame: pd.DataFrame, _: CheckupSettings) -> pd.Series:
    """Score how far rain and foul water are separated."""
    return _look_up(frame["sewer_separation"], SEWER)


def lifts(frame: pd.DataFrame, settings: CheckupSettings) -> pd.Series:
    """Score the share of stairwells without a lift; low houses need none."""
    without = _clip(1.0 - frame["lifts"] / frame["units"].where(frame["units"] > 0))
    without = without.mask(frame["lifts"] == 0, 1.0)
    return without.where(frame["storeys"].notna()).mask(frame["storeys"] < settings.lift_storeys, 0.0)


def elderly(frame: pd.DataFrame, settings: CheckupSettings) -> pd.Series:
    """Score the share of residents over 60."""
    share = frame["residents_60"] / frame["residents"].where(frame["residents"] > 0)
    return _clip(share / settings.elderly_share)


def parking(frame: pd.DataFrame, settings: CheckupSettings) -> pd.Series:
    """Score the parking spaces that are missing for each household."""
    spaces = frame["parking"] / frame["households"].where(frame["households"] > 0)
    return _clip(1.0 - spaces / settings.parking_per_household)


def management(frame: pd.DataFrame, _: CheckupSettings) -> pd.Series:
    """Score who manages the property: nobody is worst."""
    return _look_up(frame["management"], MANAGEMENT)


INDICATORS: Mapping[str, Indicator] = MappingProxyType(
    {
        indicator.__name__: indicator
        for indicator in (age, structure, utilities, fire_lane, sewer, lifts, elderly, parking, management)
    }
)


def _clip(score: pd.Series) -> pd.Series:
    return score.clip(0.0, 1.0)


def _look_up(codes: pd.Series, scores: Mapping[str, float]) -> pd.Series:
    found: pd.Series = codes.map(scores).astype(np.float64)
    return found
