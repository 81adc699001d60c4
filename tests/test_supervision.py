"""The parent of the command line: it hands on signals and exit codes, and says in a sentence how the work broke off."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster_planner._supervision._ending import undo
from cluster_planner._supervision._measures import Measures
from cluster_planner._supervision._surroundings import surroundings
from cluster_planner._supervision._work import PARENT

COMMAND = [sys.executable, "-P", "-m", "cluster_planner"]
# A process that a script starts in the background ignores interrupts, as nohup wants; at a terminal it does not.
AT_A_TERMINAL = ["env", "--default-signal=INT,HUP,TERM"]
OURS = {
    "DXF", "ESRI Shapefile", "ESRIJSON", "FlatGeobuf", "GML", "GPKG", "GPX", "GeoJSON", "GeoJSONSeq", "JSONFG", "KML",
    "LIBKML", "MEM", "Memory", "MapInfo File", "OpenFileGDB", "SQLite", "TopoJSON",
}  # fmt: skip
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux says in files what a process takes")


def is_there(process):
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(what, seconds=20):
    until = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.02)
    return found


@contextmanager
def started(*arguments):
    """Start a command whose work goes on until it is ended, and yield the parent and the number of the work."""
    command = [*AT_A_TERMINAL, *COMMAND, *arguments]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        try:
            yield (
                parent,
                wait_for(lambda: [process for process in Measures(parent.pid).family() if process != parent.pid])[0],
            )
        finally:
            parent.kill()


@linux
@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        ("SIGSEGV", "en", r"The program broke off: a library that reads or calculates failed \(SIGSEGV\)"),
        ("SIGABRT", "zh", r"程序意外中断：读取或计算所用的程序库出错（SIGABRT）。请再运行一次"),
        ("SIGKILL", "zh", r"程序意外中断：内存不足。请关闭其他程序后再运行一次"),
    ],
)
def test_the_death_of_the_work_is_a_sentence_and_exit_3(number, lang, said):
    with started("check", __file__, "--lang", lang) as (parent, work):
        os.kill(work, getattr(signal, number))
        out, err = parent.communicate(timeout=30)
    assert (parent.returncode, out) == (3, "")
    assert re.search(said, err), err
    assert "Traceback" not in err


@linux
@pytest.mark.parametrize(("number", "codes"), [("SIGTERM", {-15}), ("SIGHUP", {-1}), ("SIGINT", {130, -2})])
def test_a_stop_ends_parent_and_work_alike(number, codes):
    with started("check", __file__) as (parent, work):
        parent.send_signal(getattr(signal, number))
        _, err = parent.communicate(timeout=30)
    assert parent.returncode in codes
    assert not is_there(work)
    assert "Traceback" not in err


@linux
def test_the_work_ends_with_a_parent_that_is_killed():
    with started("check", __file__) as (parent, work):
        parent.kill()
        assert wait_for(lambda: not is_there(work))


def test_exit_codes_and_output_are_those_of_the_work(tmp_path):
    for arguments, code in ((["--version"], 0), (["check", "nowhere.csv"], 3), (["plan"], 2)):
        done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == code
        assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_modules_in_the_folder_of_the_user_are_not_imported(tmp_path):
    for name in ("typer", "rich", "signal", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('decoy')\n")
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


# The work in place of the command line: it lets the parent know that it reads a file, and then takes more and more.
GREEDY = """
import os, sys
from cluster_planner._supervision import _ending, _measures
from cluster_planner._supervision._work import Work
_measures.READING_BYTES, _measures.READING_SECONDS = 100_000_000, 0.5
code = "import os; os.write(int(os.environ['{parent}'].split()[1]), b'{file}\\\\n'); {does}"
work = Work([sys.executable, "-c", code], os.environ)
ended = work.wait()
sys.argv += ["--lang=en"]
sys.exit(_ending.explain(work, ended))
"""


@linux
@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("a = [bytearray(b'x' * 10_000_000) for _ in iter(int, 1)]", "there is not enough memory"),
        ("a = b'x' * 300_000_000; any(iter(int, 1))", "there is not enough memory"),
        ("any(iter(int, 1))", "reading takes too long"),
    ],
)
def test_a_file_that_takes_too_much_ends_the_reading_and_is_named(tmp_path, does, said):
    file = tmp_path / "small.xlsx"
    file.write_bytes(b"x")
    code = GREEDY.format(parent=PARENT, file=file, does=does)
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith(f"The program broke off while reading {file}: {said}")
    assert f"{file} may be damaged or too large: open it in Excel, WPS or QGIS" in done.stderr


def test_what_was_half_written_is_undone_wherever_the_command_names_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder, arguments in (("a", ["plan", "--out", "a"]), ("b", ["plan", "--out=b"]), ("out", ["plan"]),
                              ("c", ["map", "x", "--out", "c/page.html"])):  # fmt: skip
        stage = tmp_path / folder / ".cluster_planner" / "writing-x"
        stage.mkdir(parents=True)
        (stage / "map.html").write_text("half")
        undo(arguments)
        assert not stage.exists()


def test_gdal_opens_our_formats_only_and_no_setting_of_the_user_reaches_it(tmp_path):
    rc = tmp_path / "gdalrc"
    rc.write_text("[configoptions]\nOGR_DECOY=1\n")
    code = "import pyogrio; print(*pyogrio.list_drivers(), pyogrio.get_gdal_config_option('OGR_DECOY'), sep=';')"
    asked = surroundings({**os.environ, "GDAL_CONFIG_FILE": str(rc), "GDAL_SKIP": "", "OGR_SKIP": "GPKG"})
    done = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, check=True)
    *drivers, decoy = done.stdout.strip().split(";")
    assert {"GPKG", "GeoJSON", "LIBKML", "ESRI Shapefile"} <= set(drivers) <= OURS
    assert (decoy, done.stderr) == ("None", "")


def test_the_parent_loads_nothing_of_the_rooms():
    code = "import sys, cluster_planner.__main__; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith("cluster_planner.")}
    assert loaded == {
        "cluster_planner.__main__",
        "cluster_planner._doors",
        "cluster_planner._supervision",
        "cluster_planner._supervision._measures",
        "cluster_planner._supervision._surroundings",
        "cluster_planner._supervision._work",
    }
    assert not {"numpy", "typer", "rich", "logging", "tomllib"} & set(done.stdout.split())
