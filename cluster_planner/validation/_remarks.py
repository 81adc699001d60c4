"""A notebook for one table: remarks on its rows, until their ids are known and findings can be made of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.model import Findings, Rule


@dataclass(frozen=True, eq=False)
class _Remark:
    rule: Rule
    at: np.ndarray
    field: str
    found: pd.Series | str
    becomes: pd.Series | str


class Remarks:
    """Remarks on the rows of one table, by their position in it.

    Parameters
    ----------
    size : int
        Number of rows.
    """

    def __init__(self, size: int) -> None:
        self.refused = np.zeros(size, dtype=bool)
        self._unreadable = np.zeros(size, dtype=bool)
        self._rules: list[Rule | None] = [None] * size
        self._remarks: list[_Remark] = []
        self._of_file: dict[Rule, list[tuple[str, object, object, int | None]]] = {}

    def add(
        self, rule: Rule, where: Iterable[bool], *, field: str = "", found: object = "", becomes: object = ""
    ) -> None:
        """Add a remark on all rows of a mask; ``found`` and ``becomes``: one text, or a value for each row."""
        at = np.flatnonzero(np.asarray(where, dtype=bool))
        at = at[~self._unreadable[at]]
        if not len(at):
            return
        self._remarks.append(_Remark(rule, at, field, _at(found, at), _at(becomes, at)))
        if rule.severity == "error":
            for place in at[~self.refused[at]]:
                self._rules[place] = rule
            self.refused[at] = True

    def refuse_as_a_whole(self, rule: Rule, where: Iterable[bool]) -> None:
        """Refuse rows of which no cell can be trusted: nothing more is said about them."""
        self.add(rule, where)
        self._unreadable |= np.asarray(where, dtype=bool)

    def add_each(
        self, used: pd.Series, *, field: str, found: object, becomes: object, counted: Collection[Rule] = ()
    ) -> None:
        """Add a remark for every rule in a column; those in ``counted`` once for the file, with the number of rows."""
        for rule in used.dropna().unique():
            if rule in counted:
                self.add_for_file(rule, field=field, count=self.count(used == rule))
            else:
                self.add(rule, used == rule, field=field, found=found, becomes=becomes)

    def add_for_file(
        self, rule: Rule, *, field: str = "", found: object = "", becomes: object = "", count: int | None = None
    ) -> None:
        """Add a remark on the file as a whole, or on a number of its rows."""
        self._of_file.setdefault(rule, []).append((field, found, becomes, count))

    def count(self, where: pd.Series) -> int:
        """Return how many rows a mask holds."""
        return int(where.sum())

    def findings(self, rows: pd.Series, ids: pd.Series, names: pd.Series) -> Findings:
        """Return all remarks as findings, with row, id and name of each row."""
        about_rows = [
            Findings.of(
                remark.rule, row=rows.iloc[remark.at], community_id=ids.iloc[remark.at], name=names.iloc[remark.at],
                field=remark.field, found=remark.found, becomes=remark.becomes,
            )
            for remark in self._remarks
        ]  # fmt: skip
        return Findings.concat([*self._about_file(), *about_rows])

    def _about_file(self) -> list[Findings]:
        return [
            Findings.of(rule, row=[""] * len(entries), field=fields, found=found, becomes=becomes, count=counts)
            for rule, entries in self._of_file.items()
            for fields, found, becomes, counts in [zip(*entries, strict=True)]
        ]

    def reasons(self) -> pd.Series:
        """Return the rule of each refused row, by its position; the first refusal counts."""
        return pd.Series({place: rule.id for place, rule in enumerate(self._rules) if rule}, dtype="str")


class RemarksOnValues(Remarks):
    """Remarks on the distinct values of a column, passed on for every row that holds them.

    Parameters
    ----------
    rows : Remarks
        Remarks of the table, which take them.
    codes : ndarray of int
        For each row of the table the position of its value.
    """

    def __init__(self, rows: Remarks, codes: np.ndarray) -> None:
        super().__init__(0)
        self._rows, self._codes = rows, codes

    def add(
        self, rule: Rule, where: Iterable[bool], *, field: str = "", found: object = "", becomes: object = ""
    ) -> None:
        """Add a remark on all rows with a value in the mask."""
        values = np.asarray(where, dtype=bool)
        if values.any():
            self._rows.add(
                rule, values[self._codes], field=field, found=self._spread(found), becomes=self._spread(becomes)
            )

    def add_for_file(
        self, rule: Rule, *, field: str = "", found: object = "", becomes: object = "", count: int | None = None
    ) -> None:
        """Add a remark on the file as a whole, or on a number of its rows."""
        self._rows.add_for_file(rule, field=field, found=found, becomes=becomes, count=count)

    def count(self, where: pd.Series) -> int:
        """Return how many rows hold a value of the mask."""
        return int(where.to_numpy(dtype=bool)[self._codes].sum())

    def _spread(self, values: object) -> object:
        return values if isinstance(values, str) else pd.Series(values).take(self._codes)


def _at(values: object, at: np.ndarray) -> pd.Series | str:
    """Return what the user sees of the values at some places."""
    if isinstance(values, str):
        return values
    seen = as_text(pd.Series(values).iloc[at])
    return seen.mask(seen == "nan", "")
