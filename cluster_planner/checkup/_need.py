"""Need: the weighted mean of what could be judged, with its parts and its coverage."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cluster_planner.checkup._indicators import INDICATORS
from cluster_planner.errors import SettingsError
from cluster_planner.model import Communities
from cluster_planner.said import Code, say, several
from cluster_planner.settings import CheckupSettings


def score_need(communities: Communities, settings: CheckupSettings) -> pd.DataFrame:
    """Score how badly each community needs renovation.

    Need is the weighted mean of the indicators that could be judged: what is unknown is left out and the
    weight of the others renormalised, so a gap in the data makes a community neither better nor worse. How much of the
    weight could be judged is given as ``coverage``.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    settings : CheckupSettings
        Weights of the indicators and where each is full.

    Returns
    -------
    DataFrame
        Indexed as the communities. ``need`` (0 to 1; missing where nothing could be judged), ``coverage`` (0 to
        1) and one column ``need_<indicator>`` for each indicator: what it adds to need, missing where it could not be
        judged. The parts add up to need.

    Raises
    ------
    SettingsError
        If a weight names an indicator that does not exist, or the ages of no and of full need are the wrong way round.
    """
    indicators = {name: INDICATORS[name] for name in communities.profile.indicators}
    weights = _weights(settings, list(indicators))
    frame = communities.frame
    scores = pd.DataFrame({name: score(frame, settings) for name, score in indicators.items()}, index=frame.index)
    judged = scores.notna().mul(weights).sum(axis=1)
    parts = scores.mul(weights).div(judged.where(judged > 0), axis=0).add_prefix("need_")
    need = parts.sum(axis=1, min_count=1).clip(upper=1.0)  # a rounding error may lift it above 1
    return pd.concat([need.rename("need"), (judged / weights.sum()).rename("coverage"), parts], axis=1)


def _weights(settings: CheckupSettings, indicators: Sequence[str]) -> pd.Series:
    unknown = sorted(set(settings.weights) - set(indicators))
    if unknown:
        raise SettingsError(
            say("error.checkup.unknown_indicators"),
            say("error.checkup.choose_indicators", indicators=several(Code(item) for item in indicators)),
            unknown,
        )
    weights = pd.Series({name: float(settings.weights.get(name, 0.0)) for name in indicators})
    if weights.sum() <= 0:
        raise SettingsError(
            say("error.checkup.no_weights"),
            say("error.checkup.give_a_weight"),
        )
    return weights
