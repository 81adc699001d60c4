"""A third language is one file: with its catalogue next to the others, the map has it in its switch."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browser import Reader

PACKAGE = Path(__file__).parents[1] / "cluster_planner"
# What the test's own language calls otherwise than English.
ITS_OWN = {
    'html = "en"': 'html = "ko"',
    'unknown = "unknown"': 'unknown = "미상"',
    'language = "English"': 'language = "한국어"',
}
DRAW = """
import sys
from drawn_towns import make_plan
from cluster_planner.render import save_map
save_map(make_plan(), sys.argv[1], lang="ko")
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Return a house that is the package but for one more catalogue."""
    home = tmp_path_factory.mktemp("house")
    package = home / "cluster_planner"
    words = package / "words"
    words.mkdir(parents=True)
    for room, copy in ((PACKAGE, package), (PACKAGE / "words", words)):
        for path in room.iterdir():
            if path.name not in ("words", "__pycache__"):
                (copy / path.name).symlink_to(path)
    text = (PACKAGE / "words" / "en.toml").read_text(encoding="utf-8")
    for english, korean in ITS_OWN.items():
        assert english in text
        text = text.replace(english, korean, 1)
    (words / "ko.toml").write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def page(house, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "map.html"
    places = os.pathsep.join(map(str, (house, Path(__file__).parent)))
    subprocess.run([sys.executable, "-P", "-c", DRAW, file], env=os.environ | {"PYTHONPATH": places}, check=True)
    return file


def test_the_map_speaks_a_third_language_and_switches_through_all(browser, page):
    with Reader(browser, page) as reader:
        root = reader.page.locator("html")
        assert root.get_attribute("lang") == "ko"
        assert "communities in areas" in reader.page.locator(".cp-page").inner_text()
        for button, lang in (("中文", "zh-CN"), ("English", "en"), ("한국어", "ko")):
            reader.page.get_by_role("button", name=button).click()
            reader.settle()
            assert root.get_attribute("lang") == lang
        reader.go("#lang=zh")
        assert root.get_attribute("lang") == "zh-CN"
        assert reader.complaints == []


def test_the_command_line_offers_it(house):
    command = [sys.executable, "-P", "-c", "from cluster_planner.cli import main; main()", "settings", "--lang", "ko"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(house)}, capture_output=True, check=True)
    assert b"areas.max_communities" in done.stdout
