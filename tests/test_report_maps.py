"""The pictures of the report: to scale, and nothing beyond the frame."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from shapely import LineString, Point, box

from cluster_planner.render._map_rows import Rows
from cluster_planner.render.report._map_drawing import draw_fills, draw_lines
from cluster_planner.render.report._map_panel import Panel, Sign
from cluster_planner.render.report._map_sheet import FOOT_CM, PANEL_CM, WIDTH_CM, MapSheet
from cluster_planner.symbols import INKS

PIXELS_PER_CM = 160 / 2.54
RED, INK = (255, 0, 0), tuple(bytes.fromhex(INKS["ink"][1:]))
WIDTH = 100.0 * (WIDTH_CM - PANEL_CM)  # metres, so that a centimetre of the paper is 100 of them
HEIGHT = 100.0 * (6 - FOOT_CM)


@pytest.fixture
def sheet():
    return MapSheet((0.0, 0.0, WIDTH, HEIGHT), 6, Panel("N", "source"))


def shown(sheet, signs=()):
    return np.asarray(Image.open(BytesIO(sheet.finish(signs))).convert("RGB")).astype(int)


def near(picture, colour):
    return np.abs(picture - np.array(colour)).sum(axis=2) < 60


def test_the_scale_is_as_long_as_it_says(sheet):
    assert sheet.metres_per_cm == pytest.approx(100)
    picture = shown(sheet)
    panel = near(picture, INK)[:, round((WIDTH_CM - PANEL_CM) * PIXELS_PER_CM) + 5 :]
    rim = max(np.count_nonzero(row) for row in panel[-80:])
    assert rim == pytest.approx(PIXELS_PER_CM, abs=3)  # the bar is 100 m, the round length below 180


def test_a_square_is_drawn_where_it_lies_and_as_large_as_it_is(sheet):
    draw_fills(sheet, np.array([box(200, 100, 400, 300)]), 5, facecolor="#ff0000", linewidth=0)
    rows, columns = np.nonzero(near(shown(sheet), RED))
    assert np.ptp(columns) == pytest.approx(2 * PIXELS_PER_CM, abs=2)
    assert np.ptp(rows) == pytest.approx(2 * PIXELS_PER_CM, abs=2)
    assert columns.min() == pytest.approx(2 * PIXELS_PER_CM, abs=3)


def test_a_hole_stays_open_and_what_is_missing_is_left_out(sheet):
    ring = box(200, 100, 600, 400).difference(box(300, 200, 400, 300))
    draw_fills(sheet, np.array([ring, None, LineString([(0, 0), (50, 50)]), Point()]), 5, facecolor="#ff0000")
    area = np.count_nonzero(near(shown(sheet), RED)) / PIXELS_PER_CM**2
    assert area == pytest.approx(4 * 3 - 1, rel=0.03)


def test_lines_end_at_the_frame_and_leave_the_legend_alone(sheet):
    draw_lines(sheet, np.array([LineString([(-1e5, 300), (1e5, 300)])]), 5, color="#ff0000", linewidth=4)
    columns = np.nonzero(near(shown(sheet), RED))[1]
    assert columns.max() <= (WIDTH_CM - PANEL_CM) * PIXELS_PER_CM
    assert np.ptp(columns) == pytest.approx((WIDTH_CM - PANEL_CM) * PIXELS_PER_CM, abs=5)


def test_every_sign_of_the_legend_has_a_row_in_order(sheet):
    colours = ("#ff0000", "#00ff00", "#0000ff")
    signs = [Sign("fill", {"facecolor": colour}, colour) for colour in colours]
    picture = shown(sheet, signs)
    tops = [np.nonzero(near(picture, colour))[0].min() for colour in (RED, (0, 255, 0), (0, 0, 255))]
    assert np.diff(tops).tolist() == [24, 24]


def test_more_signs_than_there_is_room_for_are_cut_off(sheet):
    assert shown(sheet, [Sign("line", {"color": "#ff0000"}, str(number)) for number in range(99)]).shape[0] > 300


def test_rows_are_found_by_frame_in_their_own_order():
    rows = Rows(np.array([Point(5, 5), Point(50, 50), None, Point(1, 1)]), name=np.array(["a", "b", "c", "d"]))
    found = rows.within((0, 0, 10, 10))
    assert found["name"].tolist() == ["a", "d"]
    assert len(found.within((0, 0, 2, 2))) == 1
