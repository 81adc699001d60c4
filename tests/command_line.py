"""The command line: in this process, which has the heavy libraries already, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from cluster_planner.cli import main

COMMAND = str(Path(sys.executable).with_name("cluster-planner"))
WIDE = {"COLUMNS": "200"}


def run(*arguments: object, expect: int = 0) -> str:
    """Run the command here, and return what it says; it ends in the exit code expected, never in a traceback."""
    return "".join(run_apart(*arguments, expect=expect))


def run_apart(*arguments: object, expect: int = 0) -> tuple[str, str]:
    """Run the command here, and return what it says on either stream."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["cluster-planner", *map(str, arguments)])
        patch.setenv("COLUMNS", WIDE["COLUMNS"])
        with pytest.raises(SystemExit) as ended:
            main()
    return _said(ended.value.code or 0, expect, out.getvalue(), err.getvalue())


def run_process(*arguments: object, expect: int = 0, **environment: str) -> str:
    """Run the command in a process of its own, as a user does."""
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | WIDE | environment,
    )
    return "".join(_said(done.returncode, expect, done.stdout, done.stderr))


def names_in(folder: Path) -> set[str]:
    """Return the names that a user sees in a folder."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def _said(code: object, expect: int, out: str, err: str) -> tuple[str, str]:
    assert code == expect, out + err
    assert "Traceback" not in out + err
    return out, err
