"""The overview put together: the maps under their titles, the key, the bars of money."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._map_ground import Ground
from cluster_planner.render._ranks import rank_areas
from cluster_planner.render.overview._bars import bars_height, draw_bars
from cluster_planner.render.overview._camera import FINE
from cluster_planner.render.overview._frames import Frame, Sheet, frame_plan
from cluster_planner.render.overview._key import KEY, draw_key
from cluster_planner.render.overview._layout import GAP, TITLE
from cluster_planner.render.overview._map import Shown, draw_map
from cluster_planner.render.overview._marks import Label, Pane, Picture, Shape, text_width
from cluster_planner.render.overview._sentences import say_listed
from cluster_planner.render.overview._sums import money_by_county
from cluster_planner.symbols import INKS, Symbol, symbols_of_years
from cluster_planner.words import Speaker, speaker

_STEPS = (1, 2, 5)
_SCALE = 110  # pixels, the longest that the scale bar is


def compose(plan: Plan, lang: Lang, width: float, height: float, tolerance: float = FINE) -> Picture:
    """Return the overview of a plan.

    Parameters
    ----------
    plan : Plan
        May hold no area; where no community has a place, there are no maps.
    lang : {"zh", "en"}
        Language of the reader.
    width, height : float
        Of the sheet with the maps, in pixels; the bars of money stand below.
    tolerance : float
        Pixels that lines may be moved to save points.

    Returns
    -------
    Picture
        As wide as asked for.
    """
    words, shown, money = speaker(lang), _shown(plan), money_by_county(plan)
    sheet = frame_plan(plan, width, height, KEY)
    below = bars_height(money)
    panes = [Pane((0.0, 0.0, width, height))]
    for frame in sheet.frames:
        _draw_title(panes[0], frame, words)
        panes.append(draw_map(shown, frame, sheet.metres_per_pixel, tolerance))
    if sheet.frames:
        _draw_scale(panes[1], sheet)
        panes.append(draw_key(sheet, plan, shown, words))
    if below:
        panes.append(Pane((0.0, height + GAP, width, below)))
        draw_bars(panes[-1], money, shown.years, words)
    title = words.fill("picture.title", title=str(plan.about.get("title") or words.say("report.title")))
    return Picture(width, height + (GAP + below if below else 0.0), title, panes)


def _shown(plan: Plan) -> Shown:
    areas, communities = plan.evaluation.areas.index, plan.communities.frame.index[plan.communities.located]
    return Shown(
        ground=Ground.of(plan),
        ranks=rank_areas(plan),
        area_years=_years(plan.programme.frame, areas),
        alone_years=_years(plan.programme.alone, communities),
        years={each.year: each for each in symbols_of_years(plan.programme.starts())},
    )


def _years(frame: pd.DataFrame, index: pd.Index) -> np.ndarray:
    """Return the year of each row, 0 where there is none."""
    if "year" not in frame:
        return np.zeros(len(index), dtype=np.int64)
    return np.asarray(frame["year"].reindex(index).to_numpy(dtype=float, na_value=0.0).astype(np.int64))


def _draw_title(pane: Pane, frame: Frame, words: Speaker) -> None:
    """Write the counties above a frame and how many of their areas are listed; all together where there is no room."""
    left, top, width, _ = frame.box
    for name, listed in _titles(frame, width, words):
        at = left + text_width(name, 14) + 6
        pane.add(Label(left, top - TITLE / 2, name, 14, bold=True, anchor="start"))
        if at + text_width(listed, 11.5) <= frame.box[0] + width:
            pane.add(Label(at, top - TITLE / 2 + 1, listed, 11.5, INKS["quiet"], anchor="start"))
        left += _title_width((name, listed))


def _titles(frame: Frame, width: float, words: Speaker) -> list[tuple[str, str]]:
    """Return the name of each county with what it holds; no name where none is known."""
    if not frame.counties:
        return []
    together = words.write(say_listed(frame.counties))
    if not any(county.name for county in frame.counties):
        return [("", together)]
    parts = [(county.name or words.say("picture.no_county"), say_listed([county])) for county in frame.counties]
    texts = [(name, words.write(listed)) for name, listed in parts]
    fits = sum(map(_title_width, texts)) <= width
    return texts if fits else [(words.fill("picture.counties", count=len(texts)), together)]


def _title_width(texts: tuple[str, str]) -> float:
    """Return how wide a county is in a title, with what it holds."""
    return text_width(texts[0], 14) + 6 + text_width(texts[1], 11.5) + 16


def _draw_scale(pane: Pane, sheet: Sheet) -> None:
    """Draw a scale bar at the foot of the first map."""
    power = 10.0 ** np.floor(np.log10(_SCALE * sheet.metres_per_pixel))
    metres = max(step * power for step in _STEPS if step * power <= _SCALE * sheet.metres_per_pixel)
    length, left, foot = metres / sheet.metres_per_pixel, 12.0, pane.box[3] - 10
    bar = np.array([(left, foot - 5), (left, foot), (left + length, foot), (left + length, foot - 5)])
    text = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"  # noqa: PLR2004 - of a kilometre
    for line, width in ((INKS["paper"], 3.5), (INKS["ink"], 1.3)):
        pane.add(Shape([bar], Symbol(line=line, width=width), closed=False))
    pane.add(Label(left + length / 2, foot - 9, text, 11, halo=INKS["paper"]))
