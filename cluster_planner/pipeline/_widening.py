"""Which limit is to be widened where no area could be formed, found by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Any

from cluster_planner.columns import find_column
from cluster_planner.errors import InfeasibleError, SettingsError
from cluster_planner.evaluation import say_amount
from cluster_planner.said import Code, Count, Fact, Label, Metres, Said, Score, Share, say, several
from cluster_planner.settings import Limit, Settings

STEPS = (0.25, 0.5)  # shares by which a limit is widened; a bureau will not go further

Propose = Callable[[Settings], int]


@dataclass(frozen=True)
class Wider:
    """One setting, wider: what is said of it, and how it changes the settings."""

    said: Said
    change: Callable[[Settings], Settings]


def find_widening(settings: Settings, propose: Propose) -> Said:
    """Say which limits are to be widened so that an area can be formed, each tried by planning again.

    Parameters
    ----------
    settings : Settings
        Those under which there is no area.
    propose : callable
        Returns how many areas can be formed under settings.

    Returns
    -------
    Said
        Every single limit that is enough by itself, with its smallest step; if none is, a set of limits that is enough
        and has no limit to spare; or that no widening by half is enough.
    """
    single = [found for steps in _candidates(settings) if (found := _first_that_does(steps, settings, propose))]
    if single:
        return say("widening.single", ways=several(single, "semicolons"))
    needed = [steps[-1] for steps in _candidates(settings)]
    areas = _count(settings, needed, propose)
    if not areas:
        return say("widening.none", share=Share(STEPS[-1]))
    for wider in tuple(needed):
        others = [other for other in needed if other is not wider]
        with_others = _count(settings, others, propose)
        if with_others:
            needed, areas = others, with_others
    changes = several((wider.said for wider in needed), "list")
    return say("widening.together", change=changes, areas=Count(areas))


def _first_that_does(steps: list[Wider], settings: Settings, propose: Propose) -> Said | None:
    for wider in steps:
        areas = _count(settings, [wider], propose)
        if areas:
            return say("widening.way", change=wider.said, areas=Count(areas))
    return None


def _count(settings: Settings, wider: list[Wider], propose: Propose) -> int:
    """Return how many areas there are under wider settings; none where these are beyond what a knob takes."""
    try:
        for each in wider:
            settings = each.change(settings)
        return propose(settings)
    except (InfeasibleError, SettingsError):
        return 0


def _candidates(settings: Settings) -> Iterator[list[Wider]]:
    """Yield each limit that can be widened, as steps, the least first."""
    links, areas = settings.links, settings.areas
    for name in ("max_gap_m", "max_point_gap_m"):
        reach = getattr(links, name)
        yield [_of_links(name, reach, ceil(reach * (1 + step))) for step in STEPS]
    likeness, span = areas.min_likeness, areas.max_span_m
    # Rounded as it is shown, so that what was tried is what the reader will set.
    yield [_of_areas("min_likeness", Score(likeness), Score(round(likeness * (1 - step), 2))) for step in STEPS]
    yield [_of_areas("max_span_m", Metres(span), Metres(ceil(span * (1 + step)))) for step in STEPS]
    if areas.min_communities > 2:  # noqa: PLR2004 - no area has fewer
        fewer = max(2, floor(areas.min_communities * (1 - STEPS[-1])))
        yield [_of_areas("min_communities", Count(areas.min_communities), Count(fewer))]
    for name, limit in sorted(areas.limits.items()):
        if limit.of == "area":
            yield from _of_limit(name, limit)


def _of_links(name: str, was: float, now: float) -> Wider:
    said, knob = say(f"widening.{name}", was=Metres(was), now=Metres(now)), _knob(name, now)
    return Wider(said, lambda settings: replace(settings, links=replace(settings.links, **knob)))


def _of_areas(name: str, was: Score | Metres | Count, now: Score | Metres | Count) -> Wider:
    said, knob = say(f"widening.{name}", was=was, now=now), _knob(name, now.value)
    return Wider(said, lambda settings: replace(settings, areas=replace(settings.areas, **knob)))


def _of_limit(name: str, limit: Limit) -> Iterator[list[Wider]]:
    if limit.min is not None:
        yield [_wider_limit(name, limit, "min", float(floor(limit.min * (1 - step)))) for step in STEPS]
    if limit.max is not None:
        yield [_wider_limit(name, limit, "max", float(ceil(limit.max * (1 + step)))) for step in STEPS]


def _wider_limit(name: str, limit: Limit, side: str, now: float) -> Wider:
    column = limit.column or name
    what: Fact = Label("field", column) if find_column(column) else Code(column)
    was = getattr(limit, side)
    said = say(f"widening.{side}", what=what, was=say_amount(was, column), now=say_amount(now, column))

    def change(settings: Settings) -> Settings:
        limits = settings.areas.limits
        wider = {**limits, name: replace(limits[name], **_knob(side, now))}
        return replace(settings, areas=replace(settings.areas, limits=wider))

    return Wider(said, change)


def _knob(name: str, value: float) -> dict[str, Any]:
    return {name: value}
