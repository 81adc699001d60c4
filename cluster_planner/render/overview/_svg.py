"""A picture as SVG: no style sheet and no script, so that it stands in any page, and short numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from cluster_planner.render.overview._marks import Label, Pane, Picture, Shape
from cluster_planner.symbols import Symbol

_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_HALO = 3
_HATCH = 4  # pixels between two lines of hatching


def write_svg(picture: Picture) -> str:
    """Return a picture as the text of an ``svg`` element."""
    patterns = {_name(symbol): symbol for pane in picture.panes for mark in pane.marks for symbol in _hatched(mark)}
    size = f"{_short(picture.width)} {_short(picture.height)}"
    title = quoteattr(picture.title)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" aria-label={title} ',
            f'font-family="{_FONTS}" font-size="{Label.size:g}" fill="{Label.colour}" stroke-linejoin="round">',
            *(_hatching(name, symbol) for name, symbol in sorted(patterns.items())),
            *(_pane(pane) for pane in picture.panes),
            "</svg>",
        ]
    )


def _pane(pane: Pane) -> str:
    x, y, width, height = map(_short, pane.box)
    marks = "".join(text for mark in pane.marks for text in _mark(mark))
    return f'<svg x="{x}" y="{y}" width="{width}" height="{height}">{marks}</svg>'


def _mark(mark: Shape | Label) -> Iterator[str]:
    if isinstance(mark, Label):
        yield _label(mark)
        return
    path = "".join(map(partial(_ring, closed=mark.closed), mark.rings))
    if path:
        yield from (f'<path d="{path}"{looks}/>' for looks in _looks(mark.symbol, closed=mark.closed))


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


def _label(label: Label) -> str:
    bold = ' font-weight="700"' if label.bold else ""
    size = f' font-size="{_short(label.size)}"' if label.size != Label.size else ""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    halo = f' stroke="{label.halo}" stroke-width="{_HALO}" paint-order="stroke"' if label.halo else ""
    if label.angle:
        turn = f"translate({_short(label.x)} {_short(label.y)}) rotate({_short(label.angle)})"
        place = f' transform="{turn}" y="{_short(label.baseline)}"'
    else:
        place = f' x="{_short(label.x)}" y="{_short(label.y + label.baseline)}"'
    fill = f' fill="{label.colour}"' if label.colour != Label.colour else ""
    return f"<text{place}{fill}{size}{bold}{anchor}{halo}>{escape(label.text)}</text>"


def _ring(points: np.ndarray, *, closed: bool) -> str:
    """Return points as a path: the first from the corner of the pane, each further one from the one before."""
    tenths = np.rint(points * 10).astype(np.int64)
    steps = np.diff(tenths, axis=0)
    steps = steps[steps.any(axis=1)]
    if not len(steps):
        return ""
    start = f"M{_tenths(tenths[0])}l"
    return start + _joined([_tenths(step) for step in steps]) + ("z" if closed else "")


def _tenths(pair: np.ndarray) -> str:
    return _joined([_short(number / 10) for number in pair.tolist()])


def _joined(numbers: list[str]) -> str:
    """Return numbers in a row; a sign parts them as well as a space does."""
    return "".join(
        number if not place or number.startswith("-") else f" {number}" for place, number in enumerate(numbers)
    )


def _short(number: float) -> str:
    """Return a number to a tenth, without what is not needed: ``.5``, ``-3``."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else re.sub(r"^(-?)0\.", r"\1.", text)


def _hatched(mark: Shape | Label) -> list[Symbol]:
    return [mark.symbol] if isinstance(mark, Shape) and mark.symbol.hatch else []


def _name(symbol: Symbol) -> str:
    return f"on-{symbol.fill.removeprefix('#')}-{symbol.hatch.removeprefix('#')}"


def _hatching(name: str, symbol: Symbol) -> str:
    return (
        f'<pattern id="{name}" width="{_HATCH}" height="{_HATCH}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0h{_HATCH}v{_HATCH}H0z" fill="{symbol.fill or "none"}"/>'
        f'<path d="M0 0v{_HATCH}" stroke="{symbol.hatch}" stroke-width="1.8"/></pattern>'
    )
