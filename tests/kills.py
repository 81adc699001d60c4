"""Kill runs, fill their disk, lock their targets, and look whether their folder is all old or all new afterwards.

``python tests/kills.py 300 30`` kills 300 at random moments, a third of them while files are written or moved into
place, and fills the disk to 30 sizes; as root it locks each target in turn, as a program does that has the file open.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cluster_planner._staging import recover
from cluster_planner._staging._register import HOME
from cluster_planner.errors import SourceError
from cluster_planner.model import Plan
from cluster_planner.pipeline import Inputs, plan_file
from cluster_planner.runs import Outputs, write_run
from cluster_planner.settings import Settings

SEED = 20261129
COMMAND = "from cluster_planner.cli import main; main()"


def make_ledger(path: Path) -> Path:
    """Write a ledger of twelve communities in two rows, a walk apart."""
    rows = [
        f"小区{place},南县,{112.40 + place % 6 * 0.0006:.4f},{29.36 + place // 6 * 0.0006:.4f},{60 + place},1995"
        for place in range(12)
    ]
    path.write_text("\n".join(["小区名称,县市区,经度,纬度,户数,建成年份", *rows]) + "\n", encoding="utf-8")
    return path


def contents(folder: Path) -> dict[str, str]:
    """Return the checksum of each file that a user sees; ``plan.json`` but for the times that it took."""
    files = [path for path in folder.rglob("*") if path.is_file() and HOME not in path.relative_to(folder).parts]
    return {path.relative_to(folder).as_posix(): sha256(_lasting(path)).hexdigest() for path in files}


def _lasting(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name != "plan.json":
        return content
    with suppress(ValueError):  # half of a file is none
        return json.dumps(json.loads(content) | {"timings_s": None}).encode()
    return content


def restore(folder: Path, earlier: Path) -> None:
    """Lay the folder as it was before."""
    shutil.rmtree(folder)
    shutil.copytree(earlier, folder)


def kill_writing(folder: Path, ledger: Path, moments: Iterable[float]) -> list[str]:
    """Write a plan over another, killed at these moments (shares of the time it takes); return what went wrong."""
    old, new = (plan_file(Inputs(table=ledger, title=title), Settings()) for title in ("old", "new"))
    begun = time.perf_counter()
    write_run(new, folder, "en")
    after, took = contents(folder), time.perf_counter() - begun
    write_run(old, folder, "zh", Outputs(formats=("gpkg", "geojson")))
    before = contents(folder)
    faults = []
    for moment in moments:
        child = os.fork()
        if child == 0:
            write_run(new, folder, "en")
            os._exit(0)
        time.sleep(took * moment)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        recover(folder)
        found = {name: digest for name, digest in contents(folder).items() if not name.startswith("earlier (")}
        if found not in (before, after):
            faults.append(f"killed after {moment:.3f} of the writing: {differences(found, before, after)}")
        if found != before:
            write_run(old, folder, "zh", Outputs(formats=("gpkg", "geojson")))
    return faults


def kill_runs(folder: Path, ledger: Path, seconds: Iterable[float]) -> list[str]:
    """Plan from the command line into a folder with a plan, killed after so many seconds; return what went wrong."""
    command = [sys.executable, "-P", "-c", COMMAND, "plan", ledger, "--out", folder, "--date", "2026-01-01"]
    subprocess.run([*command, "--lang", "en"], check=True, capture_output=True)
    after = contents(folder)
    subprocess.run(command, check=True, capture_output=True)
    before, faults = contents(folder), []
    earlier = shutil.copytree(folder, folder.with_name("earlier"))
    for moment in seconds:
        with subprocess.Popen([*command, "--lang", "en"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(moment)
            run.kill()
        recover(folder)
        found = contents(folder)
        if found not in (before, after):
            faults.append(f"killed after {moment:.2f} s: {differences(found, before, after)}")
        if found != before:
            restore(folder, earlier)
    return faults


def fill_disk(disk: Path, ledger: Path, sizes: Iterable[float]) -> list[str]:
    """Write a plan over another on a disk with so much room (shares of what it takes); return what went wrong."""
    old, new = (plan_file(Inputs(table=ledger, title=title), Settings()) for title in ("old", "new"))
    folder, filler, faults = disk / "plan", disk / "filler", []
    write_run(new, folder, "en")
    after, takes = contents(folder), sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    write_run(old, folder, "zh")
    before = contents(folder)
    for size in sizes:
        filler.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - int(size * takes))))
        state = _contents_after(new, folder)
        filler.unlink()
        recover(folder)
        if state not in (before, after):
            faults.append(f"room for {size:.2f}: {differences(state, before, after)}")
        if state != before:
            write_run(old, folder, "zh")
    return faults


def lock_targets(folder: Path, ledger: Path) -> list[str]:
    """Write a plan over another of which one file cannot be replaced, each in turn; return what went wrong."""
    old, new = (plan_file(Inputs(table=ledger, title=title), Settings()) for title in ("old", "new"))
    write_run(old, folder, "zh")
    before, faults = contents(folder), []
    for name in before:
        subprocess.run(["chattr", "+i", folder / name], check=True)
        try:
            state = _contents_after(new, folder)
        finally:
            subprocess.run(["chattr", "-i", folder / name], check=True)
        if state != before:
            faults.append(f"{name} locked: {differences(state, before, before)}")
    return faults


def _contents_after(plan: Plan, folder: Path) -> dict[str, str]:
    """Write a plan in a process of its own, which may be refused in words, and return what a user then sees."""
    child = os.fork()
    if child == 0:
        with suppress(SourceError):
            write_run(plan, folder, "en")
            os._exit(0)
        os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, 3)
    return contents(folder)


@contextmanager
def small_disk(place: Path, megabytes: int = 40) -> Iterator[Path]:
    """Mount a disk of that size there, as only root may."""
    place.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


def differences(found: dict[str, str], before: dict[str, str], after: dict[str, str]) -> str:
    """Say of each file whether it is the old one or the new one."""
    names = sorted({*found, *before, *after})
    state = {
        name: "old" if found.get(name) == before.get(name) else "new" if found.get(name) == after.get(name) else "?"
        for name in names
    }
    return ", ".join(f"{name} {what}" for name, what in state.items())


def main(kills: int, sizes: int) -> None:
    """Kill so many runs, fill so many disks, lock each target, and print what went wrong."""
    draw = random.Random(SEED)  # noqa: S311
    with TemporaryDirectory() as place:
        ledger = make_ledger(Path(place) / "ledger.csv")
        command = [sys.executable, "-P", "-c", COMMAND, "plan", ledger, "--out", Path(place) / "timed"]
        subprocess.run(command, check=True, capture_output=True)  # the first one compiles
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took = time.perf_counter() - begun
        faults = kill_writing(Path(place) / "a", ledger, [draw.uniform(0, 1.1) for _ in range(kills // 3)])
        faults += kill_runs(Path(place) / "b", ledger, [draw.uniform(0, took) for _ in range(kills - kills // 3)])
        if sizes and os.geteuid() == 0:
            with small_disk(Path(place) / "disk") as disk:
                faults += fill_disk(disk, ledger, [2.5 * size / sizes for size in range(sizes)])
            faults += lock_targets(Path(place) / "c", ledger)
    sys.stdout.write("\n".join([f"{kills} killed, {sizes} disks filled, {len(faults)} folders mixed", *faults, ""]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
