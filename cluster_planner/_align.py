"""The one guard on indexes: tables that do not cover the same communities are refused."""

from __future__ import annotations

import pandas as pd

from cluster_planner.errors import AlignmentError
from cluster_planner.said import Code, Count, say


def require_same_index(index: pd.Index, other: pd.Index, name: str) -> None:
    """Refuse a table that does not carry the index of the communities, in the same order.

    Parameters
    ----------
    index : Index
        Index of the communities.
    other : Index
        Index of the table that goes with them.
    name : str
        What the table is, for the message.

    Raises
    ------
    AlignmentError
        If the two differ; the message holds the line of code that fixes it where only the order is wrong.
    """
    if index.equals(other):
        return
    table = Code(name)
    strangers = other.difference(index).append(index.difference(other))
    if len(strangers) or len(index) != len(other):
        raise AlignmentError(
            say("error.align.other_communities", table=table, rows=Count(len(other)), communities=Count(len(index))),
            say("error.align.pass_exactly", table=table),
            [str(item) for item in strangers],
        )
    raise AlignmentError(say("error.align.other_order", table=table), say("error.align.align_first", table=table))


def require_known(index: pd.Index, used: pd.Index, name: str) -> None:
    """Refuse a table that names unknown communities.

    Parameters
    ----------
    index : Index
        Index of the communities.
    used : Index
        Ids that the table uses, in any order and number.
    name : str
        What the table is, for the message.

    Raises
    ------
    AlignmentError
        If an id is unknown.
    """
    strangers = used.unique().difference(index)
    if len(strangers):
        table, unknown, known = Code(name), Count(len(strangers)), Count(len(index))
        raise AlignmentError(
            say("error.align.strangers", table=table, strangers=unknown, communities=known),
            say("error.align.same_communities", table=table),
            [str(item) for item in strangers],
        )
