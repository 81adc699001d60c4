"""From clicks in the map to a new plan: three reviews with a conflict, exported, merged, solved again and judged."""

from shutil import copytree

import geopandas as gpd
import openpyxl
import pytest
from browser import chromium
from command_line import run
from real_input import AS_SAMPLE, INPUTS, SAMPLE, SAMPLE_KNOBS
from reviewing import Desk

from cluster_planner.areas import broken_rules
from cluster_planner.pipeline import heed_reviews, plan_file
from cluster_planner.settings import read_settings


def layers(out):
    areas, communities = (gpd.read_file(out / "areas.gpkg", layer=name) for name in ("areas", "communities"))
    return areas.set_index("area_id"), communities.set_index("community_id")


def at_a_border(out, area_of):
    """Return the first community with a neighbour in another area, its area and that other one."""
    links = gpd.read_file(out / "areas.gpkg", layer="links", ignore_geometry=True)
    links = links.assign(own=links["focal"].map(area_of), other=links["neighbor"].map(area_of)).dropna(
        subset=["own", "other"]
    )
    return links[links["own"] != links["other"]].iloc[0][["focal", "own", "other"]]


@pytest.fixture(scope="module")
def reviewed(sample_out, tmp_path_factory):
    """The sample planned, and three exported reviews of it with whom they are about."""
    out, desk = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("desk")
    copytree(sample_out, out, dirs_exist_ok=True)
    areas, communities = layers(out)
    members = communities[communities["area_id"].notna()].groupby("area_id")["name"]
    named = {area: (areas["area_name"][area], members.get_group(area).tolist()) for area in areas.index}
    mover, ours, theirs = at_a_border(out, communities["area_id"])
    parted, left, agreed = [area for area in areas.index if area not in (ours, theirs)][:3]
    whom = {"moved": communities["name"][mover]}
    with chromium() as browser:
        with Desk(browser, out / "map.html", "张三", "community") as page:
            page.open_member(named[ours][0], whom["moved"])
            page.pick("划入…", "")
            page.remark("居民愿意并入相邻片区")
            files = [page.export(desk)]
            assert page.complaints == []
        with Desk(browser, out / "map.html", "李四", "subdistrict") as page:
            page.open_area(named[ours][0])
            page.press("锁定片区")
            page.open_member(*at(named, parted, 0))
            whom["apart"] = [named[parted][1][0], page.pick("不与…同片", "").split("（")[0]]
            files.append(page.export(desk))
        with Desk(browser, out / "map.html", "王五", "county") as page:
            page.open_member(*at(named, left, 1))
            whom["alone"] = named[left][1][1]
            page.press("拆出单独改造")
            page.open_area(named[agreed][0])
            page.press("同意")
            files.append(page.export(desk))
    return out, files, whom


def at(named, area, place):
    return named[area][0], named[area][1][place]


@pytest.fixture(scope="module")
def replanned(reviewed, tmp_path_factory):
    """What review says of the three, what plan --reviews says after that, and where the new plan lies."""
    out, files, _ = reviewed
    again = tmp_path_factory.mktemp("again")
    return run("review", out, *files), run("plan", SAMPLE, *AS_SAMPLE, "--reviews", out, "--out", again), again


def test_the_report_names_the_conflict_and_takes_no_side(reviewed, replanned):
    out, _, whom = reviewed
    said, _, _ = replanned
    assert f"冲突 {whom['moved']}" in said
    conflict = next(line for line in said.splitlines() if line.startswith("冲突"))
    assert all(words in conflict for words in ("张三（社区）", "李四（街道）", "片区", "锁定不变"))
    demands = read_settings(out / "review-settings.toml").areas
    assert demands.locked == demands.together == ()
    assert len(demands.apart) == len(demands.excluded) == 1
    assert "[冲突] 张三" in (out / "review-settings.toml").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(out / "reviews.xlsx")
    assert book.sheetnames == ["意见", "冲突", "批注"]
    assert "居民愿意并入相邻片区" in {cell.value for row in book["批注"] for cell in row}


def test_the_new_plan_meets_the_demands_keeps_the_rest_and_reports_the_price(reviewed, replanned):
    out, _, whom = reviewed
    _, said, again = replanned
    price = next(line for line in said.splitlines() if line.startswith("评审意见的代价"))
    assert "方案评分由" in price
    assert "万元" in price
    _, was = layers(out)
    _, now = layers(again)
    of = {name: now.index[now["name"] == name][0] for name in [whom["alone"], *whom["apart"]]}
    labels = now["area_id"]
    assert labels.isna()[of[whom["alone"]]]
    one, other = (labels[of[name]] for name in whom["apart"])
    assert one != other
    assert (labels.fillna("") == was["area_id"].reindex(now.index).fillna("")).mean() > 0.95
    made = plan_file(*heed_reviews(INPUTS["sample"], SAMPLE_KNOBS, out))
    assert broken_rules(labels.reindex(made.communities.index), made.areas.problem).empty
    assert len(made.settings.areas.excluded) == 1


def test_a_review_of_the_earlier_plan_is_refused_for_the_new_one(reviewed, replanned):
    _, files, _ = reviewed
    assert "评审的是另一个方案" in run("review", replanned[2], files[0], expect=3)
    assert "a review of another plan" in run("review", replanned[2], files[0], "--lang", "en", expect=3)
