"""The table of symbols as the page reads it, with the colours of this plan's areas and years.

``symbols`` of the payload has

* ``table``: what each thing looks like, by its name in ``symbols/_table.py``: ``fill``, ``line``, ``width``, ``dash``,
  ``case``, ``hatch``, ``opacity``, ``marker``, ``size``; what is empty or usual is left out. Lengths are pixels at the
  scale of a neighbourhood.
* ``areas``: the colours of areas; ``colour`` of the payload's ``areas`` has for each area its position there.
* ``years``: for each year of the programme, early to late (in a page of several plans: of all their programmes),
  ``year``; ``area`` and ``alone`` (a symbol each, as in the table), ``ink`` (of a number upon the fill) and ``soft``
  (the fill under names). What is in no year is ``unlisted`` of the table, or ``alone``.
* ``inks``: colours of texts and of what is marked by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from cluster_planner.model import Plan
from cluster_planner.symbols import AREA_COLOURS, INKS, SYMBOLS, Symbol, symbols_of_years

_USUAL = {each.name: each.default for each in fields(Symbol)}


def pack_symbols(plan: Plan) -> dict[str, Any]:
    """Return the table of symbols, and the colours of areas and years."""
    return {
        "table": {name: _packed(symbol) for name, symbol in SYMBOLS.items()},
        "areas": list(AREA_COLOURS),
        "years": pack_years(plan.programme.starts()),
        "inks": INKS,
    }


def pack_years(years: Sequence[int]) -> list[dict[str, Any]]:
    """Return how each year is drawn, of these early to late."""
    return [
        asdict(each) | {"area": _packed(each.area), "alone": _packed(each.alone)} for each in symbols_of_years(years)
    ]


def _packed(symbol: Symbol) -> dict[str, Any]:
    return {name: value for name, value in asdict(symbol).items() if value != _USUAL[name]}
