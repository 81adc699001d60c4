"""Road lines as a graph that places are tied to, and walks along it, always with a limit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

_GRID_M = 1.0  # lines that miss each other by less meet
_LEAST_M = 1e-6  # a sparse graph has no edge of length 0
_TOGETHER = 256  # walks that start at once, near each other


@dataclass(frozen=True, eq=False)
class Streets:
    """Walkable lines with places tied to them.

    Attributes
    ----------
    graph : csr_array of shape (n, n)
        Metres along each edge, in both directions. The first nodes are the places, in their order.
    at : ndarray of float, shape (n, 2)
        Where the nodes lie; of a place that is not tied, NaN.
    tied : ndarray of bool, shape (places,)
        Which places lie near enough to a line, with nothing between.
    """

    graph: csr_array
    at: np.ndarray
    tied: np.ndarray

    def nearest_m(self, sources: np.ndarray, limit_m: float) -> np.ndarray:
        """Return the walk from each place to the nearest of some places; infinite beyond the limit.

        Parameters
        ----------
        sources : ndarray of int
            Places to walk to.
        limit_m : float
            No walk is longer.

        Returns
        -------
        ndarray of float, shape (places,)
            Metres.
        """
        if not len(sources):
            return np.full(len(self.tied), np.inf)
        walks: np.ndarray = dijkstra(self.graph, indices=sources, limit=limit_m, min_only=True)
        return walks[: len(self.tied)]

    def between_m(self, start: np.ndarray, end: np.ndarray, limit_m: float) -> np.ndarray:
        """Return the walk between the two places of each pair; infinite beyond the limit.

        Walks start in batches of near places, each in a window of the graph that no shorter walk leaves.

        Parameters
        ----------
        start, end : ndarray of int, shape (pairs,)
            Places that are tied.
        limit_m : float
            No walk is longer.

        Returns
        -------
        ndarray of float, shape (pairs,)
            Metres.
        """
        metres = np.full(len(start), np.inf)
        if not len(start):
            return metres
        batch = self._batches(start)
        order = np.argsort(batch, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(batch[order])) + 1):
            metres[rows] = self._walk(start[rows], end[rows], limit_m)
        return metres

    def _batches(self, start: np.ndarray) -> np.ndarray:
        """Return the batch of each walk: walks from nearby places share one."""
        starts, place = np.unique(start, return_inverse=True)
        along = gpd.GeoSeries(shapely.points(self.at[starts])).hilbert_distance().to_numpy()
        rank = np.empty(len(starts), dtype=np.intp)
        rank[np.argsort(along, kind="stable")] = np.arange(len(starts))
        return rank[place] // _TOGETHER

    def _walk(self, start: np.ndarray, end: np.ndarray, limit_m: float) -> np.ndarray:
        starts, row = np.unique(start, return_inverse=True)
        low, high = self.at[starts].min(axis=0) - limit_m, self.at[starts].max(axis=0) + limit_m
        nodes = np.sort(self._tree.query(shapely.box(*low, *high)))
        window = self.graph[nodes][:, nodes]
        walks = dijkstra(window, indices=np.searchsorted(nodes, starts), limit=limit_m)
        column = np.minimum(np.searchsorted(nodes, end), len(nodes) - 1)
        metres: np.ndarray = np.where(nodes[column] == end, walks[row, column], np.inf)
        return metres

    @cached_property
    def _tree(self) -> shapely.STRtree:
        nodes = np.full(len(self.at), None, dtype=object)
        known = ~np.isnan(self.at[:, 0])
        nodes[known] = shapely.points(self.at[known])
        return shapely.STRtree(nodes)


def tie_places(lines: np.ndarray, places: np.ndarray, barred: np.ndarray, *, access_m: float, join_m: float) -> Streets:
    """Node road lines, and tie each place to the nearest.

    Parameters
    ----------
    lines : ndarray of LineString or MultiLineString
        What people walk along.
    places : ndarray of Geometry, shape (n,)
        Points or polygons, in the same metric coordinate system.
    barred : ndarray of Geometry
        What cannot be crossed on the way to a line.
    access_m : float
        Farthest from a line at which a place is tied to it.
    join_m : float
        Widest gap at the end of a line that is closed: road lines often stop at the edge of the road that they join.

    Returns
    -------
    Streets
        The graph.
    """
    pieces = _node(shapely.get_parts(lines), join_m)
    place, piece, ways = _accesses(pieces, places, barred, access_m)
    # Nodes: the places, then where each of them comes to a line, then the ends of the pieces.
    access = len(places) + np.arange(len(place))
    ends = shapely.get_coordinates([shapely.get_point(pieces, 0), shapely.get_point(pieces, -1)])
    corners, corner = np.unique(ends, axis=0, return_inverse=True)
    corner = (len(places) + len(place) + corner).reshape(2, len(pieces))
    along_m = shapely.line_locate_point(pieces[piece], shapely.get_point(ways, 0))
    one, other, metres = _between_knots(
        np.concatenate([np.arange(len(pieces)), np.arange(len(pieces)), piece]),
        np.concatenate([np.zeros(len(pieces)), shapely.length(pieces), along_m]),
        np.concatenate([*corner, access]),
    )
    at = np.full((len(places), 2), np.nan)
    at[place] = shapely.get_coordinates(shapely.get_point(ways, -1))
    at = np.concatenate([at, shapely.get_coordinates(shapely.get_point(ways, 0)), corners])
    graph = _graph(
        np.concatenate([one, place]),
        np.concatenate([other, access]),
        np.concatenate([metres, shapely.length(ways)]),
        len(at),
    )
    return Streets(graph, at, np.isin(np.arange(len(places)), place))


def _node(lines: np.ndarray, join_m: float) -> np.ndarray:
    """Return the lines cut where they meet, the end of each joined to the nearest other line."""
    ends, own = shapely.get_point(np.tile(lines, 2), np.repeat([0, -1], len(lines))), np.tile(np.arange(len(lines)), 2)
    end, line = shapely.STRtree(lines).query(ends, predicate="dwithin", distance=join_m)
    end, line = end[own[end] != line], line[own[end] != line]
    order = np.lexsort((line, shapely.distance(ends[end], lines[line]), end))
    order = order[np.diff(end[order], prepend=-1) != 0]
    joints = shapely.shortest_line(ends[end[order]], lines[line[order]])
    pieces = shapely.get_parts(shapely.union_all(np.concatenate([lines, joints]), grid_size=_GRID_M))
    return pieces[shapely.length(pieces) > 0]


class _Ways(NamedTuple):
    """Straight ways from pieces of line to places."""

    place: np.ndarray
    piece: np.ndarray
    line: np.ndarray


def _accesses(pieces: np.ndarray, places: np.ndarray, barred: np.ndarray, access_m: float) -> _Ways:
    """Return the way from the nearest piece to each place; where that is barred, from the nearest that is not."""
    tree = shapely.STRtree(pieces)
    near = _open_ways(pieces, places, tree.query_nearest(places, max_distance=access_m, all_matches=False), barred)
    left = np.setdiff1d(np.arange(len(places)), near.place)
    place, piece = tree.query(places[left], predicate="dwithin", distance=access_m)
    around = _open_ways(pieces, places, (left[place], piece), barred)
    order = np.lexsort((around.piece, shapely.length(around.line), around.place))
    order = order[np.diff(around.place[order], prepend=-1) != 0]
    return _Ways(*(np.concatenate([one, other[order]]) for one, other in zip(near, around, strict=True)))


def _open_ways(
    pieces: np.ndarray, places: np.ndarray, pairs: tuple[np.ndarray, np.ndarray] | np.ndarray, barred: np.ndarray
) -> _Ways:
    """Return the ways between pairs of place and piece that no barrier cuts."""
    place, piece = pairs
    lines = shapely.shortest_line(pieces[piece], places[place])
    cut = shapely.STRtree(barred).query(lines, predicate="intersects")[0]
    is_open = ~np.isin(np.arange(len(lines)), cut)
    return _Ways(place[is_open], piece[is_open], lines[is_open])


def _between_knots(
    piece: np.ndarray, along_m: np.ndarray, node: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the edges between neighbouring knots of each piece, a knot being a node at a distance along it."""
    order = np.lexsort((node, along_m, piece))
    piece, along_m, node = piece[order], along_m[order], node[order]
    same = piece[1:] == piece[:-1]
    return node[:-1][same], node[1:][same], np.diff(along_m)[same]


def _graph(one: np.ndarray, other: np.ndarray, metres: np.ndarray, size: int) -> csr_array:
    """Return the graph of edges; the shortest of parallel ones."""
    low, high, metres = np.minimum(one, other), np.maximum(one, other), np.maximum(metres, _LEAST_M)
    order = np.lexsort((metres, high, low))
    low, high, metres = low[order], high[order], metres[order]
    first = ((np.diff(low, prepend=-1) != 0) | (np.diff(high, prepend=-1) != 0)) & (low != high)
    low, high, metres = low[first], high[first], metres[first]
    both = (np.concatenate([low, high]), np.concatenate([high, low]))
    return coo_array((np.tile(metres, 2), both), shape=(size, size)).tocsr()
