"""Which rows of two tables may be about the same community, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner.fields import plain
from cluster_planner.validation.join._name_marks import LEVEL_ENDINGS
from cluster_planner.validation.join._name_parts import take_names_apart
from cluster_planner.validation.values._ids import parse_ids
from cluster_planner.validation.values._texts import is_nothing

NEAR_M = 100.0  # a point this near an outline speaks for it
FAR_M = 1000.0  # farther than any unlabelled datum moves a point
# This many rows on one point, or of one id, or of one name in one subdistrict, identify none of them.
STACK, COMMON = 5, 100
BONUS_NEAR, _BONUS_UNIT = 10.0, 5.0
_WHOLE = 100.0
# Which rows of the places, and which of the ledger, as masks.
Rows = tuple[np.ndarray, np.ndarray]
_LEVELS = ("county", "subdistrict")


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two tables, as the comparison sees it; rows by their place.

    Attributes
    ----------
    frame : DataFrame
        ``id``, ``county``, ``subdistrict`` and the parts of the name (`NameKey`); empty texts where unknown.
    shapes : ndarray of Geometry, shape (n,)
        Where the rows lie, ``None`` where that is unknown or cannot be trusted.
    """

    frame: pd.DataFrame
    shapes: np.ndarray

    @classmethod
    def of(cls, table: pd.DataFrame, places: gpd.GeoSeries) -> Side:
        """Make a side of a raw table and the places of its rows."""
        frame = take_names_apart(said(table, "name"))
        for level in _LEVELS:
            frame[level] = said(table, level).map(plain).str.replace(LEVEL_ENDINGS[level], "", regex=True)
        ids = parse_ids(said(table, "community_id"))
        frame["id"] = ids.mask(ids.groupby(ids).transform("size") > COMMON, "")
        rows = frame.groupby(["county", "subdistrict", "stem"])["key"].transform("size")
        frame["common"] = (rows > COMMON) | (frame["key"] == "")
        points = shapely.get_type_id(places.to_numpy()) == shapely.GeometryType.POINT
        stacked = points & (places.groupby(places.to_wkb()).transform("size") >= STACK).to_numpy(bool)
        return cls(frame.reset_index(drop=True), places.mask(stacked).to_numpy())


def said(table: pd.DataFrame, name: str) -> pd.Series:
    """Return a column as text, empty where the table says nothing."""
    if name not in table:
        return pd.Series("", index=table.index, dtype="str")
    text = as_text(table[name])
    return text.mask(is_nothing(text), "")


def pairs_by_id(places: Side, ledger: Side, free: Rows) -> pd.DataFrame:
    """Return the pairs that have the same id."""
    has_id = free[0] & (places.frame["id"] != "").to_numpy(), free[1] & (ledger.frame["id"] != "").to_numpy()
    pairs = _merge(places, ledger, has_id, ["id"])
    return pairs.assign(basis="id", score=_WHOLE, rank=_WHOLE, doubt="")


def pairs_by_name(places: Side, ledger: Side, free: Rows) -> pd.DataFrame:
    """Return the pairs of one name that do not differ in county and subdistrict, or that lie at one place."""
    named = with_distinctive_name(places, ledger, free)
    known = [level for level in _LEVELS if all((side.frame[level] != "").all() for side in (places, ledger))]
    pairs = weigh(_merge(places, ledger, named, ["key", *known]).assign(score=_WHOLE), places, ledger)
    pairs = pairs[~pairs["elsewhere"] | pairs["near"]]
    backed = pairs["near"] | pairs["same_unit"]
    rank = _WHOLE + BONUS_NEAR * pairs["nearness"] + _BONUS_UNIT * pairs["same_unit"]
    return pairs.assign(basis=np.where(backed, "name", "name_alone"), rank=rank, doubt=name_doubts(pairs))


def with_distinctive_name(places: Side, ledger: Side, free: Rows) -> Rows:
    """Return the free rows with a name that few others have."""
    return free[0] & ~places.frame["common"].to_numpy(), free[1] & ~ledger.frame["common"].to_numpy()


def _merge(places: Side, ledger: Side, rows: Rows, on: list[str]) -> pd.DataFrame:
    left = places.frame.loc[rows[0], on].assign(place=np.flatnonzero(rows[0]))
    right = ledger.frame.loc[rows[1], on].assign(ledger=np.flatnonzero(rows[1]))
    return left.merge(right, on=on)[["place", "ledger"]]


def weigh(pairs: pd.DataFrame, places: Side, ledger: Side) -> pd.DataFrame:
    """Return each pair with whether it is near or far, how near, in one subdistrict or two, and whether ids differ."""
    place, row = pairs["place"].to_numpy(), pairs["ledger"].to_numpy()
    metres = shapely.distance(places.shapes[place], ledger.shapes[row])
    same, differs = np.zeros(len(pairs), dtype=bool), np.zeros(len(pairs), dtype=bool)
    for level in _LEVELS:  # unknown is no difference; the last level, subdistrict, makes a unit the same
        here, there = (side.frame[level].to_numpy()[at] for side, at in ((places, place), (ledger, row)))
        known = (here != "") & (there != "")
        same = known & (here == there)
        differs |= known & (here != there)
    one_scheme = places.frame["id"][places.frame["id"] != ""].isin(ledger.frame["id"]).any()
    with_ids = (places.frame["id"].to_numpy()[place] != "") & (ledger.frame["id"].to_numpy()[row] != "")
    return pairs.assign(
        near=metres <= NEAR_M,
        nearness=np.clip(np.nan_to_num(1 - metres / NEAR_M), 0, 1),
        far=metres > FAR_M,
        same_unit=same & ~differs,
        elsewhere=differs,
        two_ids=with_ids & bool(one_scheme),
    )


def name_doubts(pairs: pd.DataFrame) -> pd.Series:
    """Return why a pair is no sure match, empty where it may be one."""
    cases = [pairs["far"], pairs["two_ids"], pairs["elsewhere"]]
    return pd.Series(np.select(cases, ["far", "two_ids", "elsewhere"], ""), index=pairs.index, dtype="str")
