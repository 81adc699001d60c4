"""What a report is made of: blocks of plain text, made once and written by every writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading of level 0 (the title of the report), 1 (a chapter) or 2; others can refer to its anchor."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph after a bold label: some stand out, ``close`` and ``note`` are smaller, a ``warning`` is marked."""

    text: str
    kind: Literal["body", "subtitle", "lead", "close", "note", "warning"] = "body"
    label: str = ""


@dataclass(frozen=True)
class Facts:
    """Labels and their values, so many side by side; an empty value leaves room for writing."""

    pairs: Sequence[tuple[str, str]]
    abreast: int = 1


@dataclass(frozen=True)
class Table:
    """A table with its head repeated on every page.

    Attributes
    ----------
    heads : sequence of str
        One for each column.
    rows : sequence of sequences of str
        The cells.
    numeric : sequence of bool
        Which columns are aligned to the right.
    caption : str
        What stands above it.
    anchors : sequence of str
        What the first cell of each row refers to; empty where it refers to nothing.
    has_total : bool
        Whether the last row sums up the others.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]
    caption: str = ""
    anchors: Sequence[str] = ()
    has_total: bool = False


@dataclass(frozen=True)
class Figure:
    """A picture (PNG) of this width on paper, with a text for readers who cannot see it."""

    png: bytes
    width_cm: float
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Contents:
    """The list of chapters."""

    title: str


@dataclass(frozen=True)
class Sheet:
    """A new page, portrait or landscape."""

    lying: bool = False


Block: TypeAlias = Heading | Paragraph | Facts | Table | Figure | Contents | Sheet


def chapters(blocks: Sequence[Block]) -> list[Heading]:
    """Return the headings of chapters, which the contents list."""
    return [block for block in blocks if isinstance(block, Heading) and block.level == 1]
