"""All tables of a plan through the one door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import geopandas as gpd
import pandas as pd
import pyproj

from cluster_planner.columns import TABLES
from cluster_planner.model import Barriers, Communities, Findings, Header, Part, empty_layer
from cluster_planner.pipeline._cells_of_findings import place_findings
from cluster_planner.pipeline._tables import Tables
from cluster_planner.pipeline._years import settle_age, settle_years
from cluster_planner.settings import Settings, today
from cluster_planner.validation import (
    Joined,
    estimate_footprints,
    join_tables,
    judge_offsets_by_barriers,
    validate_barriers,
    validate_boundaries,
    validate_communities,
    validate_earlier,
    validate_facilities,
)

DEGREES = pyproj.CRS.from_epsg(4326)
_Validate = Callable[[gpd.GeoDataFrame], tuple[gpd.GeoDataFrame, Findings]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Checked:
    """What came through the door, all in the CRS of the communities, and what was found on the way.

    ``catalogue``, ``overrides`` and ``modes`` are the works and rules that a planner gave; ``earlier`` has the areas of
    the earlier plan, if there is one; ``matches`` are the user's decisions on a joined ledger, and the doubtful
    pairs that are left to decide; ``headers`` say what each column of the table was taken for; ``parts`` say what each
    table of each file gave; ``barriers_given`` says whether there was any layer of barriers, whatever came of it;
    ``date`` is the day of the plan.
    """

    communities: Communities
    barriers: Barriers
    boundaries: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    findings: Findings
    catalogue: pd.DataFrame | None = None
    overrides: pd.DataFrame | None = None
    modes: pd.DataFrame | None = None
    earlier: pd.DataFrame | None = None
    matches: pd.DataFrame = field(default_factory=pd.DataFrame)
    headers: tuple[Header, ...] = ()
    barriers_given: bool = False
    parts: tuple[Part, ...] = ()
    date: dt.date = field(default_factory=today)

    @property
    def earlier_area(self) -> pd.Series | None:
        """The area of each community in the earlier plan, if there is one."""
        return None if self.earlier is None else self.earlier["area_id"]

    def settle(self, settings: Settings) -> Settings:
        """Return settings that name every year; see `settle_years`."""
        return settle_years(settings, self.communities, self.date)


def check_tables(tables: Tables, settings: Settings) -> Checked:
    """Validate everything that a plan is made from.

    Parameters
    ----------
    tables : Tables
        The tables as they were read.
    settings : Settings
        Which barriers count, which columns have limits.

    Returns
    -------
    Checked
        Valid nouns and all findings.

    Raises
    ------
    DataError
        If a table as a whole cannot be used.
    """
    date = tables.date or today()
    settings = settle_age(settings, date)
    # Outlines first: they place communities, and the metric CRS follows from the places of the communities.
    outline = partial(validate_boundaries, crs=DEGREES, named=tables.crs)
    boundaries, about_boundaries = _all_of(tables.boundaries, outline, "boundaries", DEGREES)
    joined = _join_ledger(tables)
    communities = validate_communities(
        joined.table,
        settings,
        boundaries=boundaries if len(boundaries) else None,
        values=tables.values,
        crs=tables.crs,
        notes=tables.notes,
        profile=tables.profile,
        quarantine=tables.quarantine,
    )
    crs, around = communities.frame.crs, communities.frame.geometry
    barriers, about_barriers = validate_barriers(
        tables.barriers, crs, settings.links, crossings=tables.crossings, named=tables.crs, around=around
    )
    about_offsets = judge_offsets_by_barriers(communities, barriers)
    communities = estimate_footprints(communities, barriers, settings.links)
    serve = partial(validate_facilities, crs=crs, named=tables.crs, around=around)
    facilities, about_facilities = _all_of(tables.facilities, serve, "facilities", crs)
    earlier, about_earlier = _find_earlier(tables, communities)
    findings = Findings.concat(
        [
            joined.findings.within("communities"),
            communities.findings.within("communities"),
            about_offsets.within("communities"),
            about_boundaries.within("boundaries"),
            about_barriers.within("barriers"),
            about_facilities.within("facilities"),
            about_earlier,
        ]
    )
    return Checked(
        communities=communities,
        barriers=barriers,
        boundaries=boundaries.to_crs(crs),
        facilities=facilities,
        findings=place_findings(findings, tables),
        catalogue=tables.catalogue,
        overrides=tables.overrides,
        modes=tables.modes,
        earlier=earlier,
        matches=joined.matches,
        headers=tables.headers,
        barriers_given=bool(tables.barriers),
        parts=tables.parts,
        date=date,
    )


def _join_ledger(tables: Tables) -> Joined:
    """Return the communities with what their ledger says of them, if there is one."""
    if tables.ledger is None:
        return Joined(tables.communities, pd.DataFrame(), Findings.none())
    return join_tables(
        tables.communities,
        tables.ledger,
        decided=tables.matches,
        ledger_name=tables.ledger_name,
        crs=tables.crs,
        catalogue=tables.profile.catalogue,
    )


def _find_earlier(tables: Tables, communities: Communities) -> tuple[pd.DataFrame | None, Findings]:
    """Return the areas of the earlier plan under the ids of the communities, if there is one."""
    return (None, Findings.none()) if tables.earlier is None else validate_earlier(tables.earlier, communities)


def _all_of(
    layers: Sequence[gpd.GeoDataFrame], validate: _Validate, table: str, crs: pyproj.CRS
) -> tuple[gpd.GeoDataFrame, Findings]:
    """Validate several layers of one kind into one frame."""
    done = [validate(layer) for layer in layers]
    if not done:
        return empty_layer(TABLES[table], crs), Findings.none()
    frame = gpd.GeoDataFrame(pd.concat([layer for layer, _ in done], ignore_index=True), crs=crs)
    return frame, Findings.concat([findings for _, findings in done])
