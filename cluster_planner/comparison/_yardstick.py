"""What the areas of one plan are worth by the rules of another: the same yardstick for both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_planner.model import WrittenPlan

# Likeness and facing sides come from these and from the input: if they differ, no figure of one plan says anything
# about the other.
_MEASURING = ("links", "likeness")
_COUNTED = ("communities", "links_open", "links_blocked")  # the same input and settings make the same of them
_NEEDED = ("communities", "likeness_mean", "facing_m")


def value_by_rules_of(plan: WrittenPlan, base: WrittenPlan) -> float | None:
    """Return the value of the areas of a plan by the threshold and weights of another.

    As in `areas.value_of`: likeness above the threshold over all pairs of an area, and ``saving_weight`` for every
    member after the first and for the metres along which members face each other. Whether the areas keep the limits of
    the other plan is not checked.

    Parameters
    ----------
    plan, base : WrittenPlan
        The plan with the areas, and the one with the rules.

    Returns
    -------
    float or None
        None if the two do not measure likeness alike, from the same input.
    """
    if unlike_measure(plan, base) or not set(_NEEDED) <= set(plan.areas):
        return None
    rules = base.record["settings"]["areas"]
    members, likeness, facing_m = (plan.areas[name].astype(float) for name in _NEEDED)
    pairs = members * (members - 1) / 2
    shared = (members - 1) + facing_m.fillna(0.0) / rules["trench_m_per_mobilisation"]
    return float((pairs * (likeness - rules["min_likeness"]) + rules["saving_weight"] * shared).sum())


def unlike_measure(plan: WrittenPlan, base: WrittenPlan) -> str:
    """Return what two plans do not measure alike, nothing if all is alike.

    That is ``input``, ``links``, ``likeness``, or ``span``: the pairs within the span are the evidence from which the
    weight of each part of a criterion is drawn.
    """
    if not _same_input(plan.record, base.record):
        return "input"
    knobs, other = (record["settings"] for record in (plan.record, base.record))
    unlike = next((name for name in _MEASURING if knobs[name] != other[name]), "")
    is_same_span = knobs["areas"]["max_span_m"] == other["areas"]["max_span_m"]
    return unlike or ("" if is_same_span else "span")


def _same_input(record: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether the files that both plans name are the same, and made the same links.

    A plan that keeps to an earlier one, or meets reviews, names files that the other does not.
    """
    inputs = [each.get("inputs") or {} for each in (record, other)]
    shared = inputs[0].keys() & inputs[1].keys()
    is_same = all(inputs[0][name] == inputs[1][name] for name in shared) and (shared or inputs[0] == inputs[1])
    return bool(is_same) and all(record["counts"][name] == other["counts"][name] for name in _COUNTED)
