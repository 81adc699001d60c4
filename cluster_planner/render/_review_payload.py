"""What the page needs to judge edits as the referee does: gains, amounts, bounds and demands, by row."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from cluster_planner._money import MONEY
from cluster_planner.columns import find_column
from cluster_planner.evaluation import average_savings
from cluster_planner.model import AREAS, COUNT, PAIR, Plan, Problem, Quantities
from cluster_planner.render._words import in_each
from cluster_planner.words import Speaker

AMOUNT_DIGITS = 4
GAIN_SCALE = 100_000  # gains are integers, in hundred-thousandths


def pack_review(plan: Plan) -> dict[str, Any]:
    """Return what a review of the plan rests on, besides the communities and links that the page has anyway.

    Parameters
    ----------
    plan : Plan
        The plan; rows are places in its communities.

    Returns
    -------
    dict
        ``checksum``; ``link_gains`` of the open links in the order of the links; ``pairs`` (``first`` as the difference
        to the pair before, ``step`` from first to second, ``gains``); ``saving_weight``; ``limits`` on each area and
        on the ``whole`` plan (``name``, ``style``, ``how``, ``low``, ``high`` and ``amounts``, none where communities
        or areas are counted); ``demands``; the averages of ``savings``.
    """
    problem = plan.areas.problem
    rows = plan.communities.index.get_indexer(problem.ids)
    return {
        "checksum": plan.checksum,
        "link_gains": _scaled(_in_order_of_links(plan, problem)),
        "pairs": _pack_pairs(rows, problem),
        "gain_scale": GAIN_SCALE,
        "saving_weight": problem.saving_weight,
        "limits": _pack_limits(rows, problem.quantities),
        "whole": [] if problem.whole is None else _pack_limits(rows, problem.whole),
        "demands": _pack_demands(rows, problem),
        "savings": average_savings(plan.evaluation.areas, plan.savings, plan.areas)._asdict(),
    }


def limit_words(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the page's label of each limited quantity, in every language."""
    columns = {COUNT: COUNT} | {name: limit.column or name for name, limit in plan.settings.areas.limits.items()}
    return {f"limit_{name}": in_each(partial(_with_unit, column)) for name, column in columns.items()}


def _with_unit(column: str, words: Speaker) -> str:
    """Return the header of a column, with its unit even where the language writes none there."""
    known, header = find_column(column), words.header(column)
    unit = words.label("unit.page", known.unit if known else "")
    if not unit or "{unit}" in words.catalogue.style["header"]:
        return header
    return words.fill("common.with_unit", label=header, unit=unit)


def _in_order_of_links(plan: Plan, problem: Problem) -> np.ndarray:
    """Return the gains of the open links as the plan lists them; the problem has them sorted by position."""
    index = plan.links.open.index
    ends = np.sort(np.column_stack([problem.ids.get_indexer(index.get_level_values(end)) for end in PAIR]), axis=1)
    gains = np.empty(len(index))
    gains[np.lexsort((ends[:, 1], ends[:, 0]))] = problem.link_gains
    return gains


def _pack_pairs(rows: np.ndarray, problem: Problem) -> dict[str, np.ndarray]:
    first, second = rows[problem.pairs[:, 0]], rows[problem.pairs[:, 1]]
    return {
        "first": np.diff(first, prepend=0),
        "step": second - first,
        "gains": _scaled(problem.pair_gains),
    }


def _pack_limits(rows: np.ndarray, quantities: Quantities) -> list[dict[str, Any]]:
    amounts = np.empty_like(quantities.amounts)
    amounts[rows] = quantities.amounts
    return [
        {
            "name": name,
            "style": "money" if quantities.columns[place].endswith(MONEY) else "decimal",
            "how": quantities.how[place],
            "low": _finite(quantities.low[place]),
            "high": _finite(quantities.high[place]),
            "amounts": None if quantities.columns[place] in (COUNT, AREAS) else amounts[:, place].round(AMOUNT_DIGITS),
        }
        for place, name in enumerate(quantities.names)
    ]


def _pack_demands(rows: np.ndarray, problem: Problem) -> dict[str, Any]:
    demands = problem.demands
    return {
        "together": [rows[group].tolist() for group in demands.together],
        "apart": rows[demands.apart].tolist(),
        "locked": [rows[members].tolist() for members in demands.locked],
        "excluded": rows[np.flatnonzero(demands.excluded)],
    }


def _scaled(gains: np.ndarray) -> np.ndarray:
    scaled: np.ndarray = np.rint(gains * GAIN_SCALE).astype(np.int64)
    return scaled


def _finite(bound: float) -> float | None:
    return float(bound) if np.isfinite(bound) else None
