"""Colours and signs, in one table for page, report, QGIS and pictures.

To change one, see ``_table.py``; how areas that lie near each other get different colours is in ``_areas.py``, how the
years of a programme get theirs in ``_years.py``.
"""

from __future__ import annotations

from cluster_planner.symbols._areas import colour_areas
from cluster_planner.symbols._colour import darker, mixed, readable_on
from cluster_planner.symbols._table import AREA_COLOURS, INKS, SYMBOLS, Symbol
from cluster_planner.symbols._years import YearSymbol, symbols_of_years

__all__ = [
    "AREA_COLOURS",
    "INKS",
    "SYMBOLS",
    "Symbol",
    "YearSymbol",
    "colour_areas",
    "darker",
    "mixed",
    "readable_on",
    "symbols_of_years",
]
