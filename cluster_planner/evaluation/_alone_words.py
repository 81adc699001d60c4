"""Why a community is alone, what it would take to join an area, and what it is by itself."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from cluster_planner.evaluation._limit_words import tell_limit
from cluster_planner.evaluation._words import Row, barrier, households, listed, money, say, score, whole
from cluster_planner.fields import Lang, label_of
from cluster_planner.settings import Settings

ADMINISTRATIVE = ("county_line", "subdistrict_line", "neighbourhood_line")
PARTS = 2  # of need that are named, the largest first


def tell_alone(row: Row, names: Mapping[Hashable, str], settings: Settings, lang: Lang) -> str:
    """Say why one community is alone and what it would take to join; then its size, its need and its cost.

    Parameters
    ----------
    row : mapping
        ``reason``, ``other``, ``detail`` and ``figure`` as in `Areas.alone`; ``other_likeness`` of the two;
        ``is_point``, ``households``, ``need`` with its parts (``need_*``) ``cost_alone_wan`` and ``cost_basis``.
    names : mapping
        Name of each community by its id.
    settings : Settings
        Gaps, threshold and limits that the reason names.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        Two sentences.
    """
    why = _why(row, names, settings, lang)
    return (
        why
        if row["reason"] == "excluded"
        else f"{why}{'' if lang == 'zh' else ' '}{_figures(row, settings.costs.price_year, lang)}"
    )


def _why(row: Row, names: Mapping[Hashable, str], settings: Settings, lang: Lang) -> str:
    reason, detail, figure = row["reason"], row["detail"], row["figure"]
    other = {"other": names.get(row["other"], ""), "likeness": score(row["other_likeness"], lang)}
    if reason == "no_neighbour":
        return _nobody_near(row, other["other"], settings, lang)
    if reason == "blocked":
        phrase = "alone_across_line" if detail in ADMINISTRATIVE else "alone_blocked"
        return say(phrase, lang, **other, figure=whole(figure), detail=barrier(detail, lang))
    if reason == "unlike":
        threshold = settings.areas.min_likeness
        short = {"threshold": f"{threshold:.2f}", "short": f"{threshold - figure:.2f}"}
        return say("alone_unlike", lang, **other, **short, figure=score(figure, lang))
    if reason == "no_gain":
        return say("alone_loses" if figure < 0 else "alone_no_gain", lang, **other, figure=f"{-figure:.2f}")
    limited = {"limit": tell_limit(detail, figure, settings.areas, lang)} if reason in ("limit", "floor") else {}
    return say(f"alone_{reason}", lang, **other, **limited)


def _nobody_near(row: Row, other: str, settings: Settings, lang: Lang) -> str:
    beside = {"locked": "alone_locked_in", "excluded": "alone_no_partner"}.get(row["detail"])
    if beside:
        return say(beside, lang, other=other)
    reach = settings.links.max_point_gap_m if row["is_point"] else settings.links.max_gap_m
    known = other and pd.notna(row["figure"])
    nearest = say("nearest", lang, other=other, figure=whole(row["figure"])) if known else ""
    return say("alone_no_neighbour", lang, reach=whole(reach), nearest=nearest)


def _figures(row: Row, year: int, lang: Lang) -> str:
    """Tell households, need with its largest parts, and cost."""
    size = households(row["households"], lang)
    text = size[0].upper() + size[1:]
    if pd.notna(row["need"]):
        parts = _largest_parts(row, lang)
        text += say("alone_need", lang, need=score(row["need"], lang))
        text += say("alone_parts", lang, parts=parts) if parts else ""
    cost = row["cost_alone_wan"]
    if pd.isna(cost):
        text += say("alone_cost_unknown", lang)
    else:
        text += say(f"alone_cost_{row['cost_basis']}", lang, **money(cost), year=year)
    return text + ("。" if lang == "zh" else ".")


def _largest_parts(row: Row, lang: Lang) -> str:
    parts = {str(name): figure for name, figure in row.items() if str(name).startswith("need_") and figure > 0}
    largest = sorted(parts, key=lambda name: (-parts[name], name))[:PARTS]
    told = [(label_of("field", name, lang).lower(), parts[name]) for name in largest]
    return listed([f"{part} {figure:.2f}" for part, figure in told], lang)
