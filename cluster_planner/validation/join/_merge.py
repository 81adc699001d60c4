"""Two tables merged: places from one, facts from the other, and where the two disagree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import Catalogue, Field, choice_codes, plain
from cluster_planner.validation.join._pairs import said
from cluster_planner.validation.values._amounts import column_in

_NOT_BY_NAME = ("id", "confirmed")
_DATE_LENGTH = len("2000-01-01")


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of the joined table by their positions in both tables, -1 where a table has no part in it."""

    place: np.ndarray
    ledger: np.ndarray

    @classmethod
    def of(cls, pairs: pd.DataFrame, places: int, ledger: int) -> Rows:
        """Return all places in their order, then the rows of the ledger that no place has."""
        partner = np.full(places, -1)
        partner[pairs["place"]] = pairs["ledger"]
        rest = np.setdiff1d(np.arange(ledger), partner)
        return cls(np.concatenate([np.arange(places), np.full(len(rest), -1)]), np.concatenate([partner, rest]))


def coordinates_of(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the columns that say where a row lies, which the places alone do once it is matched."""
    return ("lon", "lat", "crs_tag", *(field.name for field in catalogue.locating))


def merge_tables(
    places: pd.DataFrame,
    ledger: pd.DataFrame,
    rows: Rows,
    located: np.ndarray,
    ledger_name: str,
    coordinates: Collection[str],
) -> pd.DataFrame:
    """Return one table: the ledger prevails, the places fill its gaps and say where everything lies.

    Parameters
    ----------
    places, ledger : DataFrame
        Raw tables with columns under canonical names, numbered from 0, with ``source_row``.
    rows : Rows
        Which rows belong together.
    located : ndarray of bool, shape (places,)
        Which places have a location; elsewhere the coordinates of the ledger count.
    ledger_name : str
        Name of the ledger for the user, a prefix of its row numbers.
    coordinates : collection of str
        From `coordinates_of`.

    Returns
    -------
    DataFrame
        All columns of both; a GeoDataFrame where the places have shapes.
    """
    has_place = np.append(located, False)[rows.place]  # the last stands for -1, no place
    joined = {"source_row": _source_rows(places, ledger, rows, ledger_name)}
    for name in dict.fromkeys([*places, *ledger]):
        if name in coordinates:
            here, there = _take(said(places, name), rows.place), _take(said(ledger, name), rows.ledger)
            joined[name] = _or_nothing(here.where(has_place, there))
        elif name in ledger and name in places and name != "source_row":
            here, there = _take(said(places, name), rows.place), _take(said(ledger, name), rows.ledger)
            joined[name] = _or_nothing(there.where(there != "", here))
        elif name != "source_row":
            table, at = (places, rows.place) if name in places else (ledger, rows.ledger)
            joined[name] = table[name].reindex(at).reset_index(drop=True)
    table = pd.DataFrame(joined)
    drawn = "geometry" in places and places["geometry"].dtype == "geometry"
    return gpd.GeoDataFrame(table, geometry="geometry") if drawn else table


def find_conflicts(
    places: pd.DataFrame, ledger: pd.DataFrame, pairs: pd.DataFrame, catalogue: Catalogue
) -> pd.DataFrame:
    """Return where both disagree: ``place``, ``ledger``, ``field``, ``found``, ``becomes``."""
    conflicts = []
    own = ("source_row", "geometry", *coordinates_of(catalogue))
    for field in (field for field in catalogue.bank if not field.personal and field.name not in own):
        name, column = field.name, column_in(ledger, field)
        if column not in ledger or column not in places:
            continue
        rows = pairs[pairs["basis"].isin(_NOT_BY_NAME)] if name == "name" else pairs
        here = said(places, column).to_numpy(object)[rows["place"]]
        there = said(ledger, column).to_numpy(object)[rows["ledger"]]
        both = rows[["place", "ledger"]].assign(field=name, found=here, becomes=there)
        both = both[(here != "") & (there != "") & (here != there)]
        conflicts.append(both[~_same_value(field, both["found"], both["becomes"])])
    return pd.concat(conflicts, ignore_index=True) if conflicts else pd.DataFrame(columns=["place", "ledger", "field"])


def _same_value(field: Field, here: pd.Series, there: pd.Series) -> np.ndarray:
    """Return which differently written values mean the same: figures, dates, choices, width and blanks."""
    one, other = (side.map(plain) for side in (here, there))
    if field.kind == "date":
        one, other = one.str.slice(0, _DATE_LENGTH), other.str.slice(0, _DATE_LENGTH)
    if field.choices:
        codes = choice_codes(field.choices)
        one, other = (side.map(lambda value: codes.get(value, value)) for side in (one, other))
    figure, other_figure = (pd.to_numeric(side, errors="coerce").to_numpy(float) for side in (one, other))
    same: np.ndarray = (one == other).to_numpy() | np.isclose(figure, other_figure, rtol=1e-6, atol=0.0)
    return same


def _source_rows(places: pd.DataFrame, ledger: pd.DataFrame, rows: Rows, ledger_name: str) -> pd.Series:
    """Name each row as the user finds it: in the one file, in the other, or in both."""
    here = _take(as_text(places["source_row"]), rows.place)
    there = _take(as_text(ledger["source_row"]), rows.ledger)
    there = (ledger_name + " " + there).mask(there == "", "")
    return here + np.where((here != "") & (there != ""), " + ", "") + there


def _take(text: pd.Series, at: np.ndarray) -> pd.Series:
    return text.reindex(at, fill_value="").reset_index(drop=True)


def _or_nothing(text: pd.Series) -> pd.Series:
    return text.where(text != "")
