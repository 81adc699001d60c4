"""Likeness of pairs over the four criteria: location, type, trade and services, culture.

Only pairs that can share an area are compared: those of one connected component, within the largest span. To change
how a criterion is judged, change its function in ``_criteria.py``; how its parts are weighed, ``_evidence.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import KDTree

from cluster_planner._align import require_same_index
from cluster_planner.model import PAIR, Communities, Likeness, Links
from cluster_planner.settings import AreaSettings, LikenessSettings
from cluster_planner.similarity._criteria import (
    Pairs,
    Parts,
    compare_location,
    culture_parts,
    mean_known,
    trade_parts,
    type_parts,
)
from cluster_planner.similarity._evidence import draw_evidence, weigh_evidence

__all__ = ["Comparison", "compare_communities"]


def compare_communities(
    communities: Communities,
    links: Links,
    settings: LikenessSettings,
    *,
    facilities: gpd.GeoDataFrame | None = None,
    max_span_m: float = AreaSettings.max_span_m,
    component: np.ndarray | None = None,
    evidence: pd.DataFrame | None = None,
) -> Likeness:
    """Compare all pairs of communities that can share an area.

    Parameters
    ----------
    communities : Communities
        The communities.
    links : Links
        Links between exactly these.
    settings : LikenessSettings
        Weights of the criteria, and their scales.
    facilities : GeoDataFrame, optional
        Schools, markets, clinics and the like in the CRS of the communities.
    max_span_m : float
        Largest distance between the centres of two members of an area, metres.
    component : ndarray of shape (n,), optional
        Number of the component of each community, if not by the open links.
    evidence : DataFrame, optional
        The weight of each part, as in the `Likeness` of another comparison; drawn from these pairs if not given.

    Returns
    -------
    Likeness
        Each criterion by itself (missing if unknown), how likely the two belong together by all that is known, and
        the evidence that this rests on.

    Raises
    ------
    AlignmentError
        If the links are of other communities.
    """
    component = links.components.to_numpy() if component is None else component
    return Comparison.gather(communities, links, settings, facilities, max_span_m, component).weigh(
        links.frame, evidence=evidence
    )


@dataclass(frozen=True, eq=False)
class Comparison:
    """Pairs and their parts, which stay as they are while the links between them change.

    Attributes
    ----------
    communities : Communities
        Whose pairs these are.
    settings : LikenessSettings
        Weights and scales.
    pairs : tuple of ndarray
        Positions of both of each pair.
    index : MultiIndex
        Ids of both.
    span_m : ndarray
        Distance between their centres.
    near_m : float
        Up to which distance two may well belong together.
    parts : dict
        Parts of each criterion but location.
    """

    communities: Communities
    settings: LikenessSettings
    pairs: Pairs
    index: pd.MultiIndex
    span_m: np.ndarray
    near_m: float
    parts: dict[str, Parts]

    @classmethod
    def gather(
        cls,
        communities: Communities,
        links: Links,
        settings: LikenessSettings,
        facilities: gpd.GeoDataFrame | None,
        max_span_m: float,
        component: np.ndarray,
    ) -> Comparison:
        """Gather the pairs of each component and their parts; see `compare_communities`."""
        require_same_index(communities.index, links.communities, "links")
        focal, neighbor = pairs = _comparable_pairs(communities, component, max_span_m)
        ids = communities.index
        return cls(
            communities=communities,
            settings=settings,
            pairs=pairs,
            index=pd.MultiIndex.from_arrays([ids[focal], ids[neighbor]], names=PAIR),
            span_m=np.linalg.norm(communities.centres[focal] - communities.centres[neighbor], axis=1),
            near_m=max_span_m / 2,
            parts={
                "type": type_parts(communities.frame, pairs, settings),
                "trade": trade_parts(communities, facilities, pairs, settings),
                "culture": culture_parts(communities.frame, pairs),
            },
        )

    def weigh(
        self, links: pd.DataFrame, component: np.ndarray | None = None, evidence: pd.DataFrame | None = None
    ) -> Likeness:
        """Compare the pairs by links, with evidence given or drawn from the pairs inside these components."""
        linked = pd.DataFrame(links[["barrier_kind", "soft_lines"]]).reindex(self.index)
        location = compare_location(self.communities, linked, self.pairs, self.span_m, self.settings)
        if evidence is None:
            focal, neighbor = self.pairs
            drawn = slice(None) if component is None else component[focal] == component[neighbor]
            parts = {name: {part: values[drawn] for part, values in own.items()} for name, own in self.parts.items()}
            near = (self.span_m <= self.near_m)[drawn]
            evidence = draw_evidence(location[drawn], parts, near, self.settings.weights)
        likeness = weigh_evidence(location, self.parts, evidence, self.settings.weights)
        criteria = {name: mean_known(*own.values()) for name, own in self.parts.items()}
        columns = {"location": location, **criteria, "likeness": likeness, "span_m": self.span_m}
        return Likeness(pd.DataFrame(columns, index=self.index), evidence)


def _comparable_pairs(
    communities: Communities, component: np.ndarray, max_span_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of all pairs of one component within the span, each once, in order."""
    linked = np.flatnonzero(np.bincount(component, minlength=1)[component] > 1)
    if not len(linked):
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp)
    near = KDTree(communities.centres[linked]).query_pairs(max_span_m, output_type="ndarray")
    pairs = np.sort(linked[near], axis=1)
    pairs = pairs[component[pairs[:, 0]] == component[pairs[:, 1]]]
    pairs = pairs[np.lexsort([pairs[:, 1], pairs[:, 0]])]
    return pairs[:, 0], pairs[:, 1]
