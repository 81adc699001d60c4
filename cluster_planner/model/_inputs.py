"""The nouns of the input: communities, barriers, facilities, links, likeness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import geopandas as gpd
import numpy as np
import pandas as pd

from cluster_planner.columns import BARRIERS, COMMUNITIES, LIKENESS, LINKS, Table
from cluster_planner.model._empty import empty_layer
from cluster_planner.model._findings import Findings
from cluster_planner.model._pieces import connected_pieces
from cluster_planner.profile import CHINA, Profile

if TYPE_CHECKING:
    from libpysal.graph import Graph

PAIR = ["focal", "neighbor"]


@dataclass(frozen=True, eq=False)
class Communities:
    """Communities that passed validation: valid, projected, in metres.

    Attributes
    ----------
    frame : GeoDataFrame
        Indexed by ``community_id`` (text, unique, sorted), with every field of the catalogue as a column; what
        is unknown is missing. Numbers are floats, choices are codes, several tags are one text separated
        by ``;``. ``source_row`` is the row as the user sees it. The geometry is a point or a polygon in one metric
        CRS, or missing where the place is unknown; ``location_quality`` is ``fallback`` where a geocoder gave up.
    findings : Findings
        What was repaired, doubtful or refused on the way in.
    quarantine : DataFrame
        Rows that cannot be used, as they came, with ``source_row``, ``rule`` and the reason in both languages.
    profile : Profile
        The country that sets their fields and their check-up.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = COMMUNITIES

    frame: gpd.GeoDataFrame
    findings: Findings = field(default_factory=Findings.none)
    quarantine: pd.DataFrame = field(default_factory=pd.DataFrame)
    profile: Profile = CHINA

    @property
    def index(self) -> pd.Index:
        """Ids of the communities, sorted."""
        ids: pd.Index = self.frame.index
        return ids

    @cached_property
    def located(self) -> np.ndarray:
        """Which communities have a place on the map: bool array of shape (n,)."""
        has_place: np.ndarray = (self.frame.geometry.notna() & ~self.frame.geometry.is_empty).to_numpy()
        return has_place

    @cached_property
    def trusted(self) -> np.ndarray:
        """Which communities have a reliable place, not one where a geocoder gave up: bool array of shape (n,)."""
        if "location_quality" not in self.frame:
            return self.located
        trusted: np.ndarray = self.located & (self.frame["location_quality"] != "fallback").to_numpy()
        return trusted

    @cached_property
    def consent(self) -> pd.Series:
        """Share of its households that agree to the renovation, 0 to 1, of each community; missing where unknown."""
        households = self.frame["households"]
        counted = (self.frame["consent_households"] / households.where(households > 0)).clip(upper=1.0)
        share: pd.Series = self.frame["consent_share"].fillna(counted)
        return share.rename("consent")

    @cached_property
    def is_point(self) -> np.ndarray:
        """Which communities are known only as a point: bool array of shape (n,)."""
        points: np.ndarray = (self.frame.geom_type == "Point").to_numpy()
        return points

    @cached_property
    def centres(self) -> np.ndarray:
        """Centroids in metres, array of shape (n, 2), NaN where the place is unknown."""
        centroid = self.frame.geometry.centroid
        return np.column_stack([centroid.x.to_numpy(), centroid.y.to_numpy()])

    def __len__(self) -> int:
        """Return the number of communities."""
        return len(self.frame)

    def __repr__(self) -> str:
        """Say how many there are, where, and what is doubtful."""
        crs = self.frame.crs.name if self.frame.crs else "no CRS"
        return (
            f"<Communities: {len(self)} ({int((~self.located).sum())} without a place), "
            f"{len(self.quarantine)} in quarantine, {crs}; {self.findings!r}>"
        )


@dataclass(frozen=True, eq=False)
class Barriers:
    """What cuts links, what reopens it, and quiet context for the map; all in the CRS of the communities.

    Attributes
    ----------
    frame : GeoDataFrame
        Columns ``kind`` (``water``, ``railway``, ``motorway``, ``trunk``, ``primary``, ``other``; roads that
        are no barriers keep their own class), ``name`` (may be missing), ``width_m`` (may be missing), geometry
        (lines or polygons).
    crossings : GeoSeries
        Bridges and underpasses: points, lines or polygons.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = BARRIERS

    frame: gpd.GeoDataFrame
    crossings: gpd.GeoSeries

    @classmethod
    def none(cls, crs: object) -> Barriers:
        """Return an empty set of barriers, in the given CRS."""
        return cls(empty_layer(BARRIERS["frame"], crs), gpd.GeoSeries([], crs=crs))

    def __repr__(self) -> str:
        """Say how many features of each kind there are."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.frame["kind"].value_counts().sort_index().items())
        return f"<Barriers: {kinds or 'none'}; {len(self.crossings)} crossings>"


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of communities that are near enough to share works, open or blocked.

    Attributes
    ----------
    frame : GeoDataFrame
        Indexed by ``(focal, neighbor)`` with focal < neighbor, sorted. Columns ``gap_m`` (edge to edge, or between
        points), ``facing_m`` (how long the two face each other), ``soft_lines`` (how many soft
        administrative lines lie between), ``barrier_kind`` and ``barrier`` (name) of what blocks the link first
        and ``dividers_said``, all that does, missing where it is open; the geometry is the line along which they meet,
        of a blocked link the straight one between the outlines.
    communities : Index
        All community ids, those without any link too.
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = LINKS

    frame: gpd.GeoDataFrame
    communities: pd.Index

    @cached_property
    def open(self) -> gpd.GeoDataFrame:
        """Links along which works can be shared."""
        return self.frame[self.frame["barrier_kind"].isna()]

    @cached_property
    def blocked(self) -> gpd.GeoDataFrame:
        """Pairs near enough, but with a barrier between them."""
        return self.frame[self.frame["barrier_kind"].notna()]

    @cached_property
    def components(self) -> pd.Series:
        """Number of the connected component of each community, by its first member's place in the index."""
        size = len(self.communities)
        focal, neighbor = (self.communities.get_indexer(self.open.index.get_level_values(name)) for name in PAIR)
        piece = connected_pieces(np.column_stack([focal, neighbor]), size)
        return pd.Series(piece, index=self.communities, name="component")

    @cached_property
    def graph(self) -> Graph:
        """Open links as a binary libpysal ``Graph``; isolates are kept."""
        from libpysal.graph import Graph

        pairs = self.open.index.to_frame(index=False)
        both = pd.concat([pairs, pairs.rename(columns={"focal": "neighbor", "neighbor": "focal"})])
        linked = both["focal"].drop_duplicates()
        alone = self.communities.difference(linked)
        isolates = pd.DataFrame({"focal": alone, "neighbor": alone})
        weights = pd.concat([both.assign(weight=1), isolates.assign(weight=0)]).astype({"weight": "int8"})
        return Graph(weights.set_index(PAIR)["weight"].reindex(self.communities, level="focal"))

    def __repr__(self) -> str:
        """Say how many links there are, and what can ruin a plan: components and isolates."""
        sizes = self.components.value_counts()
        return (
            f"<Links: {len(self.open)} open, {len(self.blocked)} blocked, {len(self.communities)} communities "
            f"in {len(sizes)} components, {int((sizes == 1).sum())} isolates>"
        )


@dataclass(frozen=True, eq=False)
class Likeness:
    """How alike the pairs are that could share an area.

    Attributes
    ----------
    frame : DataFrame
        Indexed by ``(focal, neighbor)`` with focal < neighbor, sorted: every pair of one component within the
        span, and no other, so a pair that is missing here can never share an area. Columns ``location``, ``type``,
        ``trade``, ``culture`` (0 to 1, missing where unknown), ``likeness`` (how likely the two belong together by all
        that is known of them, 0 to 1) and ``span_m`` (between the centres).
    evidence : DataFrame
        What the likeness rests on, drawn from these pairs: each part of a criterion and each class of its values.
        Indexed by ``(criterion, part, least_value)``: ``alike_share`` (how many of the neighbours that belong together
        are in this class), ``unlike_share`` (of those that do not) and ``evidence_points`` (logarithm of their ratio).
    """

    COLUMNS: ClassVar[Mapping[str, Table]] = LIKENESS

    frame: pd.DataFrame
    evidence: pd.DataFrame = field(default_factory=pd.DataFrame)

    def known(self) -> pd.Series:
        """Share of pairs for which each criterion is known."""
        return self.frame[["location", "type", "trade", "culture"]].notna().mean()

    def __repr__(self) -> str:
        """Say how much the likeness rests on."""
        known = ", ".join(f"{name} {share:.0%}" for name, share in self.known().items())
        return f"<Likeness: {len(self.frame)} pairs; known: {known}>"
