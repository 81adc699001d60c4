"""How each layer of a plan looks in QGIS, and what it is called there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner.books._geometry_kinds import kind_numbers
from cluster_planner.books._qml import Look, qml
from cluster_planner.books._qml_layers import KINDS, rgba, symbol_layers
from cluster_planner.fields import Lang
from cluster_planner.symbols import AREA_COLOURS, INKS, SYMBOLS, Symbol
from cluster_planner.words import speaker

_BARRIERS = ("water", "railway", "motorway", "trunk", "primary")
_OUTCOMES = {"area": "in_area", "alone": "alone", "not_eligible": "not_eligible"}
_STATES = {"missing": "proposed", "unknown": "facility_unclear"}
_LINKS = {"open": ("link", '"barrier_kind" IS NULL'), "blocked": ("blocked_link", '"barrier_kind" IS NOT NULL')}
_FOOTPRINTS = {"surveyed": "NOT ({})", "estimated": "{}"}
_NAMED = ("areas", "underway")


def title_of(name: str, lang: Lang) -> tuple[str, str]:
    """Return what a layer is called and what it holds."""
    noun, _, kind = name.partition("_")
    words = speaker(lang)
    ending = words.say(f"layer.kind.{kind}") if kind else ""
    return words.say(f"layer.{noun}") + ending, words.say(f"layer.holds.{noun}")


def style_of(name: str, layer: pd.DataFrame, lang: Lang) -> str | None:
    """Return the QGIS style of a layer of a plan; None for a table without shapes."""
    kind = int(kind_numbers(layer).max(initial=-1))
    if kind < 0:
        return None
    looks = {
        "areas": _areas,
        "underway": _under_way,
        "communities": _communities,
        "links": _links,
        "services": _services,
        "barriers": _barriers,
    }
    columns = index_as_columns(pd.DataFrame(layer).drop(columns=layer.geometry.name)).columns
    noun = name.partition("_")[0]
    return qml(looks[noun](kind, lang), map(str, columns), lang, labels="area_name" if noun in _NAMED else "")


def _areas(kind: int, lang: Lang) -> list[Look]:
    opacity = SYMBOLS["area"].opacity
    colours = ",".join(f"'{rgba(colour, opacity)}'" for colour in AREA_COLOURS)
    drawn = replace(SYMBOLS["area"], fill=AREA_COLOURS[0], line=INKS["ink"])
    by_number = {"fillColor": f'array_get(array({colours}), "colour" - 1)'}
    return [_look(speaker(lang).say("layer.areas"), drawn, kind, by_value=by_number)]


def _under_way(kind: int, lang: Lang) -> list[Look]:
    return [_look(speaker(lang).say("layer.underway"), SYMBOLS["under_way"], kind)]


def _communities(kind: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("outcome")
    looks = [
        _look(words[code], SYMBOLS[name], kind, where=f"\"outcome\" = '{code}'") for code, name in _OUTCOMES.items()
    ]
    if kind == 0:
        return looks
    estimated = "(coalesce(\"footprint\", '') = 'estimated')"
    outlines = [
        _look(speaker(lang).say(f"layer.look.{name}"), SYMBOLS[name], kind, where=where.format(estimated))
        for name, where in _FOOTPRINTS.items()
    ]
    return [*looks, *outlines]


def _links(kind: int, lang: Lang) -> list[Look]:
    return [
        _look(speaker(lang).say(f"layer.look.{state}"), SYMBOLS[name], kind, where=where)
        for state, (name, where) in _LINKS.items()
    ]


def _services(kind: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("service_state")
    return [
        _look(words[state], SYMBOLS[name], kind, where=f"\"service_state\" = '{state}'")
        for state, name in _STATES.items()
    ]


def _barriers(kind: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("kind")
    looks = [_look(words[code], SYMBOLS[code], kind, where=f"\"kind\" = '{code}'") for code in _BARRIERS]
    return [*looks, _look(speaker(lang).say("layer.look.other_barrier"), SYMBOLS["barrier"], kind, where="ELSE")]


def _look(title: str, symbol: Symbol, kind: int, *, where: str = "", by_value: Mapping[str, str] | None = None) -> Look:
    layers = symbol_layers(symbol, kind)
    return Look(title=title, symbol=KINDS[kind], layers=layers, where=where, by_value=by_value or {})
