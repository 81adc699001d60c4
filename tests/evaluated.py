"""Small towns with their areas evaluated, for tests of figures and reasons."""

import dataclasses
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
from hand_made import CRS, barriers, town
from hypothesis import strategies as st
from in_both import evaluation_in_both
from shapely import LineString, box

from cluster_planner.areas import state_problem
from cluster_planner.evaluation import evaluate_areas
from cluster_planner.model import PAIR, Areas, Barriers, Likeness
from cluster_planner.proximity import link_communities
from cluster_planner.settings import LinkSettings, parse_settings
from cluster_planner.works import list_works, read_works, share_works

REASON = ["reason", "other", "detail", "figure", "mates", "pair_value", "pair_rule", "pair_figure"]
NUMBERS = ["figure", "mates", "pair_value", "pair_figure"]
ROW = [box(left, 0, left + 50, 40) for left in (0, 60, 120, 180)]  # four blocks with streets of 10 m
# A threshold, a saving and a floor that are easy to reckon with.
EASY = parse_settings("[areas]\nmin_likeness = 0.5\nsaving_weight = 0.1\nlimits.households = { min = 300 }")


def row_of_blocks(**columns):
    names = ["棉纺厂宿舍", "码头新村", "大桥小区", "茶厂家属院"]
    return town(ROW, **{"name": names, "county": "资阳区", "subdistrict": "大码头街道", **columns})


def areas_of(communities, labels, **alone):
    """Areas from one label a community; ``alone`` holds reason, other, detail and figure of those without one."""
    area = pd.Series(labels, index=communities.index, dtype="str")
    sizes = area.value_counts().sort_index()
    frame = pd.DataFrame({"communities": sizes, "value": 1.0}).rename_axis("area_id")
    rows = {one: alone.get(one, ("no_neighbour", None, None, np.nan)) for one in area.index[area.isna()]}
    padded = [(*row, *[None] * (len(REASON) - len(row))) for row in rows.values()]
    reasons = pd.DataFrame(padded, index=list(rows), columns=REASON).astype({"other": "str", "pair_rule": "str"})
    reasons[NUMBERS] = reasons[NUMBERS].astype(float)
    links = link_communities(communities, Barriers.none(CRS), LinkSettings())
    problem = state_problem(communities, links, likeness_of(communities), EASY.areas)
    proof = pd.DataFrame(columns=["value", "bound", "status"])
    return Areas(area, frame, reasons, proof, problem, pd.Series(None, index=area.index, dtype="str"))


def likeness_of(communities, scores=None, **criteria):
    """Likeness of every pair: 0.7 unless given, criteria unknown unless given."""
    pairs = pd.MultiIndex.from_tuples(list(combinations(sorted(communities.index), 2)), names=PAIR)
    frame = pd.DataFrame(
        {name: criteria.get(name, np.nan) for name in ("location", "type", "trade", "culture")}, index=pairs
    )
    frame["likeness"] = 0.7 if scores is None else [scores.get(pair, 0.7) for pair in pairs]
    frame["span_m"] = 100.0
    return Likeness(frame)


def no_need(communities):
    return pd.DataFrame({"need": np.nan}, index=communities.index)


catalogue = cache(read_works)


def evaluate(communities, areas, *, links=None, likeness=None, need=None, settings=None, **more):
    links = links or link_communities(communities, more.get("barriers") or Barriers.none(CRS), LinkSettings())
    likeness = likeness or likeness_of(communities)
    need = no_need(communities) if need is None else need
    settings = settings or EASY
    works = list_works(communities, catalogue(), settings.costs)
    problem = state_problem(communities, links, likeness, settings.areas)
    areas = dataclasses.replace(areas, problem=problem)
    if more.get("eligibility") is not None:
        more["eligibility"] = more["eligibility"].reindex(columns=["eligible", "reason", "under_way_id"])
    savings = share_works(works, communities, links, areas.labels, settings.costs)
    made = evaluate_areas(communities, need, links, likeness, areas, settings, works=works, savings=savings, **more)
    return evaluation_in_both(made)


@st.composite
def labelled_towns(draw):
    """Blocks and points on a jittered grid, some nameless or of unknown size, in areas of two and more."""
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=14, unique=True))
    shapes, labels = [], []
    for column, row in cells:
        left, low = column * 70 + draw(st.integers(0, 15)), row * 60 + draw(st.integers(0, 15))
        block = box(left, low, left + draw(st.integers(20, 50)), low + draw(st.integers(20, 44)))
        shapes.append(block.centroid if draw(st.booleans()) else block)
        labels.append(draw(st.sampled_from([None, "A1", "A2", "A3"])))
    labels = [label if labels.count(label) > 1 else None for label in labels]
    amounts = st.lists(st.none() | st.integers(0, 500), min_size=len(cells), max_size=len(cells))
    columns = {name: draw(amounts) for name in ("households", "floor_area_m2", "invest_money")}
    columns["invest_money"] = [None if amount is None else 10_000 * amount for amount in columns["invest_money"]]
    columns["name"] = draw(
        st.lists(st.none() | st.sampled_from(["甲", "乙"]), min_size=len(cells), max_size=len(cells))
    )
    road = LineString([(draw(st.integers(0, 400)), -50), (draw(st.integers(0, 400)), 300)])
    return town(shapes, **columns), labels, barriers(("primary", road))
