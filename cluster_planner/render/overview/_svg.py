"""A picture as SVG: no style sheet and no script, so that it stands in any page, and short numbers.

Its unit is half a pixel, so that places are whole numbers; what neighbours share is written once, around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from cluster_planner.render.overview._marks import Label, Pane, Picture, Shape
from cluster_planner.symbols import Symbol

_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_UNITS = 2  # of a pixel
_HALO = 3
_HATCH = 4  # pixels between two lines of hatching


def write_svg(picture: Picture) -> str:
    """Return a picture as the text of an ``svg`` element."""
    patterns = {_name(symbol): symbol for pane in picture.panes for mark in pane.marks for symbol in _hatched(mark)}
    size = f"{_whole(picture.width)} {_whole(picture.height)}"
    title = quoteattr(picture.title)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-label={title} ',
            f'font-family="{_FONTS}" font-size="{_short(Label.size)}" fill="{Label.colour}" stroke-linejoin="round">',
            *(_hatching(name, symbol) for name, symbol in sorted(patterns.items())),
            *(_pane(pane) for pane in picture.panes),
            "</svg>",
        ]
    )


def _pane(pane: Pane) -> str:
    x, y, width, height = map(_whole, pane.box)
    parts = (part for mark in pane.marks for part in _mark(mark))
    marks = "".join(
        _together(looks, [text for _, text in those]) for looks, those in groupby(parts, key=lambda part: part[0])
    )
    return f'<svg x="{x}" y="{y}" width="{width}" height="{height}">{marks}</svg>'


def _together(looks: str, parts: list[str]) -> str:
    """Return parts that look alike; one alone bears its looks itself."""
    if not looks:
        return "".join(parts)
    if len(parts) == 1:
        return re.sub(r"^<\w+", lambda tag: tag[0] + looks, parts[0])
    return f"<g{looks}>{''.join(parts)}</g>"


def _mark(mark: Shape | Label) -> Iterator[tuple[str, str]]:
    """Yield the parts of a mark from the lowest up: how each looks, and what it is."""
    if isinstance(mark, Label):
        yield _looks_of_label(mark), _label(mark)
        return
    path = "".join(_ring(ring, closed=mark.closed) for ring in mark.rings)
    if path:
        yield from ((looks, f'<path d="{path}"/>') for looks in _looks(mark.symbol, closed=mark.closed))


def _looks(symbol: Symbol, *, closed: bool) -> Iterator[str]:
    """Yield the attributes of each layer of a shape, from the lowest up."""
    if closed:
        line = _stroke(symbol.line, symbol.width, symbol.dash)
        fill = f"url(#{_name(symbol)})" if symbol.hatch else symbol.fill or "none"
        yield f' fill="{fill}"{line}' + (f' fill-opacity="{symbol.opacity:g}"' if symbol.opacity < 1 else "")
        return
    if symbol.case:
        yield ' fill="none"' + _stroke(symbol.case, symbol.width + 1)
    yield ' fill="none"' + _stroke(symbol.line, symbol.width, symbol.dash)


def _stroke(colour: str, width: float, dash: tuple[float, ...] = ()) -> str:
    if not colour or not width:
        return ""
    dashes = f' stroke-dasharray="{" ".join(map(_short, dash))}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{_short(width)}"{dashes}'


def _looks_of_label(label: Label) -> str:
    bold = ' font-weight="700"' if label.bold else ""
    size = f' font-size="{_short(label.size)}"' if label.size != Label.size else ""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    halo = f' stroke="{label.halo}" stroke-width="{_short(_HALO)}" paint-order="stroke"' if label.halo else ""
    fill = f' fill="{label.colour}"' if label.colour != Label.colour else ""
    return f"{fill}{size}{bold}{anchor}{halo}"


def _label(label: Label) -> str:
    if label.angle:
        turn = f"translate({_whole(label.x)} {_whole(label.y)}) rotate({label.angle:.0f})"
        place = f' transform="{turn}" y="{_whole(label.baseline)}"'
    else:
        place = f' x="{_whole(label.x)}" y="{_whole(label.y + label.baseline)}"'
    return f"<text{place}>{escape(label.text)}</text>"


def _ring(points: np.ndarray, *, closed: bool) -> str:
    """Return points as a path: the first from the corner of the pane, each further one from the one before."""
    places = np.rint(points * _UNITS).astype(np.int64)
    steps = np.diff(places, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    return f"M{_joined(places[0])}l{_joined(steps.ravel())}" + ("z" if closed else "")


def _joined(numbers: np.ndarray) -> str:
    """Return numbers in a row; a sign parts them as well as a space does."""
    return " ".join(map(str, numbers.tolist())).replace(" -", "-")


def _whole(pixels: float) -> str:
    return str(round(pixels * _UNITS))


def _short(pixels: float) -> str:
    """Return a width to a tenth, without what is not needed: ``.5``, ``3``."""
    text = f"{pixels * _UNITS:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text)


def _hatched(mark: Shape | Label) -> list[Symbol]:
    return [mark.symbol] if isinstance(mark, Shape) and mark.symbol.hatch else []


def _name(symbol: Symbol) -> str:
    return f"on-{symbol.fill.removeprefix('#')}-{symbol.hatch.removeprefix('#')}"


def _hatching(name: str, symbol: Symbol) -> str:
    side = _whole(_HATCH)
    return (
        f'<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0h{side}v{side}H0z" fill="{symbol.fill or "none"}"/>'
        f'<path d="M0 0v{side}" stroke="{symbol.hatch}" stroke-width="{_short(1.8)}"/></pattern>'
    )
