"""The one guard on indexes: tables that do not speak of the same communities are refused."""

from __future__ import annotations

import pandas as pd

from cluster_planner.errors import AlignmentError


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
        If the two differ; the message holds the line of code that mends it where order alone is wrong.
    """
    if index.equals(other):
        return
    strangers = other.difference(index).append(index.difference(other))
    if len(strangers) or len(index) != len(other):
        raise AlignmentError(
            f"The index of {name} does not match the communities: {len(other)} rows for {len(index)} communities.",
            f"Pass {name} for exactly these communities, each once.",
            [str(item) for item in strangers],
        )
    raise AlignmentError(
        f"The index of {name} holds the communities in another order.",
        f"Align it first: {name} = {name}.reindex(communities.index)",
    )


def require_known(index: pd.Index, used: pd.Index, name: str) -> None:
    """Refuse a table that names communities which are not there.

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
        raise AlignmentError(
            f"{name} names {len(strangers)} communities that are not among the {len(index)} given.",
            f"Make {name} from the same communities.",
            [str(item) for item in strangers],
        )
