"""By which rules two plans differ: their settings, what was read, and with what they were made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cluster_planner.model import WrittenPlan
from cluster_planner.settings import dotted_values

RATES = ("low_money", "mid_money", "high_money")


def differing_settings(plans: Sequence[WrittenPlan]) -> pd.DataFrame:
    """Return the settings and the rates of works that are not the same in all plans.

    Returns
    -------
    DataFrame
        Indexed by dotted name, in the order of the settings, then rates as ``rates.B01.mid_money``; a column of values
        for each plan by its place, missing if it has no such setting.
    """
    return _differing([dotted_values(plan.record["settings"]) | _rates(plan) for plan in plans])


def names_of_works(plans: Sequence[WrittenPlan]) -> dict[str, dict[str, str]]:
    """Return what each work is called, by its code and then by language; the last plan that has it decides."""
    return {
        code: {lang: name for lang, name in rate.items() if lang not in RATES}
        for plan in plans
        for code, rate in _catalogue(plan).items()
    }


def _rates(plan: WrittenPlan) -> dict[str, Any]:
    catalogue = _catalogue(plan)
    return dotted_values({"rates": {code: {name: rate[name] for name in RATES} for code, rate in catalogue.items()}})


def _catalogue(plan: WrittenPlan) -> dict[str, dict[str, Any]]:
    return (plan.record.get("costs") or {}).get("rates") or {}


def differing_inputs(plans: Sequence[WrittenPlan]) -> pd.DataFrame:
    """Return the files that not all plans read alike: indexed by name, the checksum in each plan."""
    return _differing([dict(plan.record.get("inputs") or {}) for plan in plans])


def differing_versions(plans: Sequence[WrittenPlan]) -> pd.DataFrame:
    """Return the packages that not all plans had in the same version: indexed by name, the version in each plan."""
    return _differing([dict(plan.record.get("versions") or {}) for plan in plans])


def _differing(tables: Sequence[dict[str, object]]) -> pd.DataFrame:
    names = list(dict.fromkeys(name for table in tables for name in table))
    rows = {name: [table.get(name) for table in tables] for name in names}
    unlike = {name: row for name, row in rows.items() if any(value != row[0] for value in row)}
    index = pd.Index(list(unlike), dtype="str")
    return pd.DataFrame(list(unlike.values()), index=index, columns=range(len(tables)), dtype=object)
