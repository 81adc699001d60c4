"""What planners read, before and after a change of the code: everything written is read back and compared.

``python tests/read_back.py make CHECKOUT FOLDER`` runs a fixed list of jobs with the code of a checkout, in both
languages. ``python tests/read_back.py compare BEFORE AFTER`` reads two such folders back and reports all differences in
a sentence, cell or attribute, but for those of the table of allowed changes; bytes may differ. ``--job NAME`` does one.
"""

import argparse
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reading_back.allowed import read_allowed
from reading_back.differences import Folders, describe

HERE = Path(__file__).parent
ALLOWED = HERE / "read_back_allowed.toml"
LANGUAGES = ("zh", "en")
# What these keep is in both languages anyway.
TWICE = {("called_wrongly", "en")}
JOBS = (
    "lists", "lifts", "sweep", "refused", "called_wrongly", "messy_ledgers", "joins", "odd_towns", "review_and_plan",
    "keep_and_demand", "plan_of_town", "plan_of_sample",
)  # fmt: skip


def main():
    """Make or compare; the exit code is 1 where a job failed or a difference is not allowed."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = reader.add_subparsers(required=True)
    maker = commands.add_parser("make", help="run the jobs with the code of a checkout")
    maker.add_argument("checkout", type=Path)
    maker.add_argument("folder", type=Path)
    maker.add_argument("--at-once", type=int, default=1, help="how many jobs run side by side")
    maker.set_defaults(do=_make)
    comparer = commands.add_parser("compare", help="report what reads differently")
    comparer.add_argument("before", type=Path)
    comparer.add_argument("after", type=Path)
    comparer.add_argument("--allow", type=Path, default=ALLOWED, help="table of allowed changes")
    comparer.add_argument("--first", type=int, default=5, help="how many differences of each kind are shown")
    comparer.set_defaults(do=_compare)
    for command in (maker, comparer):
        command.add_argument("--job", action="append", choices=JOBS, help="only this job; may be repeated")
        command.add_argument("--lang", action="append", choices=LANGUAGES, help="only this language")
    asked = reader.parse_args()
    raise SystemExit(asked.do(asked))


def _make(asked):
    """Run each job in a process of its own that imports the checkout."""
    wanted = [(job, lang) for job in asked.job or JOBS for lang in asked.lang or LANGUAGES if (job, lang) not in TWICE]
    with ThreadPoolExecutor(asked.at_once) as pool:
        codes = pool.map(lambda one: _make_one(asked.checkout.resolve(), asked.folder.resolve(), *one), wanted)
    return int(any(codes))


def _make_one(checkout, folder, job, lang):
    began = time.perf_counter()
    paths = os.pathsep.join(map(str, (checkout, HERE)))
    settled = os.environ | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-m", "reading_back.work", str(checkout), job, lang, str(folder / job / lang)]
    done = subprocess.run(command, env=settled, cwd=HERE, check=False, stdout=subprocess.DEVNULL)
    code = done.returncode
    state = f"{time.perf_counter() - began:.0f} s" if code == 0 else f"FAILED with {code}"
    sys.stdout.write(f"{job} {lang}: {state}\n")
    sys.stdout.flush()
    return code


def _compare(asked):
    folders = Folders(asked.before, asked.after, read_allowed(asked.allow))
    jobs = asked.job or [job for job in JOBS if (asked.before / job).exists() or (asked.after / job).exists()]
    wanted = [(job, lang) for job in jobs for lang in asked.lang or LANGUAGES if (job, lang) not in TWICE]
    found = [folders.compare(f"{job}/{lang}") for job, lang in wanted]
    sys.stdout.write(describe(found, asked.first))
    return int(any(one.refused for one in found))


if __name__ == "__main__":
    main()
