"""What still stands between a community and a neighbour, once a way to it is open."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cluster_planner.areas._codes import ALONE
from cluster_planner.model import Problem, connected_pieces, exceeds

UNLIKE = "unlike"  # the rule that their likeness does not reach the threshold


class Obstacle(NamedTuple):
    """A rule that they would break: a limit with its side, ``span`` or ``unlike``; and the figure that breaks it."""

    rule: str
    figure: float


def standing(
    part: Problem, code: np.ndarray, own: int, mate: int, threshold: float
) -> tuple[np.ndarray, list[Obstacle]]:
    """Return the mates that a community would have, and all that still stands in the way: likeness, then limits.

    Parameters
    ----------
    part : Problem
        The part of the problem in question.
    code : ndarray of shape (n,)
        Number of the area of each position of the part in the plan, -1 for none.
    own, mate : int
        Positions in the part: the community, and the one to which the way is open.
    threshold : float
        Of likeness, in the gains of the part.

    Returns
    -------
    ndarray of int
        The other and, if it is in an area, its fellow members.
    list of Obstacle
        Empty if none can be named. A floor is none if others in no area that are connected with the two would
        help to reach it.
    """
    mates = np.array([mate]) if code[mate] == ALONE else np.flatnonzero(code == code[mate])
    everyone = np.append(mates, own)
    pairs = np.isin(part.pairs, everyone).all(axis=1)
    if pairs.sum() < len(everyone) * len(mates) // 2:
        return mates, [Obstacle("span", np.nan)]
    joined = pairs & (part.pairs == own).any(axis=1)
    likeness = part.pair_gains[joined] - part.stay_gains[joined] + threshold
    links = np.isin(part.links, everyone).all(axis=1) & (part.links == own).any(axis=1)
    gain = part.pair_gains[joined].sum() + part.link_gains[links].sum() + part.saving_weight
    unlike = [Obstacle(UNLIKE, float(likeness.mean()))] if gain <= 0 else []
    return mates, [*unlike, *_limits(part, code, everyone)]


def _limits(part: Problem, code: np.ndarray, everyone: np.ndarray) -> list[Obstacle]:
    quantities = part.quantities
    figures = quantities.put_together(everyone, np.zeros_like(everyone), 1)[0]
    most = _all_together(part, code, everyone)
    above = exceeds(figures, quantities.high)
    below = exceeds(-figures, -quantities.low) & exceeds(-most, -quantities.low)
    rows = zip(quantities.names, figures, above, below, strict=True)
    return [
        Obstacle(f"{name}_{'max' if is_above else 'min'}", float(figure))
        for name, figure, is_above, is_below in rows
        if is_above or is_below
    ]


def _all_together(part: Problem, code: np.ndarray, everyone: np.ndarray) -> np.ndarray:
    """Return the totals of some communities together with all in no area that are connected with them."""
    taken = (code == ALONE) & part.demands.free
    taken[everyone] = True
    piece = connected_pieces(part.links[taken[part.links].all(axis=1)], len(part))
    all_of_them = np.flatnonzero(taken & (piece == piece[everyone[0]]))
    together: np.ndarray = part.quantities.put_together(all_of_them, np.zeros_like(all_of_them), 1)[0]
    return together
