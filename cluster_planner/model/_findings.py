"""What was found wrong, repaired or doubtful in the input: nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from cluster_planner.columns import FINDINGS, Table
from cluster_planner.said import Fact

Severity = Literal["repair", "warning", "error"]

_NAMES = [column.name for column in FINDINGS["frame"].columns if column.always]
_ALSO = [column.name for column in FINDINGS["frame"].columns if not column.always]
# The same few texts repeat: kept once, so that a million findings stay small.
_REPEATED = ("field", "rule", "severity", "source")
_NO_ROWS = pd.DataFrame(columns=_NAMES, dtype="str").astype({"count": "Int64"})


@dataclass(frozen=True)
class Rule:
    """One rule of validation: its id, under which its problem and remedy are worded, and how severe a breach is.

    ``repair``: corrected and reported. ``warning``: kept as it is and reported. ``error``: the row goes to quarantine.
    """

    id: str
    severity: Severity


@dataclass(frozen=True, eq=False)
class Findings:
    """All findings, one a row.

    Attributes
    ----------
    frame : DataFrame
        Columns ``row`` (as the user sees it in the file, empty for the whole file), ``community_id``, ``name``,
        ``field``, ``found``, ``becomes`` (the value it was repaired to), ``count`` (how often it was found, where it
        is reported once for all; missing for a row), ``rule``, ``severity`` and ``source``: the table of the row
        (``communities``, ``barriers``, ``boundaries``, ``facilities``; empty for the run). Where what it becomes takes
        words, there is ``becomes_said`` too; where the input is known, ``file``, ``sheet`` and ``cell``, such as
        ``F12``, or ``F:F`` for a column and ``12:12`` for a row. Ordered by rule and row.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = FINDINGS

    frame: pd.DataFrame

    @classmethod
    def none(cls) -> Findings:
        """Return an empty set of findings."""
        return cls(_NO_ROWS.copy())

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
        becomes: Iterable[object] | str | Fact = "",
        count: Iterable[int | None] | int | None = None,
    ) -> Findings:
        """Return the findings of one rule, vectorised over rows; a single text, fact or number applies to all."""
        rows = list(row)
        if not rows:
            return cls.none()
        said = becomes if isinstance(becomes, Fact) else None
        text = "" if isinstance(becomes, Fact) else becomes
        by_column = {"row": rows, "community_id": community_id, "name": name, "found": found, "becomes": text}
        texts = {column: _texts(values, len(rows)) for column, values in by_column.items()}
        repeated: dict[str, object] = {
            column: pd.Categorical.from_codes(np.zeros(len(rows), dtype="int8"), pd.Index([text], dtype="str"))
            for column, text in {"rule": rule.id, "severity": rule.severity, "source": ""}.items()
        }
        fields = {"field": _texts(field, len(rows)).astype("category"), "count": _counts(count, len(rows))}
        frame = pd.DataFrame(texts | repeated | fields, columns=_NAMES)
        if said is not None:
            frame["becomes_said"] = pd.Series([said] * len(rows), dtype="object")
        return cls(frame)

    @classmethod
    def concat(cls, parts: Iterable[Findings]) -> Findings:
        """Join several sets of findings into one, ordered by rule, row and field."""
        frames = [part.frame for part in parts if len(part.frame)]
        if not frames:
            return cls.none()
        frame = frames[0] if len(frames) == 1 else _stacked(frames)
        if len(frame) == 1:
            return cls(frame)
        place = pd.to_numeric(frame["row"], errors="coerce").rename("place")
        keys = ["rule", "place", "row", "field", "found", "count"]
        order = frame.assign(place=place).sort_values(keys, kind="stable").index
        return cls(frame.loc[order].reset_index(drop=True))

    def within(self, source: str) -> Findings:
        """Return the findings as those of one table; those that have a table keep it."""
        if self.frame.empty:
            return self
        known = self.frame["source"].astype("str")
        return Findings(self.frame.assign(source=known.where(known != "", source).astype("category")))

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


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of several frames, what repeats as categories."""
    frame = pd.concat([frame.drop(columns=list(_REPEATED)) for frame in frames], ignore_index=True)
    repeated = {
        column: union_categoricals([frame[column].astype("category") for frame in frames], sort_categories=True)
        for column in _REPEATED
    }
    return frame.assign(**repeated)[[*_NAMES, *frame.columns.intersection(_ALSO)]]


def _texts(values: Iterable[object] | str, size: int) -> pd.Series:
    """Return one text for each finding; what is missing is empty."""
    if isinstance(values, str):
        return pd.Series(values, index=range(size), dtype="str")
    column = pd.Series(list(values), dtype="object")
    return column.where(column.notna(), "").astype("str")


def _counts(values: Iterable[int | None] | int | None, size: int) -> pd.Series:
    """Return one number for each finding, missing where there is none."""
    each = [values] * size if values is None or isinstance(values, int) else values
    return pd.Series(each, index=range(size), dtype="Int64")
