"""Pairs of names that are similar but not the same: in one subdistrict, or near each other."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from cluster_planner.validation.join._pairs import (
    BONUS_NEAR,
    NEAR_M,
    Rows,
    Side,
    name_doubts,
    weigh,
    with_distinctive_name,
)

SURE_NEAR = 80.0  # one character in five may differ where the place agrees
SURE_UNIT = 88.0  # one in nine, or one left out of five, where only the subdistrict agrees
ALIKE = 70.0
_CHUNK = 1000


def pairs_alike(places: Side, ledger: Side, free: Rows) -> pd.DataFrame:
    """Return the pairs of similar names that lie in one subdistrict or near each other.

    The score is the ratio of rapidfuzz between the stems of both names: 100 less the share of characters that would
    have to be taken out or put in. Figures and distinctive words (东, 新, A) must agree or be missing on one side.
    """
    named = with_distinctive_name(places, ledger, free)
    found = [_in_one_unit(places, ledger, named), _nearby(places, ledger, named)]
    pairs = pd.concat(found, ignore_index=True).drop_duplicates(["place", "ledger"], ignore_index=True)
    pairs = weigh(pairs, places, ledger)
    agreed = np.minimum(*(_agreement(pairs, places, ledger, part) for part in ("number", "mark")))
    close = pairs["near"] & (pairs["score"] >= SURE_NEAR) | pairs["same_unit"] & (pairs["score"] >= SURE_UNIT)
    doubt = name_doubts(pairs).mask(~close | (agreed < 1), "alike")
    rank = pairs["score"] * agreed + BONUS_NEAR * pairs["nearness"]
    possible = (agreed > 0) & ~pairs["far"]
    possible_pairs: pd.DataFrame = pairs.assign(basis="alike", rank=rank, doubt=doubt)[possible]
    return possible_pairs


def _in_one_unit(places: Side, ledger: Side, named: Rows) -> pd.DataFrame:
    """Compare the names of each subdistrict with each other, some rows at a time."""
    mine, theirs = (_rows_by_unit(side, rows) for side, rows in zip((places, ledger), named, strict=True))
    stems, other_stems = (side.frame["stem"].to_numpy(object) for side in (places, ledger))
    found = [_scored(np.array([], dtype=np.intp), np.array([], dtype=np.intp), np.array([]))]
    for unit in sorted(mine.keys() & theirs.keys()):
        ledger_rows = theirs[unit]
        for place_rows in np.split(mine[unit], range(_CHUNK, len(mine[unit]), _CHUNK)):
            scores = process.cdist(stems[place_rows], other_stems[ledger_rows], scorer=ratio, score_cutoff=ALIKE)
            row, column = scores.nonzero()
            found.append(_scored(place_rows[row], ledger_rows[column], scores[row, column]))
    return pd.concat(found, ignore_index=True)


def _rows_by_unit(side: Side, rows: np.ndarray) -> dict[str, np.ndarray]:
    unit = side.frame["subdistrict"]
    at = pd.Series(np.arange(len(unit)))[rows & (unit != "").to_numpy()]
    return {str(name): group.to_numpy() for name, group in at.groupby(unit)}


def _nearby(places: Side, ledger: Side, named: Rows) -> pd.DataFrame:
    """Compare the names of rows that lie at one place."""
    rows = [np.flatnonzero(chosen) for chosen in named]
    tree = shapely.STRtree(places.shapes[rows[0]])
    row, place = tree.query(ledger.shapes[rows[1]], predicate="dwithin", distance=NEAR_M)
    place, row = rows[0][place], rows[1][row]
    stems = places.frame["stem"].to_numpy(object)[place], ledger.frame["stem"].to_numpy(object)[row]
    scores = process.cpdist(*stems, scorer=ratio, score_cutoff=ALIKE)
    return _scored(place[scores > 0], row[scores > 0], scores[scores > 0])


def _scored(place: np.ndarray, ledger: np.ndarray, score: np.ndarray) -> pd.DataFrame:
    return pd.DataFrame({"place": place, "ledger": ledger, "score": score.astype("float64")})


def _agreement(pairs: pd.DataFrame, places: Side, ledger: Side, part: str) -> np.ndarray:
    """Return 1 where figures or distinctive words are equal, 0.9 where only one name has any, 0 where they differ."""
    here = places.frame[part].to_numpy(object)[pairs["place"]]
    there = ledger.frame[part].to_numpy(object)[pairs["ledger"]]
    agreed: np.ndarray = np.select([here == there, (here == "") | (there == "")], [1.0, 0.9], 0.0)
    return agreed
