"""Paths along links between communities: which hang together, and what stands in the cheapest path."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from cluster_planner.model import connected_pieces


def pieces_of(links: np.ndarray, usable: np.ndarray) -> np.ndarray:
    """Return the number of the connected piece of each community, by links between usable ones.

    Parameters
    ----------
    links : ndarray of shape (e, 2)
        Pairs of positions.
    usable : ndarray of bool, shape (n,)
        Whom a path may lead through.
    """
    return connected_pieces(links[usable[links].all(axis=1)], len(usable))


def cheapest_paths(
    links: np.ndarray, costs: np.ndarray, tolls: np.ndarray, start: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the cheapest paths from one community to all others (Dijkstra 1959).

    Parameters
    ----------
    links : ndarray of shape (e, 2)
        Pairs of positions.
    costs : ndarray of shape (e,)
        Of each link, at least 0.
    tolls : ndarray of shape (n,)
        Of each community that a path leads to, at least 0.
    start : int
        Where the paths begin.

    Returns
    -------
    cost : ndarray of shape (n,)
        Of the path to each, infinite if there is none.
    previous : ndarray of shape (n,)
        Who comes before it on the path.
    """
    focal, neighbor = np.concatenate([links, links[:, ::-1]]).T
    steps = csr_array((np.tile(costs, 2) + tolls[neighbor], (focal, neighbor)), shape=(len(tolls), len(tolls)))
    cost, previous = dijkstra(steps, indices=start, return_predecessors=True)
    return cost, previous


def follow(previous: np.ndarray, start: int, goal: int) -> np.ndarray:
    """Return the steps of a path that is there, smaller position first: array of shape (steps, 2)."""
    path = [goal]
    while path[-1] != start:
        path.append(int(previous[path[-1]]))
    return np.sort(np.column_stack([path[:-1], path[1:]]), axis=1)


def among(pairs: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return which pairs are among others: bool array of shape (pairs,)."""
    size = int(max(pairs.max(initial=0), others.max(initial=0))) + 1
    key = np.array([size, 1])
    known: np.ndarray = np.isin(pairs @ key, others @ key)
    return known
