"""What a plan rests on: how much was known, to be shown next to what is proven of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 0.5  # of the pairs: a criterion that is known for fewer says little about the plan


@dataclass(frozen=True)
class Evidence:
    """How much was known when a plan was made: a proof says nothing of it.

    Attributes
    ----------
    criteria : mapping of str to float
        Share of the pairs for which each criterion of likeness is known.
    areas, households : int
        How many areas there are, and how many of them have all members' households on record.
    costs : float
        Share of the communities taking part with a given investment; all other costs are estimates.
    barriers : bool
        Whether anything was given that cuts neighbours apart.
    """

    criteria: Mapping[str, float]
    areas: int
    households: int
    costs: float
    barriers: bool

    @property
    def known(self) -> tuple[str, ...]:
        """Criteria that are known for most pairs."""
        return tuple(name for name, share in self.criteria.items() if share >= MOST)

    @property
    def is_position_alone(self) -> bool:
        """Whether likeness rests on nothing but where the communities lie."""
        return set(self.known) <= {"location"}
