"""How each layer of a plan looks in QGIS, and what it is called there."""

from __future__ import annotations

import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner.books._geometry_kinds import COLOURS, kind_numbers
from cluster_planner.books._qml import Look, qml
from cluster_planner.fields import Lang
from cluster_planner.words import speaker

# Paul Tol's light scheme, safe for colour-blind readers; the map uses it as well.
_PALETTE = ("#77aadd", "#ee8866", "#eedd88", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff")
_INK = "34,49,63,255"
_OUTCOMES = {"area": "225,233,242,150", "alone": "238,221,136,200", "not_eligible": "222,219,212,180"}
_BARRIERS = {
    "water": "127,177,201,255", "railway": "51,51,51,255", "motorway": "204,102,34,255", "trunk": "221,136,51,255",
    "primary": "224,176,112,255",
}  # fmt: skip
_NAMED = ("areas", "underway")
_OTHER = "139,127,149,255"


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


def _areas(_: int, lang: Lang) -> list[Look]:
    colours = ",".join(f"'{colour}'" for colour in _PALETTE[:COLOURS])
    by_number = f"set_color_part(array_get(array({colours}), \"colour\" - 1), 'alpha', 150)"
    return [
        Look(
            title=speaker(lang).say("layer.areas"),
            symbol="fill",
            simple=_filled("119,170,221,150", outline=_INK, width="0.5"),
            by_value={"fillColor": by_number},
        )
    ]


def _under_way(kind: int, lang: Lang) -> list[Look]:
    if kind == 0:
        return [Look(title=speaker(lang).say("layer.underway"), symbol="marker", simple=_dot("222,219,212,180"))]
    drawn = _filled("222,219,212,120", outline="91,79,71,255", width="0.5")
    return [Look(title=speaker(lang).say("layer.underway"), symbol="fill", simple=drawn)]


def _communities(kind: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("outcome")
    if kind == 0:
        return [
            Look(title=words[code], symbol="marker", simple=_dot(colour), where=f"\"outcome\" = '{code}'")
            for code, colour in _OUTCOMES.items()
        ]
    fills = [
        Look(title=words[code], symbol="fill", simple=_filled(colour), where=f"\"outcome\" = '{code}'")
        for code, colour in _OUTCOMES.items()
    ]
    estimated = "coalesce(\"footprint\", '') = 'estimated'"
    surveyed, stand_in = (speaker(lang).say(f"layer.look.{name}") for name in ("surveyed", "estimated"))
    hollow = _filled("0,0,0,0", outline=_INK)
    return [
        *fills,
        Look(title=surveyed, symbol="fill", simple=hollow, where=f"NOT ({estimated})"),
        Look(title=stand_in, symbol="fill", simple=hollow | {"outline_style": "dash"}, where=estimated),
    ]


def _links(_: int, lang: Lang) -> list[Look]:
    opened, blocked = (speaker(lang).say(f"layer.look.{name}") for name in ("open", "blocked"))
    cut = _stroke("204,51,17,255", "0.4") | {"line_style": "dash"}
    return [
        Look(title=opened, symbol="line", simple=_stroke(_INK, "0.4"), where='"barrier_kind" IS NULL'),
        Look(title=blocked, symbol="line", simple=cut, where='"barrier_kind" IS NOT NULL'),
    ]


def _services(_: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("service_state")
    fills = {"missing": "204,51,17,255", "unknown": "255,255,255,255"}
    return [
        Look(
            title=words[state],
            symbol="marker",
            simple=_dot(colour) | {"name": "diamond"},
            where=f"\"service_state\" = '{state}'",
        )
        for state, colour in fills.items()
    ]


def _barriers(kind: int, lang: Lang) -> list[Look]:
    words = speaker(lang).choices("kind")
    looks = [_barrier(words[code], colour, kind, f"\"kind\" = '{code}'") for code, colour in _BARRIERS.items()]
    return [*looks, _barrier(speaker(lang).say("layer.look.other_barrier"), _OTHER, kind, "ELSE")]


def _barrier(title: str, colour: str, kind: int, where: str) -> Look:
    symbol = ("marker", "line", "fill")[kind]
    simple = (_dot(colour), _stroke(colour, "0.9"), _filled(colour))[kind]
    return Look(title=title, symbol=symbol, simple=simple, where=where)


def _filled(colour: str, *, outline: str = "", width: str = "0.26") -> dict[str, str]:
    return {
        "color": colour,
        "style": "no" if colour == "0,0,0,0" else "solid",
        "outline_color": outline or colour,
        "outline_style": "solid" if outline else "no",
        "outline_width": width,
        "outline_width_unit": "MM",
    }


def _stroke(colour: str, width: str) -> dict[str, str]:
    return {"line_color": colour, "line_width": width, "line_width_unit": "MM", "line_style": "solid"}


def _dot(colour: str) -> dict[str, str]:
    return {"name": "circle", "color": colour, "outline_color": _INK, "size": "2.6", "size_unit": "MM"}
