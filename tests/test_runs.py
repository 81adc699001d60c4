"""Everything that a run writes: side by side, in one stage, as when each is written alone."""

import multiprocessing
import os
import signal
import threading

import pytest
from real_input import DAY, PART, SAMPLE

from cluster_planner import books, render
from cluster_planner._staging._register import HOME
from cluster_planner.errors import SourceError
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.runs import Outputs, write_run
from cluster_planner.runs._side_by_side import do_all
from cluster_planner.said import Code, say


@pytest.fixture(scope="module")
def plan():
    return plan_file(Inputs(table=SAMPLE, date=DAY, where=PART))


def in_order(jobs):
    """Do jobs where no copy of the process may be made."""
    done = []
    worker = threading.Thread(target=lambda: done.extend(do_all(jobs)))
    worker.start()
    worker.join()
    return done


def contents(folder):
    files = [path for path in folder.rglob("*") if path.is_file() and HOME not in path.parts]
    return {path.relative_to(folder): path.read_bytes() for path in files}


def test_side_by_side_and_one_after_the_other_give_the_same():
    jobs = [lambda number=number: number**2 for number in range(4)]
    assert do_all(jobs) == in_order(jobs) == [0, 1, 4, 9]


def test_other_jobs_are_done_in_other_processes():
    first, *others = do_all([os.getpid] * 3)
    assert first == os.getpid()
    assert len({first, *others}) == 3


def test_what_a_job_raises_is_raised_with_its_facts():
    def fail():
        raise SourceError(say("error.books.unknown_ending", path=Code("a.b")), say("error.books.no_near_format"))

    with pytest.raises(SourceError, match=r"a\.b") as raised:
        do_all([os.getpid, fail])
    assert "a.b" in raised.value.in_words("zh")


def test_a_job_of_a_killed_process_is_done_here():
    here = os.getpid()

    def die_elsewhere():
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return "done"

    assert do_all([os.getpid, die_elsewhere]) == [here, "done"]


def test_a_run_writes_what_each_room_writes_alone(plan, tmp_path):
    together, alone = tmp_path / "together", tmp_path / "alone"
    written = write_run(plan, together, "en", Outputs(formats=("gpkg", "shp"), report=True))
    books.write_plan(plan, alone, "en", formats=("gpkg", "shp"))
    render.save_map(plan, alone / "map.html", lang="en")
    render.write_report(plan, alone, "en")
    assert contents(together) == contents(alone)
    assert set(written) == {"gpkg", "shp", "record", "map", "workbook", "docx", "html"}
    assert all(path.exists() for path in written.values())


def test_where_one_file_fails_none_is_replaced(plan, tmp_path):
    write_run(plan, tmp_path, "en")
    before = contents(tmp_path)
    with pytest.raises(SourceError):
        write_run(plan, tmp_path, "zh", Outputs(tiles=str(tmp_path / "nowhere.mbtiles")))
    with pytest.raises(SourceError):
        write_run(plan, tmp_path, "zh", Outputs(report=True, letterhead=tmp_path / "map.html"))
    assert contents(tmp_path) == before


def test_tiles_on_disk_are_found_from_where_the_page_lies(plan, tmp_path):
    tile = tmp_path / "tiles" / "1" / "1" / "0.png"
    tile.parent.mkdir(parents=True)
    tile.write_bytes(b"\x89PNG")
    page = write_run(plan, tmp_path / "run", "en", Outputs(tiles=str(tmp_path / "tiles")))["map"]
    (tmp_path / "alone").mkdir()
    alone = render.save_map(plan, tmp_path / "alone" / "map.html", lang="en", tiles=str(tmp_path / "tiles"))
    assert page.read_bytes() == alone.read_bytes()


def test_an_interrupt_ends_the_other_processes_without_a_word(capfd):
    before = {*multiprocessing.active_children()}

    def interrupt():
        for copy in {*multiprocessing.active_children()} - before:
            os.kill(copy.pid, signal.SIGINT)  # as a terminal sends it to all of a group
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        do_all([interrupt, lambda: threading.Event().wait(60)])
    assert capfd.readouterr() == ("", "")
    assert before.issuperset(multiprocessing.active_children())
