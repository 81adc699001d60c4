"""Stability: shares that can be counted by hand, and trials of the whole planner on the sample."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_input import DAY, SAMPLE

from cluster_planner.areas import measure_stability
from cluster_planner.books import write_plan
from cluster_planner.cli import _screen
from cluster_planner.errors import InfeasibleError
from cluster_planner.model import PAIR, Plan
from cluster_planner.pipeline import Inputs, Tables, plan_tables, read_tables
from cluster_planner.pipeline._variants import vary, vary_plans
from cluster_planner.said import say
from cluster_planner.settings import AreaSettings, Settings, StabilitySettings

IDS = pd.Index(list("abcdef"), name="community_id")


def labelled(areas: str) -> pd.Series:
    """Return labels from one letter a community, ``-`` where it is alone."""
    return pd.Series([None if area == "-" else area for area in areas], IDS[: len(areas)], dtype="str")


def by_hand(labels: pd.Series, runs: list[pd.Series]) -> dict[tuple[str, str], float]:
    """Share of the runs in which each pair is together, counted one by one."""
    together = {}
    for place, one in enumerate(labels.index):
        for other in labels.index[place + 1 :]:
            count = sum(pd.notna(run[one]) and run[one] == run[other] for run in runs)
            if count or (pd.notna(labels[one]) and labels[one] == labels[other]):
                together[one, other] = count / len(runs)
    return together


drawn = st.text("AB-", min_size=6, max_size=6).map(labelled)


@settings(max_examples=50, deadline=None)
@given(drawn, st.lists(drawn, min_size=1, max_size=4), st.permutations(list(IDS)))
def test_shares_are_those_counted_one_by_one(labels, runs, order):
    stability = measure_stability(labels, runs)
    expected = by_hand(labels, runs)
    assert stability.pairs["share"].to_dict() == pytest.approx(expected)
    planned = {pair for pair in expected if labels[pair[0]] == labels[pair[1]]}
    assert set(stability.pairs.index[stability.pairs["together"]]) == planned
    shuffled = measure_stability(labels[order], [run[order[::-1]] for run in runs])
    pd.testing.assert_frame_equal(shuffled.pairs, stability.pairs)
    pd.testing.assert_series_equal(shuffled.communities, stability.communities[order])
    pd.testing.assert_series_equal(shuffled.areas.sort_index(), stability.areas.sort_index())


def test_areas_and_communities_by_hand():
    stability = measure_stability(labelled("AAABB-"), [labelled("AAABB-"), labelled("XXYYYY")])
    assert stability.runs == 2
    assert stability.areas.to_dict() == pytest.approx({"A": (1 + 0.5 + 0.5) / 3, "B": 1.0})
    # c is the only one of A that leaves it; f joins others where it was alone.
    assert stability.communities.to_dict() == {"a": 1, "b": 1, "c": 0.5, "d": 1, "e": 1, "f": 0.5}
    assert stability.share == pytest.approx((1 + 0.5 + 0.5 + 1) / 4)
    assert stability.fragile().index.tolist() == [*map(tuple, ["ac", "bc", "cd", "ce", "cf", "df", "ef"])]
    assert "over 2 runs, pairs of an area stay together in 75%" in repr(stability)


@pytest.mark.parametrize("areas", ["", "-", "------"])
def test_no_areas_and_nobody(areas):
    stability = measure_stability(labelled(areas), [labelled(areas)])
    assert stability.pairs.empty
    assert stability.areas.empty
    assert stability.communities.eq(1).all()


def test_no_run_leaves_the_shares_open():
    stability = measure_stability(labelled("AABB"), [])
    assert stability.pairs["share"].isna().all()
    assert stability.areas.isna().all()
    assert stability.fragile().empty


def test_settings_vary_within_the_spread_and_the_range():
    knobs = Settings(areas=AreaSettings(min_likeness=0.99), stability=StabilitySettings(runs=1, spread=0.2, seed=5))
    varied = [vary(knobs, run) for run in range(50)]
    assert vary(knobs, 7) == varied[7]
    assert {other.areas.min_likeness for other in varied} >= {1.0}
    spans = np.array([other.areas.max_span_m for other in varied])
    assert 640 <= spans.min() < 700
    assert 900 < spans.max() <= 960
    weights = pd.DataFrame([other.likeness.weights for other in varied])
    assert (weights.max() / weights.min() > 1.2).all()
    kept = [item.name for item in fields(Settings) if item.name not in {"likeness", "areas"}]
    assert all(getattr(other, name) == getattr(knobs, name) for other in varied for name in kept)
    assert all(other.areas.limits == knobs.areas.limits for other in varied)
    turned = replace(knobs.likeness, weights=dict(reversed(knobs.likeness.weights.items())))
    assert vary(replace(knobs, likeness=turned), 3) == varied[3]


def test_runs_that_cannot_meet_the_demands_are_left_out():
    def propose(varied):
        if varied.areas.max_span_m < 800:
            raise InfeasibleError(say("error.areas.too_far"), say("error.areas.drop_one_demand"))
        return labelled("AA")

    knobs = Settings(stability=StabilitySettings(runs=20))
    assert 0 < len(list(vary_plans(knobs, propose))) < 20


@cache
def one_county() -> Tables:
    tables = read_tables(Inputs(table=SAMPLE, date=DAY))
    county = tables.communities[tables.communities["county"] == "南县"]
    return replace(tables, communities=county.reset_index(drop=True))


@cache
def trials(spread: float) -> Plan:
    return plan_tables(one_county(), Settings(stability=StabilitySettings(runs=4, spread=spread)))


def test_without_variation_everything_is_stable():
    stability = trials(0.0).stability
    assert stability.runs == 4
    assert stability.pairs["together"].all()
    for shares in (stability.pairs["share"], stability.areas, stability.communities):
        assert len(shares)
        assert shares.eq(1).all()
    assert stability.fragile().empty


def test_trials_are_the_same_every_time_and_change_no_plan():
    plan, again = trials(0.3), plan_tables(one_county(), Settings(stability=StabilitySettings(runs=4, spread=0.3)))
    pd.testing.assert_frame_equal(plan.stability.pairs, again.stability.pairs)
    pd.testing.assert_series_equal(plan.areas.labels, trials(0.0).areas.labels)
    assert plan.stability.share < 1
    assert plan.stability.pairs.index.names == PAIR
    assert plan_tables(one_county(), Settings()).stability is None


def test_files_report_what_is_stable_and_what_is_proven(tmp_path, capsys):
    plan = trials(0.3)
    written = write_plan(plan, tmp_path)
    record = json.loads(written["record"].read_text(encoding="utf-8"))
    assert record["stability"]["areas"] == pytest.approx(plan.stability.areas.to_dict())
    assert {pair["share"] for pair in record["stability"]["pairs"]} != {1.0}
    assert [second["area_id"] for second in record["next_best"]] == plan.next_best.frame.index.tolist()
    assert record["columns"] == sum(part["columns"] for part in record["proof"]) > 0
    assert {"first", "communities", "value", "bound", "gap", "status", "columns"} == set(record["proof"][0])
    assert len(record["timings_s"]["components"]) == len(record["proof"])
    book = openpyxl.load_workbook(written["workbook"])
    proof = list(book["优度证明"].iter_rows(min_row=2, values_only=True))
    assert len(proof) == len(plan.areas.proof)
    assert {row[-1] for row in proof} == {"按此规则，已证明没有更好的方案"}
    assert "秒" not in str([cell.value for cell in book["优度证明"][1]])
    assert book["存疑小区对"].max_row == len(plan.stability.fragile()) + 1
    headers = [cell.value for cell in book["片区指标"][1]]
    assert {"次优方案", "稳固程度", "稳定性"} <= set(headers)
    overview = {row[0].value: row[1].value for row in book["概览"]}
    assert "试算 4 次" in overview["稳定性"]
    _screen.show_plan(plan, written, "en")
    assert "in 4 trials with weights and thresholds varied by up to 30%" in capsys.readouterr().out
