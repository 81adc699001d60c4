"""The referee: judges labels from outside and knows no solver.

Each rule is a small named function that reads the areas as they are and yields its breaches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from cluster_planner.model import AREAS, SUM, Problem, Quantities, connected_pieces, exceeds

COLUMNS = ("area_id", "rule", "figure", "bound", "detail")
Breach = tuple[object, str, float, float, str]


@dataclass(frozen=True, eq=False)
class Verdict:
    """Labels under judgement, with what several rules read.

    Attributes
    ----------
    problem : Problem
        What the labels answer.
    areas : Index
        Area ids, in the order of their first member.
    code : ndarray of shape (n,)
        Place of each community's area in ``areas``, -1 for none.
    """

    problem: Problem
    areas: pd.Index
    code: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """Members of each area."""
        return self.count(self.code)

    @cached_property
    def locked(self) -> np.ndarray:
        """Which areas are exactly a locked one; those are kept whatever their size and span."""
        locked = np.zeros(len(self.areas), dtype=bool)
        for members in self.problem.demands.locked:
            code = self.code[members[0]]
            if code >= 0 and self.sizes[code] == len(members) and (self.code[members] == code).all():
                locked[code] = True
        return locked

    def count(self, codes: np.ndarray) -> np.ndarray:
        """Count how often each area occurs."""
        return np.bincount(codes[codes >= 0], minlength=len(self.areas))

    def within(self, pairs: np.ndarray) -> np.ndarray:
        """Return the area of each pair that shares one, else -1."""
        first, second = self.code[pairs[:, 0]], self.code[pairs[:, 1]]
        return np.where(first == second, first, -1)

    def names(self, positions: np.ndarray) -> str:
        """Write communities as one text."""
        return ", ".join(str(name) for name in self.problem.ids[positions])


def connected(verdict: Verdict) -> Iterator[Breach]:
    """Members of an area hang together by open links."""
    problem = verdict.problem
    inside = problem.links[verdict.within(problem.links) >= 0]
    piece = connected_pieces(inside, len(problem))
    pieces = verdict.count(verdict.code[np.unique(piece, return_index=True)[1]])
    for area in np.flatnonzero(pieces > 1).tolist():
        yield verdict.areas[area], "connected", float(pieces[area]), 1.0, "pieces"


def within_limits(verdict: Verdict) -> Iterator[Breach]:
    """Figures of an area lie within every limit."""
    quantities, taken = verdict.problem.quantities, np.flatnonzero(verdict.code >= 0)
    figures = quantities.put_together(taken, verdict.code[taken], len(verdict.areas))
    for area, rule, figure, bound, name in _beyond(quantities, figures):
        if not verdict.locked[area]:
            yield verdict.areas[area], rule, figure, bound, name


def within_whole(verdict: Verdict) -> Iterator[Breach]:
    """All areas together lie within the limits on the whole plan."""
    whole, taken = verdict.problem.whole, np.flatnonzero(verdict.code >= 0)
    if whole is None:
        return
    # Nobody comes to a sum of 0, and to no mean, least or most at all.
    nobody = np.where([how == SUM for how in whole.how], 0.0, np.nan)
    figures = whole.put_together(taken, np.zeros(len(taken), dtype=np.int64), 1)[0] if len(taken) else nobody
    counted = np.where([column == AREAS for column in whole.columns], len(verdict.areas), figures)
    for _, rule, figure, bound, name in _beyond(whole, counted[None]):
        yield None, rule, figure, bound, name


def _beyond(limits: Quantities, figures: np.ndarray) -> Iterator[tuple[int, str, float, float, str]]:
    """Yield each figure beyond a bound: its row, then as in a breach."""
    for total, name, low, high in zip(figures.T, limits.names, limits.low, limits.high, strict=True):
        for side, bound, broken in (("max", high, exceeds(total, high)), ("min", low, exceeds(-total, -low))):
            for row in np.flatnonzero(broken).tolist():
                yield row, f"{name}_{side}", float(total[row]), float(bound), name


def within_span(verdict: Verdict) -> Iterator[Breach]:
    """Every two members of an area are a pair that can share one."""
    near = verdict.count(verdict.within(verdict.problem.pairs))
    missing = verdict.sizes * (verdict.sizes - 1) // 2 - near
    for area in np.flatnonzero((missing > 0) & ~verdict.locked).tolist():
        yield verdict.areas[area], "span", float(missing[area]), 0.0, "pairs too far apart"


def kept_together(verdict: Verdict) -> Iterator[Breach]:
    """See that groups that must be together share one area."""
    for group in verdict.problem.demands.together:
        codes = np.unique(verdict.code[group])
        if len(codes) > 1 or codes[0] < 0:
            yield _area(verdict, codes[-1]), "together", float(len(codes)), 1.0, verdict.names(group)


def kept_apart(verdict: Verdict) -> Iterator[Breach]:
    """Pairs that must be apart share no area."""
    apart = verdict.problem.demands.apart
    for row, code in enumerate(verdict.within(apart)):
        if code >= 0:
            yield verdict.areas[code], "apart", 1.0, 0.0, verdict.names(apart[row])


def kept_locked(verdict: Verdict) -> Iterator[Breach]:
    """Locked areas are kept exactly as they are."""
    for members in verdict.problem.demands.locked:
        code = verdict.code[members[0]]
        if code < 0 or not verdict.locked[code]:
            found = verdict.sizes[code] if code >= 0 else 0
            yield _area(verdict, code), "locked", float(found), float(len(members)), verdict.names(members)


def left_out(verdict: Verdict) -> Iterator[Breach]:
    """Excluded communities join no area."""
    for position in np.flatnonzero(verdict.problem.demands.excluded & (verdict.code >= 0)).tolist():
        code = verdict.code[position]
        yield verdict.areas[code], "excluded", 1.0, 0.0, str(verdict.problem.ids[position])


RULES: tuple[Callable[[Verdict], Iterator[Breach]], ...] = (
    connected,
    within_limits,
    within_whole,
    within_span,
    kept_together,
    kept_apart,
    kept_locked,
    left_out,
)


def broken_rules(labels: pd.Series, problem: Problem) -> pd.DataFrame:
    """Judge labels by every rule of the problem.

    Parameters
    ----------
    labels : Series
        Area of each community, missing if it is alone; indexed by community id, in any order.
    problem : Problem
        From `state_problem`.

    Returns
    -------
    DataFrame
        One row per breach: ``area_id``, ``rule`` (``coverage``, ``connected``, a limit such as
        ``households_max``, ``span``, ``together``, ``apart``, ``locked``, ``excluded``), ``figure`` (what was
        found), ``bound`` (what is allowed) and ``detail``. Empty if the labels are in order. Locked areas are
        kept as they are, so limits and span do not judge them.
    """
    breaches = list(coverage(labels, problem))
    if not breaches:
        verdict = read_labels(labels, problem)
        breaches = [breach for rule in RULES for breach in rule(verdict)]
    return pd.DataFrame(breaches, columns=list(COLUMNS))


def coverage(labels: pd.Series, problem: Problem) -> Iterator[Breach]:
    """Every community has one label, and no other has any."""
    index = labels.index
    faults = {
        "without a label": problem.ids.difference(index),
        "unknown": index.unique().difference(problem.ids),
        "labelled twice": index[index.duplicated()].unique(),
    }
    for detail, found in faults.items():
        if len(found):
            yield None, "coverage", float(len(found)), 0.0, f"{detail}: {', '.join(str(name) for name in found[:5])}"


def value_of(labels: pd.Series, problem: Problem) -> pd.Series:
    """Return the value of each area, whether or not it keeps the rules.

    Parameters
    ----------
    labels : Series
        Area of each community, missing if it is alone; indexed by community id, in any order.
    problem : Problem
        From `state_problem`.

    Returns
    -------
    Series
        Indexed by ``area_id``, in the order of the smallest member: likeness above the threshold summed over
        pairs, and ``saving_weight`` times one for every member after the first and the shared trench.
    """
    verdict = read_labels(labels, problem)
    value = problem.saving_weight * (verdict.sizes - 1)
    for pairs, gains in ((problem.pairs, problem.pair_gains), (problem.links, problem.link_gains)):
        code = verdict.within(pairs)
        value = value + np.bincount(code[code >= 0], weights=gains[code >= 0], minlength=len(verdict.areas))
    return pd.Series(value, index=verdict.areas, name="value")


def staying_of(labels: pd.Series, problem: Problem) -> float:
    """Return the part of the value that is for communities staying together since an earlier plan."""
    inside = read_labels(labels, problem).within(problem.pairs) >= 0
    return float(problem.stay_gains[inside].sum())


def read_labels(labels: pd.Series, problem: Problem) -> Verdict:
    """Return labels as the rules read them."""
    code, areas = pd.factorize(labels.reindex(problem.ids))
    return Verdict(problem, pd.Index(areas, name="area_id"), code)


def _area(verdict: Verdict, code: int) -> object:
    return verdict.areas[code] if code >= 0 else None
