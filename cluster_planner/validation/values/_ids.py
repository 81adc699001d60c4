"""Ids: one for each community, the same whatever the order of the rows."""

from __future__ import annotations

from itertools import count, islice

import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules

_LEAST_DIGITS = 4
_DIGITS_KEPT = 15  # by a spreadsheet, of a number
_IN_POWERS = r"\d(?:\.\d+)?[eE]\+?\d{2}"
_LONG = r"\d{16,25}"


def parse_ids(text: pd.Series) -> pd.Series:
    """Return ids as text that is the same however it was typed: width folded, on one line, ``12.0`` as ``12``."""
    return (
        text.str.normalize("NFKC")
        .str.replace(r"\s*[\r\n\t]+\s*", " ", regex=True)
        .str.replace(r"^(\d+)\.0+$", r"\1", regex=True)
    )


def forget_rounded(ids: pd.Series, remarks: Remarks) -> pd.Series:
    """Return ids without those that a spreadsheet has rounded to the same figures; they prove no duplicates.

    Parameters
    ----------
    ids : Series
        Given ids, missing where there is none.
    remarks : Remarks
        Collects a doubt on each id that was rounded.

    Returns
    -------
    Series
        Rounded ids that differ stay as they are written.
    """
    text = ids.fillna("")
    in_powers = text.str.fullmatch(_IN_POWERS)
    long = text.str.fullmatch(_LONG)
    rounded_off = text[long].map(_is_rounded).astype("bool")
    round_ones = rounded_off.reindex(ids.index, fill_value=False)
    # A whole id may end in zeros too, but hardly that of several rows.
    rounded = in_powers | (round_ones & (bool(rounded_off.all()) | ids.duplicated(keep=False)))
    remarks.add(rules.ID_ROUNDED, rounded, field="community_id", found=text)
    return ids.mask(rounded & ids.duplicated(keep=False))


def _is_rounded(text: str) -> bool:
    """Whether a number has no more than the 15 digits that a spreadsheet keeps."""
    return int(text) == int(float(f"{float(text):.15g}")) or not text[_DIGITS_KEPT:].strip("0")


def judge_duplicates(ids: pd.Series, table: pd.DataFrame, remarks: Remarks) -> None:
    """Refuse rows that repeat an id: all of them where they differ, all but the first where they are the same.

    Parameters
    ----------
    ids : Series
        Given ids, missing where there is none.
    table : DataFrame
        The rows as they came, in the user's order.
    remarks : Remarks
        Collects the refusals.
    """
    given = ids[ids.notna() & ~remarks.refused]
    repeated = given[given.duplicated(keep=False)]
    if repeated.empty:
        return
    variants = fingerprint(table.loc[repeated.index]).groupby(repeated).transform("nunique")
    differ = (variants > 1).reindex(ids.index, fill_value=False)
    again = repeated.duplicated().reindex(ids.index, fill_value=False)
    remarks.add(rules.DUPLICATE_ID, differ, field="community_id", found=ids)
    remarks.add(rules.DUPLICATE_ROW, again & ~differ, field="community_id", found=ids)


def fingerprint(table: pd.DataFrame) -> pd.Series:
    """Return a hash of the content of each row."""
    said = {
        name: shapely.to_wkb(column.to_numpy(), hex=True) if column.dtype == "geometry" else as_text(column)
        for name, column in table.items()
        if name != "source_row"
    }
    return pd.util.hash_pandas_object(pd.DataFrame(said, index=table.index), index=False)


def give_ids(table: pd.DataFrame, places: pd.Series, remarks: Remarks) -> pd.Series:
    """Return the ids of all rows that are kept; missing ones are numbered by county, subdistrict, name and place."""
    ids = table["community_id"]
    without = ids.isna() & ~remarks.refused
    if not without.any():
        return ids
    shapes = places[without].to_numpy()
    centres = shapely.centroid(shapes)
    order = (
        table.loc[without, ["county", "subdistrict", "name"]]
        .assign(x=shapely.get_x(centres), y=shapely.get_y(centres), wkb=shapely.to_wkb(shapes, hex=True))
        .sort_values(["county", "subdistrict", "name", "x", "y", "wkb"], kind="stable")
        .index
    )
    taken = set(ids.dropna())
    digits = max(_LEAST_DIGITS, len(str(len(table))))
    free = (name for number in count(1) if (name := f"C{number:0{digits}d}") not in taken)
    remarks.add_for_file(rules.ID_GIVEN, field="community_id", count=len(order))
    return ids.fillna(pd.Series(list(islice(free, len(order))), index=order, dtype="str"))
