"""Demands as settings: what merged reviews hold a new plan to, as TOML; and added to those of the planner."""

from __future__ import annotations

from collections.abc import Sequence
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
        alike: dict[tuple[frozenset[str], str], list[Demand]] = {}
        for demand in merged.demands:
            if demand.kind == knob and demand.binding:
                alike.setdefault((demand.members, merged.state_of(demand)), []).append(demand)
        lines += [f"{knob} = [", *(_entry(group, merged, lang) for group in alike.values()), "]"]
    return "\n".join(lines) + "\n"


def _entry(alike: Sequence[Demand], merged: Merged, lang: Lang) -> str:
    """Return one entry with what it is and whose, for all who want it; behind a # where it is not in force."""
    state, one = merged.state_of(alike[0]), alike[0]
    members = tuple(sorted(one.members))
    value = format_value(members[0] if one.kind == "excluded" else members)
    why = f"[{_STATES[state][0 if lang == 'zh' else 1]}] " if state in _STATES else ""
    told = "; ".join(
        f"{tell_reviewer(demand.by, lang)}: {tell_demand(demand, merged.ground, lang)}" for demand in alike
    )
    return f"  {'# ' if state in _STATES else ''}{value},  # {why}{' '.join(told.split())}"


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
        knob: _each_once((*getattr(settings.areas, knob), *getattr(demands.areas, knob)), is_list=knob == "excluded")
        for knob in _KNOBS
    }
    return replace(settings, areas=replace(settings.areas, **added))


def _each_once(entries: Sequence[Any], *, is_list: bool) -> tuple[Any, ...]:
    """Return each entry once; groups are the same whatever the order of their members."""
    first: dict[Any, Any] = {}
    for entry in entries:
        first.setdefault(entry if is_list else frozenset(entry), entry)
    return tuple(first.values())
