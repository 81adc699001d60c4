"""A plan that was written, had again from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner.areas import state_problem
from cluster_planner.books import Tables, plan_folder, read_record, unpack_tables
from cluster_planner.errors import SettingsError, SourceError
from cluster_planner.model import (
    Areas,
    Barriers,
    Changes,
    Communities,
    Evaluation,
    Findings,
    Likeness,
    Links,
    Move,
    NextBest,
    Plan,
    Problem,
    Programme,
    Savings,
    Services,
    Stability,
    Works,
)
from cluster_planner.pipeline._case import limited_costs
from cluster_planner.profile import CHINA, Profile
from cluster_planner.said import Code, from_plain, say
from cluster_planner.settings import recorded_settings

_ABOUT = ("title", "inputs", "date", "read", "synthetic", "versions", "decisions")


@held_to_annotations
def read_plan(folder: str | Path, profile: Profile = CHINA) -> Plan:
    """Read a plan from the folder that it was written to, whatever the language of its files.

    Parameters
    ----------
    folder : path
        Where `books.write_plan` or ``cluster-planner plan`` wrote, or one of its files there: ``plan.json`` and
        ``tables.zip`` are read.
    profile : Profile
        The country that it was made for.

    Returns
    -------
    Plan
        With the same tables as the plan that was written: to be worded, drawn, compared, kept to and written again.
        Personal data (contacts, telephone numbers, identity numbers) is never written, so those columns come back
        empty, and numbers of people in the texts of findings and of the quarantine as three asterisks; cells of the
        quarantine come back as text. Tables of the input that no plan holds, such as the rows of a ledger that went
        into no community, do not come back.

    Raises
    ------
    SourceError
        If there is no plan, it was written by version 0.1 or cannot be read, or the two files are not
        of the same plan.

    Examples
    --------
    >>> cluster_planner.read_plan("out").in_words("en").areas  # doctest: +SKIP
    """
    record = read_record(folder := plan_folder(folder))
    tables = unpack_tables(folder, record)
    try:
        return _plan_of(record, tables, profile)
    except SettingsError as error:  # of another version, or changed by hand
        raise SourceError(error.problem, say("error.books.plan_anew")) from error
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:  # lacking, or changed by hand
        raise SourceError(
            say("error.books.tables_unreadable", folder=Code(str(folder))), say("error.books.plan_anew")
        ) from error


def _plan_of(record: Mapping[str, Any], tables: Tables, profile: Profile) -> Plan:
    """Return the plan of a record and its tables."""
    settings = recorded_settings(record["settings"])
    communities = Communities(
        tables["communities.frame"],
        Findings(tables["communities.findings.frame"]),
        tables["communities.quarantine"],
        profile,
    )
    links = Links(tables["links.frame"], communities.index)
    likeness = Likeness(tables["likeness.frame"], tables["likeness.evidence"])
    works = _works(tables, record["costs"])
    earlier = _column(tables, "earlier")
    problem = state_problem(
        communities,
        links,
        likeness,
        settings.areas,
        quantities=limited_costs(works),
        excluded=communities.index[tables["evaluation.communities"]["outcome"] == "not_eligible"],
        earlier=earlier,
    )
    return Plan(
        communities=communities,
        barriers=Barriers(tables["barriers.frame"], tables["barriers.crossings"].geometry),
        need=tables["need"],
        need_after=tables["need_after"],
        works=works,
        savings=Savings(tables["savings.items"], tables["savings.corridors"]),
        services=Services(tables["services.frame"], tables["services.sites"], tables["services.modes"]),
        links=links,
        likeness=likeness,
        areas=_areas(tables, record, problem),
        evaluation=_evaluation(tables),
        programme=_programme(tables, record["programme"]),
        settings=settings,
        findings=Findings(tables["findings.frame"]),
        boundaries=tables["boundaries"],
        facilities=tables["facilities"],
        next_best=_next_best(tables["next_best.frame"]),
        stability=_stability(tables, record["stability"]),
        widening=None if record["widening"] is None else from_plain(record["widening"]),
        earlier=earlier,
        changes=_changes(tables, record["changes"]),
        under_way=gpd.GeoDataFrame(tables["under_way"]),
        progress=tables["progress"],
        statistics=tables["statistics"],
        about=_about(record),
    )


def _column(tables: Tables, name: str) -> pd.Series | None:
    """Return a table of one column as a column, if it is there."""
    return tables[name].iloc[:, 0] if name in tables else None


def _works(tables: Tables, costs: Mapping[str, Any]) -> Works:
    return Works(
        catalogue=tables["works.catalogue"],
        quantities=tables["works.quantities"],
        suggested=tables["works.suggested"],
        named=tables["works.named"],
        costs=tables["works.costs"],
        local_factor=costs["local_factor"],
        compared=costs["compared"],
    )


def _areas(tables: Tables, record: Mapping[str, Any], problem: Problem) -> Areas:
    seconds = pd.Series(record["timings_s"]["components"], dtype="float64")
    return Areas(
        labels=tables["areas.labels"].iloc[:, 0],
        frame=tables["areas.frame"],
        alone=tables["areas.alone"],
        proof=tables["areas.proof"].assign(seconds=seconds),
        problem=problem,
        components=tables["areas.components"].iloc[:, 0],
        staying=record["staying"],
        advice=tables["areas.advice"],
        obstacles=tables["areas.obstacles"],
    )


def _evaluation(tables: Tables) -> Evaluation:
    return Evaluation(
        areas=tables["evaluation.areas"],
        communities=tables["evaluation.communities"],
        criteria=tables["evaluation.criteria"],
        checks=tables["evaluation.checks"],
    )


def _programme(tables: Tables, record: Mapping[str, Any]) -> Programme:
    return Programme(
        frame=tables["programme.frame"],
        years=tables["programme.years"],
        alone=tables["programme.alone"],
        funds=tables["programme.funds"],
        payments=tables["programme.payments"],
        shortfalls=tables["programme.shortfalls"],
        value=record["value"],
        bound=record["bound"],
        status=record["status"],
    )


def _next_best(frame: pd.DataFrame) -> NextBest:
    moves = [tuple(Move(**move) for move in moves) for moves in frame["moves"]]
    return NextBest(frame.assign(moves=pd.Series(moves, frame.index, dtype="object")))


def _stability(tables: Tables, record: Mapping[str, Any] | None) -> Stability | None:
    if record is None:
        return None
    areas, communities = (tables[f"stability.{name}"].iloc[:, 0] for name in ("areas", "communities"))
    return Stability(record["runs"], areas, communities, tables["stability.pairs"])


def _changes(tables: Tables, record: Mapping[str, Any] | None) -> Changes | None:
    if record is None:
        return None
    return Changes(
        tables["changes.areas"], tables["changes.communities"], record["was_value"], record["was_saving_money"]
    )


def _about(record: Mapping[str, Any]) -> dict[str, Any]:
    timings = {name: seconds for name, seconds in record["timings_s"].items() if name != "components"}
    return {name: record[name] for name in _ABOUT if name in record} | {"timings_s": timings}
