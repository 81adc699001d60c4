"""A country as one value: what its ledgers hold, its default settings, and what its check-up looks at.

It is passed on, with `Communities` or as an argument; public functions take that of China unless another is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from cluster_planner.fields import CATALOGUE, Catalogue
from cluster_planner.settings import Settings

__all__ = ["CHINA", "Profile"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Profile:
    """A country.

    Attributes
    ----------
    catalogue : Catalogue
        The fields, with their headers, value lists and spellings.
    settings : Settings
        The knobs, where a plan is asked for without any.
    indicators : tuple of str
        Of what the need is put together; see `checkup.score_need`.
    checks : tuple of str
        What the check-up passes or fails; see `checkup.check_indicators`.
    """

    catalogue: Catalogue
    settings: Settings
    indicators: tuple[str, ...]
    checks: tuple[str, ...]


CHINA = Profile(
    catalogue=CATALOGUE,
    settings=Settings(),
    indicators=(
        "age", "structure", "utilities", "fire_lane", "sewer", "lifts", "elderly", "parking", "management",
    ),
    checks=(
        "structure", "water", "drainage", "power", "gas", "telecom", "sewer", "fire_lane", "lifts", "elderly",
        "parking", "chargers", "management",
    ),
)  # fmt: skip
