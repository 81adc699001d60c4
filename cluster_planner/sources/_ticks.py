"""Columns that are the allowed values of one field, with a tick where a row has them: 基础类 √, 完善类 √, 提升类."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from cluster_planner.fields import Catalogue, Field, choice_codes, plain
from cluster_planner.model import Header, Note
from cluster_planner.sources._header_candidates import Words, claim_of
from cluster_planner.sources._header_marks import BRACKETED
from cluster_planner.sources._mapping import FieldMapping
from cluster_planner.sources._row_marks import NO_WORK, NUMBER, TICKS, UNTICKED, WORKS_PARENT

_CLASSES, _WORKS = "works_class", "works"
_LEAST = 2  # columns


def columns_of_works(body: pd.DataFrame, columns: Sequence[Words], mapping: FieldMapping) -> frozenset[int]:
    """Return the places of columns that are each one of the works, ticked where it is planned: 改造内容 over 燃气.

    They say nothing of what is there: a tick under 加装电梯 is no lift.
    """
    classes = choice_codes(mapping.catalogue[_CLASSES].choices)
    return frozenset(
        place
        for place, words in enumerate(columns)
        if _are_works(words, mapping) and plain(words[-1]) not in classes and _are_marks(body.iloc[:, place])
    )


def _are_works(words: Words, mapping: FieldMapping) -> bool:
    if len(words) < 2 or NO_WORK.search(plain(words[-1])):  # noqa: PLR2004
        return False
    claim = claim_of(words, mapping)
    over = any(WORKS_PARENT.fullmatch(plain(word)) or _claims_works(word, mapping) for word in words[:-1])
    return over and (claim is None or claim.matched != "mapping")


def _claims_works(word: str, mapping: FieldMapping) -> bool:
    claim = claim_of((word,), mapping)
    return claim is not None and claim.field == _WORKS


def read_ticks(
    frame: pd.DataFrame,
    headers: Sequence[Header],
    columns: Sequence[Words],
    mapping: FieldMapping,
    works: Collection[int] = (),
) -> tuple[pd.DataFrame, list[Note]]:
    """Put ticked columns together into the field whose values they are, and what is written in them into the works.

    Parameters
    ----------
    frame : DataFrame
        Cells under the names of the headers.
    headers : sequence of Header
        What each column was taken for.
    columns : sequence of tuple of str
        The words over each column.
    mapping : FieldMapping
        The user's own headers, and the catalogue.
    works : collection of int
        Places of columns that are each one of the works.

    Returns
    -------
    tuple of DataFrame and list of Note
        With the field filled where it was blank, and a note on each field.
    """
    of_works = {str(frame.columns[place]): columns[place][-1] for place in sorted(works)}
    groups: dict[str, dict[str, str]] = {}
    for name, header, words in zip(frame.columns, headers, columns, strict=True):
        field = _field_over(words, mapping)
        code = (
            choice_codes(field.choices).get(plain(words[-1]))
            if words and header.matched in ("taken", "unknown")
            else None
        )
        if code is not None and str(name) not in of_works and _holds_ticks(frame[name]):
            groups.setdefault(field.name, {})[str(name)] = code
    notes = list[Note]()
    for name, ticked in groups.items():
        if len(ticked) < _LEAST:
            continue
        said = _texts(frame, list(ticked))
        frame = _filled(frame, name, _codes(frame, ticked)).drop(columns=list(ticked))
        if name == _CLASSES and said.notna().any():
            frame = _filled(frame, _WORKS, said)
        texts = ", ".join(str(column) for column in ticked)
        notes.append(Note(rule="columns_ticked", field=name, found=texts, count=int(frame[name].notna().sum())))
    if of_works:
        frame = _filled(frame, _WORKS, _named_works(frame, of_works)).drop(columns=list(of_works))
        count = int(frame[_WORKS].notna().sum())
        notes.append(Note(rule="columns_ticked", field=_WORKS, found=", ".join(of_works), count=count))
    return frame, notes


def _named_works(frame: pd.DataFrame, columns: dict[str, str]) -> pd.Series:
    """Return the words over the ticked cells; what is written in place of a tick stands behind them."""
    parts = {}
    for column, work in columns.items():
        said = _texts(frame, [column])
        in_words = pd.Series([BRACKETED.format(work, more) for more in said], index=frame.index)
        named = pd.Series(work, index=frame.index).where(said.isna(), in_words)
        parts[column] = named.where(_is_ticked(frame[column]), "")
    return _joined(pd.DataFrame(parts, index=frame.index))


def _field_over(words: Words, mapping: FieldMapping) -> Field:
    """Return the field of the words over a column where it is one of choice; else the classes of works."""
    catalogue: Catalogue = mapping.catalogue
    claim = claim_of(words[:-1], mapping) if len(words) > 1 else None
    over = catalogue.get(claim.field) if claim else None
    return over if over is not None and over.choices else catalogue[_CLASSES]


def _holds_ticks(cells: pd.Series) -> bool:
    """Whether a column holds ticks or texts; figures in it would be amounts."""
    texts = cells.dropna().astype("str").str.strip()
    figures = texts.str.fullmatch(NUMBER) & ~texts.isin(["0", "1"])
    return not figures.any()


def _are_marks(cells: pd.Series) -> bool:
    """Whether at least half of what a column holds are ticks, and none of it a figure."""
    texts = cells.dropna().astype("str").str.strip().str.casefold()
    return _holds_ticks(cells) and int(texts.isin([*TICKS, *UNTICKED]).sum()) * 2 >= len(texts)


def _is_ticked(cells: pd.Series) -> pd.Series:
    texts = cells.astype("str").str.strip().str.casefold()
    return cells.notna() & ~texts.isin(UNTICKED)


def _codes(frame: pd.DataFrame, ticked: dict[str, str]) -> pd.Series:
    marks = [_is_ticked(frame[column]).map({True: code, False: ""}) for column, code in ticked.items()]
    return _joined(pd.concat(marks, axis="columns"))


def _texts(frame: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return what is written in place of ticks: the works themselves."""
    cells = frame[columns].astype("object")
    said = cells.apply(lambda column: column.astype("str").str.strip().str.casefold())
    return _joined(cells.where(cells.notna() & ~said.isin([*TICKS, *UNTICKED]), ""))


def _joined(parts: pd.DataFrame) -> pd.Series:
    texts = parts.apply(lambda row: ";".join(str(part) for part in row if part), axis="columns")
    return texts.astype("str").where(texts != "")


def _filled(frame: pd.DataFrame, name: str, values: pd.Series) -> pd.DataFrame:
    own = frame[name] if name in frame else pd.Series(None, index=frame.index, dtype="str")
    known = own.notna() | values.notna()
    return frame.assign(**{name: own.astype("object").where(own.notna(), values).astype("str").where(known)})
