"""The plan: everything that one run found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

import geopandas as gpd
import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._doors import through
from cluster_planner.columns import PLAN, Table
from cluster_planner.model._changes import Changes
from cluster_planner.model._checksum import plan_checksum
from cluster_planner.model._evidence import Evidence
from cluster_planner.model._findings import Findings
from cluster_planner.model._inputs import Barriers, Communities, Likeness, Links
from cluster_planner.model._next_best import NextBest
from cluster_planner.model._programme import Programme
from cluster_planner.model._results import Areas, Evaluation
from cluster_planner.model._stability import Stability
from cluster_planner.model._sums import sum_known
from cluster_planner.model._totals import list_projects
from cluster_planner.model._works import Savings, Services, Works

if TYPE_CHECKING:
    import folium

    from cluster_planner.said import Fact
    from cluster_planner.settings import Settings
    from cluster_planner.words.tables import WordedTables


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything that one run found out.

    Attributes
    ----------
    communities, barriers, links, likeness, areas, evaluation, programme
        The nouns of the rooms that made them.
    need : DataFrame
        Indexed by ``community_id``: ``need``, ``coverage`` and a column for each part.
    need_after : DataFrame
        The same, once the works are done.
    works : Works
        What each community needs and costs alone.
    savings : Savings
        What each area saves, item by item.
    services : Services
        Which facilities the areas lack, and their modes.
    settings : Settings
        The knobs it was made with.
    findings : Findings
        Findings of the input and of the run.
    boundaries, facilities : GeoDataFrame
        Administrative outlines (``county``, ``subdistrict``) and facilities (``kind``, ``name``); may be empty.
    under_way : GeoDataFrame
        The areas under way and how far they have come, see `report_under_way`; their members take part in no other.
    next_best : NextBest
        What the best plan without each area loses and changes.
    stability : Stability or None
        How often communities stay together under varied settings, where that was tested.
    widening : Fact or None
        Where there are no areas, which limits to widen to get some.
    earlier : Series or None
        ``area_id`` of each community in the earlier plan that this one keeps to, where there is one.
    changes : Changes or None
        What changed since the earlier plan, where there was one.
    progress, statistics : DataFrame
        How far the yearly plans of the bank have come, see `report_progress`; what the official survey counts, see
        `report_statistics`.
    about : mapping
        ``title``, ``inputs`` (path and checksum), ``versions``, ``timings_s``; ``synthetic`` where the data says so.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = PLAN

    communities: Communities
    barriers: Barriers
    need: pd.DataFrame
    need_after: pd.DataFrame
    works: Works
    savings: Savings
    services: Services
    links: Links
    likeness: Likeness
    areas: Areas
    evaluation: Evaluation
    programme: Programme
    settings: Settings
    findings: Findings
    boundaries: gpd.GeoDataFrame
    facilities: gpd.GeoDataFrame
    under_way: gpd.GeoDataFrame
    next_best: NextBest = field(default_factory=NextBest.none)
    stability: Stability | None = None
    widening: Fact | None = None
    earlier: pd.Series | None = None
    changes: Changes | None = None
    progress: pd.DataFrame = field(default_factory=pd.DataFrame)
    statistics: pd.DataFrame = field(default_factory=pd.DataFrame)
    about: Mapping[str, Any] = field(default_factory=dict)

    def worth_since(self, changes: Changes) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return value (without the gain for staying together) and saving, before and now, of whom `Changes` says."""
        saving = sum_known(self.evaluation.areas["saving_money"])
        return (changes.was_value, self.areas.value - self.areas.staying), (changes.was_saving_money, saving)

    @property
    def projects(self) -> pd.DataFrame:
        """The areas and communities alone with what they add to sums, see `sum_projects`."""
        return list_projects(self.evaluation, self.communities, self.programme)

    @property
    def evidence(self) -> Evidence:
        """How much was known when the plan was made."""
        outcomes, areas = self.evaluation.communities, self.evaluation.areas
        taking_part = outcomes["outcome"] != "not_eligible"
        is_complete = areas["households_known"] == areas["communities"] if len(areas) else pd.Series(dtype=bool)
        cutting = self.barriers.frame["kind"].isin(self.settings.links.barrier_kinds)
        return Evidence(
            criteria={str(name): share for name, share in self.likeness.known().fillna(0.0).items()},
            areas=len(areas),
            households=int(is_complete.sum()),
            costs=float((outcomes["cost_basis"][taking_part] == "given").mean()) if taking_part.any() else 0.0,
            barriers=bool(cutting.any()),
        )

    @property
    def checksum(self) -> str:
        """What identifies the plan; see `plan_checksum`."""
        return plan_checksum(self.areas.labels, self.settings)

    @held_to_annotations
    def explore(
        self,
        m: Any = None,
        *,
        column: str | None = None,
        height: int | str | None = None,
        panel: bool | None = None,
        tiles: str | None = None,
        lang: str = "zh",
    ) -> folium.Map:
        """Return the interactive map, shown inline in a notebook; composes with folium maps as GeoPandas' ``explore``.

        Parameters
        ----------
        m : folium.Map, optional
            A map to add the plan to.
        column : str, optional
            The figure that colours the map, such as ``need``.
        height : int or str, optional
            Height of the map in pixels, or as folium reads it.
        panel : bool, optional
            Whether the page with its tables and cards stands around the map; by default unless ``m`` is given.
        tiles : str, optional
            A base map under the plan: ``tianditu``, ``gaode`` or an address with ``{z}``, ``{x}`` and ``{y}``.
        lang : {"zh", "en"}
            Language of the map.

        Returns
        -------
        folium.Map
            The map; further folium layers can be added.
        """
        # Nouns know no pictures.
        drawn: folium.Map = through("draw_map")(
            self, m, column=column, height=height, panel=panel, tiles=tiles, lang=lang
        )
        return drawn

    @held_to_annotations
    def in_words(self, lang: str = "zh") -> WordedTables:
        """Return all tables in one language, for files of any kind and for notebooks.

        Parameters
        ----------
        lang : {"zh", "en"}
            Language of headers, codes and reasons.

        Returns
        -------
        WordedTables
            DataFrames by name, as attributes and as items. With shapes, in the CRS of the communities: ``areas``,
            ``communities``, ``links``, ``sites``, ``barriers``, ``corridors`` and ``under_way``. Also the sheets
            of ``plan.xlsx``, such as ``alone``, ``checks``, ``savings``, ``works``, ``schedule``, ``findings`` and
            ``settings``; ``next_best`` and ``modes`` of the areas; ``quarantine``. Tables that do not apply are absent,
            such as ``changes`` without an earlier plan.

        Examples
        --------
        >>> plan.in_words("en").areas.to_file("areas.gpkg")  # doctest: +SKIP
        """
        worded: WordedTables = through("plan_in_words")(self, lang)  # nor words
        return worded

    def __repr__(self) -> str:
        """Say what could go wrong, one noun a line."""
        nouns = (
            self.communities,
            self.barriers,
            self.links,
            self.likeness,
            self.areas,
            self.works,
            self.savings,
            self.services,
            self.evaluation,
            self.programme,
            *(() if self.changes is None else (self.changes,)),
        )
        return "<Plan\n  " + "\n  ".join(repr(noun) for noun in nouns) + ">"
