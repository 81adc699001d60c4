"""Rows that may be one community: the same name in one subdistrict, or a similar name nearby."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from cluster_planner.fields import NUMERALS, arabic
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation._remarks_on_pairs import remark_on_pairs, without_earlier
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._cell_marks import DISTINCTIVE_SIGNS, GENERIC_ENDING
from cluster_planner.validation.values._ids import fingerprint

_ONE_PLACE_M = 1.0
_CLOSE_M = 100.0
_ALIKE = 88.0


def judge_namesakes(table: pd.DataFrame, places: gpd.GeoSeries, labels: pd.Series, remarks: Remarks) -> None:
    """Refuse rows that repeat another, and doubt those that might.

    Parameters
    ----------
    table : DataFrame
        ``county``, ``subdistrict``, ``name`` and all other fields, in the user's order.
    places : GeoSeries
        Where they lie, in metres.
    labels : Series
        How each row is named to the user.
    remarks : Remarks
        Collects every pair, at its later row.

    Notes
    -----
    Names are compared without width, case and blanks. Two of one name are the same community only where both are known
    to lie in one place: by their shapes, or where neither has one, by an address in rows that are equal in all. Names
    that differ in a figure, a letter or a phase (一期, 2栋) never are.
    """
    names = _comparable(table["name"].fillna(""))
    where = table["county"].fillna("") + "|" + table["subdistrict"].fillna("")
    centres = shapely.centroid(places.to_numpy())
    pairs = _same_name(where.where(names != "") + "|" + names, remarks.refused)
    gap_m = shapely.distance(centres[pairs[:, 0]], centres[pairs[:, 1]])
    one_place = np.flatnonzero((gap_m <= _ONE_PLACE_M) | _same_address(table, centres, pairs))
    again = one_place[without_earlier(pairs[one_place], remarks.refused)]
    remark_on_pairs(rules.SAME_COMMUNITY, pairs[again], labels, remarks, field="name")
    remark_on_pairs(rules.SAME_NAME, _kept(pairs, remarks), labels, remarks, field="name")
    alike = _alike_close_by(names.to_numpy(dtype=object), centres, remarks.refused)
    remark_on_pairs(rules.LIKE_NAME, alike, labels, remarks, field="name")


def _same_address(table: pd.DataFrame, centres: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Return which pairs without shapes have an address and are equal in all that is written."""
    if not len(pairs):
        return np.zeros(0, dtype=bool)
    rows = table.drop(columns="source_row").iloc[pairs.ravel()].reset_index(drop=True)
    content = fingerprint(rows).to_numpy().reshape(pairs.shape)
    at_home = table["address"].notna().to_numpy()[pairs].all(axis=1)
    placeless = shapely.is_missing(centres[pairs]).all(axis=1)
    same: np.ndarray = placeless & at_home & (content[:, 0] == content[:, 1])
    return same


def _comparable(names: pd.Series) -> pd.Series:
    """Return names without width, case and blanks, and with figures for Chinese numerals."""
    folded = names.str.normalize("NFKC").str.casefold().str.replace(r"\s+", "", regex=True)
    numeral = folded[folded.str.contains(f"[{NUMERALS}]")]
    folded[numeral.index] = numeral.map(arabic)
    return folded


def _same_name(keys: pd.Series, refused: np.ndarray) -> np.ndarray:
    """Return each later row of a name with the first and with the one before it."""
    rows = keys.reset_index(drop=True)[~refused].dropna()
    rows = rows[rows.duplicated(keep=False)]
    groups = pd.Series(rows.index, index=rows.index).groupby(rows)
    first, before = groups.transform("first").to_numpy(), groups.shift().to_numpy()
    later = rows.index.to_numpy()
    follows = ~np.isnan(before.astype(float))
    pairs = np.concatenate([
        np.column_stack([first[follows], later[follows]]),
        np.column_stack([before[follows], later[follows]]),
    ]).astype(np.intp)  # fmt: skip
    unique: np.ndarray = np.unique(pairs, axis=0)
    return unique


def _kept(pairs: np.ndarray, remarks: Remarks) -> np.ndarray:
    kept: np.ndarray = pairs[~remarks.refused[pairs].any(axis=1)]
    return kept


def _alike_close_by(names: np.ndarray, centres: np.ndarray, refused: np.ndarray) -> np.ndarray:
    """Return pairs of rows within 100 m with names that are similar but not the same."""
    stems = np.array([GENERIC_ENDING.sub("", name) for name in names], dtype=object)
    named = np.flatnonzero((stems != "") & ~refused & ~shapely.is_missing(centres))
    tree = shapely.STRtree(centres[named])
    pairs = named[tree.query(centres[named], predicate="dwithin", distance=_CLOSE_M)].T
    pairs = pairs[(pairs[:, 0] < pairs[:, 1]) & (names[pairs[:, 0]] != names[pairs[:, 1]])]
    pairs = pairs[np.lexsort(pairs.T[::-1])]
    score = cpdist(stems[pairs[:, 0]], stems[pairs[:, 1]], scorer=fuzz.ratio)
    pairs = pairs[score >= _ALIKE]
    figures = np.array(
        [DISTINCTIVE_SIGNS.findall(name) == DISTINCTIVE_SIGNS.findall(other) for name, other in names[pairs]],
        dtype=bool,
    )
    alike: np.ndarray = pairs[figures]
    return alike
