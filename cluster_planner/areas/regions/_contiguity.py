"""Whether a region hangs together without one of its units; compiled."""

from __future__ import annotations

import numpy as np

from cluster_planner.areas._compiled import compiled

MOST_VISITS = 200  # units looked at to see whether a region hangs together without one: beyond, it is taken as torn
STAMP, SEEN, PARTY, QUEUE, LEADER, WAITING = range(6)  # rows of the scratch


@compiled
def scratch_for(units: int) -> np.ndarray:
    """Return room for `holds_without` to note which unit was seen when, and by which search."""
    return np.zeros((6, max(units, 1)), dtype=np.int64)


@compiled
def holds_without(start: np.ndarray, to: np.ndarray, region: np.ndarray, scratch: np.ndarray, unit: int) -> bool:
    """Return whether the region of a unit stays connected without it.

    Searches spread in turn from all its neighbours in the region until they have met, or one has nowhere to go; a
    region that ``MOST_VISITS`` units leave undecided counts as torn.

    Parameters
    ----------
    start, to : ndarray
        Neighbours of unit ``v`` are ``to[start[v]:start[v + 1]]``.
    region : ndarray of shape (n,)
        Number of the region of each unit.
    scratch : ndarray
        From `scratch_for`.
    unit : int
        The unit to be taken away.
    """
    own, last = region[unit], 0
    scratch[STAMP, 0] += 1
    stamp = scratch[STAMP, 0]
    scratch[SEEN, unit] = stamp
    for row in range(start[unit], start[unit + 1]):
        other = to[row]
        if region[other] == own:
            scratch[SEEN, other], scratch[PARTY, other], scratch[QUEUE, last] = stamp, last, other
            scratch[LEADER, last], scratch[WAITING, last] = last, 1
            last += 1
    parts, first = last, 0
    while parts > 1 and first < MOST_VISITS:
        at = scratch[QUEUE, first]
        first += 1
        party = _leader(scratch, scratch[PARTY, at])
        for row in range(start[at], start[at + 1]):
            other = to[row]
            if region[other] != own or other == unit:
                continue
            if scratch[SEEN, other] != stamp:
                scratch[SEEN, other], scratch[PARTY, other], scratch[QUEUE, last] = stamp, party, other
                scratch[WAITING, party] += 1
                last += 1
            else:
                parts -= _join(scratch, party, _leader(scratch, scratch[PARTY, other]))
        scratch[WAITING, party] -= 1
        if scratch[WAITING, party] == 0 and parts > 1:
            return False
    return parts == 1


@compiled
def _leader(scratch: np.ndarray, party: int) -> int:
    while scratch[LEADER, party] != party:
        party = scratch[LEADER, party]
    return party


@compiled
def _join(scratch: np.ndarray, one: int, two: int) -> int:
    """Unite two searches that have met; return how many fewer there are."""
    if one == two:
        return 0
    scratch[LEADER, two] = one
    scratch[WAITING, one] += scratch[WAITING, two]
    return 1
