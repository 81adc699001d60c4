"""Symbols of the table as layers of QGIS: a marker, a line with its casing, a surface with its hatching."""

from __future__ import annotations

from cluster_planner.symbols import Symbol

KINDS = ("marker", "line", "fill")  # what QGIS calls the symbols of points, lines and surfaces
_MM = 25.4 / 96  # of a pixel
_CASING = 1.2  # pixels by which the edges of a line stand out
_POINT = 8.0  # diameter in pixels of a point with the symbol of a surface
_SHORTEST_DASH = 2.0  # shorter ones are dots
_NAMES = {"": "circle", "circle": "circle", "diamond": "diamond"}


def symbol_layers(symbol: Symbol, kind: int) -> list[dict[str, str]]:
    """Return the properties of the layers that draw a symbol.

    Parameters
    ----------
    symbol : Symbol
        Whatever has no fill, line or marker of its own for this kind of shape takes that of the others.
    kind : int
        0 for points, 1 for lines, 2 for surfaces.

    Returns
    -------
    list of dict of str to str
        From the lowest up.
    """
    return (_marker, _line, _surface)[kind](symbol)


def rgba(colour: str, opacity: float = 1.0) -> str:
    """Return a colour as QGIS writes it; all zeros where there is none."""
    if not colour:
        return "0,0,0,0"
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + f",{round(255 * opacity)}"


def _marker(symbol: Symbol) -> list[dict[str, str]]:
    return [
        {
            "name": _NAMES[symbol.marker],
            "color": rgba(symbol.fill or symbol.line),
            "outline_color": rgba(symbol.line or symbol.fill),
            "outline_width": _mm(symbol.width if symbol.marker else 1.0),
            "outline_width_unit": "MM",
            "size": _mm(symbol.size or _POINT),
            "size_unit": "MM",
        }
    ]


def _line(symbol: Symbol) -> list[dict[str, str]]:
    casing = [_stroke(symbol.case, symbol.width + _CASING)] if symbol.case else []
    opacity = 1.0 if symbol.fill else symbol.opacity
    stroke = _stroke(symbol.line or symbol.fill, max(symbol.width, 1.0), opacity)
    if symbol.dash:
        lengths = ";".join(_mm(length) for length in symbol.dash)
        stroke |= {"use_custom_dash": "1", "customdash": lengths, "customdash_unit": "MM"}
    return [*casing, stroke]


def _stroke(colour: str, width: float, opacity: float = 1.0) -> dict[str, str]:
    return {
        "line_color": rgba(colour, opacity),
        "line_width": _mm(width),
        "line_width_unit": "MM",
        "line_style": "solid",
        "capstyle": "flat",
    }


def _surface(symbol: Symbol) -> list[dict[str, str]]:
    fill = symbol.fill or symbol.case
    dashed = "dot" if symbol.dash and symbol.dash[0] <= _SHORTEST_DASH else "dash" if symbol.dash else "solid"
    outline = {
        "outline_color": rgba(symbol.line, 1.0 if fill else symbol.opacity),
        "outline_style": dashed if symbol.line else "no",
        "outline_width": _mm(symbol.width),
        "outline_width_unit": "MM",
    }
    surface = {"color": rgba(fill, symbol.opacity), "style": "solid" if fill else "no"}
    if not symbol.hatch:
        return [surface | outline]
    hatching = {"color": rgba(symbol.hatch), "style": "b_diagonal"}
    return [surface | {"outline_style": "no"}, hatching | outline]


def _mm(pixels: float) -> str:
    return f"{pixels * _MM:.3g}"
