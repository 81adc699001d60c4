"""What is known of the communities, worked out again from layers, input and settings with shapely and pandas."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from truth.evidence import draw, weigh

CRITERIA = ("location", "type", "trade", "culture")
# Fields that a layer leaves out where nobody fills them.
NUMBERS = (
    "build_year",
    "build_year_to",
    "buildings",
    "units",
    "households",
    "residents",
    "residents_60",
    "floor_area_m2",
    "site_m2",
    "storeys",
    "parking",
    "chargers",
    "lifts",
    "fire_lane_m",
    "invest_money",
    "paid_money",
    "plan_year",
    "need",
    "coverage",
    "year",
    "cost_alone_low_money",
    "cost_alone_money",
    "cost_alone_high_money",
    "lifts_planned",
    "consent_share",
    "consent_households",
)
TEXTS = (
    "name",
    "county",
    "subdistrict",
    "neighbourhood",
    "structure",
    "tenure",
    "former_unit",
    "historic_quarter",
    "culture_tags",
    "trade_tags",
    "management",
    "util_water",
    "util_drainage",
    "util_power",
    "util_gas",
    "util_telecom",
    "sewer_separation",
    "fire_lane",
    "works",
    "works_class",
    "status",
    "started_on",
    "done_on",
    "accepted_on",
    "location_quality",
    "area_id",
    "under_way_id",
)


class Known:
    """Facts of a plan, from what its layers and its input hold.

    Parameters
    ----------
    outputs : Outputs
        What was written; its layers hold the communities as they were read.
    facilities : GeoDataFrame or None
        From the input.
    """

    def __init__(self, outputs, facilities=None):
        self.outputs, self.settings = outputs, outputs.settings
        self.communities = _with_all(outputs.layers["communities"].set_index("community_id"))
        self.areas = outputs.layers["areas"].set_index("area_id")
        self.links = outputs.layers["links"]
        self.facilities = None if facilities is None else facilities.to_crs(self.communities.crs)

    # ---- who is where

    @cached_property
    def home(self):
        """Area of each community that is in one, as the layer has it."""
        return self.communities["area_id"].dropna()

    @cached_property
    def members(self):
        """Members of each area, sorted."""
        return {area: sorted(ids) for area, ids in self.home.groupby(self.home).groups.items()}

    @cached_property
    def year_built(self):
        """The year of the first phase, else of the last."""
        return self.communities["build_year"].fillna(self.communities["build_year_to"])

    @cached_property
    def located(self):
        """Whether each community has a shape that can be trusted."""
        shape = self.communities.geometry
        return shape.notna() & ~shape.is_empty & (self.communities["location_quality"] != "fallback")

    # ---- how near and how alike

    def gap_m(self, one, other):
        """Return the gap between the outlines of two communities."""
        shapes = self.communities.geometry
        return shapely.distance(shapes[one], shapes[other])

    def span_m(self, pairs):
        """Return the distance between the centres of each pair."""
        x, y = self._centres
        first, second = self._places(pairs)
        return np.hypot(x[first] - x[second], y[first] - y[second])

    @cached_property
    def linked(self):
        """Rows of the layer of links by both orders of their ends."""
        table = pd.DataFrame(self.links.drop(columns="geometry"))
        turned = table.rename(columns={"focal": "neighbor", "neighbor": "focal"})
        return pd.concat([table, turned]).set_index(["focal", "neighbor"]).sort_index()

    @cached_property
    def open_links(self):
        """The open ones of them, and so of both orders."""
        return self.linked[self.linked["barrier_kind"].isna()]

    @cached_property
    def gaps_inside(self):
        """The gaps between the outlines of those that an open link connects inside each area."""
        rows = self.links[self.links["barrier_kind"].isna()]
        one, other = rows["focal"].map(self.home), rows["neighbor"].map(self.home)
        rows = rows[one.notna() & (one == other)]
        shapes = self.communities.geometry
        gaps = shapely.distance(*(shapes.reindex(rows[end]).to_numpy() for end in ("focal", "neighbor")))
        return pd.Series(gaps).groupby(one[rows.index].to_numpy()).agg(["min", "max"])

    @cached_property
    def inside(self):
        """Every pair of members of one area, with its criteria and its likeness worked out again."""
        pairs = [
            (area, one, other)
            for area, ids in self.members.items()
            for place, one in enumerate(ids)
            for other in ids[place + 1 :]
        ]
        frame = pd.DataFrame(pairs, columns=["area_id", "focal", "neighbor"])
        return frame.join(self.likeness(frame[["focal", "neighbor"]].to_numpy(object)))

    @cached_property
    def partners(self):
        """The likeness of each member with each of the others of its area, by both orders."""
        pairs = self.inside[["focal", "neighbor", "likeness"]]
        turned = pairs.rename(columns={"focal": "neighbor", "neighbor": "focal"})
        return pd.concat([pairs, turned]).set_index(["focal", "neighbor"])["likeness"].sort_index()

    @cached_property
    def comparable(self):
        """The criteria of every pair that open links connect within the largest span: all that are compared."""
        pairs = self._compared
        index = pd.MultiIndex.from_arrays([pairs[:, 0], pairs[:, 1]], names=["focal", "neighbor"])
        return self.likeness(pairs).set_axis(index)

    @cached_property
    def _compared(self):
        ids, opened = self.communities.index, self.links[self.links["barrier_kind"].isna()]
        ends = ids.get_indexer(opened["focal"]), ids.get_indexer(opened["neighbor"])
        _, piece = connected_components(coo_array((np.ones(len(opened)), ends), shape=(len(ids),) * 2), directed=False)
        near = KDTree(np.nan_to_num(np.column_stack(self._centres), nan=-1e9)).query_pairs(
            self.settings["areas.max_span_m"]
        )
        pairs = sorted((ids[one], ids[other]) for one, other in near if piece[one] == piece[other])
        return np.array(pairs, dtype=object).reshape(-1, 2)

    @cached_property
    def evidence(self):
        """The evidence of each part of a criterion here, estimated again from all pairs that are compared."""
        pairs = self._compared
        near = self.span_m(pairs) <= self.settings["areas.max_span_m"] / 2
        return draw(self._location(pairs), self._parts(pairs), near, self._trust)

    @cached_property
    def _trust(self):
        weights = {name: self.settings["likeness.weights"].get(name, 0) for name in CRITERIA}
        mean = sum(weights.values()) / len(weights) or 1
        return {name: weight / mean for name, weight in weights.items()}

    @cached_property
    def _alike(self):
        return {frozenset(pair): alike for pair, alike in self.comparable["likeness"].items()}

    def alike(self, one, other):
        """Return how alike two are, missing where they cannot share an area."""
        return self._alike.get(frozenset((one, other)), np.nan)

    def likeness(self, pairs, *, opened=False):
        """Return the four criteria and the likeness of pairs of ids, an array of shape (n, 2).

        As they are, or ``opened``: as if no barrier lay between them, and a hard line were a soft one.
        """
        location, parts = self._location(pairs, opened=opened), self._parts(pairs)
        criteria = {
            name: _mean(*(part for (criterion, _), part in parts.items() if criterion == name)) for name in CRITERIA[1:]
        }
        table = pd.DataFrame({"location": location, **criteria}, dtype=float)
        return table.assign(likeness=weigh(location, parts, self.evidence, self._trust))

    def _parts(self, pairs):
        return {
            (name, part): values for name in CRITERIA[1:] for part, values in getattr(self, f"_{name}")(pairs).items()
        }

    def _places(self, pairs):
        ids = self.communities.index
        return (ids.get_indexer(pairs[:, 0]), ids.get_indexer(pairs[:, 1])) if len(pairs) else (np.empty(0, int),) * 2

    @cached_property
    def _centres(self):
        centre = self.communities.geometry.centroid
        return centre.x.to_numpy(), centre.y.to_numpy()

    def _location(self, pairs, *, opened=False):
        first, second = self._places(pairs)
        shapes = self.communities.geometry.to_numpy()
        points = (shapely.get_type_id(shapes) == 0)[first] | (shapely.get_type_id(shapes) == 0)[second]
        row = self.linked.reindex(pd.MultiIndex.from_arrays([pairs[:, 0], pairs[:, 1]]))
        gap = shapely.distance(shapes[first], shapes[second])
        blocked = row["barrier_kind"].notna().to_numpy()
        gap = np.where(blocked & (not opened), np.inf, gap)
        near = np.clip(1 - gap / self.settings["likeness.gap_scale_m"], 0, 1)
        walk = np.clip(1 - self.span_m(pairs) / self.settings["likeness.span_scale_m"], 0, 1)
        lines = self._lines(pairs, "soft") * row["gap_m"].notna().to_numpy()
        lines += opened & blocked & (self._lines(pairs, "hard") > 0)
        return np.clip(
            np.where(points, walk, (near + walk) / 2) - self.settings["likeness.soft_line_discount"] * lines, 0, 1
        )

    def _lines(self, pairs, kind):
        levels = ("county", "subdistrict", "neighbourhood")
        levels = [level for level in levels if self.settings[f"links.{level}_line"] == kind]
        apart = [self._same(level, pairs) == 0 for level in levels]
        return np.sum(apart, axis=0) if apart else np.zeros(len(pairs))

    def _type(self, pairs):
        ratio = (self.communities["floor_area_m2"] / self.communities["site_m2"]).replace([0, np.inf], np.nan)
        first, second = self._places(pairs)
        density = ratio.to_numpy(float)
        one, other = density[first], density[second]
        return {
            "tenure": self._same("tenure", pairs),
            "structure": self._same("structure", pairs),
            "build_year": self._near("build_year", pairs, self.settings["likeness.year_scale"]),
            "storeys": self._near("storeys", pairs, self.settings["likeness.storey_scale"]),
            "density": np.minimum(one, other) / np.maximum(one, other),
        }

    def _trade(self, pairs):
        tags = {"trade_tags": _overlap(self._tags("trade_tags"), pairs)}
        return tags if self.facilities is None else tags | {"facilities": _overlap(self._served, pairs)}

    def _culture(self, pairs):
        named = {name: self._same(name, pairs) for name in ("former_unit", "historic_quarter")}
        return named | {"culture_tags": _overlap(self._tags("culture_tags"), pairs)}

    def _same(self, column, pairs):
        values = self.communities[column]
        one, other = values.reindex(pairs[:, 0]).to_numpy(object), values.reindex(pairs[:, 1]).to_numpy(object)
        return np.where(pd.isna(one) | pd.isna(other), np.nan, one == other).astype(float)

    def _near(self, column, pairs, scale):
        first, second = self._places(pairs)
        values = self.communities[column].to_numpy(float)
        return np.clip(1 - np.abs(values[first] - values[second]) / scale, 0, 1)

    def _tags(self, column):
        texts = self.communities[column].fillna("")
        return {key: {tag.strip() for tag in text.split(";")} - {""} for key, text in texts.items()}

    @cached_property
    def _served(self):
        shapes = self.communities.geometry
        found = shapely.STRtree(self.facilities.geometry.to_numpy()).query(
            shapes.to_numpy(), predicate="dwithin", distance=self.settings["likeness.facility_radius_m"]
        )
        served = {key: set() for key in shapes.index}
        for place, facility in found.T:
            served[shapes.index[place]].add(int(facility))
        return served


def _with_all(frame):
    """Return a layer with every field, also those that are never filled."""
    numbers = {name: np.nan for name in NUMBERS if name not in frame}
    return frame.assign(
        **numbers, **{name: pd.Series(None, frame.index, dtype=object) for name in TEXTS if name not in frame}
    )


def _mean(*dimensions):
    known = ~np.isnan(dimensions)
    count = known.sum(axis=0)
    return np.where(count > 0, np.nansum(dimensions, axis=0) / np.where(count > 0, count, 1), np.nan)


def _overlap(sets, pairs):
    """Return how much two sets share of what either holds, missing where one is empty."""
    both = ((sets[one], sets[other]) for one, other in pairs)
    return np.array([len(a & b) / len(a | b) if a and b else np.nan for a, b in both], dtype=float)
