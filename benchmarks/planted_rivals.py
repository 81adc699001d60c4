"""Other ways to group linked communities, each given the same likeness of pairs and the same links.

Every method takes a `Graph` and its one setting, and returns labels; a community in a group of its own is alone.
``pip install leidenalg`` (with python-igraph) for Leiden; all else is scikit-learn or written here, since the usual
SKATER and Ward read attributes and not likeness. Both take the spread of a group as its mean pair: the sum of
dissimilarity over its pairs by the number of its members, which is the sum of squares where dissimilarity is a squared
distance (Ward 1963; Assunção and others 2006).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, minimum_spanning_tree


class Graph(NamedTuple):
    """Likeness of every two (0 where they are too far apart to share an area), links, and the planted number."""

    likeness: np.ndarray
    linked: np.ndarray
    count: int


Method: TypeAlias = Callable[[Graph, float], np.ndarray]


def average_linkage(graph: Graph, threshold: float) -> np.ndarray:
    """Merge the linked groups of greatest mean likeness, as long as it is above the threshold."""
    sums, linked, size = graph.likeness.copy(), graph.linked.copy(), np.ones(len(graph.linked))
    np.fill_diagonal(sums, 0)
    label = np.arange(len(size))
    mean = np.where(linked, sums, -np.inf)
    while True:
        one, other = divmod(int(mean.argmax()), len(size))
        if not mean[one, other] > threshold:
            return label
        _merge(one, other, sums, linked, size, label)
        mean[:, other] = mean[other] = -np.inf
        mean[one] = mean[:, one] = np.where(linked[one], sums[one] / (size[one] * size), -np.inf)


def ward(graph: Graph, _: float) -> np.ndarray:
    """Merge the linked groups that add the least spread, until the planted number is reached."""
    sums, linked, size = 1 - graph.likeness, graph.linked.copy(), np.ones(len(graph.linked))
    inside, label = np.zeros(len(size)), np.arange(len(size))
    np.fill_diagonal(sums, 0)

    def added(one: int) -> np.ndarray:
        whole = (inside[one] + inside + sums[one]) / (size[one] + size)
        return np.where(linked[one], whole - inside[one] / size[one] - inside / size, np.inf)

    cost = np.array([added(one) for one in range(len(size))])
    for _step in range(len(size) - graph.count):
        one, other = divmod(int(cost.argmin()), len(size))
        if not np.isfinite(cost[one, other]):
            break
        inside[one] += inside[other] + sums[one, other]
        _merge(one, other, sums, linked, size, label)
        cost[:, other] = cost[other] = np.inf
        cost[one] = cost[:, one] = added(one)
    return label


def _merge(one: int, other: int, sums: np.ndarray, linked: np.ndarray, size: np.ndarray, label: np.ndarray) -> None:
    """Put a group into another, in place: sums of likeness between groups, links, sizes and labels."""
    sums[one] += sums[other]
    sums[:, one] = sums[one]
    linked[one] |= linked[other]
    linked[:, one] = linked[one]
    linked[other] = linked[:, other] = False
    linked[one, one] = False
    size[one] += size[other]
    label[label == other] = one


def skater(graph: Graph, _: float) -> np.ndarray:
    """Cut the least spanning tree of the links where it takes most spread away, until the planted number is reached."""
    unlike = 1 - graph.likeness
    tree = minimum_spanning_tree(csr_array(np.where(graph.linked, unlike + 1e-9, 0)))
    near = csr_array(tree + tree.T)
    count, label = connected_components(near, directed=False)
    best = {group: _best_cut(np.flatnonzero(label == group), near, unlike) for group in range(count)}
    while count < graph.count:
        group = max(best, key=lambda one: best[one][0])
        gain, one, other, side = best[group]
        if not np.isfinite(gain):
            break
        near[one, other] = near[other, one] = 0
        near.eliminate_zeros()
        label[side] = count
        for part in (group, count):
            best[part] = _best_cut(np.flatnonzero(label == part), near, unlike)
        count += 1
    return label


def _best_cut(nodes: np.ndarray, near: csr_array, unlike: np.ndarray) -> tuple[float, int, int, np.ndarray]:
    """Return the cut of a tree that takes most spread away: how much, its two ends, and who is beyond it."""
    if len(nodes) == 1:
        return -np.inf, -1, -1, nodes
    own, inner = near[nodes][:, nodes], unlike[np.ix_(nodes, nodes)]
    order, parent = breadth_first_order(own, 0, directed=False)
    below = np.eye(len(nodes), dtype=bool)
    for node in order[:0:-1]:
        below[parent[node]] |= below[node]
    cuts = below[order[1:]].astype(float)
    size, within = cuts.sum(axis=1), ((cuts @ inner) * cuts).sum(axis=1) / 2
    whole, touching = inner.sum() / 2, cuts @ inner.sum(axis=1)
    rest = whole - touching + within
    gain = whole / len(nodes) - within / size - rest / (len(nodes) - size)
    best = int(gain.argmax())
    node = order[1 + best]
    return float(gain[best]), int(nodes[parent[node]]), int(nodes[node]), nodes[below[node]]


def hdbscan(graph: Graph, most: float) -> np.ndarray:
    """Most stable clusters of the density tree along the links, of two members and at most so many (Campello 2013)."""
    from sklearn.cluster import HDBSCAN

    apart = np.where(graph.linked, np.clip(1 - graph.likeness, 1e-9, None), 10.0)
    np.fill_diagonal(apart, 0)
    model = HDBSCAN(min_cluster_size=2, min_samples=1, max_cluster_size=int(most), metric="precomputed", copy=True)
    label = model.fit_predict(apart)
    return np.where(label < 0, label.max() + np.cumsum(label < 0), label)


def leiden(graph: Graph, resolution: float) -> np.ndarray:
    """Return communities of the links weighted by likeness, by the constant Potts model (Traag and others 2019)."""
    import igraph
    import leidenalg

    one, other = np.nonzero(np.triu(graph.linked))
    network = igraph.Graph(len(graph.linked), list(zip(one.tolist(), other.tolist(), strict=True)))
    found = leidenalg.find_partition(
        network,
        leidenalg.CPMVertexPartition,
        weights=graph.likeness[one, other].tolist(),
        resolution_parameter=resolution,
        n_iterations=-1,
        seed=0,
    )
    return np.asarray(found.membership)


RIVALS: dict[str, tuple[Method, tuple[float, ...]]] = {
    "SKATER, true number given": (skater, (0.0,)),
    "Ward along links, true number given": (ward, (0.0,)),
    "greedy average linkage": (average_linkage, (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)),
    "HDBSCAN": (hdbscan, (3, 4, 5, 6, 8, 10, 15)),
    "Leiden": (leiden, (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)),
}
