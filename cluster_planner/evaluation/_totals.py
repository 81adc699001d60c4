"""What an area is in figures: sums and means over its members, pairs and links."""

from __future__ import annotations

import numpy as np
import pandas as pd

from cluster_planner.evaluation._name_marks import BETWEEN
from cluster_planner.evaluation._names import shown_names, spoken_names
from cluster_planner.evaluation._words import phrase
from cluster_planner.model import PAIR, Communities, Likeness, Links
from cluster_planner.said import Count, Name, Said

SUMS = ["households", "floor_area_m2", "site_m2"]
COUNTED = ["households", "floor_area_m2"]  # sums reported with the number of members that they cover
CRITERIA = ["location", "type", "trade", "culture"]


def sum_members(communities: Communities, need: pd.DataFrame, area: pd.Series) -> pd.DataFrame:
    """Return names, counts, sums and need of each area.

    A sum is over what is known, and missing only if nothing is; ``<name>_known`` counts the members it covers. Need
    is the mean over households; a community of unknown households weighs as much as the mean of its area.

    Parameters
    ----------
    communities : Communities
        The communities, n of them.
    need : DataFrame
        Column ``need``, indexed as the communities.
    area : Series of shape (n,)
        ``area_id``, missing if a community is in none.

    Returns
    -------
    DataFrame
        Indexed by ``area_id``: the names of `name_areas`, ``county``, ``subdistrict``, ``communities``, ``households``,
        ``floor_area_m2``, ``site_m2``, ``households_known``, ``floor_area_m2_known``, ``need``, and ``subdistricts``
        (every one, as a tuple).
    """
    frame = communities.frame[[*SUMS, "county", "subdistrict"]]
    members = frame.groupby(area)
    totals = name_areas(communities, area)
    known = {name: _known(frame[name], area).reindex(totals.index) for name in ("county", "subdistrict")}
    for name, values in known.items():
        joined = [BETWEEN.join(all_of) if all_of else None for all_of in values]
        totals[name] = pd.Series(joined, totals.index, dtype="str")
    totals["communities"] = members.size()
    totals[SUMS] = members[SUMS].sum(min_count=1)
    for name in COUNTED:
        totals[f"{name}_known"] = members[name].count()
    totals["need"] = mean_need(need["need"], frame["households"], area)
    totals["subdistricts"] = known["subdistrict"]
    return totals


def name_areas(communities: Communities, area: pd.Series) -> pd.DataFrame:
    """Name each area for its subdistrict and largest member (households, then floor area); no two names alike.

    The name to be worded is ``area_name_said``; in a sentence (``spoken``) the subdistrict is left out where the rest
    is no other area's name.
    """
    frame = communities.frame.assign(area=area, name=shown_names(communities), spoken=spoken_names(communities))
    frame = frame[area.notna()]
    sizes = frame[["households", "floor_area_m2"]].fillna(-1.0)
    order = sizes.sort_index().sort_values(["households", "floor_area_m2"], ascending=False, kind="stable").index
    largest = frame.loc[order].drop_duplicates("area").set_index("area").sort_index().rename_axis("area_id")
    same = (largest["subdistrict"] + "·").fillna("") + largest["name"]
    number = same.groupby(same).cumcount() + 1
    clear = ~largest["spoken"].duplicated(keep=False)
    whole = [_name_area(*row) for row in zip(largest["name"], largest["subdistrict"], number, strict=True)]
    spoken = [
        phrase("named_after", name=Name(name)) if is_clear else in_full
        for name, is_clear, in_full in zip(largest["spoken"], clear, whole, strict=True)
    ]
    return pd.DataFrame({"area_name_said": whole, "spoken": spoken}, largest.index, dtype=object)


def _name_area(name: str, subdistrict: object, number: int) -> Said:
    place = phrase("area_place", subdistrict=Name(subdistrict)) if isinstance(subdistrict, str) else None
    twin = phrase("area_twin", number=Count(number)) if number > 1 else None
    return phrase("area_name", name=Name(name), place=place, twin=twin)


def average_pairs(likeness: Likeness, area: pd.Series) -> pd.DataFrame:
    """Return the means over the pairs inside each area: criteria, ``likeness_mean``, ``likeness_min``, ``span_m``."""
    inside = likeness.frame.groupby(inside_area(likeness.frame.index, area))
    averages = inside[CRITERIA].mean()
    averages.insert(0, "likeness_mean", inside["likeness"].mean())
    averages.insert(1, "likeness_min", inside["likeness"].min())
    averages["span_m"] = inside["span_m"].max()
    return averages


def describe_members(likeness: Likeness, area: pd.Series) -> pd.DataFrame:
    """Return for each member how many ``others`` there are, the mean likeness with them, and the most alike.

    Columns ``others``, ``mean_likeness``, ``best_likeness`` and ``most_alike`` (ties go to the first id); a
    community in no area is left out.
    """
    inside = pd.notna(inside_area(likeness.frame.index, area))
    pairs = likeness.frame.loc[inside, ["likeness"]].reset_index()
    swapped = pairs.rename(columns=dict(zip(PAIR, reversed(PAIR), strict=True)))
    both = pd.concat([pairs, swapped], ignore_index=True)
    both = both.sort_values(["focal", "likeness", "neighbor"], ascending=[True, False, True])
    members = both.groupby("focal")
    return pd.DataFrame(
        {
            "others": members.size(),
            "mean_likeness": members["likeness"].mean(),
            "best_likeness": members["likeness"].max(),
            "most_alike": members["neighbor"].first(),
        }
    )


def measure_links(links: Links, area: pd.Series) -> pd.DataFrame:
    """Return over the open links inside each area ``facing_m`` (sum), ``gap_least_m`` and ``gap_most_m``."""
    inside = links.open.groupby(inside_area(links.open.index, area))
    return pd.DataFrame(
        {
            "facing_m": inside["facing_m"].sum(),
            "gap_least_m": inside["gap_m"].min(),
            "gap_most_m": inside["gap_m"].max(),
        }
    )


def inside_area(pairs: pd.Index, area: pd.Series) -> np.ndarray:
    """Return the area of each pair, missing if its two are not in one."""
    focal, neighbor = (area.reindex(pairs.get_level_values(name)).reset_index(drop=True) for name in PAIR)
    return focal.where(focal == neighbor).to_numpy()


def mean_need(need: pd.Series, households: pd.Series, area: pd.Series) -> pd.Series:
    """Return the mean need of each area over its households."""
    known = households.where(households > 0)
    weight = known.fillna(known.groupby(area).transform("mean")).fillna(1.0).where(need.notna())
    total = weight.groupby(area).sum()
    mean: pd.Series = (need * weight).groupby(area).sum() / total.where(total > 0)
    return mean


def _known(values: pd.Series, area: pd.Series) -> pd.Series:
    """Return what is known of the members of each area: a sorted tuple for each area."""
    pairs = pd.DataFrame({"area": area, "value": values}).dropna(subset="area").drop_duplicates()
    known: dict[str, list[str]] = {name: [] for name in pairs["area"].unique()}
    for name, value in pairs.dropna().sort_values("value").itertuples(index=False):
        known[name].append(value)
    return pd.Series({name: tuple(all_of) for name, all_of in known.items()}, dtype=object)
