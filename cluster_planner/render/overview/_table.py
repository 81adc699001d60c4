"""The areas as a plain table, for a page whose scripts do not run."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.render._ranks import rank_areas
from cluster_planner.render._text import head_of, written
from cluster_planner.words import speaker
from cluster_planner.words.tables import area_table

_COLUMNS = ("rank", "area_name", "county", "year", "communities", "households", "cost_together_money", "saving_money")
_MOST_ROWS = 300


def overview_table(plan: Plan, lang: Lang) -> str:
    """Return the areas in the order of their ranks as the text of a ``table`` element.

    Parameters
    ----------
    plan : Plan
        Of very many areas, the first are listed, and a last row says how many more there are.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        All texts of the plan are escaped.
    """
    areas = pd.DataFrame(area_table(plan, lang)).assign(rank=rank_areas(plan)).sort_values("rank")
    columns = [name for name in _COLUMNS if name in areas]
    shown = areas[columns].head(_MOST_ROWS)
    cells = zip(*(written(shown[name], name, lang) for name in columns), strict=True)
    rows = [_row(row) for row in cells]
    if len(areas) > _MOST_ROWS:
        more = speaker(lang).fill("picture.more_areas", count=len(areas) - _MOST_ROWS)
        rows.append(f'<tr><td colspan="{len(columns)}">{escape(more)}</td></tr>')
    heads = "".join(f"<th>{escape(_head(name, lang))}</th>" for name in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _head(name: str, lang: Lang) -> str:
    return speaker(lang).say("page.rank") if name == "rank" else head_of(name, lang)


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
