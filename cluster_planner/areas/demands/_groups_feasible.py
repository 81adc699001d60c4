"""Whether communities that must be together could share an area, as far as the rules show without a search.

Each rule takes away others that could join them, or links along which they could. If that tears a group apart, those
in the way are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from cluster_planner.areas.demands._paths import among, cheapest_paths, follow, pieces_of
from cluster_planner.areas.demands._said import knob, named
from cluster_planner.model import Problem, exceeds
from cluster_planner.said import Label, Number, Said, say, several

Refusal = tuple[Said, Said, np.ndarray]  # why, the remedy, and the communities

TOGETHER = knob("together")
TOO_FAR = say("error.areas.raise_span_or_drop", span=knob("max_span_m"), together=TOGETHER)
TOO_MUCH = say("error.areas.raise_limit_or_drop", together=TOGETHER)
TOO_LITTLE = say("error.areas.lower_limit_or_drop", together=TOGETHER)


class Company(NamedTuple):
    """Which communities could be in an area with a group under some rules, and along which links."""

    members: np.ndarray
    links: np.ndarray


def never_one_area(problem: Problem, groups: list[np.ndarray]) -> Iterator[Refusal]:
    """Yield the rules by which groups, each connected by open links, cannot share an area.

    Parameters
    ----------
    problem : Problem
        What is to be solved.
    groups : list of ndarray
        Communities that must be together.
    """
    if not groups:
        return
    pairs = problem.pairs
    mates = pairs[~among(pairs, problem.demands.apart)]
    near_links, mate_links = (problem.links[among(problem.links, allowed)] for allowed in (pairs, mates))
    for group in groups:
        yield from _too_much(problem, group)
        everyone = Company(np.ones(len(problem), dtype=bool), problem.links)
        free = Company(problem.demands.free, problem.links)
        near = Company(free.members & _mates_of(group, pairs, len(problem)), near_links)
        mated = Company(free.members & _mates_of(group, mates, len(problem)), mate_links)
        fitting = _fitting(problem, group, mated)
        remedy = say("error.areas.drop_or_let_join", together=TOGETHER)
        yield from _torn(problem, group, (everyone, free), "through_excluded", remedy)
        yield from _too_much_between(problem, group, free)
        yield from _too_far(problem, group)
        yield from _torn(problem, group, (free, near), "through_too_far", TOO_FAR)
        remedy = say("error.areas.drop_one_demand")
        yield from _torn(problem, group, (near, mated), "through_apart", remedy)
        yield from _too_much_between(problem, group, mated)
        yield from _torn(problem, group, (mated, fitting), "through_above", TOO_MUCH)
        yield from _out_of_reach(problem, group, fitting)


def _mates_of(group: np.ndarray, pairs: np.ndarray, size: int) -> np.ndarray:
    """Return which communities may share an area with every member, the members included."""
    shared = np.bincount(pairs[np.isin(pairs[:, ::-1], group)], minlength=size) >= len(group)
    shared[group] = True
    return shared


def _fitting(problem: Problem, group: np.ndarray, company: Company) -> Company:
    """Return the company without communities for which a group has no room, and without links to them."""
    quantities = problem.quantities
    growing = quantities.growing
    others, high = quantities.amounts[:, growing].copy(), quantities.high[growing]
    total = others[group].sum(axis=0)
    others[group] = 0.0
    fits = ~exceeds(total + others, high).any(axis=1)
    both_fit = ~exceeds(total + others[company.links].sum(axis=1), high).any(axis=1)
    return Company(company.members & fits, company.links[both_fit])


def _too_far(problem: Problem, group: np.ndarray) -> Iterator[Refusal]:
    every = group[np.column_stack(np.triu_indices(len(group), 1))]
    far = every[~among(every, problem.pairs)]
    if len(far):
        yield say("error.areas.too_far"), TOO_FAR, far[0]


def _too_much(problem: Problem, group: np.ndarray) -> Iterator[Refusal]:
    quantities = problem.quantities
    total = quantities.amounts[group].sum(axis=0)
    for column in np.flatnonzero(exceeds(total, quantities.high) & quantities.growing):
        yield _beyond(problem, "together_above", column, total[column]), TOO_MUCH, group


def _torn(
    problem: Problem, group: np.ndarray, companies: tuple[Company, Company], why: str, remedy: Said
) -> Iterator[Refusal]:
    """Yield the communities in the way, if a rule tears apart a group that was connected before it."""
    before, company = companies
    piece = pieces_of(company.links, company.members)
    torn = group[piece[group] != piece[group[0]]]
    if not len(torn):
        return
    links = before.links[before.members[before.links].all(axis=1)]
    lost = ~(among(links, company.links) & company.members[links].all(axis=1))
    _, previous = cheapest_paths(links, 1.0 + lost * len(piece), np.zeros(len(piece)), group[0])
    path = follow(previous, group[0], torn[0])
    barred = np.unique(path[~company.members[path]])
    if not len(barred):
        barred = np.setdiff1d(path[among(path, links[lost])], group)
    others = several(named(problem.ids[barred]))
    yield say(f"error.areas.{why}", others=others, apart=knob("apart")), remedy, group


def _too_much_between(problem: Problem, group: np.ndarray, company: Company) -> Iterator[Refusal]:
    """Yield limits that a group exceeds together with those on the paths between its members, whichever they are."""
    quantities = problem.quantities
    links = company.links[company.members[company.links].all(axis=1)]
    for column in np.flatnonzero(quantities.growing & np.isfinite(quantities.high)):
        amounts = quantities.amounts[:, column].copy()
        total = amounts[group].sum()
        amounts[group] = 0.0
        between, _ = cheapest_paths(links, np.zeros(len(links)), amounts, group[0])
        least = total + between[group].max()
        if exceeds(least, quantities.high[column]):
            yield _beyond(problem, "between_above", column, least), TOO_MUCH, group


def _out_of_reach(problem: Problem, group: np.ndarray, company: Company) -> Iterator[Refusal]:
    """Yield limits that a group misses whichever others join it: floors, and caps on columns with negative figures."""
    quantities = problem.quantities
    piece = pieces_of(company.links, company.members)
    others = np.setdiff1d(np.flatnonzero(company.members & (piece == piece[group[0]])), group)
    places = int(min(quantities.high[0] - len(group), len(others)))
    total = quantities.amounts[group].sum(axis=0)
    ordered = np.sort(quantities.amounts[others], axis=0)
    most = total + np.maximum(ordered[len(others) - places :], 0.0).sum(axis=0)
    least = total + np.minimum(ordered[:places], 0.0).sum(axis=0)
    for column in np.flatnonzero(exceeds(-most, -quantities.low)):
        yield _beyond(problem, "whoever_below", column, most[column]), TOO_LITTLE, group
    for column in np.flatnonzero(exceeds(least, quantities.high)):
        yield _beyond(problem, "whoever_above", column, least[column]), TOO_MUCH, group


def _beyond(problem: Problem, why: str, column: np.integer[Any], total: float) -> Said:
    """Return that a total lies beyond a limit: below it if that is what is said, else above."""
    quantities = problem.quantities
    bound = (quantities.low if why.endswith("_below") else quantities.high)[column]
    label = Label("header", str(quantities.names[column]))
    return say(f"error.areas.{why}", total=Number(total), column=label, bound=Number(bound))
