"""Findings of a join: matched, doubtful, left over, contradicting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from cluster_planner.fields import Catalogue
from cluster_planner.model import Findings, Rule
from cluster_planner.validation.join import _rules as rules
from cluster_planner.validation.join._match import Matching
from cluster_planner.validation.join._merge import find_conflicts
from cluster_planner.validation.join._pairs import FAR_M, Side, said


@dataclass(frozen=True, eq=False)
class Party:
    """One of the two tables with all that is said about its rows.

    Attributes
    ----------
    table : DataFrame
        The raw table, numbered from 0.
    side : Side
        Its rows as they were compared.
    reference : Series
        What each row is called in decisions.
    row : Series
        What each row is called in findings.
    """

    table: pd.DataFrame
    side: Side
    reference: pd.Series
    row: pd.Series

    def about(self, at: pd.Series | np.ndarray) -> dict[str, Any]:
        """Return row, id and name of some rows, as findings want them."""
        return {"row": self.row[at], "community_id": self.side.frame["id"][at], "name": said(self.table, "name")[at]}


def list_doubtful(places: Party, ledger: Party, doubtful: pd.DataFrame) -> pd.DataFrame:
    """Return the doubtful pairs for the user to decide on."""
    here, there = doubtful["place"], doubtful["ledger"]
    return pd.DataFrame(
        {
            "place_id": places.reference[here].to_numpy(),
            "ledger_id": ledger.reference[there].to_numpy(),
            "same": "",
            "place_name": said(places.table, "name")[here].to_numpy(),
            "ledger_name": said(ledger.table, "name")[there].to_numpy(),
            "score": doubtful["score"].round(0).to_numpy(),
            "doubt": doubtful["doubt"].to_numpy(),
        }
    )


def join_findings(
    places: Party, ledger: Party, matching: Matching, nothing: np.ndarray, catalogue: Catalogue
) -> Iterator[Findings]:
    """Yield findings on every pair and every row that is left over.

    Parameters
    ----------
    places, ledger : Party
        The two tables.
    matching : Matching
        Pairs that are joined and pairs that are doubtful.
    nothing : ndarray of bool, shape (ledger rows,)
        Rows of the ledger that are no communities: blank ones and totals.
    """
    pairs, doubtful = matching.pairs, matching.doubtful
    for basis, rule in rules.MATCHED.items():
        count = int((pairs["basis"] == basis).sum())
        yield Findings.of(rule, count=count) if count else Findings.none()
    yield _of_pairs(rules.MATCHED_FUZZY, places, ledger, pairs[pairs["basis"] == "alike"])
    for doubt, rule in rules.DOUBTFUL.items():
        yield _of_pairs(rule, places, ledger, doubtful[doubtful["doubt"] == doubt])
    open_places = _left(len(places.table), pairs["place"], doubtful["place"])
    open_rows = _left(len(ledger.table), pairs["ledger"], doubtful["ledger"])
    yield Findings.of(rules.UNMATCHED_PLACE, **places.about(open_places))
    yield Findings.of(rules.UNMATCHED_LEDGER, **ledger.about(open_rows[~nothing[open_rows]]))
    conflicts = find_conflicts(places.table, ledger.table, pairs, catalogue)
    for field, rows in conflicts.groupby("field"):
        about = ledger.about(rows["ledger"])
        yield Findings.of(rules.CONFLICT, field=str(field), found=rows["found"], becomes=rows["becomes"], **about)
    metres = shapely.distance(places.side.shapes[pairs["place"]], ledger.side.shapes[pairs["ledger"]])
    apart = metres > FAR_M
    about = ledger.about(pairs["ledger"][apart])
    yield Findings.of(rules.APART, field="lon", found=[f"{far:.0f}" for far in metres[apart]], **about)


def _of_pairs(rule: Rule, places: Party, ledger: Party, pairs: pd.DataFrame) -> Findings:
    names, rows = (texts[pairs["place"]].to_numpy(object) for texts in (said(places.table, "name"), places.row))
    found = [f"{name} ({row})" for name, row in zip(names, rows, strict=True)]
    becomes = [f"{score:.0f}" for score in pairs["score"]]
    return Findings.of(rule, field="name", found=found, becomes=becomes, **ledger.about(pairs["ledger"]))


def _left(size: int, *used: pd.Series) -> np.ndarray:
    return np.setdiff1d(np.arange(size), np.concatenate([column.to_numpy() for column in used]))
