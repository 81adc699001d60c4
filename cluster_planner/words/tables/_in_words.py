"""All tables of a plan in one language, with headers and codes in words, for use elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner.columns import find_column
from cluster_planner.model import Plan
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import head_column, label_column, read_amounts
from cluster_planner.words.tables._areas import area_table, community_table, quarantine_table
from cluster_planner.words.tables._layers import barrier_table, link_table, site_table
from cluster_planner.words.tables._plan import plan_tables
from cluster_planner.words.tables._programme import under_way_table
from cluster_planner.words.tables._works import corridor_table

_PARTS = ("figures", "members")  # what a workbook has of areas and communities besides their main sheets
_OF_AREAS = {
    "next_best": ["area_id", "area_name", "firmness", "value_lost", "saving_lost_money", "next_best"],
    "modes": ["area_id", "area_name", "mode", "mode_reason"],
}


@dataclass(frozen=True, eq=False, repr=False)
class WordedTables(Mapping[str, pd.DataFrame]):
    """Tables in one language, each under its name as an item and as an attribute: ``tables.areas``.

    Attributes
    ----------
    lang : str
        The language.
    frames : mapping of str to DataFrame or GeoDataFrame
        One row for each item, ids first, distinct headers as a planner reads them, codes and reasons as text; unknown
        values are missing. Shapes are in the column ``geometry``.
    """

    lang: Lang
    frames: Mapping[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return one table."""
        return self.frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return one table."""
        frames: Mapping[str, pd.DataFrame] = vars(self).get("frames", {})  # none yet while it is unpickled
        if name not in frames:
            raise AttributeError(f"no table {name!r}; there are {', '.join(frames)}")
        return frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.frames)

    def __len__(self) -> int:
        return len(self.frames)

    def __dir__(self) -> list[str]:
        return sorted([*super().__dir__(), *self.frames])

    def __repr__(self) -> str:
        """Say which tables there are, and how many rows each has."""
        sizes = ", ".join(f"{name} {len(frame)}" for name, frame in self.frames.items())
        return f"<Tables in {self.lang}: {sizes}>"


def plan_in_words(plan: Plan, lang: Lang = "zh") -> WordedTables:
    """Return all tables of a plan in one language; see `Plan.in_words`."""
    areas = area_table(plan, lang)
    tables = {
        **{name: table for name, table in plan_tables(plan, lang).items() if name not in _PARTS},
        "areas": areas,
        "communities": community_table(plan, lang),
        **{name: pd.DataFrame(index_as_columns(areas))[columns] for name, columns in _OF_AREAS.items()},
        "links": link_table(plan, lang),
        "sites": site_table(plan, lang),
        "barriers": barrier_table(plan),
        "corridors": corridor_table(plan, lang),
        "quarantine": quarantine_table(plan, lang),
        **({"under_way": under_way_table(plan, lang)} if len(plan.under_way) else {}),
    }
    return WordedTables(lang, {name: _in_words(table, lang) for name, table in tables.items()})


def _in_words(table: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return a table with codes and headers in words; an empty text is a missing one."""
    table = index_as_columns(table)
    shapes = [table.geometry.name] if isinstance(table, gpd.GeoDataFrame) else []
    columns = table.columns.drop(shapes)
    plain = {column: _plain(label_column(table[column], lang), lang) for column in columns}
    headers = _distinct([head_column(table[column], lang) for column in columns], taken=shapes)
    return table.assign(**plain).rename(columns=dict(zip(columns, headers, strict=True)))


def _plain(values: pd.Series, lang: Lang) -> pd.Series:
    """Return texts as texts, empty ones as missing, also in an empty column; amounts in the unit of their header."""
    known = find_column(str(values.name))
    numeric = known is None or known.is_numeric
    if pd.api.types.is_numeric_dtype(values) and (numeric or values.notna().any()):
        return read_amounts(values, lang)
    texts = values.astype("str")
    return texts.mask(texts == "")


def _distinct(headers: list[str], taken: list[str]) -> list[str]:
    """Return headers with no two alike, whatever the case of letters: the second is numbered."""
    distinct: list[str] = []
    used = {header.casefold() for header in taken}
    for header in headers:
        name, copy = header, 2
        while name.casefold() in used:
            name, copy = f"{header} {copy}", copy + 1
        used.add(name.casefold())
        distinct.append(name)
    return distinct
