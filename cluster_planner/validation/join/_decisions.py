"""Decisions of the user on doubtful pairs: how rows are named, and how answers are read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.errors import DataError
from cluster_planner.fields import plain
from cluster_planner.model import Findings
from cluster_planner.said import Code, say
from cluster_planner.validation.join import _rules as rules
from cluster_planner.validation.join._name_marks import NO, YES
from cluster_planner.validation.join._pairs import Side, said


def name_references(table: pd.DataFrame, side: Side) -> pd.Series:
    """Return what each row is called in decisions: its id where no other row has it, else ``row N``."""
    ids = side.frame["id"]
    return ids.where((ids != "") & ~ids.duplicated(keep=False), "row " + as_text(table["source_row"]))


def read_decisions(decided: pd.DataFrame | None, places: pd.Series, ledger: pd.Series) -> tuple[pd.DataFrame, Findings]:
    """Return decisions by the places of their rows: ``place``, ``ledger`` and ``same``.

    Parameters
    ----------
    decided : DataFrame or None
        ``place_id``, ``ledger_id`` and, unless all are the same, ``same``; rows without an answer are passed over.
    places, ledger : Series of str
        References of the rows of both tables.

    Returns
    -------
    tuple of DataFrame and Findings
        Decisions that can be used, and those that name a row which is not there.

    Raises
    ------
    DataError
        If a row is said to be the same as several.
    """
    if decided is None or decided.empty:
        nothing = np.array([], dtype=np.intp)
        return pd.DataFrame({"place": nothing, "ledger": nothing, "same": nothing.astype(bool)}), Findings.none()
    _require_columns(decided)
    answer = said(decided, "same").map(plain) if "same" in decided else pd.Series("yes", index=decided.index)
    asked = decided[answer.isin(YES | NO)]
    found = {
        "place": pd.Index(places).get_indexer(said(asked, "place_id")),
        "ledger": pd.Index(ledger).get_indexer(said(asked, "ledger_id")),
    }
    table = pd.DataFrame(found, index=asked.index).assign(same=answer[asked.index].isin(YES))
    known = (table["place"] >= 0) & (table["ledger"] >= 0)
    _require_one_to_one(table[known & table["same"]], asked)
    strangers = asked[~known]
    findings = Findings.of(
        rules.UNKNOWN_REFERENCE, row=[""] * len(strangers), found=strangers["place_id"], becomes=strangers["ledger_id"]
    )
    return table[known].drop_duplicates(ignore_index=True), findings


def _require_columns(decided: pd.DataFrame) -> None:
    missing = {"place_id", "ledger_id"} - set(decided.columns)
    if missing:
        names = ", ".join(sorted(missing))
        raise DataError(
            say("error.validation.decisions_lack", names=Code(names)),
            say("error.validation.use_matches"),
        )


def _require_one_to_one(same: pd.DataFrame, asked: pd.DataFrame) -> None:
    for side in ("place", "ledger"):
        twice = same.drop_duplicates()[side].duplicated(keep=False)
        if twice.any():
            rows = asked.loc[twice.index[twice], f"{side}_id"].unique()
            raise DataError(
                say("error.validation.one_to_several"),
                say("error.validation.yes_once"),
                rows,
            )
