"""A limit that would be broken, in words."""

from __future__ import annotations

import pandas as pd

from cluster_planner.evaluation._words import say, whole
from cluster_planner.fields import CATALOGUE, Lang, label
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
    column = detail.removesuffix("_max").removesuffix("_min")
    column = "span_m" if column == "span" else column
    limit = _limits(settings).get(column)
    if limit is None:
        return say("limit_other", lang, what=label(column, lang))
    field = CATALOGUE.get(column)
    what = column if field is None else field.zh if lang == "zh" else field.en.lower()
    unit = f" {field.unit}" if field is not None and field.unit else ""
    if limit.min is not None and figure < limit.min:
        return say("limit_below", lang, what=what, figure=whole(figure), unit=unit, bound=whole(limit.min))
    bound = whole(limit.max) if limit.max is not None else "?"
    if pd.isna(figure):
        return say("limit_beyond", lang, what=what, unit=unit, bound=bound)
    return say("limit_above", lang, what=what, figure=whole(figure), unit=unit, bound=bound)


def _limits(settings: AreaSettings) -> dict[str, Limit]:
    return {
        "communities": Limit(min=settings.min_communities, max=settings.max_communities),
        "span_m": Limit(max=settings.max_span_m),
        **settings.limits,
    }
