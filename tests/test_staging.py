"""All old or all new, whatever happens while files are put in place; and nobody's work is replaced."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest

from cluster_planner._staging import check_targets, new_file, recover, staged
from cluster_planner.errors import SourceError

TODAY = dt.datetime.now().astimezone().date()
OLD = {"a.txt": "old a", "b/c.txt": "old c", "left.txt": "old left"}
NEW = {"a.txt": "new a", "b/c.txt": "new c", "d.txt": "new d"}
IN_PLACE = NEW | {f"earlier ({TODAY})/left.txt": "old left"}


def write(folder: Path, files: dict[str, str], of: str = "plan") -> dict[str, Path]:
    with staged(folder, of=of) as stage:
        for name, text in files.items():
            (stage.path / name).parent.mkdir(exist_ok=True)
            (stage.path / name).write_text(text)
    return stage.kept


def seen(folder: Path) -> dict[str, str]:
    """Return the files that a user sees."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".cluster_planner" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def hidden(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".cluster_planner").iterdir()}


def test_files_of_ours_are_replaced_and_those_of_an_earlier_run_moved_aside(tmp_path):
    write(tmp_path, OLD)
    kept = write(tmp_path, NEW)
    assert seen(tmp_path) == IN_PLACE
    assert kept == {"left.txt": tmp_path / f"earlier ({TODAY})" / "left.txt"}
    assert hidden(tmp_path) == {"lock", "written.json"}


def test_a_run_of_another_kind_leaves_a_plan_alone(tmp_path):
    write(tmp_path, OLD)
    assert write(tmp_path, {"reviews.xlsx": "r"}, of="review") == {}
    assert seen(tmp_path) == OLD | {"reviews.xlsx": "r"}


def test_what_a_person_changed_or_brought_is_kept_under_a_dated_name(tmp_path):
    write(tmp_path, OLD)
    (tmp_path / "a.txt").write_text("a with remarks")
    (tmp_path / "d.txt").write_text("mine")
    kept = write(tmp_path, NEW)
    assert seen(tmp_path) == IN_PLACE | {f"a ({TODAY}).txt": "a with remarks", f"d ({TODAY}).txt": "mine"}
    assert {kept["a.txt"].name, kept["d.txt"].name} == {f"a ({TODAY}).txt", f"d ({TODAY}).txt"}
    (tmp_path / "a.txt").write_text("a with other remarks")
    assert write(tmp_path, NEW)["a.txt"].name == f"a ({TODAY}) 2.txt"


def test_a_damaged_register_loses_nothing(tmp_path):
    write(tmp_path, OLD)
    (tmp_path / ".cluster_planner" / "written.json").write_text('{"a.txt": 5}')
    write(tmp_path, NEW)
    assert seen(tmp_path).items() >= (NEW | {f"a ({TODAY}).txt": "old a", "left.txt": "old left"}).items()


@pytest.mark.parametrize("cut", range(9))
def test_a_run_killed_at_any_move_is_finished_by_the_next(tmp_path, cut):
    """Of nine moves (two files out of the way, three into place, one aside, register and journal) each is the last."""
    write(tmp_path, OLD)
    child = os.fork()
    if child == 0:
        moves, move = iter(range(cut)), Path.rename

        def rename(self: Path, target: Path) -> Path:
            return move(self, target) if next(moves, None) is not None else os._exit(9)

        Path.rename = rename
        write(tmp_path, NEW)
        os._exit(0)
    os.waitpid(child, 0)
    recover(tmp_path)
    assert seen(tmp_path) in (OLD, IN_PLACE)
    assert hidden(tmp_path) == {"lock", "written.json"}
    write(tmp_path, NEW)
    assert seen(tmp_path) == IN_PLACE


def test_a_move_that_fails_undoes_those_before_it(tmp_path):
    write(tmp_path, {"a.txt": "old a", "z": "a file"})
    with pytest.raises(SourceError, match="z") as refused:
        write(tmp_path, {"a.txt": "new a", "z/y.txt": "needs a folder"})
    assert "未改动" in refused.value.in_words("zh")
    assert seen(tmp_path) == {"a.txt": "old a", "z": "a file"}


@contextmanager
def protected(path: Path):
    """Protect a file as a program that has it open does on Windows: it can be neither replaced nor moved."""
    subprocess.run(["chattr", "+i", path], check=True)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk or protect a file from itself")


@as_root
@pytest.mark.parametrize("name", OLD)
def test_a_target_that_is_locked_is_found_before_the_run_and_stops_it_at_the_end(tmp_path, name):
    write(tmp_path, OLD)
    with protected(tmp_path / name):
        with pytest.raises(SourceError, match=Path(name).name):
            check_targets(tmp_path, OLD)
        with pytest.raises(SourceError, match=Path(name).name):
            write(tmp_path, {**NEW, "left.txt": "new left"})
        assert seen(tmp_path) == OLD
    write(tmp_path, NEW)
    assert seen(tmp_path) == IN_PLACE


@as_root
def test_a_full_disk_leaves_everything_as_it_was(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], check=True)
    try:
        write(disk, OLD)
        with pytest.raises(SourceError) as refused:
            write(disk, NEW | {"large.txt": "x" * 500_000})
        assert "The disk is full" in refused.value.in_words("en")
        assert seen(disk) == OLD
        assert hidden(disk) == {"lock", "written.json"}
    finally:
        subprocess.run(["umount", disk], check=True)


def test_an_output_never_replaces_an_input(tmp_path):
    (tmp_path / "plan.xlsx").write_text("a ledger")
    with pytest.raises(SourceError, match=r"plan\.xlsx"):
        check_targets(tmp_path / "." / "", ["plan.xlsx"], [tmp_path / "plan.xlsx"])


def test_a_folder_with_the_name_of_a_file_is_found_before_the_run(tmp_path):
    (tmp_path / "map.html").mkdir()
    with pytest.raises(SourceError, match=r"map\.html"):
        check_targets(tmp_path, ["map.html"])


def test_a_folder_with_the_name_of_a_file_stays_where_it_is(tmp_path):
    (tmp_path / "map.html").mkdir()
    (tmp_path / "map.html" / "work.txt").write_text("of a person")
    with pytest.raises(SourceError, match=r"map\.html"):
        write(tmp_path, {"a.txt": "new a", "map.html": "a page"})
    assert seen(tmp_path) == {"map.html/work.txt": "of a person"}


def test_asking_makes_nothing(tmp_path):
    check_targets(tmp_path / "new" / "folder", ["map.html"])
    assert list(tmp_path.iterdir()) == []


def test_a_file_to_fill_in_is_never_replaced(tmp_path):
    target = tmp_path / "ledger.xlsx"
    with new_file(target) as unfinished:
        unfinished.write_text("empty")
        assert not target.exists()
    with pytest.raises(SourceError, match=r"ledger\.xlsx"), new_file(target) as unfinished:
        unfinished.write_text("empty again")
    assert target.read_text() == "empty"
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.xlsx"]


def test_what_a_killed_run_left_is_taken_away_but_not_what_another_run_is_writing(tmp_path):
    write(tmp_path, OLD)
    home = tmp_path / ".cluster_planner"
    (home / "writing-killed").mkdir()
    (home / "writing-killed" / "half").write_text("of a file")
    with staged(tmp_path) as stage:
        recover(tmp_path)
        assert stage.path.exists()
        assert not (home / "writing-killed").exists()
    shutil.rmtree(home)
    recover(tmp_path)
    assert seen(tmp_path) == OLD
