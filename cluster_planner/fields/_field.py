"""What the catalogue says of one field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cluster_planner._amount_spellings import WAN

Kind = Literal["text", "choice", "choices", "integer", "number", "date", "geometry"]
Lang: TypeAlias = str  # the name of a catalogue of words
SUMMED = frozenset(("households", "buildings", "count", "persons", "lifts", "m2", "money"))  # units that add up


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One allowed value.

    Attributes
    ----------
    code : str
        What is stored.
    vocabulary : str
        Where its label stands in the catalogues of words: usually under the name of its field.
    spellings : tuple of str
        How ledgers write it.
    """

    code: str
    vocabulary: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of the tables that people fill in: of the bank, or of a sheet of flats.

    Attributes
    ----------
    name : str
        Canonical column name, with its unit (``_m2``, ``_money``, ``_share``).
    kind : str
        Type of the values; ``choices`` are several codes separated by ``;``.
    unit : str
        Code of the unit, empty where there is none.
    spellings : tuple of str
        Headers of the field in ledgers, the strongest first.
    low, high : float or None
        Values outside are refused.
    choices : tuple of Choice
        Allowed values of ``choice`` and ``choices`` fields.
    mandatory : bool
        Asked for when a community applies to the bank.
    personal : bool
        Personal data: recognised so that it can be kept out of every output.
    """

    name: str
    kind: Kind
    unit: str = ""
    spellings: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    choices: tuple[Choice, ...] = ()
    mandatory: bool = False
    personal: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole: 0 to 1, shown in per cent."""
        return self.name.endswith("_share")

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several communities make one sum, as floor areas do and years do not."""
        return self.kind in ("integer", "number") and self.unit in SUMMED

    @property
    def bare_worth(self) -> float:
        """What a figure without a unit is worth as people type and read it: amounts are in 万元."""
        return WAN if self.unit == "money" else 1.0

    @property
    def vocabulary(self) -> str:
        """Where the labels of the allowed values stand in the catalogues of words; empty where any value is allowed."""
        return self.choices[0].vocabulary if self.choices else ""


def apart(spellings: str) -> tuple[str, ...]:
    """Return spellings given in one line, separated by bars."""
    return tuple(spellings.split(" | ")) if spellings else ()
