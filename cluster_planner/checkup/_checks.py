"""The check-up: pass, fail or not checked, indicator by indicator.

Each check is one small function from what is known of the communities to the value that is judged, the communities
that pass, and the rule. A community without a value is not checked: unknown is never a pass and never a fail. The
rules follow GB 50016 (fire lane) and the practice of check-ups; none is an official verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from cluster_planner.checkup._indicators import FIRE_LANE_M, UTILITIES, lifts
from cluster_planner.model import Checkup, Communities
from cluster_planner.said import Count, Metres, Number, Said, Share, say
from cluster_planner.settings import CheckupSettings


class Checked(NamedTuple):
    """What one check found."""

    value: pd.Series
    passed: pd.Series
    rule: Said


Check = Callable[[pd.DataFrame, CheckupSettings], Checked]


def check_indicators(communities: Communities, settings: CheckupSettings) -> Checkup:
    """Judge which indicators of the check-up each community passes.

    Parameters
    ----------
    communities : Communities
        The communities as they are, or as they will be after their works; n of them.
    settings : CheckupSettings
        Where an indicator passes.

    Returns
    -------
    Checkup
        What was found and its status, a column for each check of their country, and the rules.
    """
    found = {name: CHECKS[name](communities.frame, settings) for name in communities.profile.checks}
    values = pd.DataFrame({name: checked.value for name, checked in found.items()}, index=communities.index)
    passed = pd.DataFrame({name: checked.passed for name, checked in found.items()}, index=communities.index)
    judged = np.where(values.isna(), "unchecked", np.where(passed, "pass", "fail"))
    status = pd.DataFrame(judged, index=values.index, columns=values.columns, dtype="str")
    rules = pd.Series({name: checked.rule for name, checked in found.items()}, dtype=object, name="rule_said")
    return Checkup(values, status, rules.to_frame().rename_axis("indicator"))


def structure(frame: pd.DataFrame, _: CheckupSettings) -> Checked:
    """Pass a structure that needs no survey of its safety first."""
    sound = ["brick_concrete", "frame", "reinforced_concrete"]
    return _codes(frame["structure"], sound, say("checkup.structure"), "other")


def fire_lane(frame: pd.DataFrame, _: CheckupSettings) -> Checked:
    """Pass a fire lane that is clear and wide enough, as far as either is known."""
    width = frame["fire_lane_m"]
    value = frame["fire_lane"].mask(frame["fire_lane"].isna() & (width >= FIRE_LANE_M), "clear")
    rule = say("checkup.fire_lane", width=Metres(FIRE_LANE_M))
    return _codes(value.mask(width < FIRE_LANE_M, "narrow"), ["clear"], rule)


def sewer(frame: pd.DataFrame, _: CheckupSettings) -> Checked:
    """Pass where rain and foul water are separated throughout."""
    return _codes(frame["sewer_separation"], ["separate"], say("checkup.sewer"))


def network(frame: pd.DataFrame, _: CheckupSettings, *, field: str) -> Checked:
    """Pass a network in good condition."""
    return _codes(frame[field], ["good"], say("checkup.network"), "unchecked")


def management(frame: pd.DataFrame, _: CheckupSettings) -> Checked:
    """Pass where anybody manages the property."""
    managed = ["professional", "neighbourhood", "owners", "work_unit"]
    return _codes(frame["management"], managed, say("checkup.management"))


def lifts_installed(frame: pd.DataFrame, settings: CheckupSettings) -> Checked:
    """Pass where no stairwell lacks a lift; the value is the share that does."""
    without = lifts(frame, settings)
    return Checked(without, without == 0, say("checkup.lifts", storeys=Count(settings.lift_storeys)))


def elderly_share(frame: pd.DataFrame, settings: CheckupSettings) -> Checked:
    """Pass where few are over 60; the value is their share."""
    share = frame["residents_60"] / frame["residents"].where(frame["residents"] > 0)
    most = settings.elderly_check_share
    return Checked(share, share < most, say("checkup.elderly", most=Share(most)))


def parking(frame: pd.DataFrame, settings: CheckupSettings) -> Checked:
    """Pass where there are spaces enough; the value is spaces for each household."""
    spaces = frame["parking"] / frame["households"].where(frame["households"] > 0)
    least = settings.parking_per_household
    return Checked(spaces, spaces >= least, say("checkup.parking", least=Number(least)))


def chargers(frame: pd.DataFrame, settings: CheckupSettings) -> Checked:
    """Pass where there are chargers enough; the value is chargers for each parking space."""
    share = frame["chargers"] / frame["parking"].where(frame["parking"] > 0)
    share = share.mask(frame["chargers"] == 0, 0.0)
    least = settings.chargers_per_space
    return Checked(share, share >= least, say("checkup.chargers", least=Share(least)))


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "structure": structure,
        **{field.removeprefix("util_"): partial(network, field=field) for field in UTILITIES},
        "sewer": sewer,
        "fire_lane": fire_lane,
        "lifts": lifts_installed,
        "elderly": elderly_share,
        "parking": parking,
        "chargers": chargers,
        "management": management,
    }
)


def _codes(codes: pd.Series, good: list[str], rule: Said, unknown: str | None = None) -> Checked:
    """Judge a field of codes; one code may stand for what is not known."""
    value = codes if unknown is None else codes.mask(codes == unknown)
    return Checked(value, value.isin(good), rule)
