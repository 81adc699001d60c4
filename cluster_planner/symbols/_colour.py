"""Colours mixed, darkened, and judged by how well a text stands on them."""

from __future__ import annotations

import numpy as np

_DARKER = 0.52
_LEGIBLE = 4.5
# sRGB to CIE XYZ for white D65 (IEC 61966-2-1), rows divided by that white, as CIE L*a*b* needs them.
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_TO_XYZ = _TO_XYZ / _TO_XYZ.sum(axis=1, keepdims=True)
_TO_LAB = np.array([[0.0, 116.0, 0.0], [500.0, -500.0, 0.0], [0.0, 200.0, -200.0]])
_WHITE = np.array([16.0, 0.0, 0.0])
_LINEAR_BELOW, _CUBE_FROM = 0.04045, 6 / 29


def darker(colour: str) -> str:
    """Return the colour of an outline around a fill of this colour."""
    return "#" + "".join(f"{round(int(colour[place : place + 2], 16) * _DARKER):02x}" for place in (1, 3, 5))


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour that is ``share`` of the way from one to the other, as the eye sees it (in CIE L*a*b*)."""
    start, end = _lab(one), _lab(other)
    return _hex(start + share * (end - start))


def readable_on(colour: str, *inks: str) -> str:
    """Return the first of several inks that is legible on a colour (WCAG 2, level AA), else the one that is best."""
    legible = (ink for ink in inks if _contrast(ink, colour) >= _LEGIBLE)
    return next(legible, max(inks, key=lambda ink: _contrast(ink, colour)))


def _contrast(one: str, other: str) -> float:
    low, high = sorted(float(_TO_XYZ[1] @ _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= _LINEAR_BELOW, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _lab(colour: str) -> np.ndarray:
    share = _TO_XYZ @ _linear(colour)
    root = np.where(share > _CUBE_FROM**3, np.cbrt(share), share / (3 * _CUBE_FROM**2) + 4 / 29)
    return np.asarray(_TO_LAB @ root - _WHITE)


def _hex(lab: np.ndarray) -> str:
    root = np.linalg.solve(_TO_LAB, lab + _WHITE)
    share = np.where(root > _CUBE_FROM, root**3, 3 * _CUBE_FROM**2 * (root - 4 / 29))
    linear = np.clip(np.linalg.solve(_TO_XYZ, share), 0, 1)
    value = np.where(linear <= _LINEAR_BELOW / 12.92, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in value)
