"""Need worked out again: the weighted mean of nine indicators over what is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

STATES = {
    "structure": {
        "brick_timber": 1.0,
        "precast_panel": 1.0,
        "brick_concrete": 0.5,
        "frame": 0.0,
        "reinforced_concrete": 0.0,
    },
    "fire_lane": {"clear": 0.0, "occupied": 0.5, "narrow": 1.0},
    "sewer_separation": {"separate": 0.0, "partial": 0.5, "combined": 1.0},
    "management": {"professional": 0.0, "neighbourhood": 0.5, "owners": 0.5, "work_unit": 0.5, "none": 1.0},
}
CONDITION = {"good": 0.0, "aged": 0.5, "broken": 1.0, "absent": 1.0}
NETWORKS = ("util_water", "util_drainage", "util_power", "util_gas", "util_telecom")
NARROW_M = 4.0


def indicators(frame, settings):
    """Return how bad each community is by each indicator, 0 to 1, missing where not known."""

    def knob(name):
        return settings[f"checkup.{name}"]

    def states(name):
        return frame[name].map(STATES[name]).astype(float)

    built = frame["build_year"].fillna(frame["build_year_to"])
    age = (knob("reference_year") - built - knob("new_years")) / (knob("old_years") - knob("new_years"))
    narrow = (frame["fire_lane_m"] < NARROW_M).astype(float).where(frame["fire_lane_m"].notna())
    without = (1 - frame["lifts"] / frame["units"].where(frame["units"] > 0)).mask(frame["lifts"] == 0, 1.0)
    low = frame["storeys"] < knob("lift_storeys")
    spaces = frame["parking"] / frame["households"].where(frame["households"] > 0)
    return pd.DataFrame(
        {
            "age": age,
            "structure": states("structure"),
            "utilities": pd.DataFrame({name: frame[name].map(CONDITION).astype(float) for name in NETWORKS}).mean(
                axis=1
            ),
            "fire_lane": pd.DataFrame({"state": states("fire_lane"), "width": narrow}).max(axis=1),
            "sewer": states("sewer_separation"),
            "lifts": without.where(frame["storeys"].notna()).mask(low, 0.0),
            "elderly": frame["residents_60"] / frame["residents"].where(frame["residents"] > 0) / knob("elderly_share"),
            "parking": 1 - spaces / knob("parking_per_household"),
            "management": states("management"),
        }
    ).clip(0, 1)


def need(frame, settings):
    """Return ``need``, ``coverage`` and what each indicator adds, indexed as the communities."""
    scores = indicators(frame, settings)
    weights = pd.Series({name: float(settings["checkup.weights"].get(name, 0)) for name in scores})
    judged = scores.notna().mul(weights).sum(axis=1)
    parts = scores.mul(weights).div(judged.where(judged > 0), axis=0)
    return parts.add_prefix("need_").assign(
        need=parts.sum(axis=1, min_count=1).clip(upper=1), coverage=judged / weights.sum()
    )


def mean_of_area(score, households, home):
    """Return the mean of each area over households; unknown ones count as the mean of the area."""
    known = households.where(households > 0).reindex(home.index)
    weight = known.fillna(known.groupby(home).transform("mean")).fillna(1.0)
    stated = score.reindex(home.index)
    weight = weight.where(stated.notna())
    total = weight.groupby(home).sum()
    return (stated * weight).groupby(home).sum() / total.where(total > 0)


def same(one, other, tolerance=1e-6):
    """Say of two columns where they agree; missing agrees with missing."""
    one, other = (np.asarray(values, dtype=float) for values in (one, other))
    return (np.isnan(one) & np.isnan(other)) | (np.abs(one - other) <= tolerance * np.maximum(1, np.abs(other)))
