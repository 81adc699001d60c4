"""The nouns of the result: areas and their evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isnan
from typing import ClassVar

import geopandas as gpd
import pandas as pd

from cluster_planner.columns import AREAS, EVALUATION, Table
from cluster_planner.model._advice import no_advice, no_obstacles
from cluster_planner.model._problem import Problem
from cluster_planner.model._sums import sum_known


@dataclass(frozen=True, eq=False)
class Areas:
    """Proposed renovation areas, and why the others are alone.

    Attributes
    ----------
    labels : Series
        ``area_id`` of each community, indexed by ``community_id``; missing where it is alone.
    frame : DataFrame
        Indexed by ``area_id``: ``communities`` (count) and ``value``.
    staying : float
        The part of the value that is for communities staying together since an earlier plan; bounds count it too.
    alone : DataFrame
        Indexed by ``community_id``, one row per community in no area: ``reason`` (a code), ``other`` (the community
        that it speaks of), ``detail`` (barrier or limit), ``figure`` (gap, likeness, total or value) and ``mates`` (how
        many others it speaks of in all). Where the best offer is an area without gain, what the two alone would be:
        ``pair_value``, ``pair_rule`` (which they would break, missing where none) and ``pair_figure``. Codes:
        ``excluded``, ``no_place``, ``no_neighbour``, ``blocked``, ``unlike``, ``floor`` (all in no area that are linked
        with it stay below a least total), ``limit``, ``no_gain``.
    proof : DataFrame
        One row per connected component with two members or more: ``first`` (its smallest id), ``communities``,
        ``value``, ``bound``, ``gap``, ``status`` (``optimal``; ``bounded``: all possible areas were priced;
        ``heuristic``: the effort ran out first), ``columns`` (possible areas weighed) and ``seconds``, which differ
        from run to run.
    problem : Problem
        The problem they solve, which also judges them.
    advice : DataFrame
        What would bring communities that are alone into an area, a row for each change; see `advise_alone`.
    obstacles : DataFrame
        Where nothing would, what is not enough and what then stands in the way; see there.
    components : Series
        ``first`` of the component of each community, by its id; missing where it can share an area with nobody.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = AREAS

    labels: pd.Series
    frame: pd.DataFrame
    alone: pd.DataFrame
    proof: pd.DataFrame
    problem: Problem
    components: pd.Series
    staying: float = 0.0
    advice: pd.DataFrame = field(default_factory=no_advice)
    obstacles: pd.DataFrame = field(default_factory=no_obstacles)

    @property
    def unchecked(self) -> tuple[str, ...]:
        """Limits that could not be applied, since no community has a figure for them."""
        return self.problem.quantities.unchecked

    @cached_property
    def proof_of_areas(self) -> pd.DataFrame:
        """What is proven of the component that each area lies in: rows of the proof, indexed by ``area_id``."""
        home = self.labels.dropna()
        first = self.components.reindex(home.index).groupby(home).first().reindex(self.frame.index)
        return self.proof.set_index("first", drop=False).reindex(first).set_axis(first.index)

    @property
    def value(self) -> float:
        """Total value of the areas."""
        return float(self.proof["value"].sum())

    @property
    def bound(self) -> float:
        """Value that no plan under these rules can exceed."""
        return float(self.proof["bound"].sum())

    @property
    def gap(self) -> float:
        """No plan under these rules can be better by more than this share; 0 is proven optimal."""
        if self.value <= 0:
            return inf if self.bound > 0 else 0.0
        return max(0.0, self.bound / self.value - 1.0)

    @property
    def status(self) -> str:
        """``optimal`` where every component is, else the weakest status of any."""
        weakest = [status for status in ("heuristic", "bounded") if (self.proof["status"] == status).any()]
        return weakest[0] if weakest else "optimal"

    def __len__(self) -> int:
        """Return the number of areas."""
        return len(self.frame)

    def __repr__(self) -> str:
        """Say what could go wrong: how many are alone, and how far from the bound."""
        excluded = int((self.alone["reason"] == "excluded").sum()) if len(self.alone) else 0
        return (
            f"<Areas: {len(self)} areas of {int(self.labels.notna().sum())} communities, "
            f"{len(self.alone) - excluded} alone, {excluded} excluded, value {self.value:.2f}, "
            f"{self.status}, gap at most {self.gap:.1%}>"
        )


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What the areas are, cost and save, in figures and in sentences.

    Attributes
    ----------
    areas : GeoDataFrame
        Indexed by ``area_id``: name (``area_name_said``), size, need before and after, likeness, cost alone and
        together and saving (low, likely, high, the last also item by item) and what is said of them (``reason_said``,
        ``next_best_said``, to be worded in any language); the geometry is the area with the streets between its
        members closed up.
    communities : DataFrame
        Indexed by ``community_id``: ``area_id``, ``outcome`` (``area``, ``alone``, ``not_eligible``),
        ``under_way_id`` (the area under way that it is in, missing where in none), ``cost_alone_money`` with its low
        and high, ``cost_basis``, ``reason_said``.
    criteria : DataFrame
        Indexed by ``(area_id, criterion)``: how many ``pairs`` are known, their ``mean``, and which are ``strongest``
        and ``weakest``; the criteria and, last, ``likeness`` as a whole.
    checks : DataFrame
        Indexed by ``(area_id, indicator)``: members that pass, fail and were not checked, before and after the works.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = EVALUATION

    areas: gpd.GeoDataFrame
    communities: pd.DataFrame
    criteria: pd.DataFrame = field(default_factory=pd.DataFrame)
    checks: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __repr__(self) -> str:
        """Say what the areas cost and save."""
        cost, saving = (sum_known(self.areas[name]) for name in ("cost_alone_money", "saving_money"))
        if isnan(saving):
            return f"<Evaluation: {len(self.areas)} areas, saving unknown>"
        share = saving / cost if cost else 0.0
        return f"<Evaluation: {len(self.areas)} areas, CNY {cost:,.0f} alone, saving CNY {saving:,.0f} ({share:.1%})>"
