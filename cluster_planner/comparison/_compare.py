"""Plans set side by side: each of them against the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import ClassVar

import pandas as pd

from cluster_planner.columns import TABLES, Table
from cluster_planner.comparison._agreement import adjusted_rand
from cluster_planner.comparison._figures import Figure, compare_figures
from cluster_planner.comparison._match import match_areas
from cluster_planner.comparison._moves import find_moves, grade_areas
from cluster_planner.comparison._rules import differing_inputs, differing_settings, differing_versions, names_of_works
from cluster_planner.errors import DataError
from cluster_planner.model import WrittenPlan
from cluster_planner.said import Count, Name, say, several

LETTERS = ascii_uppercase
_LEAST_SHARED = 0.5  # of the communities of the smaller plan, else they are of different banks


@dataclass(frozen=True, eq=False)
class Pair:
    """One plan against the first.

    Attributes
    ----------
    base, plan : WrittenPlan
        The first plan, and the other.
    areas : DataFrame
        From `match_areas`, with ``change``: ``kept`` (the same members), ``changed``, ``new`` or ``dissolved``.
    moves : Series
        From `find_moves`.
    agreement : float
        From `adjusted_rand`.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = {"areas": TABLES["comparison.areas"]}

    base: WrittenPlan
    plan: WrittenPlan
    areas: pd.DataFrame
    moves: pd.Series
    agreement: float

    def __repr__(self) -> str:
        """Say how much is alike."""
        return (
            f"<Pair {self.plan.name!r} against {self.base.name!r}: {len(self.moves)} moves, ARI {self.agreement:.3f}>"
        )


@dataclass(frozen=True, eq=False)
class Comparison:
    """Several plans side by side.

    Attributes
    ----------
    plans : tuple of WrittenPlan
        The first is what the others are compared with.
    pairs : tuple of Pair
        One for each other plan.
    figures : list of (Figure, list of float)
        What each plan comes to.
    settings, inputs, versions : DataFrame
        What is not the same in all plans, a column for each; settings with the rates of works.
    works : mapping of str to mapping
        What each work is called, by its code and then by language.
    """

    plans: tuple[WrittenPlan, ...]
    pairs: tuple[Pair, ...]
    figures: list[tuple[Figure, list[float]]]
    settings: pd.DataFrame
    inputs: pd.DataFrame
    versions: pd.DataFrame
    works: Mapping[str, Mapping[str, str]]

    def __repr__(self) -> str:
        """Say how much is alike, one pair a line."""
        return "<Comparison\n  " + "\n  ".join(map(repr, self.pairs)) + ">"


def compare_plans(plans: Sequence[WrittenPlan], names: Sequence[str] = ()) -> Comparison:
    """Compare plans of the same bank with the first of them, without planning again.

    Parameters
    ----------
    plans : sequence of WrittenPlan
        Two or more.
    names : sequence of str, optional
        What they are called; one for each.

    Returns
    -------
    Comparison
        Which communities moved, which area is which, figures side by side, and the rules that differ.

    Raises
    ------
    DataError
        If there are fewer than two or too many plans, names do not fit, or plans are of different banks.
    """
    named = _named(plans, names)
    base, *others = named
    for other in others:
        _refuse_another_bank(base, other)
    return Comparison(
        plans=tuple(named),
        pairs=tuple(_compare(base, other) for other in others),
        figures=compare_figures(named),
        settings=differing_settings(named),
        inputs=differing_inputs(named),
        versions=differing_versions(named),
        works=names_of_works(named),
    )


def _compare(base: WrittenPlan, plan: WrittenPlan) -> Pair:
    ids = base.communities.index.union(plan.communities.index)
    was, now = (each.labels.reindex(ids) for each in (base, plan))
    matched = match_areas(was, now, _households(base).reindex(ids).fillna(_households(plan).reindex(ids)))
    return Pair(
        base=base,
        plan=plan,
        areas=matched.assign(change=grade_areas(matched)),
        moves=find_moves(base.communities, plan.communities, matched),
        agreement=adjusted_rand(base.labels, plan.labels),
    )


def _households(plan: WrittenPlan) -> pd.Series:
    known: pd.Series = plan.communities.get("households", pd.Series(dtype=float))
    return known.astype(float)


def _named(plans: Sequence[WrittenPlan], names: Sequence[str]) -> list[WrittenPlan]:
    if not 1 < len(plans) <= len(LETTERS):
        raise DataError(
            say("error.comparison.number_of_plans", most=Count(len(LETTERS)), plans=Count(len(plans))),
            say("error.comparison.give_two_plans"),
        )
    given = list(names) or [plan.name for plan in plans]
    if len(given) != len(plans) or len(set(given)) < len(given):
        raise DataError(
            say("error.comparison.same_names", plans=Count(len(plans)), names=several(map(Name, given))),
            say("error.comparison.name_each"),
        )
    return [replace(plan, name=name) for plan, name in zip(plans, given, strict=True)]


def _refuse_another_bank(base: WrittenPlan, plan: WrittenPlan) -> None:
    """Refuse plans that share few communities: those of the same id and, as far as known, of the same name."""
    named, other = (each.communities["name"] for each in (base, plan))
    shared = named.index.intersection(other.index)
    same = int((named[shared].isna() | other[shared].isna() | (named[shared] == other[shared])).sum())
    fewest = min(len(named), len(other))
    if same >= _LEAST_SHARED * fewest and same:
        return
    problem = say(
        "error.comparison.other_banks",
        plan=Name(plan.name),
        plan_size=Count(len(other)),
        base=Name(base.name),
        base_size=Count(len(named)),
        shared=Count(same),
    )
    raise DataError(problem, say("error.comparison.same_communities"))
