"""The next best plan of each area in words: what would be different, and how much worse that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from cluster_planner.evaluation._names import Names, speak_of_two
from cluster_planner.evaluation._words import LEAST_SUM, Row, phrase
from cluster_planner.said import Count, Fact, Money, Name, Said, Share, several

NAMED = 2  # communities, and changes, that are named before the rest is counted
CLOSE, FIRM = 0.05, 0.5  # share of the area's own value that is lost: below the first, above the second
LEAST_SHOWN = 0.005  # smallest share that is given as a number
EMPTY: Mapping[Hashable, str] = MappingProxyType({})
SAME = 1e-6  # values nearer than this are the same
DISSOLVED = phrase("left_alone", who=phrase("everyone"))  # what happens to an area that is simply given up


def say_moves(
    next_best: pd.DataFrame, labels: pd.Series, names: Names, just_named: Mapping[Hashable, str] = EMPTY
) -> pd.Series:
    """Say for each area which communities would be elsewhere in the next best plan.

    Parameters
    ----------
    next_best : DataFrame
        From ``find_next_best``, indexed by ``area_id``.
    labels : Series
        ``area_id`` of each community, missing if it is alone.
    names : Names
        Of communities and areas.
    just_named : mapping
        The other area that was named just before, if there is one, by ``area_id``.

    Returns
    -------
    Series
        Clauses to be worded, indexed by ``area_id``; missing if there is no other plan.
    """
    home = labels.dropna()
    wording = _Wording(home.to_dict(), home.value_counts().to_dict(), names)
    said = [
        wording.after(just_named.get(area)).changes(str(area), dict(moves)) if moves else None
        for area, moves in next_best["moves"].items()
    ]
    return pd.Series(said, index=next_best.index, dtype=object)


def grade_firmness(table: pd.DataFrame) -> pd.Series:
    """Grade how firm each area is by the share of its own value that the next best plan loses.

    Parameters
    ----------
    table : DataFrame
        Indexed by ``area_id``: ``value``, ``value_lost`` and ``extent`` (missing if it was not weighed).

    Returns
    -------
    Series
        ``close`` (less than a twentieth), ``firm`` (more than half), ``fair``, or ``only``; missing if not weighed.
    """
    lost, value, extent = table["value_lost"], table["value"], table["extent"]
    grades = {
        "only": extent == "no_other",
        "close": (lost <= SAME) | (lost < CLOSE * value),
        "firm": (value > SAME) & (lost > FIRM * value),
    }
    grade = np.select([held.to_numpy(bool) for held in grades.values()], list(grades), "fair")
    return pd.Series(grade, table.index, dtype="str", name="firmness").where(extent.notna())


def say_next_best(row: Row) -> Iterator[Said]:
    """Say how firm one area is: what its next best plan is, and what that loses of the area's own value."""
    if pd.isna(row["firmness"]):
        return
    lost, value, changes = row["value_lost"], row["value"], row["next_best"]
    if row["firmness"] == "only":
        yield phrase("no_other")
    elif lost <= SAME:
        yield phrase("as_good", changes=changes, money=_money_lost(row))
    elif value <= SAME:
        yield phrase("next_best_forced", changes=changes, money=_money_lost(row))
    elif changes == several([DISSOLVED], "clauses"):
        yield phrase("dissolved")
    else:
        most = phrase("at_most") if row["extent"] == "at_most" else None
        facts = {"changes": changes, "share": _share(lost / value), "most": most, "money": _money_lost(row)}
        yield phrase(f"next_best_{row['firmness']}", **facts)


def _money_lost(row: Row) -> Said | None:
    lost = row.get("saving_lost_money")
    if pd.isna(lost) or abs(lost) < LEAST_SUM:
        return None
    return phrase("saves_less" if lost > 0 else "saves_more", amount=Money(abs(lost)))


def _share(share: float) -> Said:
    """Return a share in whole per cent."""
    return phrase("under_one") if share < LEAST_SHOWN else phrase("share_lost", share=Share(share))


@dataclass(frozen=True)
class _Wording:
    """What clauses are made from: the area of each community that has one, members of each area, names."""

    home: Mapping[Hashable, str]
    members: Mapping[Hashable, int]
    names: Names

    def after(self, named: str | None) -> _Wording:
        """Return a wording that refers back to an area named just before."""
        if named is None:
            return self
        areas = {**self.names.areas, named: phrase("just_named")}
        return replace(self, names=replace(self.names, areas=areas))

    def changes(self, area: str, moves: Mapping[str, str]) -> Fact:
        """Say the changes of one area: first those that leave, then those that join, then how many others move."""
        leaving, joining, others = defaultdict(list), defaultdict(list), 0
        for community, to in moves.items():
            source = self.home.get(community, "")
            if source == area:
                leaving[to].append(community)
            elif to == area:
                joining[source].append(community)
            else:
                others += 1
        clauses = [self._leave(area, to, leaving[to]) for to in sorted(leaving)]
        clauses += [self._join(source, joining[source]) for source in sorted(joining)]
        groups = [*(leaving[to] for to in sorted(leaving)), *(joining[source] for source in sorted(joining))]
        others += sum(len(group) for group in groups[NAMED:])
        clauses = clauses[:NAMED]
        if others:
            clauses.append(phrase("others_move" if clauses else "only_others_move", count=Count(others)))
        return several(clauses, "clauses")

    def _leave(self, area: str, to: str, group: list[str]) -> Said:
        everyone = len(group) == self.members[area]
        who = phrase("everyone") if everyone else self._list(group)
        if not to:
            return phrase("left_alone", who=who)
        if to not in self.members:
            return phrase("set_apart", who=who)
        return phrase("join_whole" if everyone else "moved_to", who=who, area=self.names.areas[to])

    def _join(self, source: str, group: list[str]) -> Said:
        if not source:
            return phrase("taken_in", who=self._list(group))
        if len(group) == self.members[source]:
            return phrase("take_whole", area=self.names.areas[source])
        return phrase("taken_from", who=self._list(group), area=self.names.areas[source])

    def _list(self, group: list[str]) -> Fact:
        """Name a few communities, and give their number if there are more."""
        first, *others = [self.names.communities[community] for community in group[:NAMED]]
        names = several(Name(name) for name in (first, *(speak_of_two(first, other)[1] for other in others)))
        return names if len(group) <= NAMED else phrase("and_more", listed=names, count=Count(len(group)))
