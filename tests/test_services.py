"""Facilities of areas: cases by hand, and what holds for any town."""

from itertools import combinations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hand_made import CRS, barriers, town
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from cluster_planner.errors import AlignmentError
from cluster_planner.model import Barriers, Communities
from cluster_planner.services import place_services
from cluster_planner.settings import ServiceSettings

NO_ROADS = Barriers.none(CRS)
ANY_SIZE = dict.fromkeys(ServiceSettings().least_households, 0.0)
SMALL = ServiceSettings(least_households=ANY_SIZE)
ONE_SITE = ServiceSettings(least_households=ANY_SIZE, most_sites=1)


def points(*places):
    return [shapely.Point(place) for place in places]


def facilities(**places):
    rows = [(kind, shapely.Point(place)) for kind, listed in places.items() for place in listed]
    return gpd.GeoDataFrame(
        {"kind": pd.array([kind for kind, _ in rows], dtype="str")}, geometry=[point for _, point in rows], crs=CRS
    )


def one_area(communities, *, apart=()):
    labels = pd.Series("A001", index=communities.index, dtype="str")
    return labels.mask(labels.index.isin(apart))


def street(*points_along):
    return ("residential", shapely.LineString(points_along))


def sites_of(services, service):
    return services.sites.xs(service, level="service").index.get_level_values("community_id").tolist()


def test_the_middle_of_three_on_a_street_serves_all():
    communities = town(points((0, 10), (400, 10), (800, 10)), households=[100.0, 100.0, 100.0])
    roads = barriers(street((-50, 0), (850, 0)))
    services = place_services(communities, one_area(communities), facilities(clinic=[(5000, 0)]), roads, ONE_SITE)
    clinic = services.frame.loc["A001", "clinic"]
    assert clinic[["service_state", "served_before", "served_after", "sites", "distance"]].tolist() == [
        "missing", 0, 300, 1, "network",
    ]  # fmt: skip
    assert sites_of(services, "clinic") == ["c1"]
    # 400 m along the street and 10 m to it at each end are more than a park should be away.
    assert services.frame.loc[("A001", "pocket_park"), "served_after"] == 100


def test_a_second_site_where_one_cannot_serve_enough():
    communities = town(points((0, 0), (100, 0), (900, 0), (1000, 0)), households=[60.0, 50.0, 40.0, 50.0])
    found = place_services(communities, one_area(communities), facilities(clinic=[(9000, 0)]), NO_ROADS, SMALL)
    assert found.frame.loc["A001", "clinic"][["sites", "served_after"]].tolist() == [2, 200]
    assert len(sites_of(found, "clinic")) == 2


def test_shorter_walks_are_worth_no_site_of_their_own():
    # One site in the middle of three reaches all of them, and one is far away: a third would only shorten walks.
    communities = town(points((0, 0), (350, 0), (700, 0), (2000, 0)), households=[100.0, 10.0, 100.0, 100.0])
    knobs = ServiceSettings(least_households=ANY_SIZE, most_sites=3)
    found = place_services(communities, one_area(communities), facilities(clinic=[(9000, 0)]), NO_ROADS, knobs)
    assert sites_of(found, "clinic") == ["c1", "c3"]


def test_a_facility_outside_the_area_serves_it():
    communities = town(points((0, 0), (100, 0), (5000, 0)), households=[60.0, 50.0, 70.0])
    near = facilities(elderly_care=[(-300, 0)], clinic=[(-350, 0)])
    services = place_services(communities, one_area(communities, apart=["c2"]), near, NO_ROADS, SMALL)
    elderly = services.frame.loc["A001", "elderly_care"]
    # 400 m times 1.3 is 520 m: the farther half is not served, and 60 of 110 households are not enough.
    assert elderly[["service_state", "served_before", "distance"]].tolist() == ["missing", 60, "straight"]
    enough = ServiceSettings(least_households=ANY_SIZE, enough_share=0.5)
    served = place_services(communities, one_area(communities, apart=["c2"]), near, NO_ROADS, enough)
    assert served.frame.loc["A001", "elderly_care"][["service_state", "sites"]].tolist() == ["served", 0]
    assert "elderly_care" not in served.sites.index.get_level_values("service")


def test_what_nobody_recorded_is_unknown_and_not_missing():
    communities = town(points((0, 0), (100, 0)), households=[60.0, 50.0])
    found = place_services(communities, one_area(communities), facilities(clinic=[(0, 0)]), NO_ROADS, ONE_SITE)
    canteen = found.frame.loc["A001", "canteen"]
    assert canteen["service_state"] == "unknown"
    assert pd.isna(canteen["served_before"])
    assert canteen["served_after"] == 110
    assert found.sites.xs("canteen", level="service")["service_state"].tolist() == ["unknown"]


def test_nobody_walks_through_a_river():
    north, south = [(0, 60), (300, 60)], [(0, -60), (300, -60)]
    communities = town(points(*north, *south), households=[50.0, 50.0, 50.0, 50.0])
    river = ("water", shapely.box(-2000, -30, 2000, 30))
    banks = (street((-500, 50), (800, 50)), street((-500, -50), (800, -50)))
    clinic = facilities(clinic=[(0, 70)])
    cut = place_services(communities, one_area(communities), clinic, barriers(river, *banks), ONE_SITE)
    assert cut.frame.loc[("A001", "clinic"), "served_before"] == 100
    bridged = barriers(river, *banks, street((150, -50), (150, 50)))
    joined = place_services(communities, one_area(communities), clinic, bridged, ONE_SITE)
    assert joined.frame.loc[("A001", "clinic"), "served_before"] == 200


@pytest.mark.parametrize("kind", ["water", "railway"])
def test_a_community_next_to_a_barrier_is_tied_to_its_own_side(kind):
    communities = town(points((0, 60), (300, 60)), households=[50.0, 50.0])
    between = (kind, shapely.LineString([(-2000, 0), (2000, 0)]))
    roads = barriers(between, street((-500, -35), (800, -35)), street((-500, 170), (800, 170)))
    services = place_services(communities, one_area(communities), facilities(clinic=[(0, -40)]), roads, ONE_SITE)
    clinic = services.frame.loc["A001", "clinic"]
    assert clinic[["served_before", "distance"]].tolist() == [0, "network"]


def test_the_edge_of_a_park_is_what_people_walk_to():
    communities = town(points((0, 5), (100, 5)), households=[50.0, 50.0])
    lawn = gpd.GeoDataFrame({"kind": ["park"]}, geometry=[shapely.box(250, -400, 1500, 400)], crs=CRS)
    for roads in (NO_ROADS, barriers(street((-100, 0), (300, 0)))):
        services = place_services(communities, one_area(communities), lawn, roads, ONE_SITE)
        assert services.frame.loc[("A001", "pocket_park"), "served_before"] == (50 if roads is NO_ROADS else 100)


def test_lines_that_stop_short_of_the_next_are_joined():
    communities = town(points((0, 5), (200, 105)), households=[50.0, 50.0])
    roads = barriers(street((-100, 0), (193, 0)), street((200, -50), (200, 200)))
    clinic = facilities(clinic=[(0, 0)])
    joined = place_services(communities, one_area(communities), clinic, roads, ONE_SITE)
    apart = place_services(communities, one_area(communities), clinic, roads, ServiceSettings(join_m=2.0))
    served = [found.frame.loc[("A001", "clinic"), "served_before"] for found in (joined, apart)]
    assert served == [100, 50]


def test_parking_is_counted_over_the_area():
    communities = town(
        points((0, 0), (100, 0), (200, 0)),
        households=[100.0, 50.0, 50.0],
        parking=[20.0, 30.0, 2.0],
        chargers=[9.0, 9, 0],
    )
    services = place_services(communities, one_area(communities), facilities(), NO_ROADS, SMALL)
    parking, charging = services.frame.loc[("A001", "parking")], services.frame.loc[("A001", "charging")]
    assert parking[["service_state", "spaces_short", "served_before", "served_after"]].tolist() == [
        "missing",
        28,
        130,
        200,
    ]
    assert sites_of(services, "parking") == ["c0"]
    assert charging[["service_state", "spaces_short", "sites"]].tolist() == ["served", 0, 0]


def test_an_area_with_half_known_parking_is_not_called_served():
    communities = town(points((0, 0), (100, 0)), households=[100.0, 50.0], parking=[60.0, np.nan])
    services = place_services(communities, one_area(communities), facilities(), NO_ROADS, SMALL)
    assert services.frame.loc["A001", "parking"][["service_state", "spaces_short"]].tolist() == ["unknown", 0]
    assert pd.isna(services.frame.loc[("A001", "charging"), "spaces_short"])


def test_without_areas_nothing_is_placed():
    communities = town(points((0, 0)), households=[10.0])
    services = place_services(communities, one_area(communities, apart=["c0"]), facilities(), NO_ROADS, ONE_SITE)
    assert services.frame.empty
    assert services.sites.empty


def test_households_that_nobody_counted():
    communities = town(points((0, 0), (100, 0)))
    services = place_services(communities, one_area(communities), facilities(clinic=[(0, 0)]), NO_ROADS, ONE_SITE)
    assert set(services.frame["service_state"]) == {"unknown"}
    assert services.sites.empty


def test_labels_of_strangers_are_refused():
    communities = town(points((0, 0)))
    labels = pd.Series({"c9": "A001"})
    with pytest.raises(AlignmentError):
        place_services(communities, labels, facilities(), NO_ROADS, ONE_SITE)


def test_a_site_must_be_worth_building():
    communities = town(points((0, 0), (100, 0), (900, 0)), households=[200.0, 150.0, 140.0])
    clinics = facilities(clinic=[(9000, 0)], elderly_care=[(9000, 0)])
    services = place_services(communities, one_area(communities), clinics, NO_ROADS, ServiceSettings())
    assert services.frame.loc["A001", "clinic"][["service_state", "sites", "served_after"]].tolist() == ["small", 0, 0]
    least = ANY_SIZE | {"clinic": 350.0, "elderly_care": 140.0, "canteen": 351.0}
    placed = place_services(
        communities, one_area(communities), clinics, NO_ROADS, ServiceSettings(least_households=least)
    )
    rows = placed.frame.loc["A001"].loc[
        ["canteen", "elderly_care", "clinic"], ["service_state", "sites", "served_after"]
    ]
    assert rows.to_numpy().tolist() == [["unknown", 0, 0], ["missing", 2, 490], ["missing", 1, 350]]


@st.composite
def towns(draw):
    """Draw a town of up to three areas, some facilities, and perhaps streets with a river between."""
    metres = st.integers(-600, 600)
    size = draw(st.integers(2, 12))
    places = draw(st.lists(st.tuples(metres, metres), min_size=size, max_size=size, unique=True))
    communities = town(
        [shapely.Point(place) for place in places],
        households=draw(st.lists(st.sampled_from([np.nan, 20.0, 40.0, 90.0]), min_size=size, max_size=size)),
        parking=draw(st.lists(st.sampled_from([np.nan, 0.0, 15.0, 60.0]), min_size=size, max_size=size)),
    )
    area = draw(st.lists(st.sampled_from(["A001", "A002", "A003", None]), min_size=size, max_size=size))
    found = facilities(
        clinic=draw(st.lists(st.tuples(metres, metres), max_size=3)),
        park=draw(st.lists(st.tuples(metres, metres), max_size=3)),
    )
    streets = [street((x, -700), (x, 700)) for x in draw(st.lists(metres, max_size=4, unique=True))]
    streets += [street((-700, y), (700, y)) for y in draw(st.lists(metres, max_size=4, unique=True))]
    river = [("water", shapely.box(-900, -20, 900, 20))] if draw(st.booleans()) else []
    labels = pd.Series(area, index=communities.index, dtype="str")
    return communities, labels, found, barriers(*river, *streets) if streets or river else NO_ROADS


@settings(max_examples=15, deadline=None)
@given(towns(), st.integers(1, 3), st.sampled_from([ANY_SIZE, ServiceSettings().least_households]))
def test_what_holds_for_any_town(drawn, most, least):
    communities, labels, found, roads = drawn
    services = place_services(
        communities, labels, found, roads, ServiceSettings(most_sites=most, least_households=least)
    )
    frame, sites = services.frame, services.sites
    assert set(frame.index.get_level_values("area_id")) == set(labels.dropna())
    before, after, households = (frame[name].fillna(0) for name in ("served_before", "served_after", "households"))
    assert (before <= after).all()
    assert (after <= households).all()
    silent = frame[frame["households"].isna()]
    assert silent[["served_before", "served_after", "spaces_short"]].isna().all(axis=None)
    assert (frame["sites"] <= most).all()
    assert (frame.loc[frame["service_state"] == "served", "sites"] == 0).all()
    counted = sites.groupby(level=["area_id", "service"]).size().reindex(frame.index, fill_value=0)
    assert (counted == frame["sites"]).all()
    inside = labels[sites.index.get_level_values("community_id")].to_numpy()
    assert (inside == sites.index.get_level_values("area_id")).all()


@settings(max_examples=10, deadline=None)
@given(towns(), st.randoms(use_true_random=False))
def test_the_order_of_rows_leaves_no_trace_and_the_input_is_untouched(drawn, random):
    communities, labels, found, roads = drawn
    before = [communities.frame.copy(), found.copy(), roads.frame.copy(), labels.copy()]
    services = place_services(communities, labels, found, roads, SMALL)
    for was, now in zip(before, (communities.frame, found, roads.frame, labels), strict=True):
        assert was.equals(now)
    order = random.sample(range(len(communities)), len(communities))
    shuffled = Communities(communities.frame.iloc[order])
    again = place_services(shuffled, labels.iloc[order[::-1]], found.iloc[::-1], roads, SMALL)
    assert_frame_equal(services.frame, again.frame)
    assert services.sites.equals(again.sites)


@settings(max_examples=25, deadline=None)
@given(towns(), st.integers(1, 2), st.sampled_from([0.0, 30.0, 100.0]))
def test_no_other_sites_of_the_town_do_better(drawn, most, least):
    """Households reached less what each site must add, over every choice of sites in areas that lack a clinic."""
    communities, labels, found, _ = drawn
    knobs = ServiceSettings(most_sites=most, least_households=ANY_SIZE | {"clinic": least})
    services = place_services(communities, labels, found, NO_ROADS, knobs)
    homes, households = communities.frame.geometry, communities.frame["households"].fillna(0).to_numpy()
    clinics = found.geometry[found["kind"] == "clinic"]
    served = np.array([(1.3 * clinics.distance(home) <= 500).any() for home in homes])
    members = labels.notna().to_numpy()
    whole, reached = (
        pd.Series(amount).groupby(labels.to_numpy()).sum() for amount in (households, households * served)
    )
    lacking = labels.isin(whole.index[reached < 0.8 * whole - 1e-9]).to_numpy()
    asks = households * (lacking & ~served)
    reach = np.array([1.3 * homes.distance(home).to_numpy() <= 500 for home in homes]) & members
    charge = max(least - 0.5, 1e-3)

    def worth(sites):
        return asks @ reach[list(sites)].any(axis=0) - charge * len(sites) if sites else 0.0

    places = np.flatnonzero(lacking)
    choices = (some for count in range(min(len(places), 3 * most) + 1) for some in combinations(places, count))
    allowed = (some for some in choices if labels.iloc[list(some)].value_counts().max() <= most or not some)
    chosen = services.sites[services.sites.index.get_level_values("service") == "clinic"]
    built = communities.index.get_indexer(chosen.index.get_level_values("community_id")).tolist()
    assert worth(built) == pytest.approx(max(map(worth, allowed)))


def two_areas(*places, split=2):
    labels = ["A001" if at < split else "A002" for at in range(len(places))]
    communities = town(points(*places), households=[300.0] * len(places))
    return communities, pd.Series(labels, index=communities.index, dtype="str")


def test_neighbouring_areas_share_one_facility_within_a_walk():
    """600 households each: one canteen in the middle does for both, where each by itself would have built one."""
    communities, labels = two_areas((0, 0), (100, 0), (200, 0), (300, 0))
    found = place_services(communities, labels, facilities(canteen=[(9000, 0)]), NO_ROADS, ServiceSettings())
    canteen = found.frame.xs("canteen", level="service")
    assert canteen["served_after"].tolist() == [600, 600]
    assert canteen["service_state"].tolist() == ["missing", "missing"]
    assert canteen["sites"].tolist() == [1, 0]
    site = found.sites.xs("canteen", level="service").iloc[0]
    assert sites_of(found, "canteen") == ["c1"]
    assert (site["households"], site["also_serves"]) == (1200, "A002")


def test_a_river_between_two_areas_parts_their_facilities():
    communities, labels = two_areas((0, 0), (100, 0), (200, 0), (300, 0))
    river = barriers(("water", shapely.box(140, -3000, 160, 3000)))
    found = place_services(communities, labels, facilities(canteen=[(9000, 0)]), river, ServiceSettings())
    assert found.frame.xs("canteen", level="service")["sites"].tolist() == [1, 1]
    assert (found.sites["also_serves"] == "").all()


def test_an_area_that_has_enough_asks_nothing_of_its_neighbour():
    """A canteen 100 m west serves A001: the one of A002 says nothing of it."""
    communities, labels = two_areas((0, 0), (100, 0), (450, 0), (550, 0))
    found = place_services(communities, labels, facilities(canteen=[(-100, 0)]), NO_ROADS, ServiceSettings())
    assert found.frame.xs("canteen", level="service")["service_state"].tolist() == ["served", "missing"]
    assert found.sites.xs("canteen", level="service")["also_serves"].tolist() == [""]
