"""Layers of features around the communities: flat, valid, in the one coordinate system."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from cluster_planner._cells import as_text
from cluster_planner._people_in_tables import blot_out
from cluster_planner.errors import DataError
from cluster_planner.fields import plain
from cluster_planner.model import Findings, Note
from cluster_planner.said import Code, Fact, Label, say
from cluster_planner.validation._columns import refuse_twice
from cluster_planner.validation._reading_rules import reading_findings
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.places import _shape_rules as rules
from cluster_planner.validation.places._claims import set_straight, settle_system
from cluster_planner.validation.places._crs_names import name_system
from cluster_planner.validation.places._shapes import FARTHEST_M, is_endless, made_valid, single_parts
from cluster_planner.validation.surroundings._distances import judge_distance
from cluster_planner.validation.surroundings._kind_spellings import NAME_HEADERS
from cluster_planner.validation.values._odd_signs import odd_cells
from cluster_planner.validation.values._texts import is_nothing
from cluster_planner.validation.values._value_rules import ODD_SIGNS

_OURS = {"kind", "width_m"}  # a layer of barriers in a plan says that there are none


_DOUBTS = ("features_missing", "attributes_missing", "encoding_wrong", "encoding_doubtful", "mojibake", "reader_remark")


def tidy_features(
    raw: gpd.GeoDataFrame, crs: CRS, what: str, named: str | None = None, around: gpd.GeoSeries | None = None
) -> tuple[gpd.GeoDataFrame, Findings]:
    """Return the features of a layer in a coordinate system, without those that have no place.

    Parameters
    ----------
    raw : GeoDataFrame
        A layer as it was read; ``attrs["source"]`` names its file, where it has one, and ``attrs["notes"]`` what was
        done while it was read.
    crs : CRS
        Coordinate system of the communities.
    what : str
        What the layer holds, for messages.
    named : str, optional
        System that the user named: for layers that claim none, or one that their figures cannot be of.
    around : GeoSeries, optional
        Where the communities lie: a layer far from all of them is reported.

    Returns
    -------
    tuple of GeoDataFrame and Findings
        All columns, valid flat geometry, numbered from 0; what was left out or repaired.

    Raises
    ------
    DataError
        If the layer cannot be placed: it claims no system, a local one, or one that its figures cannot be of.
    """
    file = str(raw.attrs.get("source", ""))
    refuse_twice(raw)
    remarks = Remarks(len(raw))
    frame = raw.drop(columns=raw.geometry.name).reset_index(drop=True)
    drawn = raw.geometry.reset_index(drop=True)
    nothing = (drawn.isna() | drawn.is_empty).to_numpy()
    remarks.add(rules.FEATURE_EMPTY, nothing, field=what)
    for name, odd, found, left in odd_cells(frame):
        cells = pd.Series("", index=frame.index, dtype=object)
        remarks.add(ODD_SIGNS, odd, field=what, found=cells.mask(odd, found), becomes=cells.mask(odd, left))
        frame = frame.assign(**{name: frame[name].astype(object).mask(odd, left)})
    shapes = _placed(drawn.mask(nothing), CRS.from_user_input(crs), what, file, named, remarks)
    if around is not None:
        judge_distance(shapes, drawn, around, what, file, remarks)
    usable = ~nothing & ~remarks.refused
    if not usable.any() and not (len(raw) == 0 and set(raw.columns) >= _OURS):
        remarks.add_for_file(rules.LAYER_EMPTY, field=what, found=file, count=len(raw))
    broken = usable & ~shapely.is_valid(shapes)
    remarks.add(rules.FEATURE_MENDED, broken, field=what, found=shapely.is_valid_reason(shapes))
    shapes[broken] = made_valid(shapes[broken])
    lost = broken & shapely.is_empty(shapes)
    remarks.add(rules.FEATURE_EMPTY, lost, field=what)
    usable &= ~lost
    rows = as_text(frame["source_row"] if "source_row" in frame else pd.Series(raw.index, dtype=object))
    blank = pd.Series("", index=frame.index)
    tidy = _taken_apart(gpd.GeoDataFrame(frame, geometry=shapes, crs=crs)[usable])
    named_rows = f"{file} " + rows if file else rows
    about_rows = remarks.findings(named_rows, blank, text_of(frame, NAME_HEADERS).fillna(""))
    return tidy, Findings.concat([_doubts_of_reading(raw, what), about_rows])


def _doubts_of_reading(raw: gpd.GeoDataFrame, what: str) -> Findings:
    """Return what was done to the text of a layer while it was read, and what its file lacks."""
    notes = (Note(**note) for note in raw.attrs.get("notes", ()))
    return reading_findings(replace(note, field=what) for note in notes if note.rule in _DOUBTS)


def _taken_apart(tidy: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return each part of a collection as a feature of its own: lines and areas cut differently."""
    shapes = tidy.geometry.to_numpy()
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION
    if not mixed.any():
        return tidy.reset_index(drop=True)
    parts, owner = single_parts(shapes[mixed])
    order = np.concatenate([np.flatnonzero(~mixed), np.flatnonzero(mixed)[owner]])
    apart = tidy.iloc[order].set_geometry(np.concatenate([shapes[~mixed], parts]), crs=tidy.crs)
    return apart.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _placed(drawn: gpd.GeoSeries, crs: CRS, what: str, file: str, named: str | None, remarks: Remarks) -> np.ndarray:
    """Return flat shapes in the system of the communities; those that have no place there are refused."""
    subject = say("error.validation.shapes_of_layer", layer=Label("error.validation.layer", what), file=_name(file))
    likely = f"EPSG:{crs.to_epsg()}" if crs.is_projected else "EPSG:4546"
    system = settle_system(
        drawn, name_system(named).crs, remarks, subject=subject, likely=likely, named_wins=False, field=what
    )
    shapes: np.ndarray = shapely.force_2d(set_straight(drawn, system, remarks, field=what).to_crs(crs).to_numpy())
    remarks.add(rules.FEATURE_UNPLACED, is_endless(shapes, FARTHEST_M) & ~remarks.refused, field=what)
    if drawn.notna().any() and remarks.refused[drawn.notna()].all():
        raise DataError(
            say(
                "error.validation.no_feature_placed",
                subject=subject,
                problem=say(f"rule.{remarks.reasons().iloc[0]}.problem"),
            ),
            say("error.validation.name_metres", likely=Code(likely)),
        )
    return shapes


def _name(file: str) -> Fact | None:
    return say("error.validation.of_file", file=Code(file)) if file else None


def text_of(frame: pd.DataFrame, headers: Iterable[str]) -> pd.Series:
    """Return the first text of each row under any of several headers, where there is one, without personal data."""
    known = {plain(str(header)): header for header in reversed(list(frame.columns))}
    found = pd.Series("", index=frame.index, dtype="str")
    for header in headers:
        if plain(header) in known:
            text = as_text(frame[known[plain(header)]])
            found = found.mask(found == "", text.mask(is_nothing(text), ""))
    return blot_out(found.where(found != ""))


def order_features(frame: gpd.GeoDataFrame, columns: list[str]) -> gpd.GeoDataFrame:
    """Sort by the columns and then by location, so that the order of the file does not matter."""
    keys = pd.Series(shapely.to_wkb(frame.geometry.to_numpy(), hex=True), index=frame.index)
    ordered: gpd.GeoDataFrame = frame.assign(place=keys).sort_values([*columns, "place"], kind="stable")
    return ordered.drop(columns="place").reset_index(drop=True)
