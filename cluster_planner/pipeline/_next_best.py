"""What the next best plan of each area would save less, in money: by the same works, links and rates as the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from cluster_planner.model import PAIR, Communities, Links, Savings, Works

APART = "\n"  # between the name of a plan and that of an area or community in it; no name has it
Share = Callable[[Works, Communities, Links, pd.Series], Savings]


def price_next_best(
    next_best: pd.DataFrame, labels: pd.Series, works: Works, communities: Communities, links: Links, share: Share
) -> pd.Series:
    """Work out how much less is saved under the next best plan of each area.

    Every next best plan is a town of its own, of copies of the members of all areas that it touches: so all of them
    are worked out at once.

    Parameters
    ----------
    next_best : DataFrame
        From ``find_next_best``, indexed by ``area_id``: ``moves``.
    labels : Series
        ``area_id`` of each community, missing where it is alone.
    works, communities, links
        What the savings of the plan were worked out from.
    share : callable
        Works out the savings of labels of such communities.

    Returns
    -------
    Series
        ``saving_lost_wan`` in 10,000 CNY, indexed by ``area_id``: negative where the next best plan saves more, missing
        where there is none.
    """
    copies = _copy_members(next_best, labels)
    origin = copies["community_id"]
    town = Communities(communities.frame.loc[origin].set_axis(copies.index))
    needed = replace(
        works,
        quantities=works.quantities.loc[origin].set_axis(copies.index),
        costs=works.costs.loc[origin].set_axis(copies.index),
    )
    between = _copy_links(links, copies)
    now, then = (
        _sum_by_plan(share(needed, town, between, copies["plan"] + APART + copies[when])) for when in ("now", "then")
    )
    lost: pd.Series = now.sub(then, fill_value=0.0).reindex(next_best.index)
    return lost.rename("saving_lost_wan")


def _copy_members(next_best: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Return every community that is in an area touched by a plan: ``plan``, ``community_id``, and its area in both.

    Missing where it is alone; a plan is named after the area that it does without.
    """
    rows = [(area, *move) for area, moves in next_best["moves"].items() for move in moves]
    moves = pd.DataFrame(rows, columns=["plan", "community_id", "then"], dtype="str")
    moves["now"] = moves["community_id"].map(labels)
    touched = pd.concat([moves[["plan", "now"]], moves[["plan", "then"]].rename(columns={"then": "now"})])
    members = labels.dropna().rename("now").rename_axis("community_id").reset_index()
    inside = touched.drop_duplicates().merge(members, on="now")
    copies = pd.concat([inside, moves.loc[moves["now"].isna(), ["plan", "community_id", "now"]]])
    copies = copies.merge(moves[["plan", "community_id", "then"]], on=["plan", "community_id"], how="left")
    copies["then"] = copies["then"].fillna(copies["now"]).mask(copies["then"] == "")
    copies.index = (copies["plan"] + APART + copies["community_id"]).rename("community_id")
    return copies.sort_index()


def _copy_links(links: Links, copies: pd.DataFrame) -> Links:
    """Return the open links between communities of one plan."""
    open_links = pd.DataFrame(links.open).reset_index()
    plans = copies[["plan", "community_id"]].reset_index(drop=True)
    copied = open_links.merge(plans.rename(columns={"community_id": "focal"}), on="focal")
    copied = copied.merge(plans.rename(columns={"community_id": "neighbor"}), on=["plan", "neighbor"])
    for end in PAIR:
        copied[end] = copied["plan"] + APART + copied[end]
    frame = gpd.GeoDataFrame(copied.drop(columns="plan").set_index(PAIR).sort_index(), crs=links.frame.crs)
    return Links(frame, copies.index)


def _sum_by_plan(savings: Savings) -> pd.Series:
    """Return what all areas of each plan save."""
    saved = savings.items["saving_wan"]
    return saved.groupby(saved.index.get_level_values("area_id").str.split(APART).str[0]).sum()
