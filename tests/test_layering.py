"""The house keeps its floors, its public names and its size."""

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "cluster_planner"
ROOMS = sorted(
    path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists() and path.name != "__pycache__"
)
LONGEST_FILE = 320


def test_import_contracts_hold():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports"))],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_what_it_is_and_offers_only_names_that_exist(room):
    module = importlib.import_module(f"cluster_planner.{room}")
    assert module.__doc__
    for name in module.__all__:
        thing = getattr(module, name)
        assert not (inspect.isfunction(thing) or inspect.isclass(thing)) or thing.__doc__, name


def test_no_room_imports_the_catalogue_of_a_country():
    """It travels as a value: rooms have it from whoever asks them, or with the communities."""
    names = r"\b(?:BANK|CATALOGUE|FLATS|LOCATING|UNCLEAR)\b"
    asked = re.compile(rf"^from cluster_planner\.fields(?:\._\w+)? import [^#\n]*{names}", re.MULTILINE)
    asking = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if asked.search(path.read_text(encoding="utf-8"))
    }
    assert asking == {"fields", "profile"}


def test_top_level_names_open_their_rooms():
    import cluster_planner

    for name in cluster_planner.__all__:
        assert getattr(cluster_planner, name) is not None
    assert set(cluster_planner.__all__) <= set(dir(cluster_planner))
    with pytest.raises(AttributeError, match="no attribute"):
        cluster_planner.__getattr__("nothing")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_stay_readable_in_one_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_command_line_help_needs_no_heavy_library():
    code = (
        "import sys, cluster_planner.cli; print(sorted({'geopandas', 'pandas', 'numba', 'folium'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["settings", "fields"])
def test_lists_on_the_screen_need_no_heavy_library(command):
    code = (
        "import sys; from cluster_planner.cli import app; app([sys.argv[1]], standalone_mode=False)\n"
        "print(sorted({'geopandas', 'pandas', 'numpy', 'shapely'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_map_page_is_written_without_folium_and_without_a_dictionary_of_phrases():
    code = (
        "import sys; from cluster_planner.render import _pinyin, save_map\n"
        "_pinyin.pack_pinyin(['益阳']); print(sorted({'folium', 'pypinyin'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
