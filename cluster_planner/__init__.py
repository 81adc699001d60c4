"""Plan contiguous renovation areas of old residential communities (城镇老旧小区集中连片改造片区).

>>> import cluster_planner
>>> plan = cluster_planner.plan(gdf, barriers=rivers)  # doctest: +SKIP
>>> plan.areas, plan.evaluation.areas, plan.explore()  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cluster_planner._doors import hang_doors

if TYPE_CHECKING:
    from cluster_planner.areas import AreaProposer, Regionalizer
    from cluster_planner.model import Plan
    from cluster_planner.pipeline import Inputs, compare, plan, plan_file, read_plan, sweep_settings
    from cluster_planner.render import PlanLayer
    from cluster_planner.settings import Settings, read_settings

__all__ = [
    "AreaProposer",
    "Inputs",
    "Plan",
    "PlanLayer",
    "Regionalizer",
    "Settings",
    "compare",
    "plan",
    "plan_file",
    "read_plan",
    "read_settings",
    "sweep_settings",
]

_ROOMS = {
    "AreaProposer": "areas",
    "Inputs": "pipeline",
    "Plan": "model",
    "PlanLayer": "render",
    "Regionalizer": "areas",
    "Settings": "settings",
    "compare": "pipeline",
    "plan": "pipeline",
    "plan_file": "pipeline",
    "read_plan": "pipeline",
    "read_settings": "settings",
    "sweep_settings": "pipeline",
}

hang_doors(
    {
        "draw_map": f"{__name__}.render:draw_map",
        "plan_in_words": f"{__name__}.words.tables:plan_in_words",
        "word_error": f"{__name__}.words:word_error",
    }
)


def __getattr__(name: str) -> Any:
    """Import a room only when something in it is used, so that the command line answers at once."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
