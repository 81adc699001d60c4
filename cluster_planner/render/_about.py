"""What the page tells about the plan as a whole: where it comes from, how it was made and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from math import isfinite
from pathlib import PurePath
from typing import Any

import pandas as pd

from cluster_planner.model import Plan
from cluster_planner.render._words import LANGUAGES
from cluster_planner.settings import Settings, format_value, list_knobs
from cluster_planner.words import say_proof, speaker


def pack_about(plan: Plan) -> dict[str, Any]:
    """Return title, sources, tool, settings and findings of a plan."""
    about, crs = plan.about, plan.communities.frame.crs
    return {
        "title": str(about.get("title") or ""),
        "synthetic": bool(about.get("synthetic")),
        "inputs": [PurePath(str(path)).name for path in about.get("inputs", ())],
        "crs": crs.name if crs is not None else "",
        "tool": f"cluster_planner {version('cluster_planner')}",
        "findings": {str(severity): int(count) for severity, count in plan.findings.counts().items()},
        "quarantine": len(plan.communities.quarantine),
        "min_likeness": plan.settings.areas.min_likeness,
        "settings": _settings(plan.settings),
    }


def pack_summary(plan: Plan) -> dict[str, Any]:
    """Return the figures of the header, and what is proven of the plan in Chinese and English."""
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    areas = plan.areas
    proven = say_proof(areas.status, areas.gap)
    saving = plan.evaluation.areas.get("saving_wan", pd.Series(dtype=float)).sum()
    return {
        "areas": len(areas),
        "in_areas": int(outcomes.get("area", 0)),
        "alone": int(outcomes.get("alone", 0)),
        "not_eligible": int(outcomes.get("not_eligible", 0)),
        "without_place": int((~plan.communities.located).sum()),
        "saving_wan": float(saving),
        "value": areas.value,
        "gap": areas.gap if isfinite(areas.gap) else None,
        "certificates": [speaker(lang).write(proven, "capital") for lang in LANGUAGES],
    }


def _settings(settings: Settings) -> list[tuple[str, str, str, str, bool]]:
    """Return name, value, meaning in Chinese and English, and whether it is the default, of every knob."""
    defaults = {f"{section}.{name}": value for section, name, value, _ in list_knobs(Settings())}
    zh, en = (speaker(lang).catalogue.section("knob") for lang in LANGUAGES)
    return [
        (name, _text(value), zh[name], en[name], value == defaults[name])
        for name, value in ((f"{section}.{key}", value) for section, key, value, _ in list_knobs(settings))
    ]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_text(item)}" for name, item in value.items())
    return value if isinstance(value, str) else format_value(value)
