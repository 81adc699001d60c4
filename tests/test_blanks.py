"""What is unknown is never 0 and never an advantage, and what was known is given next to what is proven."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from evaluated import areas_of, evaluate, row_of_blocks
from hand_made import town
from report_reading import texts_of_document
from shapely import box

import cluster_planner
from cluster_planner._money import WAN
from cluster_planner.model import Evidence, sum_known
from cluster_planner.render import write_report
from cluster_planner.settings import AreaSettings, CostSettings, Limit, Settings
from cluster_planner.words import say_evidence, speaker
from cluster_planner.words.tables import plan_tables
from cluster_planner.words.tables._overview import _area_lines
from cluster_planner.works import list_works, read_works

BLOCKS = [box(left, 0, left + 50, 40) for left in range(0, 540, 60)]  # of 2000 m2, with streets of 10 m


def costs_of(**columns):
    return list_works(town(BLOCKS[:8], county="甲县", **columns), read_works(), CostSettings()).costs


@pytest.fixture(scope="module")
def outlines():
    """A plan of blocks with nothing known but their places."""
    return cluster_planner.plan(town(BLOCKS[:6], name=list("甲乙丙丁戊己")).frame[["name", "geometry"]])


def test_an_unknown_cost_is_the_median_of_like_communities_by_floor_area():
    tenure = ["work_unit"] * 6 + ["commodity"] * 2
    paid = [100, 200, 300, 400, 500, None, 9000, None]
    costs = costs_of(
        tenure=tenure, floor_area_m2=1000.0, invest_money=[None if each is None else each * WAN for each in paid]
    )
    # Of its own tenure the median is 300; of the other only one reports its cost, so all six count: 300 to 400.
    assert costs["cost_alone_money"].iloc[[5, 7]].tolist() == pytest.approx([300 * WAN, 350 * WAN])
    assert costs["cost_basis"].tolist() == ["given"] * 5 + ["like", "given", "like"]
    assert costs["cost_alone_low_money"].iloc[5] == pytest.approx(225 * WAN)


def test_where_too_few_report_or_no_size_is_known_there_is_no_estimate():
    few = costs_of(site_m2=1000.0, invest_money=[100.0 * WAN] * 4 + [None] * 4)
    assert few["cost_alone_money"].isna().tolist() == [False] * 4 + [True] * 4
    by_site = costs_of(site_m2=[1000.0] * 5 + [2000.0] + [1000.0] * 2, invest_money=[100.0 * WAN] * 5 + [None] * 3)
    assert by_site["cost_alone_money"].iloc[5] == pytest.approx(200 * WAN)


def test_sums_say_of_how_many_communities_they_are():
    communities = row_of_blocks(households=[100, 200, None, 50], invest_money=[1e6, 2e6, None, None])
    area = evaluate(communities, areas_of(communities, ["A1", "A1", "A1", None])).areas.loc["A1"]
    assert (area["communities"], area["households_known"], area["cost_known"]) == (3, 2, 2)
    assert "300 户（3 个小区中已知 2 个）" in area["reason_zh"]
    assert "300 households (known for 2 of 3)" in area["reason_en"]
    assert "3 个小区中造价已知 2 个，费用与节省均不含其余小区；连片约省" in area["reason_zh"]
    assert "限值待核：" in area["reason_zh"]
    assert "户数（1 个不详）" in area["unverified_zh"]
    assert area["silent_zh"] == "户数（1 个小区不详）、建筑面积（3 个小区不详）、单独改造费用（1 个小区不详）"
    known = evaluate(communities, areas_of(communities, ["A1", "A1", None, None])).areas.loc["A1"]
    assert area["cost_alone_money"] == known["cost_alone_money"] == 3e6
    assert "小区中已知" not in known["reason_zh"].replace("建筑面积", "")


def test_no_saving_without_the_costs_of_two():
    communities = row_of_blocks(invest_money=[1e6, None, None, None])
    area = evaluate(communities, areas_of(communities, ["A1", "A1", None, None])).areas.loc["A1"]
    assert area[["saving_money", "saving_low_money", "saving_share", "cost_together_money"]].isna().all()
    assert "造价已知的小区不足两个，连片节省暂不能估算" in area["reason_zh"]


def test_savings_by_trenches_are_conditional_where_no_network_was_looked_at():
    unseen = row_of_blocks(households=300, invest_money=2e7)
    area = evaluate(unseen, areas_of(unseen, ["A1", "A1", None, None])).areas.loc["A1"]
    assert area["networks_known"] == 0
    assert "若管网均需更换，其中共沟敷设及路面恢复" in area["reason_zh"]
    assert "if all networks need renewal" in area["reason_en"]
    seen = row_of_blocks(households=300, invest_money=2e7, util_water="broken", util_gas="broken")
    area = evaluate(seen, areas_of(seen, ["A1", "A1", None, None])).areas.loc["A1"]
    assert area["networks_known"] == 2
    assert "若管网" not in area["reason_zh"]


def test_where_nothing_is_known_nothing_is_said_to_be_nothing(outlines):
    areas, programme = outlines.evaluation.areas, outlines.programme
    assert len(areas)
    money = [name for name in areas if name.endswith(("_money", "saving_share"))]
    assert areas[money].isna().all(axis=None)
    assert programme.frame["year"].isna().all()
    assert programme.frame[["score", "score_need", "score_saving", "score_consent"]].isna().all(axis=None)
    assert outlines.need["need"].isna().all()
    for lang, unknown in (("zh", "不详"), ("en", "unknown")):
        reported = plan_tables(outlines, lang)["overview"].set_index("item")["item_value"]
        sums = [
            speaker(lang).say(f"overview.item.{item}")
            for item in ("households", "floor_area", "alone", "together", "saving")
        ]
        assert reported[sums].tolist() == [unknown] * 5
        assert " 0.0 " not in " ".join(reported.dropna())
        assert "0.0 万" not in " ".join(plan_tables(outlines, lang)["schedule"]["reason"].dropna())


@pytest.mark.parametrize(
    ("lang", "reported"), [("zh", "元（造价不详，未计入费用）"), ("en", "(cost unknown, not counted)")]
)
def test_the_report_multiplies_nothing_by_an_unknown_cost(outlines, tmp_path, lang, reported):
    texts = texts_of_document(write_report(outlines, tmp_path, lang)["docx"])
    assert not any("nan" in text.casefold().split() for text in texts)
    assert any(reported in text for text in texts)


def test_evidence_by_hand(outlines):
    evidence = outlines.evidence
    assert evidence.is_position_alone
    assert (evidence.households, evidence.costs, evidence.barriers) == (0, 0.0, False)
    assert evidence.areas == len(outlines.areas)
    criteria = {"location": 1.0, "type": 0.5, "trade": 0.49, "culture": 0.0}
    known = Evidence(criteria, areas=148, households=33, costs=0.999, barriers=True)
    assert not known.is_position_alone
    assert speaker("en").write(say_evidence(known)) == (
        "2 of 4 criteria known (location, type); households known for 33 of 148 areas; investment known for 99% of the "
        "communities; barriers given"
    )
    assert "已知 2 项（位置、类型）" in speaker("zh").write(say_evidence(known))


def test_evidence_is_in_the_record_and_comes_back(outlines, tmp_path):
    from cluster_planner.books import write_plan

    write_plan(outlines, tmp_path)
    record = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert record["evidence"]["areas"] == len(outlines.areas)
    assert record["evidence"]["barriers"] is False
    assert cluster_planner.read_plan(tmp_path).evidence == outlines.evidence


def test_a_sum_of_nothing_known_is_unknown_and_a_sum_of_nothing_is_nothing():
    assert np.isnan(sum_known(pd.Series([np.nan, np.nan])))
    assert sum_known(pd.Series([1.0, np.nan])) == 1
    assert sum_known(pd.Series(dtype=float)) == 0


def test_costs_and_saving_are_of_the_same_areas_so_that_they_add_up():
    """The second area knows the cost of one of its two members only, so that nobody knows what it saves."""
    money = {"cost_alone_money": [100.0, 70.0], "cost_together_money": [90.0, np.nan], "saving_money": [10.0, np.nan]}
    counts = dict.fromkeys(("communities", "households_known", "floor_area_m2_known", "networks_known"), 2)
    sizes = dict.fromkeys(("households", "floor_area_m2"), 50.0)
    areas = pd.DataFrame({name: np.array(each) * WAN for name, each in money.items()} | {"cost_known": [2, 1]})
    areas = areas.assign(**counts, **sizes, trench_saving_money=0.0, surface_saving_money=0.0)
    stated = {item.key.split(".")[-1]: value for item, value in _area_lines(areas, "zh")}
    assert stated["households"] == "100"
    assert stated["alone"] == "100.0（4 个小区中已知 2 个）"
    assert stated["together"] == "90.0（4 个小区中已知 2 个）"
    assert stated["saving"] == "10.0（10.0%）（4 个小区中已知 2 个）"
    nothing = dict(_area_lines(areas.iloc[[1]], "zh"))
    assert list(nothing.values())[-3:] == ["70.0（2 个小区中已知 1 个）", "不详", "不详"]


# ---- which limit to widen


def blocks(gap, households):
    shapes = [box(left, 0, left + 50, 40) for left in range(0, 4 * (50 + gap), 50 + gap)]
    return town(shapes, households=households, name=list("甲乙丙丁")).frame[["name", "households", "geometry"]]


def test_the_one_limit_that_keeps_areas_out_is_found_by_trying():
    settings = Settings(areas=AreaSettings(limits={"households": Limit(min=200)}))
    frame = blocks(10, [40, 40, 40, 40])
    plan = cluster_planner.plan(frame, settings)
    assert not len(plan.areas)
    assert speaker("zh").write(plan.widening) == (
        "经逐项试算，按此规则没有片区；可放宽其一：户数下限由 200 户降到 150 户，可形成片区 1 个。"
    )
    wider = replace(settings, areas=replace(settings.areas, limits={"households": Limit(min=150)}))
    assert len(cluster_planner.plan(frame, wider).areas) == 1


def test_where_no_single_limit_would_do_those_that_are_needed_together_are_named():
    settings = Settings(areas=AreaSettings(limits={"households": Limit(min=300)}))
    plan = cluster_planner.plan(blocks(60, [60, 45, 45, 45]), settings)
    reported = speaker("zh").write(plan.widening)
    assert reported.startswith("按此规则没有片区；单独放宽任何一项都不够")
    needed = "面状小区最大间距由 50 米放宽到 75 米、相似度门槛由 0.30 降到 0.15、户数下限由 300 户降到 150 户"
    assert f"{needed}，可形成片区 1 个" in reported


def test_where_no_widening_would_do_it_is_said_and_with_areas_nothing_is(outlines):
    plan = cluster_planner.plan(blocks(500, [100] * 4))
    assert "仍不能形成片区" in speaker("zh").write(plan.widening)
    assert outlines.widening is None
