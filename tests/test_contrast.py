"""Texts are read at 4.5:1 and marks are seen at 3:1, measured from the colours themselves and on the page."""

import re
from pathlib import Path

import pytest
from browser import Reader

from cluster_planner.symbols import AREA_COLOURS, INKS, SYMBOLS, readable_on, symbols_of_years

TEXT, MARK = 4.5, 3.0
STYLE = Path(__file__).parents[1] / "page" / "src" / "style" / "variables.css"
VARIABLES = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", STYLE.read_text(encoding="utf-8")))
GROUND = SYMBOLS["ground"].fill
YEARS = [each for many in (1, 3, 5, 8) for each in symbols_of_years(range(2024, 2024 + many))]
# Of what is written on the map: its text, its colour, and what it stands on: its own ground, or else its halo.
ON_MAP = """
() => [...document.querySelectorAll(".cp-label:not(.cp-label-number), .cp-bubble, .cp-rank")].map((node) => {
    const { color, backgroundColor, textShadow } = getComputedStyle(node);
    const halo = textShadow.match(/rgb\\([^)]*\\)/);
    return [node.textContent, color, /, 0\\)$/.test(backgroundColor) ? halo && halo[0] : backgroundColor];
})
"""


def contrast(one, other):
    low, high = sorted(map(lightness, (one, other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour):
    channels = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts(colour)]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def parts(colour):
    if colour.startswith("rgb"):
        return [float(value) / 255 for value in re.findall(r"[\d.]+", colour)[:3]]
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]


def test_white_and_black_have_the_contrast_of_the_standard():
    assert contrast("#fff", "rgb(0, 0, 0)") == pytest.approx(21)


@pytest.mark.parametrize("name", ["ink", "ink2", "muted", "brand", "accent", "good", "warn"])
def test_texts_are_read_on_paper_ground_and_what_is_pointed_at(name):
    for below in ("paper", "ground", "brand-pale"):
        assert contrast(VARIABLES[name], VARIABLES[below]) >= TEXT, below


def test_light_texts_fields_and_the_sign_of_made_up_data_stand_out():
    for below in ("brand", "accent", "good", "warn"):
        assert contrast(VARIABLES["paper"], VARIABLES[below]) >= TEXT
    assert contrast(VARIABLES["synthetic-ink"], VARIABLES["synthetic"]) >= TEXT
    assert contrast(VARIABLES["edge"], VARIABLES["paper"]) >= MARK


@pytest.mark.parametrize("fill", [*AREA_COLOURS, *(each.area.fill for each in YEARS), *(each.soft for each in YEARS)])
def test_a_number_or_name_is_read_on_every_fill_of_areas(fill):
    assert contrast(readable_on(fill, INKS["ink"], INKS["paper"], "#000000"), fill) >= TEXT


def test_names_are_read_on_what_they_stand_on():
    for name, below in (("water", "water"), ("road", "primary"), ("quiet", "not_eligible"), ("county", "ground")):
        symbol = SYMBOLS[below]
        assert contrast(INKS[name], symbol.fill or symbol.line) >= TEXT, name


@pytest.mark.parametrize("name", ["alone", "unlisted", "under_way", "moved", "blocked_link", "railway", "county"])
def test_lines_that_say_something_are_seen_on_the_ground(name):
    assert contrast(SYMBOLS[name].line, GROUND) >= MARK


@pytest.mark.parametrize("each", YEARS, ids=lambda each: each.area.fill)
def test_the_outline_of_an_area_is_seen_on_the_ground(each):
    assert contrast(each.area.line, GROUND) >= MARK


@pytest.mark.parametrize("name", ["facility", "proposed"])
def test_signs_of_points_are_seen_on_the_ground(name):
    assert contrast(SYMBOLS[name].fill, GROUND) >= MARK


def test_whatever_is_written_on_the_map_is_read_under_every_colouring(browser, sample_out):
    with Reader(browser, sample_out / "map.html") as reader:
        colourings = (
            reader.page.get_by_label("着色方式").locator("option").evaluate_all("all => all.map((o) => o.value)")
        )
        for colouring in colourings:
            reader.page.get_by_label("着色方式").select_option(colouring)
            for place in ("", "&at=10/28.6/112.4", "&at=16/28.584/112.345"):
                reader.go(f"#indicator={colouring}{place}")
                written = reader.page.evaluate(ON_MAP)
                assert written
                faint = [line for line in written if line[2] and contrast(line[1], line[2]) < TEXT]
                assert faint == [], (colouring, place)
