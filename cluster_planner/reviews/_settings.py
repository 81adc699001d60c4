"""Demands as settings: what merged reviews hold a new plan to, as TOML; and added to those of the planner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cluster_planner.fields import Lang
from cluster_planner.reviews._demands import Demand
from cluster_planner.reviews._merge import Merged
from cluster_planner.reviews._words import tell_demand, tell_reviewer
from cluster_planner.settings import Settings, format_value

_KNOBS = ("together", "apart", "locked", "excluded")
_HEAD = (
    "评审意见汇总所得的要求: plan --reviews 读取; 有冲突或违反规则的意见未列入, 以 # 开头, 由规划人员决定是否启用",
    "What merged reviews demand, read by plan --reviews; conflicts and broken rules are behind a #: you decide",
)
_STATES = {"conflict": ("冲突", "in conflict"), "breaks": ("违反规则", "breaks a rule")}


def format_demands(merged: Merged, lang: Lang) -> str:
    """Return the demands of merged reviews as commented TOML that `settings.read_settings` reads.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    lang : {"zh", "en"}
        Language of the comments.
    """
    lines = [f"# {_HEAD[0 if lang == 'zh' else 1]}", "[areas]"]
    for knob in _KNOBS:
        rows = [
            row
            for demand in merged.demands
            if demand.kind == knob and demand.binding
            for row in _row(demand, merged, lang)
        ]
        lines += [f"{knob} = [", *rows, "]"]
    return "\n".join(lines) + "\n"


def _row(demand: Demand, merged: Merged, lang: Lang) -> Iterable[str]:
    """Yield one entry with what it is and whose; behind a # where it is not in force."""
    state = merged.state_of(demand)
    members = tuple(sorted(demand.members))
    value = format_value(members[0] if demand.kind == "excluded" else members)
    why = f"[{_STATES[state][0 if lang == 'zh' else 1]}] " if state in _STATES else ""
    told = f"{why}{tell_reviewer(demand.by, lang)}: {tell_demand(demand, merged.ground, lang)}"
    yield f"  {'# ' if state in _STATES else ''}{value},  # {' '.join(told.split())}"


def add_demands(settings: Settings, demands: Settings) -> Settings:
    """Return settings with the demands of others added to their own, each once.

    Parameters
    ----------
    settings : Settings
        Those of the planner; all but the demands is theirs.
    demands : Settings
        As read from what `format_demands` wrote.
    """
    added: dict[str, Any] = {
        knob: tuple(dict.fromkeys((*getattr(settings.areas, knob), *getattr(demands.areas, knob)))) for knob in _KNOBS
    }
    return replace(settings, areas=replace(settings.areas, **added))
