"""Bars of money: a row for each county, its years in their colours one after the other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from cluster_planner.render.overview._marks import Label, Pane, Shape, rectangle, text_width
from cluster_planner.symbols import INKS, Symbol, YearSymbol
from cluster_planner.words import Speaker

_HEAD, _ROW, _BAR = 50, 22, 16
_MOST_ROWS, _ONE_COLUMN = 24, 8
_GAP = 10.0
_SIZE = 12.0
_BOLD = 1.06  # bold letters are wider


def bars_height(money: pd.DataFrame) -> float:
    """Return how high the bars of these counties are."""
    rows = min(len(money), _MOST_ROWS)
    return _HEAD + _ROW * (-(-rows // _columns(rows))) if rows else 0.0


def draw_bars(pane: Pane, money: pd.DataFrame, years: Mapping[int, YearSymbol], words: Speaker) -> None:
    """Draw the money of counties and years on a pane.

    Parameters
    ----------
    pane : Pane
        Where to draw; as high as `bars_height` says.
    money : DataFrame
        Counties in rows, years in columns, in plain units. Of too many counties, the smallest are put together.
    years : dict of int to YearSymbol
        How each year is drawn.
    words : Speaker
        The reader's language.
    """
    _draw_head(pane, money, years, words)
    rows = _fewer(money.rename(index=lambda name: name or words.say("picture.no_county")), words)
    many, columns = len(rows), _columns(len(rows))
    width = (pane.box[2] - _GAP * 2 * (columns - 1)) / columns
    totals = rows.sum(axis=1)
    texts = [_amount(total, words) for total in totals]
    label = min(max(text_width(str(name), _SIZE) for name in rows.index), width / 3) + _GAP
    figure = max(text_width(text, _SIZE) for text in texts) * _BOLD + _GAP
    scale = (width - label - figure) / (totals.max() or 1.0)
    for place, (name, row) in enumerate(rows.iterrows()):
        column, line = divmod(place, -(-many // columns))
        left, middle = column * (width + 2 * _GAP), _HEAD + _ROW * line + _ROW / 2
        pane.add(Label(left, middle, _cut(str(name), label - _GAP), _SIZE, anchor="start"))
        _draw_bar(pane, left + label, middle, scale, row, years, words)
        pane.add(Label(left + width, middle, texts[place], _SIZE, bold=True, anchor="end"))


def _draw_head(pane: Pane, money: pd.DataFrame, years: Mapping[int, YearSymbol], words: Speaker) -> None:
    title, total = words.say("picture.invested"), _amount(float(money.to_numpy().sum()), words)
    pane.add(Label(0, 12, title, 14, bold=True, anchor="start"))
    note = words.fill("picture.invested_note", unit=words.label("unit.page", "money"))
    pane.add(Label(text_width(title, 14) + _GAP, 13, note, _SIZE, INKS["quiet"], anchor="start"))
    pane.add(Label(pane.box[2], 12, total, 14, bold=True, anchor="end"))
    left = 0.0
    for year, amount in money.sum().items():
        looks = years[int(str(year))].area
        pane.add(Shape([rectangle(left, 30, 16, 10)], looks), Label(left + 22, 35.5, str(year), _SIZE, anchor="start"))
        left += 22 + text_width(str(year), _SIZE) + 6
        text = _amount(float(amount), words)
        pane.add(Label(left, 35.5, text, _SIZE, bold=True, anchor="start"))
        left += text_width(text, _SIZE) * _BOLD + 2 * _GAP


def _draw_bar(
    pane: Pane,
    left: float,
    middle: float,
    scale: float,
    amounts: pd.Series,
    years: Mapping[int, YearSymbol],
    words: Speaker,
) -> None:
    for year, amount in amounts.items():
        known, text, length = years[int(str(year))], _amount(float(amount), words), scale * float(amount)
        if length > 0:
            looks = Symbol(fill=known.area.fill, line=known.area.line, width=0.6)
            pane.add(Shape([rectangle(left, middle - _BAR / 2, length, _BAR)], looks))
        if length > text_width(text, 11) + 4:
            pane.add(Label(left + length / 2, middle, text, 11, known.ink))
        left += length


def _fewer(money: pd.DataFrame, words: Speaker) -> pd.DataFrame:
    """Put the counties with the least money together where there are too many."""
    if len(money) <= _MOST_ROWS:
        return money
    kept = money.sum(axis=1).nlargest(_MOST_ROWS - 1).index
    rest = money.drop(index=kept)
    name = words.fill("picture.other_counties", count=len(rest))
    return pd.concat([money.loc[money.index.isin(kept)], rest.sum().to_frame(name).T])


def _amount(money: float, words: Speaker) -> str:
    return f"{money / words.worth('money'):,.0f}"


def _cut(name: str, width: float) -> str:
    """Return a name as far as there is room."""
    while len(name) > 1 and text_width(name, _SIZE) > width:
        name = f"{name.removesuffix('…')[:-1]}…"
    return name


def _columns(rows: int) -> int:
    return 1 if rows <= _ONE_COLUMN else 2
