"""What was found wrong, repaired or doubtful in the input: nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from cluster_planner.fields import Lang

Severity = Literal["repair", "warning", "error"]

COLUMNS = (
    "row",
    "community_id",
    "name",
    "field",
    "found",
    "becomes",
    "rule",
    "severity",
    "problem_zh",
    "problem_en",
    "remedy_zh",
    "remedy_en",
    "source",
)
# The same few texts over and over: kept once, so that a million findings stay small.
_REPEATED = ("field", *COLUMNS[6:])


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of validation: its id, how severe a breach is, and what a planner reads about it.

    ``repair``: mended, told. ``warning``: kept as it is, told. ``error``: the row goes to quarantine.
    """

    id: str
    severity: Severity
    problem_zh: str
    problem_en: str
    remedy_zh: str
    remedy_en: str


@dataclass(frozen=True, eq=False)
class Findings:
    """All findings, one a row.

    Attributes
    ----------
    frame : DataFrame
        Columns ``row`` (as the user sees it in the file, empty for the whole file), ``community_id``, ``name``,
        ``field``, ``found``, ``becomes`` (the value it was repaired to), ``rule``, ``severity`` and the wording
        of problem and remedy in both languages; ``source``: the table whose row it is (``communities``, ``barriers``,
        ``boundaries``, ``facilities``; empty for the run). Ordered by rule and row.
    """

    frame: pd.DataFrame

    @classmethod
    def none(cls) -> Findings:
        """Return an empty set of findings."""
        return cls(pd.DataFrame(columns=list(COLUMNS), dtype="str"))

    @classmethod
    def of(
        cls,
        rule: Rule,
        *,
        row: Iterable[object] = ("",),
        community_id: Iterable[object] | str = "",
        name: Iterable[object] | str = "",
        field: Iterable[object] | str = "",
        found: Iterable[object] | str = "",
        becomes: Iterable[object] | str = "",
    ) -> Findings:
        """Return the findings of one rule, vectorised over rows; a single text holds for all of them."""
        rows = list(row)
        told = {"row": rows, "community_id": community_id, "name": name, "found": found, "becomes": becomes}
        texts = {column: _texts(values, len(rows)) for column, values in told.items()}
        wording = {column: getattr(rule, column) for column in COLUMNS[7:12]}
        repeated: dict[str, object] = {
            column: pd.Categorical.from_codes(np.zeros(len(rows), dtype="int8"), pd.Index([text], dtype="str"))
            for column, text in {"rule": rule.id, "source": "", **wording}.items()
        }
        fields = {"field": _texts(field, len(rows)).astype("category")}
        return cls(pd.DataFrame(texts | repeated | fields, columns=list(COLUMNS)))

    @classmethod
    def concat(cls, parts: Iterable[Findings]) -> Findings:
        """Join several sets of findings into one, ordered by rule, row and field."""
        frames = [part.frame for part in parts if len(part.frame)]
        if not frames:
            return cls.none()
        frame = pd.concat([frame.drop(columns=list(_REPEATED)) for frame in frames], ignore_index=True)
        repeated = {
            column: union_categoricals([frame[column].astype("category") for frame in frames], sort_categories=True)
            for column in _REPEATED
        }
        frame = frame.assign(**repeated)[list(COLUMNS)]
        place = pd.to_numeric(frame["row"], errors="coerce").rename("place")
        order = frame.assign(place=place).sort_values(["rule", "place", "row", "field", "found"], kind="stable").index
        return cls(frame.loc[order].reset_index(drop=True))

    def within(self, source: str) -> Findings:
        """Return the findings as those of one table; what has a table already keeps it."""
        told = self.frame["source"].astype("str")
        return Findings(self.frame.assign(source=told.where(told != "", source).astype("category")))

    def table(self, lang: Lang) -> pd.DataFrame:
        """Return the findings as a reader of one language sees them, with canonical column names."""
        kept = self.frame[["source", *COLUMNS[:8]]].rename(columns={"becomes": "done"})
        return kept.assign(problem=self.frame[f"problem_{lang}"], remedy=self.frame[f"remedy_{lang}"])

    def counts(self) -> pd.Series:
        """Return how many findings there are per severity."""
        counts = self.frame["severity"].value_counts()
        return counts.reindex(["error", "warning", "repair"], fill_value=0)

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self.frame)

    def __repr__(self) -> str:
        """Say how many findings there are, by severity."""
        counts = self.counts()
        return f"<Findings: {counts['error']} errors, {counts['warning']} warnings, {counts['repair']} repairs>"


def _texts(values: Iterable[object] | str, size: int) -> pd.Series:
    """Return one text for each finding; what is missing is empty."""
    if isinstance(values, str):
        return pd.Series(values, index=range(size), dtype="str")
    column = pd.Series(list(values), dtype="object")
    return column.where(column.notna(), "").astype("str")
