"""Several tables put together: rows of the same communities become one, others follow each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner._cells import as_text, name_alike
from cluster_planner._money import newer
from cluster_planner.fields import plain
from cluster_planner.model import Header, Note, Part, RawTable
from cluster_planner.said import Count, say
from cluster_planner.sources._placed_rows import Found
from cluster_planner.sources._same_rows import find_partners

_BOTH = " + "


def put_together(found: Sequence[Found], left_out: Sequence[Part] = ()) -> RawTable:
    """Put tables together under the names of their rows.

    Parameters
    ----------
    found : sequence of Found
        At least one, those of the first file and sheet first.
    left_out : sequence of Part
        The tables that were not read.

    Returns
    -------
    RawTable
        All rows. Where a table says something new of communities of those before it, by id, or else by name and place,
        its rows become part of theirs. The rows of a table alone have bare numbers, those of several name the sheet
        as a spreadsheet does, and the file where there are several: ``a.xlsx 南县!5``.
    """
    named = _name_rows(found)
    whole = named[0].raw
    parts, notes = [named[0].part], [*whole.notes, *_note_concealed(named[0])]
    frame = pd.DataFrame(whole.frame) if not isinstance(whole.frame, gpd.GeoDataFrame) else whole.frame
    for each in named[1:]:
        partners = find_partners(frame, each.raw.frame)
        frame, same = _add(frame, each, partners)
        parts.append(replace(each.part, outcome="merged") if same else each.part)
        notes += [*each.raw.notes, *_note_concealed(each), *same]
    headers: dict[str, Header] = {}
    for header in (header for each in named for header in each.raw.headers):
        headers.setdefault(header.text, header)
    parts += left_out
    return RawTable(
        frame=frame,
        headers=tuple(headers.values()),
        notes=(*dict.fromkeys(notes), *_note_left_out(parts)),
        sheet=whole.sheet if len({each.part.sheet for each in named}) == 1 else "",
        parts=tuple(parts),
    )


def _name_rows(found: Sequence[Found]) -> list[Found]:
    """Give the rows names that differ between tables."""
    files = {each.part.file for each in found}
    sheets = {(each.part.file, each.part.sheet) for each in found}
    named = []
    for each in found:
        beside = sum(_overlap(each, other) for other in found) > 1
        before = f"{each.part.file} " if len(files) > 1 else ""
        before += f"{each.part.sheet}!" if len(sheets) > len(files) and each.part.sheet else ""
        before += each.part.place.rstrip("0123456789") if beside and each.part.place else ""
        named.append(_under(each, before) if before else each)
    return named


def _overlap(one: Found, other: Found) -> bool:
    """Return whether two tables are in one sheet and share numbers of rows, as those side by side do."""
    if (one.part.file, one.part.sheet) != (other.part.file, other.part.sheet):
        return False
    return one is other or bool(set(one.raw.frame["source_row"]) & set(other.raw.frame["source_row"]))


def _under(each: Found, before: str) -> Found:
    rows = [before + row for row in each.raw.frame["source_row"].astype("str")]
    notes = tuple(
        replace(note, row=before + note.row if note.row else before.strip().removesuffix("!"))
        if note.row or note.rule in _OF_A_SHEET
        else note
        for note in each.raw.notes
    )
    raw = replace(each.raw, frame=each.raw.frame.assign(source_row=rows), notes=notes)
    return replace(each, raw=raw, part=replace(each.part, before=before))


_OF_A_SHEET = ("rows_hidden", "rows_struck", "rows_hidden_left", "rows_struck_left", "header_rows", "table_turned")


def _add(frame: pd.DataFrame, each: Found, partners: np.ndarray) -> tuple[pd.DataFrame, list[Note]]:
    """Add the rows of a table; return notes on those that became part of others, if any did."""
    other: pd.DataFrame = name_alike(each.raw.frame, frame)
    frame = name_alike(frame, other)
    new = [name for name in other if name not in frame or (frame[name].isna().all() and other[name].notna().any())]
    together = partners >= 0
    if not new or together.sum() * 2 < len(other):
        return _below(frame, other), []
    frame, notes = _merge(frame, other[together], partners[together])
    label = each.part.sheet or each.part.file
    done = say("finding.rows_merged", count=Count(int(together.sum())))
    return _below(frame, other[~together]), [Note(rule="tables_merged", found=label, becomes=done), *notes]


def _merge(frame: pd.DataFrame, other: pd.DataFrame, at: np.ndarray) -> tuple[pd.DataFrame, list[Note]]:
    """Fill the gaps of rows from their partners; where both say something else, the first counts, with a note."""
    frame, notes = frame.copy(), list[Note]()
    rows = frame["source_row"].astype("str").to_numpy(dtype=object, copy=True)
    theirs = other["source_row"].astype("str").to_numpy()
    for name in other.columns.drop("source_row"):
        values = other[name].to_numpy(dtype=object)
        if name not in frame:
            frame[name] = pd.Series(
                None, frame.index, dtype="object" if other[name].dtype == "geometry" else other[name].dtype
            )
        column = frame[name].to_numpy(dtype=object, copy=True)
        here, there = pd.isna(column[at]), pd.isna(values)
        column[at[here & ~there]] = values[here & ~there]
        for place in np.flatnonzero(~here & ~there) if name != "geometry" else ():
            if not _are_alike(column[at[place]], values[place]):
                found, kept = str(values[place]), str(column[at[place]])
                notes.append(
                    Note(rule="tables_disagree", row=theirs[place], field=newer(str(name)), found=found, becomes=kept)
                )
        if (here & ~there).any():
            frame[name] = gpd.GeoSeries(column, frame.index) if name == "geometry" else _column(column, frame[name])
    rows[at] = rows[at] + _BOTH + theirs
    return frame.assign(source_row=rows), notes


def _column(values: np.ndarray, before: pd.Series) -> pd.Series:
    texts = pd.api.types.is_string_dtype(before)
    return pd.Series(
        values,
        before.index,
        dtype="str" if texts and all(isinstance(v, str) or pd.isna(v) for v in values) else "object",
    )


def _are_alike(one: object, other: object) -> bool:
    """Return whether two cells say the same, however they are written."""
    here, there = plain(str(one)), plain(str(other))
    if here == there:
        return True
    figures = pd.to_numeric(pd.Series([here, there]), errors="coerce")
    return bool(figures[0] == figures[1])


def _below(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Put rows below others; columns of another kind of values become text."""
    if other.empty:
        return frame
    shapes = [each for each in (frame, other) if isinstance(each, gpd.GeoDataFrame)]
    if len(shapes) == 2 and shapes[0].crs is not None and shapes[1].crs is not None:  # noqa: PLR2004 - both
        other = shapes[1].to_crs(shapes[0].crs)
    both = [name for name in frame if name in other and frame[name].dtype != other[name].dtype and name != "geometry"]
    frame = frame.assign(**{str(name): _as_texts(frame[name]) for name in both})
    other = other.assign(**{str(name): _as_texts(other[name]) for name in both})
    joined = pd.concat([pd.DataFrame(frame), pd.DataFrame(other)], ignore_index=True)
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=shapes[0].crs) if shapes else joined


def _as_texts(column: pd.Series) -> pd.Series:
    texts = as_text(column)
    return texts.where(texts != "")


def _note_concealed(each: Found) -> list[Note]:
    return [Note(rule="sheet_hidden", found=each.part.sheet)] if each.is_concealed else []


def _note_left_out(parts: Sequence[Part]) -> list[Note]:
    """Note the tables that seem to list communities and were not read; louder where they have more rows."""
    overlooked, concealed = (
        [part for part in parts if part.outcome == outcome] for outcome in ("overlooked", "concealed")
    )
    left = overlooked + concealed
    if sum(part.rows for part in left) > sum(part.used for part in parts):
        return [_note_tables("more_left_than_read", left)]
    named = {"tables_left": overlooked, "sheets_hidden_left": concealed}
    return [_note_tables(rule, tables) for rule, tables in named.items() if tables]


def _note_tables(rule: str, tables: Sequence[Part]) -> Note:
    files = {part.file for part in tables}
    listed = ", ".join(
        f"{f'{part.file} ' if len(files) > 1 else ''}{part.sheet or part.file}!{part.place} ({part.rows})"
        for part in tables
    )
    return Note(rule=rule, found=unicodedata.normalize("NFC", listed))
