"""What of ``plan.json`` is read again, entry by entry; its other entries are for people, and are kept as they are.

Plans of version 0.1 lack what `_Restoring` names; only that of today is restored as a whole.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from cluster_planner.said import from_plain
from cluster_planner.words import languages, speaker

_Figure = float | None  # null where it is unknown or infinite
_Group = Annotated[list[str], len]


def _is_sayable(value: Any) -> bool:
    """Return whether a value is a fact that there are words for, the same in every language; null says nothing."""
    try:
        speaker(languages()[0]).write(from_plain(value))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False
    return True


_Fact = Annotated[Any, lambda value: value is not None, _is_sayable]
_Names = Annotated[list[str], lambda names: len(names) == 2]  # noqa: PLR2004 - Chinese and English, in version 0.1
_Row = Annotated[list[Any], lambda row: len(row) > 1 and _is_sayable(row[-1])]  # labels, and the fact


class _Demands(TypedDict):
    together: list[_Group]
    apart: list[_Group]
    locked: list[_Group]
    excluded: list[str]


class _Settings(TypedDict):
    links: dict[str, Any]
    likeness: dict[str, Any]
    areas: _Demands


class _Severities(TypedDict):
    error: int
    warning: int


class _Counts(TypedDict):
    communities: int
    quarantine: int
    links_open: int
    links_blocked: int
    findings: _Severities


class _Named(TypedDict):
    checksum: str
    settings: _Settings
    counts: _Counts
    area_names: dict[str, _Fact | _Names]
    value: _Figure
    bound: _Figure
    gap: _Figure


class _Costs(TypedDict, total=False):
    rates: dict[str, dict[str, str | float | None]]
    bases: dict[str, int]
    local_factor: float
    compared: int


class _Programme(TypedDict):
    value: _Figure
    bound: _Figure
    status: str


class _Stability(TypedDict):
    runs: int
    share: _Figure


class _Changes(TypedDict):
    was_value: _Figure
    was_saving_money: _Figure


class _Timings(TypedDict, total=False):
    components: list[float]


class Decision(TypedDict):
    """A wish or a remark of a reviewer of the earlier plan, and what became of it."""

    kind: Literal["together", "apart", "locked", "excluded", "opinion", "comment"]
    communities: list[str]
    members: list[str]
    reviewer_role: Literal["community", "subdistrict", "county"]
    reviewer: str
    wish: _Fact
    review_state: Literal["taken", "conflict", "breaks", "noted"]
    why: _Fact | None


class _Restoring(TypedDict, total=False):
    tables: str
    crs: str
    said: dict[str, list[_Row]]
    title: str
    date: str
    synthetic: bool
    read: list[dict[str, str | int]]
    inputs: dict[str, str]
    decisions: list[Decision]
    versions: dict[str, str]
    costs: _Costs
    programme: _Programme
    staying: float
    stability: _Stability | None
    changes: _Changes | None
    widening: _Fact | None
    timings_s: _Timings


class Record(_Named, _Restoring):
    """The record of a plan."""
