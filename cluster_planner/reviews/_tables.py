"""Merged reviews as tables: who wants what, what clashes, and all remarks."""

from __future__ import annotations

import pandas as pd

from cluster_planner.fields import Lang
from cluster_planner.reviews._file import Reviewer
from cluster_planner.reviews._merge import Merged
from cluster_planner.reviews._words import name_area, name_communities, tell_breach, tell_demand, tell_reviewer

TITLES = {"wishes": ("意见", "Wishes"), "conflicts": ("冲突", "Conflicts"), "comments": ("批注", "Comments")}
_WISHES = ("community_id", "name", "area_id", "reviewer_role", "reviewer", "wish", "review_state", "problem")
_CONFLICTS = ("community_id", "name", "area_id", "wish", "reviewer", "against", "against_by")
_COMMENTS = ("item", "reviewer_role", "reviewer", "comment")


def review_tables(merged: Merged, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets of a report on merged reviews.

    Parameters
    ----------
    merged : Merged
        From `merge_reviews`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    dict of str to DataFrame
        By title: a row for each community and wish, one for each community and conflict, one for each remark.
    """
    place = 0 if lang == "zh" else 1
    tables = {
        "wishes": pd.DataFrame(_wish_rows(merged, lang), columns=list(_WISHES)),
        "conflicts": pd.DataFrame(_conflict_rows(merged, lang), columns=list(_CONFLICTS)),
        "comments": pd.DataFrame(_comment_rows(merged, lang), columns=list(_COMMENTS)),
    }
    return {TITLES[name][place]: table.astype("str") for name, table in tables.items()}


def _wish_rows(merged: Merged, lang: Lang) -> list[tuple[object, ...]]:
    return sorted(
        (
            *_community(one, merged),
            *_who(demand.by),
            tell_demand(demand, merged.ground, lang),
            merged.state_of(demand),
            "; ".join(dict.fromkeys(tell_breach(breach, lang) for breach in demand.breaks)),
        )
        for demand in merged.demands
        for one in demand.about
    )


def _conflict_rows(merged: Merged, lang: Lang) -> list[tuple[object, ...]]:
    ground = merged.ground
    return sorted(
        (
            *_community(one, merged),
            tell_demand(conflict.one, ground, lang),
            tell_reviewer(conflict.one.by, lang),
            tell_demand(conflict.other, ground, lang),
            tell_reviewer(conflict.other.by, lang),
        )
        for conflict in merged.conflicts
        for one in conflict.communities
    )


def _comment_rows(merged: Merged, lang: Lang) -> list[tuple[object, ...]]:
    ground = merged.ground
    return [
        (
            name_area(remark.subject, ground, lang)
            if remark.about == "area"
            else name_communities([remark.subject], ground, lang),
            *_who(remark.by),
            remark.text,
        )
        for remark in merged.comments
    ]


def _community(one: str, merged: Merged) -> tuple[str, str, str]:
    name = merged.ground.names.get(one)
    return one, name if isinstance(name, str) else one, merged.ground.area_of.get(one) or ""


def _who(by: Reviewer) -> tuple[str, str]:
    return by.role, by.name
