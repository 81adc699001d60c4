"""The doors of the planner: files or tables in, a plan out; how it is made stands in ``_plan_checked.py``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import NoneType

import geopandas as gpd
import pandas as pd

from cluster_planner._arguments import require_fields
from cluster_planner.model import Plan
from cluster_planner.pipeline._clock import Clock
from cluster_planner.pipeline._compare import compare, compare_folders
from cluster_planner.pipeline._door import Checked, check_tables
from cluster_planner.pipeline._given import (
    Knobs,
    Layers,
    Table,
    as_date,
    as_earlier,
    as_layers,
    as_settings,
    require_kind,
)
from cluster_planner.pipeline._grid import parse_grid
from cluster_planner.pipeline._in_python import remedies_for_callers
from cluster_planner.pipeline._lifts import SharedLifts, share_lifts, write_flats_template, write_lifts
from cluster_planner.pipeline._plan_checked import plan_checked
from cluster_planner.pipeline._read_plan import read_plan
from cluster_planner.pipeline._report import refuse_doubts, refuse_nothing, report_findings
from cluster_planner.pipeline._reviews import REVIEW_FILES, heed_reviews, merge_files
from cluster_planner.pipeline._sweep import sweep_settings
from cluster_planner.pipeline._sweep_files import write_sweep
from cluster_planner.pipeline._tables import Inputs, Tables, read_tables
from cluster_planner.profile import CHINA, Profile
from cluster_planner.settings import Settings

__all__ = [
    "REVIEW_FILES",
    "Checked",
    "Inputs",
    "SharedLifts",
    "Tables",
    "check_tables",
    "compare",
    "compare_folders",
    "heed_reviews",
    "merge_files",
    "parse_grid",
    "plan",
    "plan_checked",
    "plan_file",
    "plan_tables",
    "read_plan",
    "read_tables",
    "refuse_doubts",
    "refuse_nothing",
    "report_findings",
    "share_lifts",
    "sweep_settings",
    "write_flats_template",
    "write_lifts",
    "write_sweep",
]


def plan(  # noqa: PLR0913 - one argument for each kind of input
    communities: Table | gpd.GeoSeries | Sequence[str | Path],
    settings: Knobs = None,
    *,
    barriers: Layers = None,
    crossings: Layers = None,
    boundaries: Layers = None,
    facilities: Layers = None,
    fields: Mapping[str, str] | str | Path | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    crs: str | None = None,
    works: Table | None = None,
    earlier: Plan | pd.Series | pd.DataFrame | str | Path | None = None,
    date: dt.date | None = None,
    profile: Profile = CHINA,
) -> Plan:
    """Propose renovation areas for a table of communities.

    Parameters
    ----------
    communities : GeoDataFrame, DataFrame, GeoSeries, path-like or sequence of path-like
        Communities as points or polygons, or with ``lon`` and ``lat`` in degrees; headers are recognised as those of
        files are. A path, several or a folder are read as the command line does; of a GeoSeries, shapes are all that
        is known.
    settings : Settings, mapping or path-like, optional
        The knobs; defaults follow common practice. By dotted names, such as ``{"areas.min_likeness": 0.6,
        "areas.limits.households": (500, 20000)}``, those that are not named keep their defaults; or a TOML file.
    barriers, crossings, boundaries, facilities : layer or sequence of layers, optional
        Rivers, railways and main roads; bridges and underpasses; counties and subdistricts; schools, markets,
        clinics and elderly care. Each a GeoDataFrame, a GeoSeries, a DataFrame with ``lon`` and ``lat``, or a path
        (``FILE`` or ``FILE:layer``).
    fields : mapping of str to str or path-like, optional
        What your own headers mean: header to canonical name, such as ``{"아파트명": "name"}``; or a mapping file.
    values : mapping of str to mapping of str to str, optional
        What your own values mean: for each field, value to code or label, such as ``{"tenure": {"직원아파트":
        "work_unit"}}``.
    crs : str, optional
        Coordinate system of the communities where nothing names it, such as ``EPSG:4547``; or the datum of the web map
        that they come from, ``GCJ02`` or ``BD09``.
    works : DataFrame or path-like, optional
        Catalogue of works in place of that of the package, such as `works.read_works` returns it, with other rates.
    earlier : Plan, Series, DataFrame or path-like, optional
        An earlier plan to keep to, or its ``area_id`` of each community, indexed by community id and missing if it
        was in none: communities stay together where that is worth more than what they lose by it, see
        ``areas.stay_weight``, and areas keep their ids.
    date : date, optional
        Day of the plan, from which the years follow that the settings leave open; today if not given.
    profile : Profile
        The country with the fields of the table, and the check-up and defaults that hold.

    Returns
    -------
    Plan
        Areas with their proof, evaluation, programme and all findings; with an earlier plan also what changed. The
        input is not changed.

    Raises
    ------
    DataError
        If the table or the earlier plan as a whole cannot be used; single bad rows go to quarantine.
    SettingsError
        If there is no setting, field or code of a name, or a setting cannot have the value given.
    SourceError
        If a file cannot be read.
    InfeasibleError
        If the settings demand what no plan can meet.
    """
    require_kind(profile, Profile, "profile")
    require_kind(crs, (str, NoneType), "crs")
    inputs = Inputs(
        table=gpd.GeoDataFrame(geometry=communities) if isinstance(communities, gpd.GeoSeries) else communities,
        barriers=as_layers(barriers, "barriers"),
        crossings=as_layers(crossings, "crossings"),
        boundaries=as_layers(boundaries, "boundaries"),
        facilities=as_layers(facilities, "facilities"),
        fields=fields,
        values=values,
        crs=crs,
        works=works,
        date=as_date(date),
        profile=profile,
    )
    knobs, kept = as_settings(settings, profile), as_earlier(earlier)
    with remedies_for_callers():
        return plan_tables(replace(read_tables(inputs), earlier=kept), knobs)


def plan_file(inputs: Inputs, settings: Knobs = None, *, strict: bool = False) -> Plan:
    """Propose renovation areas for communities on disk; see `plan`.

    Raises
    ------
    DataError
        If no community can be placed; if ``strict`` and there is any warning or error in the tables.
    SourceError
        If a file or layer is missing or cannot be read.
    """
    require_kind(inputs, Inputs, "inputs")
    require_fields(inputs)
    knobs, clock = as_settings(settings, inputs.profile), Clock()
    with clock.stage("read"):
        tables = read_tables(inputs)
    with clock.stage("validate"):
        checked = check_tables(tables, knobs)
        if strict:
            refuse_doubts(checked.findings)
        refuse_nothing(checked.communities, checked.headers, placed=True)
    return plan_checked(checked, knobs, clock, about=tables.about)


def plan_tables(tables: Tables, settings: Settings) -> Plan:
    """Propose renovation areas for tables as they were read; see `plan`."""
    clock = Clock()
    with clock.stage("validate"):
        checked = check_tables(tables, settings)
        if len(tables.communities):  # of no row at all, as a filter may leave, there is a plan without areas
            refuse_nothing(checked.communities, checked.headers)
    return plan_checked(checked, settings, clock, about=tables.about)
