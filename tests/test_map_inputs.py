"""A reader and a reviewer at work on the pages of the sample and of real data, with the network cut off."""

import pytest
from in_both import in_both
from real_input import INPUTS, plan_of
from reviewing import Desk

from cluster_planner.render import save_map


@pytest.mark.parametrize("name", INPUTS)
def test_read_search_review_and_print(browser, tmp_path, name):
    plan = plan_of(name)
    areas = in_both(plan.evaluation.areas)
    with Desk(browser, save_map(plan, tmp_path / "map.html"), name="王工") as desk:
        page = desk.page
        page.set_default_timeout(8000)
        assert f"{len(areas)} 片" in desk.panel()

        wanted = areas["area_name_zh"].iloc[-1]
        page.locator(".cp-panel .cp-search").fill(wanted)
        page.locator(".cp-option").first.click()
        assert wanted in desk.card()
        assert areas["reason_zh"].iloc[-1][:20] in desk.card()

        desk.settle()
        before = desk.drawn()
        page.locator(".cp-tools select").first.select_option(index=1)
        desk.settle()
        assert desk.drawn() != before

        figures = desk.figures()
        desk.press("锁定片区")
        desk.remark("同意")
        assert len(desk.done()) == 2
        assert desk.figures() == figures
        page.keyboard.press("Control+z")
        assert len(desk.done()) == 1
        assert desk.export(tmp_path).stat().st_size > 100

        page.get_by_role("button", name="English").click()
        assert "The four criteria" in desk.card()
        page.emulate_media(media="print")
        assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")
        assert desk.complaints == []
        assert desk.asked_for() == []
