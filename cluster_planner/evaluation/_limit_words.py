"""A limit that would be broken, in words."""

from __future__ import annotations

import pandas as pd

from cluster_planner.evaluation._words import CNY_PER_WAN, say, whole
from cluster_planner.fields import CATALOGUE, Lang, label, label_of
from cluster_planner.settings import AreaSettings, Limit


def tell_limit(detail: str, figure: float, settings: AreaSettings, lang: Lang) -> str:
    """Say which limit would be broken, by how much.

    Parameters
    ----------
    detail : str
        The column with the limit, with or without ``_max`` or ``_min``; or another rule.
    figure : float
        The total that would break it, missing where unknown.
    settings : AreaSettings
        The limits.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause.
    """
    column = _column(detail)
    limit = _limits(settings).get(column)
    if limit is None:
        return say("limit_other", lang, what=label(column, lang))
    words = {"what": tell_limited(detail, lang), "figure": _amount(figure, column, lang)}
    if limit.min is not None and figure < limit.min:
        low, short = (_amount(amount, column, lang) for amount in (limit.min, limit.min - figure))
        return say("limit_below", lang, **words, bound=low, short=short)
    bound = _amount(limit.max, column, lang) if limit.max is not None else "?"
    return say("limit_beyond" if pd.isna(figure) else "limit_above", lang, **words, bound=bound)


def tell_limited(detail: str, lang: Lang) -> str:
    """Return the name of what a limit speaks of, to stand in a sentence."""
    column = _column(detail)
    return label_of("field", column, lang).lower() if column in CATALOGUE else column


def _amount(figure: float, column: str, lang: Lang) -> str:
    """Return a figure with its unit; nobody counts in 10,000 in English."""
    unit = CATALOGUE[column].unit if column in CATALOGUE else ""
    if lang == "en" and unit == "money":
        return f"CNY {whole(figure * CNY_PER_WAN)}"
    if lang == "en":
        return f"{whole(figure)} {unit if unit in ('m', 'm2') else ''}".rstrip()
    return f"{whole(figure)} {label_of('unit', unit, lang) if unit else ''}".rstrip()


def _column(detail: str) -> str:
    column = detail.removesuffix("_max").removesuffix("_min")
    return "span_m" if column == "span" else column


def _limits(settings: AreaSettings) -> dict[str, Limit]:
    return {
        "communities": Limit(min=settings.min_communities, max=settings.max_communities),
        "span_m": Limit(max=settings.max_span_m),
        **settings.limits,
    }
