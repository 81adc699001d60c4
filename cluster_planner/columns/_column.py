"""What is known of a column before there are any rows: its kind, its unit, and whether it may have gaps."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cluster_planner.fields import SUMMED, Choice, Field
from cluster_planner.fields import Kind as FieldKind
from cluster_planner.profile import CHINA

Kind = Literal[
    "text",  # a name or a sentence
    "code",  # one of few codes
    "codes",  # several of them, separated by ``;``
    "date",  # text as 2024-05-31
    "year",
    "count",  # a whole number of what the unit says
    "number",  # measured in the unit, or without one
    "share",  # 0 to 1, shown in per cent
    "score",  # shown as it is, mostly 0 to 1
    "figure",  # numbers of several units in one column
    "flag",  # yes or no
    "geometry",
    "said",  # facts to be put into words, see `said`
    "list",  # of each row a tuple
]
NUMERIC = frozenset(("year", "count", "number", "share", "score", "figure"))
_KINDS: dict[FieldKind, Kind] = {
    "text": "text",
    "choice": "code",
    "choices": "codes",
    "integer": "count",
    "number": "number",
    "date": "date",
    "geometry": "geometry",
}


class Column(NamedTuple):
    """One column of a table.

    Attributes
    ----------
    name : str
        Its name, which says the unit too where there is one (``_m2``, ``_money``, ``_share``).
    kind : str
        Type of its values.
    unit : str
        Code of the unit of numbers, empty where there is none.
    gaps : bool
        Whether a row may have no value.
    choices : tuple of Choice
        The codes that it may hold, where these have words; empty where any text may stand.
    digits : int or None
        Decimals that make sense, where they are not those of its kind and unit; of shares those of the per cent.
    always : bool
        Whether it is always present, even where not asked for.
    """

    name: str
    kind: Kind
    unit: str = ""
    gaps: bool = False
    choices: tuple[Choice, ...] = ()
    digits: int | None = None
    always: bool = True

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in NUMERIC

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several rows make one sum, as floor areas do and years do not."""
        return self.kind in ("count", "number") and self.unit in SUMMED

    @property
    def vocabulary(self) -> str:
        """Where the labels of its codes stand in the catalogues of words."""
        return self.choices[0].vocabulary if self.choices else ""


class Table(NamedTuple):
    """All columns of a table, in order.

    Attributes
    ----------
    name : str
        Where a plan has it, such as ``evaluation.areas``; labels and meanings stand under this name.
    keys : tuple of Column
        What its rows are indexed by; empty where they are only numbered.
    columns : tuple of Column
        The others.
    is_open : bool
        Whether further columns may stand among them: those of the user's own file, or one for each work.
    """

    name: str
    keys: tuple[Column, ...]
    columns: tuple[Column, ...]
    is_open: bool = False


def from_field(field: Field) -> Column:
    """Return the column of a table that holds a field of the catalogue."""
    kind = _KINDS[field.kind]
    if field.unit == "year":
        kind = "year"
    elif field.is_share:
        kind = "share"
    return Column(field.name, kind, field.unit, gaps=True, choices=field.choices)


def of_field(name: str, *, gaps: bool = True) -> Column:
    """Return a column with the values of the field of this name, of one community or summed up."""
    return from_field(CHINA.catalogue[name])._replace(gaps=gaps)


def text(name: str, *, gaps: bool = False) -> Column:
    """Return a column of names or sentences."""
    return Column(name, "text", gaps=gaps)


def code(name: str, choices: tuple[Choice, ...] = (), *, gaps: bool = False) -> Column:
    """Return a column of codes, with the words for them where there are any."""
    return Column(name, "code", gaps=gaps, choices=choices)


def count(name: str, unit: str = "count", *, gaps: bool = False) -> Column:
    """Return a column of whole numbers."""
    return Column(name, "count", unit, gaps)


def number(name: str, unit: str = "", *, gaps: bool = False) -> Column:
    """Return a column of numbers in a unit."""
    return Column(name, "number", unit, gaps)


def money(name: str, *, gaps: bool = False, digits: int | None = None) -> Column:
    """Return a column of amounts, with the digits of 万 that make sense."""
    return Column(name, "number", "money", gaps, digits=digits)


def metres(name: str, *, gaps: bool = False) -> Column:
    """Return a column of lengths."""
    return Column(name, "number", "m", gaps)


def share(name: str, *, gaps: bool = False, digits: int | None = None) -> Column:
    """Return a column of shares."""
    return Column(name, "share", gaps=gaps, digits=digits)


def score(name: str, *, gaps: bool = False) -> Column:
    """Return a column of scores."""
    return Column(name, "score", gaps=gaps)


def year(name: str, *, gaps: bool = False) -> Column:
    """Return a column of years."""
    return Column(name, "year", "year", gaps)


def said(name: str, *, gaps: bool = False) -> Column:
    """Return a column of facts that become sentences, under the name without ``_said``."""
    return Column(name, "said", gaps=gaps)


GEOMETRY = Column("geometry", "geometry")
AREA_ID = text("area_id")
COMMUNITY_ID = of_field("community_id", gaps=False)
PAIRED = (text("focal"), text("neighbor"))
