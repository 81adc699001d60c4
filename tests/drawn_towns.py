"""A made-up town of thirty communities with everything that the map can show, put together by hand."""

import dataclasses
import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hand_made import CRS, town
from in_both import saying

from cluster_planner.areas import state_problem
from cluster_planner.model import (
    PAIR,
    Areas,
    Barriers,
    Evaluation,
    Findings,
    Likeness,
    Links,
    Plan,
    Programme,
    empty_layer,
)
from cluster_planner.said import Name, several
from cluster_planner.services import place_services
from cluster_planner.settings import Settings
from cluster_planner.works import list_works, read_works, share_works

ORIGIN = (632_000, 3_160_000)
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% set x=1 %}",
    "`${alert(1)}`",
    "\"'><svg onload=alert(1)>",
    "&lt;b&gt; &amp; \\u003c {# gone #}",
    "${alert(1)}",
    "javascript:alert(1)",
    "\u2028alert(1)\u2029",
    "{{ probe() }}",
    "{% set x = probe() %}",
)
AREA_OF_BLOCK = {0: "A1", 1: "A1", 6: "A1", 7: "A1", 3: "A2", 4: "A2", 9: "A2", 14: "A3", 15: "A3", 20: "A3", 21: "A3"}
AREA_OF_BLOCK |= {17: "A4", 23: "A4", 22: "A4", 24: "A5", 25: "A5", 26: "A5"}
NOT_ELIGIBLE = {5, 11, 29}
WITHOUT_PLACE = 28
POINTS = {12, 13}


def at(x, y):
    """Return the place of local metres, the streets turned a little against the grid."""
    return ORIGIN[0] + x * 0.98 - y * 0.17, ORIGIN[1] + x * 0.17 + y * 0.98


def shape(*points):
    return shapely.Polygon([at(*point) for point in points])


def line(*points):
    return shapely.LineString([at(*point) for point in points])


def block(number):
    """Return the outline of one block: six columns, five rows, a river between the second and third row."""
    column, row = number % 6, number // 6
    x, y = column * 150, row * 120 + (90 if row > 1 else 0)
    width, height = 128 - 9 * (number % 3), 100 - 7 * (number % 4)
    if number == WITHOUT_PLACE:
        return None
    if number in POINTS:
        return shapely.Point(at(x + 60, y + 50))
    return shape((x, y), (x + width, y + 4), (x + width - 6, y + height), (x + 2, y + height - 3))


def spell(hostile, honest, number=None):
    """Return an honest text, or one of the hostile ones; all of them in one where there is no number to choose by."""
    if not hostile:
        return honest
    return " ".join(HOSTILE) if number is None else f"{HOSTILE[number % len(HOSTILE)]}{number}"


def make_communities(hostile):
    count = range(30)
    names = ["纺织厂宿舍", "桃花仑小区", "粮食局家属院", "金山社区小区", "码头巷", "机械厂三区"]
    return town(
        [block(number) for number in count],
        name=[spell(hostile, f"{names[number % 6]}{number}", number) for number in count],
        alias=[spell(hostile, "老厂区", number) for number in count],
        county=[spell(hostile, "赫山区")] * 30,
        subdistrict=[
            spell(hostile, "金银山街道" if number % 6 < 3 else "桃花仑街道", number % 6 // 3) for number in count
        ],
        neighbourhood=[spell(hostile, "长春社区", number) for number in count],
        address=[spell(hostile, f"康富路 {number} 号", number) for number in count],
        former_unit=[spell(hostile, "益阳纺织厂", number) for number in count],
        historic_quarter=[spell(hostile, "大码头", number) for number in count],
        build_year=[1978.0 + number % 23 for number in count],
        households=[np.nan if number == 8 else 60.0 + 13 * number for number in count],
        floor_area_m2=[5200.0 + 800 * number for number in count],
        storeys=6.0,
        structure="brick_concrete",
        tenure="work_unit",
    )


def make_links(communities, hostile):
    pairs = [(a, b) for a, b in itertools.combinations(range(30), 2) if is_near(a, b)]
    ids = communities.index
    index = pd.MultiIndex.from_tuples(sorted((ids[a], ids[b]) for a, b in pairs), names=PAIR)
    numbers = [(ids.get_loc(a), ids.get_loc(b)) for a, b in index]
    across = np.array([{a // 6, b // 6} == {1, 2} for a, b in numbers])
    ends = communities.frame.geometry
    river = several([Name(spell(hostile, "资江"))])
    frame = gpd.GeoDataFrame(
        {
            "gap_m": np.where(across, 96.0, 22.0),
            "facing_m": np.where(across, 0.0, 88.0),
            "soft_lines": 0,
            "barrier_kind": np.where(across, "water", None),
            "barrier": np.where(across, spell(hostile, "资江"), None),
            "dividers_said": pd.Series([river if crosses else None for crosses in across], index, dtype=object),
        },
        geometry=[shapely.shortest_line(ends[a], ends[b]) for a, b in index],
        index=index,
        crs=CRS,
    )
    return Links(frame, ids)


def is_near(a, b):
    """Return whether two blocks are neighbours; ids of c0 .. c29 sort as texts, places follow the frame."""
    if WITHOUT_PLACE in {a, b}:
        return False
    return abs(a % 6 - b % 6) + abs(a // 6 - b // 6) == 1


def make_surroundings(hostile):
    river = shape((-120, 232), (420, 246), (1000, 228), (1000, 318), (420, 306), (-120, 320))
    rows = [
        ("water", spell(hostile, "资江"), river),
        ("railway", spell(hostile, "洛湛铁路"), line((-130, 720), (400, 706), (1000, 730))),
        (spell(hostile, "primary"), spell(hostile, "益阳大道", 2), line((-120, -16), (1000, -12))),
    ]
    rows += [
        ("residential", spell(hostile, f"康富{n}巷", n), line((n * 150 - 11, -16), (n * 150 - 11, 710)))
        for n in range(7)
    ]
    rows += [("tertiary", None, line((-120, y), (1000, y + 8))) for y in (106, 224, 325, 437, 557, 680)]
    kinds, names, shapes = zip(*rows, strict=True)
    frame = gpd.GeoDataFrame({"kind": kinds, "name": names, "width_m": np.nan}, geometry=list(shapes), crs=CRS)
    return Barriers(frame, gpd.GeoSeries([], crs=CRS))


def make_evaluation(communities, areas, hostile):
    labels = {f"c{number}": area + spell(hostile, "", int(area[1])) for number, area in areas.items()}
    area_id = pd.Series(labels).reindex(communities.index)
    outcome = np.where(area_id.notna(), "area", "alone").astype(object)
    outcome[[communities.index.get_loc(f"c{number}") for number in NOT_ELIGIBLE]] = "not_eligible"
    reason = [
        spell(hostile, f"周边 50 米内没有可连片的小区，最近的是桃花仑小区{number}。", number) for number in range(30)
    ]
    judged = pd.DataFrame(
        {
            "area_id": area_id,
            "outcome": outcome,
            "cost_alone_money": 1_270_000.0,
            "cost_basis": "given",
            "reason_said": [saying(text, "Nobody is near.") for text in reason],
        },
        index=communities.index,
    )
    frame = communities.frame.dissolve(area_id)
    outline = frame.buffer(30, join_style="mitre").buffer(-30, join_style="mitre")
    ids = pd.Index(outline.index, name="area_id")
    size = area_id.value_counts().reindex(ids)
    names = [spell(hostile, f"金银山·纺织厂片区{place}", place) for place in range(len(ids))]
    areas = gpd.GeoDataFrame(
        {
            "area_name_said": [Name(name) for name in names],
            "county": spell(hostile, "赫山区"),
            "subdistrict": spell(hostile, "金银山街道"),
            "communities": size,
            "households": communities.frame.groupby(area_id)["households"].sum().reindex(ids),
            "households_known": size,
            "floor_area_m2_known": size,
            "cost_known": size,
            "cost_estimated": 0,
            "networks_known": size,
            "need": 0.63,
            "likeness_mean": 0.71,
            "location": 0.82,
            "type": 0.66,
            "trade": np.nan,
            "culture": 0.9,
            "cost_alone_money": 1_270_000.0 * size,
            "cost_together_money": 1_270_000.0 * size - 400_000,
            "saving_money": 400_000.0,
            "saving_share": 40 / (127.0 * size),
            "value": 1.2 + size / 10,
            "reason_said": [
                saying(
                    spell(hostile, f"{size.iloc[n]} 个小区相互毗邻，同为单位宿舍，同步开挖可省 40 万元。", n),
                    "They lie side by side and share a trench.",
                )
                for n in range(len(ids))
            ],
        },
        geometry=outline.to_numpy(),
        index=ids,
        crs=CRS,
    )
    return Evaluation(areas, judged)


def suggest(suggested, hostile):
    """Return the services with modes for the reasons that the texts give."""
    reasons = [Name(spell(hostile, "老年人口占比 31%", place)) for place in range(len(suggested.modes))]
    return dataclasses.replace(suggested, modes=suggested.modes.assign(mode_reason_said=reasons))


def make_plan(areas=AREA_OF_BLOCK, *, hostile=False):
    """Return the plan of the town with these areas, with honest or with hostile texts in every field."""
    communities = make_communities(hostile)
    links = make_links(communities, hostile)
    evaluation = make_evaluation(communities, areas, hostile)
    ids = evaluation.areas.index
    labels = evaluation.communities["area_id"]
    works = list_works(communities, read_works(), Settings().costs)
    surroundings = make_surroundings(hostile)
    facilities = gpd.GeoDataFrame(
        {"kind": [spell(hostile, "market")], "name": [spell(hostile, "桥南市场")]},
        geometry=[shapely.Point(at(440, 150))],
        crs=CRS,
    )
    services = place_services(communities, labels, facilities, surroundings, Settings().services)
    proof = {"first": ["c0"], "communities": [10], "value": [6.2], "bound": [6.4], "gap": [0.03], "status": ["bounded"]}
    frame = evaluation.areas[["communities", "value"]]
    criteria = {"location": 0.8, "type": 0.7, "trade": np.nan, "culture": 0.9}
    likeness = Likeness(pd.DataFrame(criteria | {"likeness": 0.7, "span_m": 150.0}, index=links.open.index))
    first = pd.Series("c0", communities.index)
    problem = state_problem(communities, links, likeness, Settings().areas)
    county = shape((-130, -60), (1010, -60), (1010, 750), (-130, 750))
    programme = pd.DataFrame({"order": range(1, 6), "year": [2024, 2024, 2025, 2025, np.nan]}, index=ids)
    return Plan(
        communities=communities,
        barriers=surroundings,
        need=pd.DataFrame({"need": 0.6, "coverage": 0.8}, index=communities.index),
        need_after=pd.DataFrame({"need": 0.2, "coverage": 0.8}, index=communities.index),
        works=works,
        services=suggest(services, hostile),
        savings=share_works(works, communities, links, labels, Settings().costs),
        links=links,
        likeness=likeness,
        areas=Areas(labels, pd.DataFrame(frame), pd.DataFrame(), pd.DataFrame(proof), problem, first),
        evaluation=evaluation,
        programme=Programme(programme, pd.DataFrame()),
        settings=Settings(),
        findings=Findings.none(),
        boundaries=gpd.GeoDataFrame(
            {"county": [spell(hostile, "赫山区")], "subdistrict": [None]}, geometry=[county], crs=CRS
        ),
        facilities=facilities,
        under_way=empty_layer(Plan.COLUMNS["under_way"], CRS),
        about={
            "title": spell(hostile, "样例镇改造片区方案"),
            "synthetic": True,
            "inputs": {spell(hostile, "town.gpkg").replace("/", "∕"): "0" * 64},
        },
    )
