"""Compiled code without a place to keep it, and with a cache that is damaged."""

import os
import subprocess
import sys

import cluster_planner.areas._compiled as module

# The module is loaded alone: what lies around it takes seconds to import and changes nothing here.
SCRIPT = f"""
import importlib.util
spec = importlib.util.spec_from_file_location("compiled", {module.__file__!r})
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from functions import double
print(module.compiled(double)(21))
"""


def run(folder, cache):
    (folder / "functions.py").write_text("def double(number):\n    return 2 * number\n")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(folder), "NUMBA_CACHE_DIR": str(cache)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "42\n"), done.stderr


def test_a_cache_file_that_was_cut_off_costs_only_the_time_to_compile(tmp_path):
    cache = tmp_path / "cache"
    run(tmp_path, cache)
    for ending, size in (("nbi", 0), ("nbi", 20), ("nbc", 0), ("nbc", 20)):
        files = list(cache.rglob(f"*.{ending}"))
        assert files, "the last run kept what it compiled"
        for file in files:
            os.truncate(file, size)
        run(tmp_path, cache)


def test_without_a_place_for_a_cache_code_is_compiled_anew(tmp_path):
    (tmp_path / "file").write_text("no folder can be made here")
    run(tmp_path, tmp_path / "file" / "cache")
