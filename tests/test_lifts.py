"""Lifts: shares exact to the cent, consent in exact fractions, small cases by hand."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cluster_planner.errors import DataError, SettingsError
from cluster_planner.lifts import (
    LiftTerms,
    check_consent,
    read_floor_shares,
    share_by_floor,
    share_cost,
)
from cluster_planner.lifts._shares import floor_weight
from cluster_planner.words import word_consent


def flats_of(*rows):
    """Flats of one stairwell from rows of floor, area, owner, opinion and whether they share the cost."""
    columns = ["floor", "exclusive_m2", "owner", "opinion", "opts_in"]
    index = pd.MultiIndex.from_tuples(
        [("1", f"{place:03d}") for place in range(len(rows))], names=["stairwell", "flat"]
    )
    return pd.DataFrame(list(rows), columns=columns, index=index)


def tower(floors, per_floor=3, area=80.0):
    return flats_of(*((floor, area, f"{floor}-{k}", "agree", True) for floor in floors for k in range(per_floor)))


def votes(*rows):
    """One flat for each of area, owner and opinion."""
    return flats_of(*((2, area, owner, opinion, True) for area, owner, opinion in rows))


def verdict(flats, majority="special"):
    return check_consent(flats, majority)["verdict"].item()


def test_floors_ridden_as_published():
    flats = tower(range(2, 8))
    shares = share_cost(flats, LiftTerms(scheme="P3"))
    assert shares["weight"].sum() == 63
    floors = share_by_floor(flats, shares)
    assert floors.loc[("1", 2), "cost_share"] == pytest.approx(0.0476, abs=5e-5)
    assert floors.loc[("1", 7), "cost_share"] == pytest.approx(0.2857, abs=5e-5)
    assert floors["share_cents"].sum() == 60_000_000


def test_weights_of_the_schemes_as_published_and_by_their_rule_above():
    tenths = {
        scheme: [int(10 * floor_weight(scheme, floor)) for floor in range(1, 12)] for scheme in ("P1", "P2", "P3")
    }
    assert tenths == {
        "P1": [0, 0, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        "P2": [0, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18],
        "P3": [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    }


def test_area_counts_in_p1_and_households_in_p2_unless_stated_otherwise():
    flats = flats_of((3, 50.0, "a", "agree", True), (3, 100.0, "b", "agree", True))
    assert share_cost(flats, LiftTerms(scheme="P1", cost_money=30_000))["share_cents"].tolist() == [
        1_000_000,
        2_000_000,
    ]
    assert share_cost(flats, LiftTerms(scheme="P2", cost_money=30_000))["share_cents"].tolist() == [
        1_500_000,
        1_500_000,
    ]
    by_area = LiftTerms(scheme="P2", cost_money=30_000, by="area")
    assert share_cost(flats, by_area)["share_cents"].tolist() == [1_000_000, 2_000_000]


def test_a_third_of_a_cent_goes_to_the_first_and_those_who_opt_out_pay_nothing():
    flats = flats_of(*((2, 80.0, str(k), "agree", k != 3) for k in range(4)))
    shares = share_cost(flats, LiftTerms(scheme="P3", cost_money=1))
    assert shares["share_cents"].tolist() == [34, 33, 33, 0]
    assert shares["weight"].tolist() == [1, 1, 1, 0]


def test_shares_agreed_in_the_contract_are_split_within_each_floor():
    flats = tower((2, 3), per_floor=2)
    flats.loc[("1", "000"), "opts_in"] = False
    terms = LiftTerms(
        scheme="P4", cost_money=500_000, subsidy_money=100_000, floor_shares=read_floor_shares("2=12.5,3=87.5")
    )
    shares = share_cost(flats, terms)
    assert shares["share_cents"].tolist() == [0, 5_000_000, 17_500_000, 17_500_000]
    with pytest.raises(DataError, match="1 2F"):
        share_cost(flats.assign(opts_in=flats["floor"] == 3), terms)


def test_terms_that_no_contract_can_have_are_refused():
    for terms in (
        {"subsidy_money": 610_000},
        {"cost_money": -1},
        {"scheme": "P4"},
        {"floor_shares": {2: Fraction(100)}},
        {"scheme": "P4", "floor_shares": {2: Fraction(99)}},
    ):
        with pytest.raises(SettingsError) as refused:
            LiftTerms(**terms)
        assert refused.value.in_words("zh") != refused.value.in_words("en")
    for text in ("2=50,2=50", "two", "2=5,x"):
        with pytest.raises(SettingsError):
            read_floor_shares(text)
    with pytest.raises(DataError, match="no flat would pay"):
        share_cost(tower((1, 2)), LiftTerms(scheme="P1"))


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_shares_add_up_to_the_cent_in_any_row_order(data):
    row = st.tuples(st.integers(2, 12), st.integers(1, 20_000).map(lambda dm2: dm2 / 100), st.booleans())
    rows = [(3, 80.0, True), *data.draw(st.lists(row, max_size=14))]
    flats = flats_of(*((floor, area, str(k), "agree", pays) for k, (floor, area, pays) in enumerate(rows)))
    cost = data.draw(st.integers(0, 10_000_000)) / 10
    scheme = data.draw(st.sampled_from(["P1", "P2", "P3", "P4"]))
    agreed = {"floor_shares": {3: Fraction(100)}} if scheme == "P4" else {}
    by = data.draw(st.sampled_from([None, "area", "household"]))
    terms = LiftTerms(scheme=scheme, cost_money=cost, subsidy_money=cost * data.draw(st.floats(0, 1)), by=by, **agreed)
    shares = share_cost(flats, terms)
    assert shares["share_cents"].sum() == terms.shared_cents
    assert (shares["share_cents"] >= 0).all()
    assert not shares.loc[~flats["opts_in"] | (shares["weight"] == 0), "share_cents"].any()
    shuffled = flats.sample(frac=1, random_state=data.draw(st.integers(0, 99)))
    pd.testing.assert_frame_equal(share_cost(shuffled, terms).reindex(flats.index), shares)


def test_exactly_two_thirds_and_exactly_three_quarters_pass():
    eight_of_twelve = [(100.0, str(k), "agree" if k < 6 else "object") for k in range(8)]
    silent = [(100.0, str(k), "absent") for k in range(8, 12)]
    assert verdict(votes(*eight_of_twelve, *silent)) == "passed"
    assert verdict(votes(*eight_of_twelve[1:], *silent)) == "too_few_vote"
    # A hundredth of a square metre less of those in favour, and it is less than three quarters.
    assert verdict(votes((99.99, "0", "agree"), *eight_of_twelve[1:], (100.01, "8", "absent"), *silent[1:])) == (
        "too_few_vote"
    )
    assert verdict(votes((99.99, "0", "agree"), *eight_of_twelve[1:7], (100.01, "7", "object"), *silent)) == (
        "too_few_agree"
    )


def test_exactly_half_does_not_pass_where_more_than_half_is_needed():
    half = [(100.0, "a", "agree"), (100.0, "b", "object")]
    assert verdict(votes(*half), "ordinary") == "too_few_agree"
    assert verdict(votes((100.01, "a", "agree"), (100.0, "b", "object"), (0.01, "c", "agree")), "ordinary") == "passed"


def test_an_owner_of_several_flats_counts_once_with_all_the_area():
    flats = votes((100.0, "a", "agree"), (100.0, "a", "agree"), (100.0, "b", "agree"), (50.0, "c", "object"))
    consent = check_consent(flats).loc["1"]
    assert (consent["owners"], consent["favour_owners"], consent["favour_exclusive_m2"]) == (3, 2, 300.0)
    assert consent["verdict"] == "too_few_agree"  # 300 of 350 m2, but 2 of 3 owners
    assert consent["more_favour_owners"] == 1
    assert consent["more_favour_exclusive_m2"] == 0


def test_who_abstains_takes_part_without_agreeing_and_who_is_silent_does_not():
    two_thirds = [(100.0, "a", "agree"), (100.0, "b", "abstain"), (100.0, "c", "absent")]
    consent = check_consent(votes(*two_thirds)).loc["1"]
    assert (consent["voting_owners"], consent["favour_owners"], consent["verdict"]) == (2, 1, "too_few_agree")
    silent = check_consent(votes(*((100.0, owner, "absent") for owner in "abcdef"))).loc["1"]
    # Four of six must take part, three of the four agree.
    assert (silent["more_voting_owners"], silent["more_favour_owners"]) == (4, 3)
    assert (silent["more_voting_exclusive_m2"], silent["more_favour_exclusive_m2"]) == (400.0, 300.0)
    assert "至少还需 4 名业主、400.00 ㎡ 参与" in word_consent(silent, "special", "zh")
    assert "short of two thirds by 4 owners and 400.00 m²" in word_consent(silent, "special", "en")


def test_two_opinions_of_one_owner_are_refused_and_owners_are_not_named():
    with pytest.raises(DataError) as refused:
        check_consent(votes((100.0, "王小明", "agree"), (100.0, "王小明", "object")))
    assert "王小明" not in refused.value.in_words("zh") + refused.value.in_words("en")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 30_000), st.integers(0, 9), st.sampled_from(["agree", "object", "abstain", "absent"])),
        min_size=1, max_size=14,
    ),
    st.sampled_from(["special", "ordinary"]),
)  # fmt: skip
def test_consent_is_what_fractions_say(rows, majority):
    said = {owner: opinion for _, owner, opinion in rows}
    flats = votes(*((dm2 / 100, str(owner), said[owner]) for dm2, owner, _ in rows))
    area = {owner: sum(dm2 for dm2, other, _ in rows if other == owner) for owner in said}
    votes_of = [owner for owner in said if said[owner] != "absent"]
    agree = [owner for owner in said if said[owner] == "agree"]
    shares = [
        (Fraction(len(votes_of), len(said)), Fraction(len(agree), max(len(votes_of), 1))),
        (
            Fraction(sum(area[one] for one in votes_of), sum(area.values())),
            Fraction(sum(area[one] for one in agree), max(sum(area[one] for one in votes_of), 1)),
        ),
    ]
    enough = all(part >= Fraction(2, 3) for part, _ in shares)
    agreed = all(favour >= Fraction(3, 4) if majority == "special" else favour > Fraction(1, 2) for _, favour in shares)
    assert (verdict(flats, majority) == "passed") == (enough and agreed)
    assert (verdict(flats, majority) == "too_few_vote") == (not enough)
