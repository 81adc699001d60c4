"""A table of many areas: only those near the sight are in the page, and every one can be reached."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from browser import Reader
from drawn_towns import make_plan
from shapely.affinity import translate

from cluster_planner.model import Evaluation, Programme
from cluster_planner.render import save_map
from cluster_planner.said import Name

MANY = 900


@pytest.fixture(scope="module")
def many_areas(tmp_path_factory):
    """Return the page of a town with its areas repeated, a kilometre further each time."""
    plan = make_plan()
    few = plan.evaluation.areas
    ids = pd.Index([f"B{number:04d}" for number in range(MANY)], name="area_id")
    areas = few.iloc[np.arange(MANY) % len(few)].set_axis(ids)
    areas = areas.assign(
        area_name_said=[Name(f"纺织厂{number}号片区") for number in range(MANY)],
        households=(np.arange(MANY) * 7 % MANY + 300).astype(float),
        stability=np.arange(MANY) / MANY,
        geometry=[
            translate(shape, number % 30 * 1000, number // 30 * 1000) for number, shape in enumerate(areas.geometry)
        ],
    )
    programme = pd.DataFrame({"order": range(1, MANY + 1), "year": 2024.0 + np.arange(MANY) // 300}, index=ids)
    evaluation = Evaluation(areas, plan.evaluation.communities)
    plan = dataclasses.replace(plan, evaluation=evaluation, programme=Programme(programme, pd.DataFrame()))
    return save_map(plan, tmp_path_factory.mktemp("many") / "map.html")


@pytest.fixture
def reader(browser, many_areas):
    with Reader(browser, many_areas) as opened:
        yield opened
        assert opened.complaints == []


def names(reader):
    return reader.page.locator(".cp-area .cp-name").all_inner_texts()


def in_sight(reader, name):
    browse = reader.page.locator(".cp-browse").bounding_box()
    row = reader.page.locator(".cp-area", has_text=name).bounding_box()
    return browse["y"] <= row["y"] and row["y"] + row["height"] <= browse["y"] + browse["height"] + 1


def test_only_rows_near_the_sight_are_in_the_page_and_scrolling_brings_the_others(reader):
    page = reader.page
    assert len(names(reader)) < MANY / 3
    assert page.locator(".cp-table").get_attribute("aria-rowcount") == str(MANY + 3 + 2)  # years, head and total
    page.evaluate("document.querySelector('.cp-browse').scrollTop = 500 * 44")
    reader.settle()
    assert "纺织厂490号片区" in names(reader)
    assert in_sight(reader, "纺织厂501号片区")
    assert len(names(reader)) < MANY / 3


def test_arrows_and_addresses_reach_rows_that_were_not_in_the_page(reader):
    page = reader.page
    page.locator(".cp-area .cp-name").first.focus()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent") == f"纺织厂{MANY - 1}号片区"
    assert in_sight(reader, f"纺织厂{MANY - 1}号片区")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent") == "纺织厂0号片区"
    reader.go("#area=B0450&indicator=stability")
    assert in_sight(reader, "纺织厂450号片区")
    assert "≤ 20%" in page.locator(".cp-legend").inner_text()


def test_sorting_thousands_of_rows_puts_the_largest_first(reader):
    reader.page.locator(".cp-col-households button").click()
    shown = [
        float(text.replace(",", "")) for text in reader.page.locator(".cp-area .cp-col-households").all_inner_texts()
    ]
    assert shown[0] == MANY + 299
    assert shown == sorted(shown, reverse=True)
