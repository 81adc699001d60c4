"""Merged reviews as tables of one language: who wants what, what clashes, and all remarks."""

from __future__ import annotations

import pandas as pd

from cluster_planner.reviews import Merged, Reviewer
from cluster_planner.said import say
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._reviews import say_area, say_breaches, say_communities, say_demand, say_reviewer
from cluster_planner.words._speaker import speaker

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
    tables = {
        "wishes": pd.DataFrame(_wish_rows(merged, lang), columns=list(_WISHES)),
        "conflicts": pd.DataFrame(_conflict_rows(merged, lang), columns=list(_CONFLICTS)),
        "comments": pd.DataFrame(_comment_rows(merged, lang), columns=list(_COMMENTS)),
    }
    return {speaker(lang).label("sheet.reviews", name): table.astype("str") for name, table in tables.items()}


def _wish_rows(merged: Merged, lang: Lang) -> list[tuple[object, ...]]:
    write = speaker(lang).write
    return sorted(
        (
            *_community(one, merged),
            *_who(demand.by),
            write(say_demand(demand, merged.ground)),
            merged.state_of(demand),
            write(say_breaches(demand)),
        )
        for demand in merged.demands
        for one in demand.about
    )


def _conflict_rows(merged: Merged, lang: Lang) -> list[tuple[object, ...]]:
    write, ground = speaker(lang).write, merged.ground
    return sorted(
        (
            *_community(one, merged),
            write(say_demand(conflict.one, ground)),
            write(say_reviewer(conflict.one.by)),
            write(say_demand(conflict.other, ground)),
            write(say_reviewer(conflict.other.by)),
        )
        for conflict in merged.conflicts
        for one in conflict.communities
    )


def _comment_rows(merged: Merged, lang: Lang) -> list[tuple[str, str, str, str]]:
    write, ground = speaker(lang).write, merged.ground
    return [
        (
            write(
                say_area(remark.subject, ground)
                if remark.about == "area"
                else say_communities([remark.subject], ground)
            ),
            *_who(remark.by),
            remark.text,
        )
        for remark in merged.comments
    ] + [(write(say("reviews.all_rest")), *_who(by), write(say("reviews.no_objection"))) for by in merged.content]


def _community(one: str, merged: Merged) -> tuple[str, str, str]:
    name = merged.ground.names.get(one)
    return one, name if isinstance(name, str) else one, merged.ground.area_of.get(one) or ""


def _who(by: Reviewer) -> tuple[str, str]:
    return by.role, by.name
