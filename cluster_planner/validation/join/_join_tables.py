"""A ledger and a file of shapes joined into one table before either is judged: nothing is joined silently."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, name_alike
from cluster_planner.fields import Catalogue
from cluster_planner.model import Findings
from cluster_planner.profile import CHINA
from cluster_planner.validation._opening import in_order, not_communities
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.join import _rules as rules
from cluster_planner.validation.join._decisions import name_references, read_decisions
from cluster_planner.validation.join._findings import Party, join_findings, list_doubtful
from cluster_planner.validation.join._match import match_rows
from cluster_planner.validation.join._merge import Rows, coordinates_of, merge_tables
from cluster_planner.validation.join._pairs import Side, said
from cluster_planner.validation.places._crs_names import name_system
from cluster_planner.validation.places._locate import locate_rows
from cluster_planner.validation.values._choices import parse_choice
from cluster_planner.validation.values._ids import fingerprint, parse_ids
from cluster_planner.validation.values._personal import drop_personal


@dataclass(frozen=True, eq=False)
class Joined:
    """Places and ledger as one raw table.

    Attributes
    ----------
    table : GeoDataFrame or DataFrame
        All places, with what the ledger says of them; then the rows of the ledger that have none. ``source_row``
        names the row in each file. To be handed to `validate_communities`.
    matches : DataFrame
        The user's decisions, then the doubtful pairs, which were not joined: ``place_id``, ``ledger_id`` (the id, or
        ``row N`` where none is given or several have it), ``same`` (empty, for the user to decide), both names,
        ``score`` and ``doubt``.
    findings : Findings
        What was matched and on what grounds, what is doubtful, left over, or contradicts.
    """

    table: pd.DataFrame
    matches: pd.DataFrame
    findings: Findings


def join_tables(
    places: gpd.GeoDataFrame | pd.DataFrame,
    ledger: pd.DataFrame,
    *,
    decided: pd.DataFrame | None = None,
    ledger_name: str = "ledger",
    crs: str | None = None,
    catalogue: Catalogue = CHINA.catalogue,
) -> Joined:
    """Join a ledger to a file of places, one row to one place.

    By id where both have it; else by county, subdistrict and name; else by a like name, only in one subdistrict or
    at one place. A pair that is not clearly the best for both of its rows is doubtful and not joined.

    Parameters
    ----------
    places : GeoDataFrame or DataFrame
        Raw table with shapes, or with coordinates; columns under canonical names.
    ledger : DataFrame
        Raw table of attributes. Its coordinates, where it has any, only help to find the place.
    decided : DataFrame, optional
        Decisions of the user: ``place_id``, ``ledger_id`` and, unless all are the same, ``same`` (yes or no; rows
        without an answer are passed over).
    ledger_name : str
        How the user knows the ledger, such as its file name.
    crs : str, optional
        Coordinate system of coordinates and of shapes that name none; by default degrees.
    catalogue : Catalogue
        The fields of both.

    Returns
    -------
    Joined
        The table, the pairs to decide on, and the findings. No row is lost: a place stays a community without the
        ledger, a row of the ledger without a place.

    Raises
    ------
    DataError
        If decisions join one row to several, or a table has two columns of one name.
    """
    (places, about_places), (ledger, about_ledger) = (
        drop_personal(in_order(table).reset_index(drop=True), catalogue) for table in (places, ledger)
    )
    places, ledger = name_alike(places, ledger), name_alike(ledger, places)
    about_file = [Findings.of(rules.LEDGER_OUTLINES, field="geometry")] if "geometry" in ledger else []
    ledger, repeats = _without_repeats(ledger.drop(columns="geometry", errors="ignore"))
    located = _locate(places, crs, catalogue)
    here = _party(places, located, "")
    there = _party(ledger, _locate(ledger, crs, catalogue).to_crs(located.crs), f"{ledger_name} ")
    decisions, about_decisions = read_decisions(decided, here.reference, there.reference)
    matching = match_rows(here.side, there.side, decisions)

    coordinates = coordinates_of(catalogue)
    rows = Rows.of(matching.pairs, len(places), len(ledger))
    table = merge_tables(places, ledger, rows, located.notna().to_numpy(), ledger_name, coordinates)
    table = _without_second_claims(table, rows, matching.doubtful["ledger"], here.side.frame["id"], coordinates)
    blank, totals = not_communities(ledger.drop(columns="source_row"))
    repeated = Findings.of(rules.REPEATED_ROW, row=f"{ledger_name} " + as_text(repeats), field="community_id")
    about_rows = join_findings(here, there, matching, (blank | totals).to_numpy(), catalogue)
    findings = Findings.concat([*about_places, *about_ledger, *about_file, repeated, about_decisions, *about_rows])
    undecided = list_doubtful(here, there, matching.doubtful)
    matches = pd.concat([decided, undecided], ignore_index=True)
    return Joined(table, matches.drop_duplicates(["place_id", "ledger_id"], keep="last", ignore_index=True), findings)


def _without_repeats(ledger: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Leave out rows that repeat an earlier row of the same id; return the others, and those left out."""
    repeated = (said(ledger, "community_id") != "") & fingerprint(ledger).duplicated()
    return ledger[~repeated].reset_index(drop=True), ledger.loc[repeated, "source_row"]


def _locate(table: pd.DataFrame, crs: str | None, catalogue: Catalogue) -> gpd.GeoSeries:
    """Return where rows lie, for comparison only: faults become findings when the joined table is judged."""
    unsaid = Remarks(len(table))
    tags = parse_choice(table.get("crs_tag", said(table, "crs_tag")), catalogue["crs_tag"], {}, unsaid)
    return locate_rows(table, tags, name_system(crs), None, unsaid)


def _party(table: pd.DataFrame, places: gpd.GeoSeries, prefix: str) -> Party:
    side = Side.of(table, places)
    return Party(table, side, name_references(table, side), prefix + as_text(table["source_row"]))


def _without_second_claims(
    table: pd.DataFrame, rows: Rows, doubtful: pd.Series, ids: pd.Series, coordinates: Collection[str]
) -> pd.DataFrame:
    """Take from rows of the ledger that were not joined what a place has already: its id, and where it may lie."""
    alone = rows.place < 0
    unsure = alone & np.isin(rows.ledger, doubtful)
    nowhere = {name: table[name].mask(unsure) for name in coordinates if name in table}
    if "community_id" not in table:
        return table.assign(**nowhere)
    taken = alone & parse_ids(said(table, "community_id")).isin(ids[ids != ""]).to_numpy()
    return table.assign(**nowhere, community_id=table["community_id"].mask(taken))
