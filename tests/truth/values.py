"""The value and the saving of any grouping of communities, worked out from pairs and open links."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd

from truth import savings
from truth.figures_works import work_of


@cache
def value_of(case, members):
    """Return the value of an area of these members, a sorted tuple: pairs above the threshold, and what is saved."""
    known, knob = case.known, case.known.settings
    if len(members) < 2:
        return 0.0
    alike = np.array([known.alike(*pair) for pair in combinations(members, 2)])
    trench = links_inside(case, members)["facing_m"].sum()
    saved = len(members) - 1 + trench / knob["areas.trench_m_per_mobilisation"]
    return float((alike - knob["areas.min_likeness"]).sum() + knob["areas.saving_weight"] * saved)


@cache
def saving_of(case, members):
    """Return what an area of these members would save, in yuan."""
    if len(members) < 2:
        return 0.0
    work = work_of(case)
    links = savings.trenches(links_inside(case, members), work.amounts, case.catalogue)
    items = savings.saved(list(members), links, work, case.catalogue, case.known.settings)
    return sum(levels["mid"] for _, levels in items.values())


def links_inside(case, members):
    """Return the open links between members, each once."""
    links = case.known.links
    inside = links["barrier_kind"].isna() & links["focal"].isin(members) & links["neighbor"].isin(members)
    return pd.DataFrame(links[inside].drop(columns="geometry")).reset_index(drop=True)


def is_connected(case, members):
    """Say whether members hang together by open links."""
    reached, edge = set(), set(list(members)[:1])
    links = links_inside(case, members)
    while edge:
        reached |= edge
        near = links[links["focal"].isin(edge) | links["neighbor"].isin(edge)]
        edge = (set(near["focal"]) | set(near["neighbor"])) - reached
    return len(reached) == len(set(members))


def breach(case, members):
    """Return the first limit that an area of these members breaks and the figure that breaks it, or None."""
    known, knob = case.known, case.known.settings
    rows = known.communities.loc[list(members)]
    pairs = np.array(list(combinations(members, 2)), dtype=object)
    span = known.span_m(pairs).max() if len(pairs) else 0.0
    limits = {
        "communities": ({"min": knob["areas.min_communities"], "max": knob["areas.max_communities"]}, len(members)),
        "span": ({"max": knob["areas.max_span_m"]}, span),
    }
    for name, limit in knob["areas.limits"].items():
        column = rows["cost_alone_money"] if name == "invest_money" else rows[name]
        usual = known.communities[column.name].median()
        limits[name] = (limit, column.fillna(usual).sum() if usual == usual else np.nan)  # noqa: PLR0124
    for name, (limit, figure) in limits.items():
        low, high = (limit.get(end) if limit.get(end) != "none" else None for end in ("min", "max"))
        if (low is not None and figure < low) or (high is not None and figure > high):
            return name, figure
    return None


def moved(case, moves):
    """Return the areas that change and what they become when communities move: id to area, None for alone."""
    home = case.known.home.to_dict()
    then = {**home, **moves}
    touched = {home.get(key) for key in moves} | set(moves.values())
    touched.discard(None)

    def groups(labels):
        found = {area: [] for area in touched}
        for key, area in labels.items():
            if area in touched:
                found[area].append(key)
        return [tuple(sorted(ids)) for ids in found.values() if ids]

    return groups(home), groups(then)
