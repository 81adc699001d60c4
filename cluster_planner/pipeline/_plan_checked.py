"""The whole planner on one page: what came through the door, made into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

from cluster_planner.checkup import check_indicators
from cluster_planner.evaluation import count_checks, evaluate_areas, name_areas, outline_areas
from cluster_planner.model import Findings, NextBest, Part, Plan
from cluster_planner.pipeline._advice import advise
from cluster_planner.pipeline._case import Case, limited_costs
from cluster_planner.pipeline._clock import Clock
from cluster_planner.pipeline._door import Checked
from cluster_planner.pipeline._names import named_in_errors
from cluster_planner.pipeline._notes import note_assumptions, note_barriers
from cluster_planner.pipeline._notes_of_scope import note_scope
from cluster_planner.pipeline._what_is_known import Known, find_out
from cluster_planner.pipeline._widening import find_widening
from cluster_planner.programme import report_progress, report_statistics, report_under_way, schedule_areas
from cluster_planner.services import place_services
from cluster_planner.settings import Settings
from cluster_planner.works import count_added


def plan_checked(
    checked: Checked,
    settings: Settings,
    clock: Clock | None = None,
    *,
    about: Mapping[str, Any] | None = None,
    known: Known | None = None,
    weighed: bool = True,
) -> Plan:
    """Propose renovation areas for what came through the door; see `plan`.

    Parameters
    ----------
    checked : Checked
        From `check_tables`.
    settings : Settings
        The knobs; years that they leave open follow from the day of the plan and the years that the ledger plans for.
    clock : Clock, optional
        Takes the time of each stage.
    about : mapping, optional
        Title and inputs, for the record.
    known : Known, optional
        From `find_out`, where it was made before under the same settings.
    weighed : bool
        Weigh each area against its next best plan, and advise those alone.
    """
    clock, settings = clock or Clock(), checked.settle(settings)
    communities, barriers = checked.communities, checked.barriers
    known = known or find_out(checked, settings, clock)
    need, eligibility, works, links = known.need, known.eligibility, known.works, known.links
    case = Case(
        communities=communities,
        links=links,
        facilities=checked.facilities,
        works=works,
        quantities=limited_costs(works),
        excluded=communities.index[~eligibility["eligible"]],
        earlier=checked.earlier_area,
    )
    with clock.stage("compare"):
        likeness = case.compare(settings)
    with clock.stage("propose"), named_in_errors(communities):
        areas = case.propose(likeness, settings)
    with clock.stage("savings"):
        savings = case.share(areas.labels, settings)
    next_best, stability, widening = NextBest.none(), None, None
    if weighed:
        with clock.stage("weigh"):
            next_best = case.weigh(areas, savings, settings)
        with clock.stage("advise"):
            areas = advise(case, likeness, areas, eligibility, barriers, settings)
        if not len(areas):
            with clock.stage("widen"):
                widening = find_widening(settings, lambda wider: case.count_areas(wider, barriers))
    if settings.stability.runs:
        with clock.stage("stability"):
            stability = case.test(areas, settings)
    with clock.stage("services"):
        services = place_services(
            communities, areas.labels, checked.facilities, barriers, settings.services, checked.modes
        )
    with clock.stage("evaluate"):
        before, after = (check_indicators(them, settings.checkup) for them in (communities, known.renovated))
        evaluation = evaluate_areas(
            communities,
            need,
            links,
            likeness,
            areas,
            settings,
            works=works,
            savings=savings,
            need_after=known.need_after,
            barriers=barriers,
            eligibility=eligibility,
            next_best=next_best,
            stability=stability,
            modes=services.modes,
            checks=count_checks(communities, before, after, areas.labels),
            asked_out=_asked_out(about),
        )
    with clock.stage("schedule"):
        programme = schedule_areas(evaluation, communities, need, settings.budget, works)
    under_way = report_under_way(
        communities,
        eligibility["under_way_id"],
        name_areas(communities, eligibility["under_way_id"])["area_name_said"],
        outline_areas(communities, links, eligibility["under_way_id"], barriers, settings.links),
    )
    earlier = checked.earlier
    changes = None if earlier is None else case.compare_plans(earlier, evaluation, areas, settings)
    notes = [
        *note_barriers(barriers, settings.links, given=checked.barriers_given),
        *note_assumptions(likeness, areas, next_best, eligibility, works, evaluation, settings),
        *note_scope(communities, eligibility["eligible"], works),
    ]
    return Plan(
        communities=communities,
        barriers=barriers,
        need=need,
        need_after=known.need_after,
        works=works,
        savings=savings,
        services=services,
        links=links,
        likeness=likeness,
        areas=areas,
        evaluation=evaluation,
        programme=programme,
        settings=settings,
        findings=Findings.concat([checked.findings, *notes]),
        boundaries=checked.boundaries,
        facilities=checked.facilities,
        next_best=next_best,
        stability=stability,
        widening=widening,
        earlier=case.earlier,
        changes=changes,
        under_way=under_way,
        progress=report_progress(communities),
        statistics=report_statistics(
            communities,
            added=count_added(communities, works),
            works=works,
            services=services,
            areas=areas,
            programme=programme,
        ),
        about=_about(about or {}, checked, clock),
    )


def _asked_out(about: Mapping[str, Any] | None) -> frozenset[str]:
    """Return the communities that merged reviews leave out of all areas."""
    decisions = (about or {}).get("decisions", ())
    taken = (each for each in decisions if each["kind"] == "excluded" and each["review_state"] == "taken")
    return frozenset(member for each in taken for member in each["members"])


def _of_part(part: Part) -> dict[str, Any]:
    """Return what a table gave, without the letters of its columns."""
    return {name: value for name, value in asdict(part).items() if name != "letters"}


def _about(about: Mapping[str, Any], checked: Checked, clock: Clock) -> Mapping[str, Any]:
    packages = ("cluster_planner", "geopandas", "shapely", "pyproj", "numpy", "scipy", "highspy")
    return {
        "title": "",
        "inputs": {},
        **about,
        "date": checked.date.isoformat(),
        "read": [_of_part(part) for part in checked.parts],
        "synthetic": bool(checked.communities.frame["synthetic"].notna().any()),
        "versions": {package: version(package) for package in packages},
        "timings_s": dict(clock.seconds),
    }
