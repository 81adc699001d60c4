"""Two plans: a county of the sample that has all that a plan can have, and a town that has next to nothing."""

from dataclasses import replace
from functools import cache

import geopandas as gpd
from real_input import DAY, SAMPLE
from shapely import Point

from cluster_planner.pipeline import Inputs, check_tables, plan, plan_checked, read_tables
from cluster_planner.settings import Settings, parse_settings

KNOBS = parse_settings("[stability]\nruns = 2\n[areas]\nmax_communities = 8\n[budget]\nyearly_wan = 900.0")


@cache
def county():
    """Plan a county, tried under varied settings, kept to an earlier plan of it, with facilities and barriers."""
    tables = read_tables(Inputs(table=SAMPLE, date=DAY, where="county = '桃江县'", title="桃江县"))
    first = plan_checked(check_tables(tables, Settings()), Settings(), weighed=False)
    earlier = first.communities.frame[["county", "subdistrict", "name", "geometry"]].assign(area_id=first.areas.labels)
    kept = replace(tables, earlier=earlier.reset_index())
    return plan_checked(check_tables(kept, KNOBS), KNOBS, about=tables.about)


@cache
def far_apart():
    """Plan two communities that are no neighbours; a third row names one of them again."""
    shapes = [Point(432_000, 3_160_000), Point(442_000, 3_160_000), Point(442_000, 3_160_000)]
    ledger = {
        "community_id": ["a", "b", "b"],
        "name": ["甲", None, "乙"],
        "county": "赫山区",
        "households": [100, 90, 80],
    }
    return plan(gpd.GeoDataFrame(ledger, geometry=shapes, crs="EPSG:4547"))


PLANS = {"county": county, "far_apart": far_apart}
