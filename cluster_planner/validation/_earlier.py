"""The areas of an earlier plan: its communities found among those at hand."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from cluster_planner._cells import as_text
from cluster_planner.errors import DataError
from cluster_planner.fields import plain
from cluster_planner.model import Communities, Findings
from cluster_planner.said import say
from cluster_planner.validation import _earlier_rules as rules
from cluster_planner.validation.values._ids import parse_ids
from cluster_planner.validation.values._texts import is_nothing
from cluster_planner.validation.values._total_rows import called_totals
from cluster_planner.validation.values._value_rules import ID_GIVEN

_COLUMNS = ("community_id", "area_id", "county", "subdistrict", "name")
_SAME_PLACE_M = 1.0


def validate_earlier(raw: pd.DataFrame, communities: Communities) -> tuple[pd.DataFrame, Findings]:
    """Find the communities of an earlier plan among those at hand.

    A community is known by its id, unless ids were given by the software: those number the rows and change with
    them. Otherwise it is known by its name, where that is unique in its subdistrict, or by its place.

    Parameters
    ----------
    raw : DataFrame or GeoDataFrame
        ``area_id``, and what is known of ``community_id``, ``county``, ``subdistrict``, ``name`` and shapes.
    communities : Communities
        The communities at hand.

    Returns
    -------
    tuple of DataFrame and Findings
        ``area_id`` (missing where in none) and ``name``, indexed by ``community_id``, also those that are not at hand;
        and what could not be used.

    Raises
    ------
    DataError
        If the earlier plan puts a community into two areas, or none of those in its areas is at hand.
    """
    table = _tidy(raw)
    found = _recognise(table, communities)
    by_other_means = found.notna() & (found != table["community_id"])
    own = table["community_id"].where(table["community_id"] != "", table["name"])
    # An id that now stands for another community is put in brackets.
    own = own.where(~own.isin(communities.index), "(" + own + ")")
    labelled = table["area_id"].notna()
    counted = {
        rules.RECOGNISED: by_other_means,
        rules.GONE: labelled & found.isna() & (own != ""),
        rules.NAMELESS: labelled & found.isna() & (own == ""),
    }
    _refuse_strangers(labelled & found.notna(), communities, own)
    earlier = table.assign(community_id=found.fillna(own))[found.notna() | (own != "")]
    findings = [
        Findings.of(rule, field="community_id", count=int(rows.sum())) for rule, rows in counted.items() if rows.any()
    ]
    return _each_once(earlier)[["area_id", "name"]].astype("str"), Findings.concat(findings)


def _tidy(raw: pd.DataFrame) -> pd.DataFrame:
    """Return all columns as text, empty where missing except for ``area_id``; the shapes as they are; no totals."""
    raw = raw.reset_index(drop=True)
    texts = {name: as_text(raw[name]) if name in raw else pd.Series("", raw.index, dtype="str") for name in _COLUMNS}
    table = pd.DataFrame({name: text.mask(is_nothing(text), "") for name, text in texts.items()})
    table["community_id"] = parse_ids(table["community_id"])
    # A plan writes the id of a community that has no name in its place.
    table["name"] = table["name"].mask(table["name"] == table["community_id"], "")
    table["area_id"] = table["area_id"].str.split().str.join(" ").where(table["area_id"] != "")
    if isinstance(raw, gpd.GeoDataFrame) and raw.crs is not None:
        table = gpd.GeoDataFrame(table, geometry=raw.geometry)
    return table[~called_totals(table)].reset_index(drop=True)


def _recognise(table: pd.DataFrame, communities: Communities) -> pd.Series:
    """Return which of the communities at hand each row is, missing where it is none of them."""
    ids, frame = table["community_id"], communities.frame
    numbered = (communities.findings.frame["rule"] == ID_GIVEN.id).any()
    found = ids.where(ids.isin(frame.index) & (not numbered))
    for recognise in (_by_name, _by_place):
        rest, free = table[found.isna()], frame[~frame.index.isin(found)]
        found = found.fillna(recognise(rest, free))
    return found


def _by_name(rest: pd.DataFrame, free: gpd.GeoDataFrame) -> pd.Series:
    """Recognise rows by a name that is the only one of its subdistrict on both sides."""
    theirs, ours = _name_key(rest), _name_key(free)
    unique = ours[~ours.duplicated(keep=False)]
    known = pd.Series(unique.index, index=unique.to_numpy(), dtype="str")
    return theirs[~theirs.duplicated(keep=False)].map(known).astype("str")


def _name_key(table: pd.DataFrame) -> pd.Series:
    """Return county, subdistrict and name as one text; rows without a name are left out."""
    texts = {name: table[name].astype("str").fillna("") for name in _COLUMNS[2:]}
    key = texts["county"] + "|" + texts["subdistrict"] + "|" + texts["name"]
    return key[texts["name"] != ""].map(plain, na_action="ignore")


def _by_place(rest: pd.DataFrame, free: gpd.GeoDataFrame) -> pd.Series:
    """Recognise rows by a centre on which exactly one community lies."""
    if not isinstance(rest, gpd.GeoDataFrame) or rest.empty or free.empty:
        return pd.Series(index=rest.index, dtype="str")
    theirs, ours = _placed_centres(rest.to_crs(free.crs)), _placed_centres(free)
    distance, place = cKDTree(np.column_stack([ours.x, ours.y])).query(
        np.column_stack([theirs.x, theirs.y]), k=2, distance_upper_bound=_SAME_PLACE_M
    )
    only = np.isfinite(distance[:, 0]) & np.isinf(distance[:, 1])
    found = pd.Series(ours.index[place[only, 0]], index=theirs.index[only], dtype="str")
    return found[~found.duplicated(keep=False)]


def _placed_centres(table: gpd.GeoDataFrame) -> gpd.GeoSeries:
    shapes = table.geometry
    centres: gpd.GeoSeries = shapes[shapes.notna() & ~shapes.is_empty].centroid
    return centres


def _refuse_strangers(usable: pd.Series, communities: Communities, own: pd.Series) -> None:
    if len(communities) and not usable.any():
        raise DataError(
            say("error.validation.nobody_of_earlier"),
            say("error.validation.check_keep"),
            own.head(3).tolist(),
        )


def _each_once(earlier: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each community, indexed by it; refuse a community in two areas."""
    ids = earlier["community_id"]
    torn = earlier.groupby(ids)["area_id"].transform("nunique") > 1
    if torn.any():
        raise DataError(
            say("error.validation.earlier_torn"),
            say("error.validation.correct_there"),
            sorted(ids[torn].unique()),
        )
    ordered = earlier.sort_values(["community_id", "area_id", "name"], kind="stable")
    return pd.DataFrame(ordered.drop_duplicates("community_id").set_index("community_id"))
