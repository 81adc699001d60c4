"""The catalogue of works as a table to edit."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import new_file
from cluster_planner.words import languages, name_units, name_works, speaker
from cluster_planner.works import read_works

# One table for readers of any language: names and units of each, what may be chosen in the first.
_WORDED = {"class": "choice.work_class", "sync": "choice.sync"}
_BEFORE_UNITS, _RULES = ["class"], ["named_by", "when", "quantity", "serves", "bulk_from", "becomes"]
_RATES = ["low_money", "mid_money", "high_money", "price_year", "sync", "share"]


@held_to_annotations
def write_works(path: str | Path) -> Path:
    """Write the catalogue of the package to a CSV file that Excel opens, to change it.

    Parameters
    ----------
    path : path-like
        The file; its name must be free.

    Raises
    ------
    SourceError
        If there is a file of that name, or it cannot be written.
    """
    target = Path(path)
    with new_file(target) as unfinished:
        unfinished.write_text(_table().to_csv(index=False, lineterminator="\r\n"), encoding="utf-8-sig", newline="")
    return target


def _table() -> pd.DataFrame:
    works, first = read_works(), speaker(languages()[0])
    worded = works.assign(**{name: [first.label(kind, code) for code in works[name]] for name, kind in _WORDED.items()})
    names = {f"name_{lang}": name_works(works, lang) for lang in languages()}
    units = {f"unit_{lang}": name_units(works, lang) for lang in languages()}
    table = worded.assign(**names, **units)[[*names, *_BEFORE_UNITS, *units, *_RATES, *_RULES]].reset_index()
    heads = [f"{name} {first.label('template.works', name)}" for name in map(str, table)]
    return table.apply(_as_typed).set_axis(heads, axis="columns")


def _as_typed(column: pd.Series) -> pd.Series:
    """Return numbers as a planner types them."""
    if not pd.api.types.is_numeric_dtype(column):
        return column
    return column.map("{:.10g}".format).where(column.notna(), "")
