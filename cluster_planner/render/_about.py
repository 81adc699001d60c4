"""What the page tells about the plan as a whole: where it comes from, how it was made and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from math import isfinite
from pathlib import PurePath
from typing import Any

import pandas as pd

from cluster_planner._amount_spellings import WAN
from cluster_planner.model import Plan
from cluster_planner.render._words import in_all, in_each
from cluster_planner.settings import Knob, Settings, format_value, is_amount, list_knobs
from cluster_planner.words import say_proof

AMOUNTS = "万元"  # of the settings, which the page lists as a file may have them


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


def pack_money() -> dict[str, Any]:
    """Return what 万 is, and how each language of the page writes an amount: its unit, and what stands around it."""
    styles = in_each(lambda words: words.catalogue.style["money"])
    return {"wan": WAN, **{name: [style[name] for style in styles] for name in ("scale", "around")}}


def pack_summary(plan: Plan) -> dict[str, Any]:
    """Return the figures of the header, and what is proven of the plan in every language."""
    outcomes = plan.evaluation.communities["outcome"].value_counts()
    areas = plan.areas
    proven = say_proof(areas.status, areas.gap)
    saving = plan.evaluation.areas.get("saving_money", pd.Series(dtype=float)).sum()
    return {
        "areas": len(areas),
        "in_areas": int(outcomes.get("area", 0)),
        "alone": int(outcomes.get("alone", 0)),
        "not_eligible": int(outcomes.get("not_eligible", 0)),
        "without_place": int((~plan.communities.located).sum()),
        "saving_money": float(saving),
        "value": areas.value,
        "gap": areas.gap if isfinite(areas.gap) else None,
        "certificates": in_each(lambda words: words.write(proven, "capital")),
    }


def _settings(settings: Settings) -> list[tuple[str, str, tuple[str, ...], bool]]:
    """Return name, value, meaning in every language, and whether it is the default, of every knob."""
    defaults = {f"{section}.{name}": value for section, name, value, _ in list_knobs(Settings())}
    meanings = in_all("knob")
    return [
        (name := f"{section}.{key}", _text(key, value, about), meanings[name], value == defaults[name])
        for section, key, value, about in list_knobs(settings)
    ]


def _text(name: str, value: Any, about: Knob) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(key, item, about)}" for key, item in value.items())
    if is_amount(name, value, about):
        return format_value(value, AMOUNTS).replace('"', "")
    return value if isinstance(value, str) else format_value(value)
