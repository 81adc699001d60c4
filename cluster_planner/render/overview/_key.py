"""The key of the overview: where the towns lie, the colours of years, those in no area."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from cluster_planner.model import Plan
from cluster_planner.render.overview._camera import Camera
from cluster_planner.render.overview._frames import Frame, Sheet
from cluster_planner.render.overview._labels import Places, text_rect
from cluster_planner.render.overview._map import Shown
from cluster_planner.render.overview._marks import Label, Pane, Shape, rectangle, text_width
from cluster_planner.symbols import INKS, SYMBOLS, Symbol
from cluster_planner.words import Speaker

KEY = (116.0, 330.0)
_HEAD, _ROW = 26, 20
_SWATCH = (18, 12)
_LOCATOR = 112
_SHORTENED = 3  # letters of a county: 南县 stays, 桃江县 loses its last


def draw_key(sheet: Sheet, plan: Plan, shown: Shown, words: Speaker) -> Pane:
    """Return the key, from the top: locator, years, others, and a remark on scale and north as far as there is room."""
    pane, top = Pane(sheet.key), 0.0
    if len(sheet.frames) > 1 and _counties(shown).size:
        pane.add(_title(top, words.say("picture.position")))
        _draw_locator(pane, top + _HEAD, sheet.frames, shown)
        top += _HEAD + _LOCATOR + 4
    top = _draw_years(pane, top, shown, words)
    top = _draw_others(pane, top, plan, words)
    for line in words.say("picture.one_scale" if len(sheet.frames) > 1 else "picture.one_map").split("\n"):
        if top + _ROW <= sheet.key[3]:
            pane.add(Label(0, top + 12, line, 11, INKS["quiet"], anchor="start"))
            top += 17
    return pane


def _draw_years(pane: Pane, top: float, shown: Shown, words: Speaker) -> float:
    pane.add(_title(top, words.say("picture.start_year")))
    top += _HEAD
    for year in [*shown.years, 0]:
        count = int((shown.area_years == year).sum())
        if year or count:
            label = str(year) if year else words.say("picture.unlisted")
            text = words.fill("picture.areas", count=count)
            _draw_row(pane, top, shown.area_symbol(year)[0], label, text)
            top += _ROW
    return top


def _draw_others(pane: Pane, top: float, plan: Plan, words: Speaker) -> float:
    counts = plan.evaluation.communities["outcome"].value_counts()
    pane.add(_title(top, words.say("picture.others")))
    top += _HEAD
    for code in ("alone", "not_eligible"):
        if counts.get(code):
            _draw_row(pane, top, SYMBOLS[code], words.label("choice.outcome", code), f"{counts[code]:,}")
            top += _ROW
    return top + 6


def _title(top: float, text: str) -> Label:
    return Label(0, top + 15, text, 12, bold=True, anchor="start")


def _draw_row(pane: Pane, top: float, symbol: Symbol, label: str, figure: str) -> None:
    width, height = _SWATCH
    label = label[:1].upper() + label[1:]
    swatch = rectangle(0.5, top + (_ROW - height) / 2, width, height)
    pane.add(Shape([swatch], symbol), Label(width + 7, top + _ROW / 2, label, anchor="start"))
    if width + 10 + text_width(label, Label.size) + text_width(figure, Label.size) <= pane.box[2]:
        pane.add(Label(pane.box[2], top + _ROW / 2, figure, colour=INKS["quiet"], anchor="end"))


def _draw_locator(pane: Pane, top: float, frames: Sequence[Frame], shown: Shown) -> None:
    """Draw the counties, and a dot for each frame, with names as far as they find room."""
    counties = _counties(shown)
    west, south, east, north = shapely.total_bounds(counties)
    metres = max(east - west, north - south) / (_LOCATOR - 4)
    middle, half = ((west + east) / 2, (south + north) / 2), _LOCATOR / 2 * metres
    camera = Camera((middle[0] - half, middle[1] - half, middle[0] + half, middle[1] + half), metres)
    moved = np.array([0, top])
    ground = [ring + moved for ring in camera.rings(counties)]
    pane.add(Shape(ground, SYMBOLS["county_ground"]))
    places = Places(pane.box[2], pane.box[3])
    spots = [camera.pixels(np.array([_middle(frame)]))[0] + moved for frame in frames]
    for x, y in spots:
        places.take((x - 3, y - 3, x + 3, y + 3))
        pane.add(Shape([rectangle(x - 2.5, y - 2.5, 5, 5)], Symbol(fill=INKS["ink"])))
    for frame, (x, y) in sorted(zip(frames, spots, strict=True), key=lambda each: -len(each[0].areas)):
        _name_spot(pane, places, "、".join(_short(county.name) for county in frame.counties if county.name), x, y)


def _name_spot(pane: Pane, places: Places, name: str, x: float, y: float) -> None:
    half = text_width(name, 11) / 2
    aside = [(half + 6, 0.0), (-half - 6, 0.0)]
    for dx, dy in [*aside, *((side * half, dy) for dy in (-12.0, 14.0) for side in (0, 1, -1))]:
        rect = text_rect(x + dx, y + dy, name, 11)
        if name and places.is_free(rect, 0):
            places.take(rect)
            pane.add(Label(x + dx, y + dy, name, 11, halo=SYMBOLS["county_ground"].fill))
            return


def _counties(shown: Shown) -> np.ndarray:
    """Return the outlines of the counties with any community, of all where none is known by name."""
    boundaries = shown.ground.boundaries
    counties: np.ndarray = boundaries.shapes[boundaries["is_county"]]
    return counties


def _middle(frame: Frame) -> tuple[float, float]:
    west, south, east, north = frame.bounds
    return (west + east) / 2, (south + north) / 2


def _short(name: str) -> str:
    return name[:-1] if len(name) >= _SHORTENED and name[-1] in "市县区" else name
