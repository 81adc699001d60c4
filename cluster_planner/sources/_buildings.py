"""Tables with a row for each building: the buildings of a community become its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from cluster_planner._cells import as_text
from cluster_planner._money import newer
from cluster_planner.fields import Catalogue, Field, plain
from cluster_planner.model import Note, RawTable
from cluster_planner.said import Count, say

Way: TypeAlias = Callable[[np.ndarray], object]

_BUILDING = "building"  # what a column of buildings is called in the catalogue of flats
_PLACES = ("county", "subdistrict", "neighbourhood")
_COUNTED = ("households", "persons", "count", "lifts", "buildings")  # units of which each building has its own
_MEASURED = ("m2", "money")  # equal in all rows, it is that of the community
_BOTH = " + "
_MOST_ROWS = 0.5  # of a table of buildings are of communities with several
_FARTHEST_DEGREES = 0.02  # from one building of a community to another
_FIGURE = re.compile(r"(-?[\d,]*\.?\d+)((?:\D.*)?)")  # and the unit that travels with it
_YEAR = re.compile(r"\d{4}")


def put_buildings_together(raw: RawTable, catalogue: Catalogue) -> RawTable:
    """Put the rows of buildings together to communities, where a column names buildings and names or ids repeat.

    Parameters
    ----------
    raw : RawTable
        A table as it was read.
    catalogue : Catalogue
        The fields.

    Returns
    -------
    RawTable
        One row for each community: households, floor areas and other counts and sizes are sums, or unknown where a
        building lacks its figure; storeys those of the highest building, years from the first to the last, buildings
        their number, places in the middle; of anything else, what most of them have. The table as it is where no
        column names buildings, or where it names one twice.
    """
    frame = raw.frame
    column = next((name for name in frame if _names_buildings(str(name), catalogue)), None)
    keys = _keys(frame) if column is not None else pd.Series(dtype="str")
    if column is None or not _are_buildings(frame, keys, as_text(frame[column])):
        return raw
    shared = {note.field for note in raw.notes if note.rule == "merged_figure"}
    rows, notes = _summed(frame.drop(columns=column), keys, catalogue, shared)
    said = Note(
        rule="buildings_summed",
        field=str(column),
        found=f"{int(keys.duplicated(keep=False).sum())}",
        becomes=say("finding.communities_made", count=Count(len(keys[keys.duplicated(keep=False)].unique()))),
    )
    return replace(raw, frame=rows, notes=(*raw.notes, said, *notes))


def _names_buildings(header: str, catalogue: Catalogue) -> bool:
    building = next((field for field in catalogue.flats if field.name == _BUILDING), None)
    return building is not None and plain(header) in {_BUILDING, *map(plain, building.spellings)}


def _keys(frame: pd.DataFrame) -> pd.Series:
    """Return what says of which community a row is: its id, or else its name with its divisions; else it is alone."""
    alone = pd.Series([f"row {row}" for row in range(len(frame))], frame.index)
    ids, names = _texts(frame, "community_id"), _texts(frame, "name")
    named = names
    for place in _PLACES:
        named = named + "\n" + _texts(frame, place)
    return ids.where(ids != "", named.where(names != "", alone))


def _are_buildings(frame: pd.DataFrame, keys: pd.Series, buildings: pd.Series) -> bool:
    """Whether most rows are of communities that repeat, each time with another building and close to the others."""
    again = keys.duplicated(keep=False)
    pairs = keys + "\n" + buildings
    if again.mean() < _MOST_ROWS or (buildings[again] == "").any() or pairs[again].duplicated().any():
        return False
    sides = (pd.to_numeric(frame[side], errors="coerce").groupby(keys) for side in ("lon", "lat") if side in frame)
    return not any((side.max() - side.min() > _FARTHEST_DEGREES).any() for side in sides)


def _summed(
    frame: pd.DataFrame, keys: pd.Series, catalogue: Catalogue, shared: Collection[str]
) -> tuple[pd.DataFrame, list[Note]]:
    groups = [np.asarray(at) for at in keys.groupby(keys, sort=False).indices.values()]
    groups.sort(key=lambda at: int(at[0]))
    columns: dict[str, list[object]] = {}
    notes = []
    for name in map(str, frame):
        field = catalogue.get(newer(name))
        values = frame[name].to_numpy(dtype=object)
        together = _way(name, field, is_shared=newer(name) in shared)
        columns[name] = [values[at[0]] if len(at) == 1 else together(values[at]) for at in groups]
        lost = sum(
            bool(pd.Series(values[at]).notna().any()) and made is None
            for made, at in zip(columns[name], groups, strict=True)
        )
        if lost and field is not None:
            notes.append(Note(rule="buildings_unknown", field=newer(name), count=lost))
    if "buildings" not in frame:
        columns["buildings"] = [str(len(at)) if len(at) > 1 else None for at in groups]
    else:
        columns["buildings"] = _counted(frame["buildings"].to_numpy(dtype=object), groups, columns["buildings"])
    made = pd.DataFrame({name: pd.Series(values, dtype="object") for name, values in columns.items()})
    made = made.astype(
        {name: frame[name].dtype for name in made if name in frame and _is_kept(frame[name], made[name])}
    )
    if isinstance(frame, gpd.GeoDataFrame):
        made = gpd.GeoDataFrame(made, geometry=made["geometry"].to_numpy(), crs=frame.crs)
    return made, notes


def _is_kept(before: pd.Series, after: pd.Series) -> bool:
    return bool(
        pd.api.types.is_string_dtype(before) and all(isinstance(value, str) or pd.isna(value) for value in after)
    )


def _way(name: str, field: Field | None, *, is_shared: bool) -> Way:
    """Return how the values of a column are put together."""
    by_name: dict[str, Way] = {"geometry": _outline, "source_row": _rows, "lon": _middle, "lat": _middle}
    total = partial(_total, is_shared=is_shared)
    of_all_or_each = partial(_once_or_total, is_shared=is_shared)
    by_unit: dict[str, Way] = {
        "year": _years,
        "storeys": _highest,
        **dict.fromkeys(_COUNTED, total),
        **dict.fromkeys(_MEASURED, total if name == "floor_area_m2" else of_all_or_each),
    }
    is_figure = field is not None and field.kind in ("integer", "number") and not field.is_share
    return by_name.get(name) or (by_unit.get(field.unit, _most) if field is not None and is_figure else _most)


def _rows(numbers: np.ndarray) -> object:
    return _BOTH.join(map(str, numbers))


def _once_or_total(values: np.ndarray, *, is_shared: bool) -> object:
    """Return what all rows say of the community, or else the sum over its buildings."""
    return values[0] if _are_equal(values) else _total(values, is_shared=is_shared)


def _total(values: np.ndarray, *, is_shared: bool) -> object:
    """Return the sum of figures with their unit; unknown where one is missing, but for a figure that cells share."""
    known = [str(value) for value in values if not pd.isna(value)]
    figures = [_FIGURE.fullmatch(text.strip()) for text in known]
    read = [figure for figure in figures if figure]
    if len(read) < len(known) or (len(known) < len(values) and not is_shared) or len({each[2] for each in read}) != 1:
        return None
    return f"{sum(float(each[1].replace(',', '')) for each in read):.12g}{read[0][2]}"


def _counted(given: np.ndarray, groups: Sequence[np.ndarray], summed: Sequence[object]) -> list[object]:
    """Return how many buildings there are: as many as rows, or what all rows say of the community."""
    return [
        given[at[0]]
        if len(at) == 1 or (_are_equal(given[at]) and str(given[at[0]]) not in ("1", "1.0"))
        else total or str(len(at))
        for at, total in zip(groups, summed, strict=True)
    ]


def _are_equal(values: np.ndarray) -> bool:
    return len({str(value) for value in values}) == 1 and not pd.isna(values[0])


def _most(values: np.ndarray) -> object:
    """Return what most rows have, the first of equals."""
    known = [value for value in values if not pd.isna(value)]
    counts = pd.Series([str(value) for value in known], dtype="str").value_counts(sort=False)
    return next((value for value in known if counts[str(value)] == counts.max()), None)


def _highest(values: np.ndarray) -> object:
    figures = pd.to_numeric(pd.Series(values), errors="coerce")
    return values[int(figures.argmax())] if figures.notna().any() else _most(values)


def _years(values: np.ndarray) -> object:
    """Return the first and the last year."""
    years = sorted({year for value in values if not pd.isna(value) for year in _YEAR.findall(str(value))})
    if not years:
        return _most(values)
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}"


def _middle(values: np.ndarray) -> object:
    figures = pd.to_numeric(pd.Series(values), errors="coerce")
    return f"{figures.mean():.7f}" if figures.notna().all() else _most(values)


def _outline(shapes: np.ndarray) -> object:
    """Return the outlines together, or the middle of points."""
    together = shapely.union_all(shapes[~pd.isna(shapes)])
    if together.is_empty:
        return None
    return together if together.geom_type.endswith("Polygon") else together.centroid


def _texts(frame: pd.DataFrame, name: str) -> pd.Series:
    return as_text(frame[name]) if name in frame else pd.Series("", frame.index, dtype="str")
