"""What every chapter draws on: the plan as tables in one language, its pictures, and its words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cluster_planner.columns import find_column
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._columns import Look, look_of
from cluster_planner.render._text import head_of, number, printable, written
from cluster_planner.render.report._atlas import Atlas
from cluster_planner.render.report._blocks import Table
from cluster_planner.render.report._words import say
from cluster_planner.said import Fact
from cluster_planner.words import speaker


@dataclass(frozen=True)
class Report:
    """One plan to be reported in one language.

    Attributes
    ----------
    plan : Plan
        The plan reported.
    lang : {"zh", "en"}
        Language of the reader.
    atlas : Atlas
        Draws the pictures.
    areas, communities : DataFrame
        As in the workbook: texts in one language, codes not yet in words; indexed by their ids.
    tables : mapping
        Every sheet of the workbook by name.
    with_pages : bool
        Whether every area has a page of its own.
    """

    plan: Plan
    lang: Lang
    atlas: Atlas
    areas: pd.DataFrame
    communities: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    with_pages: bool

    def say(self, key: str, **figures: object) -> str:
        """Return one wording, with its figures."""
        return say(key, self.lang, **figures)

    def write(self, fact: Fact, form: str = "") -> str:
        """Return a fact as text."""
        return speaker(self.lang).write(fact, form)

    def names(self, ids: pd.Index) -> list[str]:
        """Return the names of communities, in order."""
        return written(self.communities["name"].reindex(ids), "name", self.lang)

    def value(self, row: pd.DataFrame, name: str) -> str:
        """Return one value of a single row as text."""
        return written(row[name], name, self.lang)[0]

    def table(
        self,
        frame: pd.DataFrame,
        *,
        caption: str = "",
        anchors: Sequence[str] = (),
        heads: Mapping[str, str] | None = None,
        total: str = "",
    ) -> Table:
        """Return the known columns of a frame as a table of texts.

        Parameters
        ----------
        frame : DataFrame
            Canonical column names; the index is not shown.
        caption : str
            What stands above it.
        anchors : sequence of str
            What the first cell of each row refers to.
        heads : mapping, optional
            Heads of columns that are not in the catalogue, or have another label here.
        total : str
            If given, a last row of this name sums the columns that can be summed.
        """
        named = heads or {}
        columns = {name: written(frame[name], str(name), self.lang) for name in frame}
        rows = list(map(list, zip(*columns.values(), strict=True)))
        if total:
            rows.append([total, *(_sum(frame[name], self.lang) for name in list(frame)[1:])])
        return Table(
            heads=[named.get(str(name)) or head_of(str(name), self.lang) for name in frame],
            rows=rows,
            numeric=[pd.api.types.is_numeric_dtype(frame[name]) for name in frame],
            caption=caption,
            anchors=anchors,
            has_total=bool(total),
        )

    def listed(self, items: Sequence[object]) -> str:
        """Return items as one text, joined as the language does."""
        return speaker(self.lang).join(map(printable, items))

    def chained(self, clauses: Sequence[str]) -> str:
        """Return clauses as one sentence."""
        words = speaker(self.lang)
        return words.fill("common.sentence", what=words.join(clauses, "parts"))

    def count(self, value: float, digits: int = 0) -> str:
        """Return a number with thousands separators."""
        return number(value, self.lang, Look("decimal", digits))


def known(frame: pd.DataFrame, names: Sequence[Hashable]) -> pd.DataFrame:
    """Return the columns that exist and hold anything, or that show that nothing is known."""
    kept = [name for name in names if name in frame and (frame[name].notna().any() or look_of(str(name)).shows_unknown)]
    return pd.DataFrame(frame[kept])


def _sum(values: pd.Series, lang: Lang) -> str:
    if not pd.api.types.is_numeric_dtype(values):
        return ""
    column = find_column(str(values.name))
    if column is not None and not column.adds_up:
        return ""
    return number(float(values.sum(min_count=1)), lang, look_of(str(values.name)))
