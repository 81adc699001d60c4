"""The output of the command line: lines, and frames as tables, as wide as the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cluster_planner._signs import showable
from cluster_planner.fields import Lang
from cluster_planner.words import speaker

if TYPE_CHECKING:
    import pandas as pd


WIDE = 140


def console() -> Console:
    """Return a console as wide as the terminal; where there is none, wide enough for a table."""
    here = Console()
    return here if here.is_terminal else Console(width=max(here.width, WIDE))


def say(text: str = "") -> None:
    """Print one plain line, without the signs that a terminal would obey."""
    Console(highlight=False, soft_wrap=True).print(showable(text), markup=False, emoji=False)  # A:A is a column


def print_table(frame: pd.DataFrame, lang: Lang) -> None:
    """Print a frame under the headers that a planner reads; text is shown as it is, never as markup."""
    table = Table(
        *(showable(speaker(lang).header(str(name), form="sheet_header")) for name in frame.columns),
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for row in frame.astype("object").where(frame.notna(), "").itertuples(index=False):
        table.add_row(
            *(
                Text(showable(cell_text(value, str(name), lang)), overflow="fold")
                for name, value in zip(frame.columns, row, strict=True)
            )
        )
    console().print(table)


def cell_text(value: object, name: str, lang: Lang) -> str:
    from cluster_planner.columns import find_column

    known = find_column(name)
    if isinstance(value, float):
        return f"{value / speaker(lang).worth(known.unit):,.0f}" if known is not None and known.unit else f"{value:.2f}"
    return speaker(lang).label(f"choice.{name}", str(value))
