"""What bounds each area on its four sides: every barrier near it and every hard line, else the nearest neighbour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

import numpy as np
import pandas as pd
import shapely

from cluster_planner._cuts import POLYGON, Cuts, cut_footprints
from cluster_planner.evaluation._words import phrase
from cluster_planner.model import PAIR, Communities, Links
from cluster_planner.said import Fact, Label, Name, Several, several
from cluster_planner.settings import LinkSettings

SIDES = ("east", "south", "west", "north")  # in the order in which they are named
STEP_M = 10.0  # a barrier is looked at from points this far apart
LEAST_SHARE = 0.25  # share of the visible part of a barrier that must lie on a side to close it
HAIR_M = 0.5  # half the width of the box around an area that has none
LINES = tuple(Label("choice.barrier_kind", f"{level}_line") for level in ("county", "subdistrict", "neighbourhood"))

BOUND = ("area_id", "side", "what_said", "other", "gap_m")
Bound = tuple[str, str, "Fact | None", "str | None", float]


def find_bounds(
    communities: Communities, links: Links, area: pd.Series, cuts: Cuts, settings: LinkSettings
) -> pd.DataFrame:
    """Find what lies on which sides of each area: barriers within the largest gap, hard lines, and linked neighbours.

    A thing lies on a side if it is met straight out of the box around the area.

    Parameters
    ----------
    communities : Communities
        The communities, n of them; if a barrier cuts one, its larger side counts.
    links : Links
        Blocked ones show hard lines, open ones neighbours.
    area : Series of shape (n,)
        ``area_id`` of each community, missing if it is in none.
    cuts : Cuts
        What cuts links.
    settings : LinkSettings
        How near it counts.

    Returns
    -------
    DataFrame
        ``area_id``, ``side``, ``what_said`` (barrier or line, missing of a neighbour), ``other`` (missing of a barrier)
        and ``gap_m``, the nearest of an area first.
    """
    places = communities.frame.geometry.to_numpy().copy()
    places[~communities.trusted] = None
    sides = pd.Series(cut_footprints(places, cuts), communities.index)
    ground = {str(name): shapely.union_all(own.to_numpy()) for name, own in sides.groupby(area)}
    points = pd.Series(2 * communities.is_point.astype(int), communities.index).groupby(area).max()
    walls = [row for name, own in ground.items() for row in _barriers(name, own, settings.reach_m(points[name]), cuts)]
    neighbours = _neighbours(links, area, ground).itertuples(index=False, name=None)
    table = pd.DataFrame([*walls, *neighbours], columns=list(BOUND))
    return table.sort_values(["area_id", "gap_m"], kind="stable", ignore_index=True)


def say_bounds(bounds: pd.DataFrame, areas: pd.Index, names: Mapping[Hashable, str]) -> pd.Series:
    """Say of each area what bounds it on its four sides: barriers and lines, else the nearest neighbour, else nothing.

    Parameters
    ----------
    bounds : DataFrame
        From `find_bounds`.
    areas : Index
        Ids of the areas.
    names : mapping
        Name of each community by its id.
    """
    walls: dict[tuple[str, str], dict[Fact, None]] = defaultdict(dict)
    neighbours: dict[tuple[str, str], str] = {}
    for name, side, what, other, _ in bounds.itertuples(index=False):
        if what is None:
            neighbours.setdefault((name, side), names[other])
        else:
            walls[name, side][what] = None
    said = [
        several((_say_side(side, walls[name, side], neighbours.get((name, side))) for side in SIDES), "clauses")
        for name in areas
    ]
    return pd.Series(said, areas, dtype=object)


def _say_side(side: str, walls: Mapping[Fact, None], neighbour: str | None) -> Fact:
    where = Label("evaluation.side", side)
    if walls:
        return phrase("bound_wall", side=where, walls=several(walls))
    if neighbour is None:
        return phrase("bound_none", side=where)
    return phrase("bound_neighbour", side=where, other=Name(neighbour))


def _barriers(area: str, ground: shapely.Geometry, reach_m: float, cuts: Cuts) -> Iterator[Bound]:
    """Yield the barriers within reach of an area, on every side that they close."""
    found = np.sort(cuts.tree.query(ground, predicate="dwithin", distance=reach_m))
    parts: dict[Fact, list[int]] = defaultdict(list)
    for position in found.tolist():
        parts[cuts.called(position)].append(position)
    around = shapely.buffer(ground, reach_m)
    for what, positions in parts.items():
        wall = shapely.union_all(cuts.geometry[positions])
        line = shapely.boundary(wall) if shapely.get_dimensions(wall) == POLYGON else wall
        seen = shapely.get_coordinates(shapely.segmentize(shapely.intersection(line, around), STEP_M))
        gap_m = float(shapely.distance(wall, ground))
        for side in _sides_of(seen, ground):
            yield area, side, what, None, gap_m


def _neighbours(links: Links, area: pd.Series, ground: Mapping[str, shapely.Geometry]) -> pd.DataFrame:
    """Return every outside community that an open link leads to, and the hard line in front of those behind one."""
    frame = links.frame
    ends = [frame.index.get_level_values(name) for name in PAIR]
    places = shapely.get_coordinates(shapely.line_interpolate_point(frame.geometry.to_numpy(), 0.5, normalized=True))
    table = pd.DataFrame(
        {
            "gap_m": frame["gap_m"].to_numpy(),
            "is_open": frame["barrier_kind"].isna().to_numpy(),
            "dividers_said": frame["dividers_said"].to_numpy(),
            **dict(zip("xy", places.T, strict=True)),
        }
    )
    both = pd.concat(
        [table.assign(own=own, other=other) for own, other in (ends, reversed(ends))],
        keys=range(2),
        names=["end", "link"],
    ).sort_index(level="link", kind="stable")
    both["area_id"] = both["own"].map(area)
    outward = both[both["area_id"].isin(list(ground)) & (both["area_id"] != both["other"].map(area))].copy()
    line = pd.Series(
        [
            None if is_open else _hard_line(what)
            for is_open, what in zip(outward["is_open"], outward["dividers_said"], strict=True)
        ],
        outward.index,
        dtype=object,
    )
    boxes = np.array([shapely.bounds(shape) for shape in ground.values()]).reshape(-1, 4)
    box = boxes[pd.Index(list(ground)).get_indexer(pd.Index(outward["area_id"]))]
    way = _way_out(outward[["x", "y"]].to_numpy(), box)
    table = outward.assign(side=_side_of(way), what_said=line, other=outward["other"].where(outward["is_open"]))
    met = (table["is_open"] | line.notna()) & ~np.isnan(way).any(axis=1)
    return pd.DataFrame(table.loc[met, list(BOUND)])


def _hard_line(dividers: Several) -> Fact | None:
    """Return the hard line among what divides two; it is listed last."""
    last = dividers.items[-1]
    return last if last in LINES else None


def _sides_of(points: np.ndarray, ground: shapely.Geometry) -> list[str]:
    """Return the sides of a place on which points lie: all with a good share of them, or else the one with the most."""
    way = _way_out(points, shapely.bounds(ground))
    way = way[~np.isnan(way).any(axis=1)]
    facing = way[(np.abs(way) <= 1).any(axis=1)]  # those beyond a corner face no side
    side = _side_of(facing if len(facing) else way)
    share = {name: float(np.mean(side == name)) for name in SIDES} if len(side) else {}
    return [name for name in share if share[name] >= min(LEAST_SHARE, max(share.values()))]


def _way_out(points: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Return where points lie as seen from the middle of a box (one, or one each), with its sides one away."""
    low, high = box[..., :2], box[..., 2:]
    way: np.ndarray = (points - (low + high) / 2) / np.maximum((high - low) / 2, HAIR_M)
    return way


def _side_of(way: np.ndarray) -> np.ndarray:
    """Return the side of the box on which each point lies."""
    across = np.abs(way[:, 0]) > np.abs(way[:, 1])
    side: np.ndarray = np.where(
        across, np.where(way[:, 0] > 0, "east", "west"), np.where(way[:, 1] > 0, "north", "south")
    )
    return side
