"""One job in one language with the code of one checkout: ``python -m reading_back.work CHECKOUT JOB LANG FOLDER``."""

import shutil
import sys
import warnings
from pathlib import Path

from reading_back import jobs, ledgers, pages, wrong
from reading_back.desk import Desk

import cluster_planner


def main():
    """Do the job in an empty folder, then read the map pages it wrote."""
    checkout, job, lang, folder = sys.argv[1:]
    imported = Path(cluster_planner.__file__).parents[1]
    if imported != Path(checkout):
        raise SystemExit(f"{imported} was imported in place of {checkout}")
    warnings.simplefilter("ignore")
    shutil.rmtree(folder, ignore_errors=True)
    do = next(vars(room)[job] for room in (jobs, ledgers, wrong) if job in vars(room))
    do(Desk(folder, lang))
    pages.read_pages(Path(folder), lang)


if __name__ == "__main__":
    main()
