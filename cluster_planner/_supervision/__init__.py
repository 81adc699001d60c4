"""A thin parent starts the process that does the work, watches it, and says in a sentence how it ended.

The libraries that read files are not ours: where one of them ends the process, or takes all memory, nobody inside is
left to say so. The parent imports the standard library only, so that it costs next to nothing.
"""

from __future__ import annotations

import os
import signal
import sys

from cluster_planner._supervision._surroundings import surroundings
from cluster_planner._supervision._work import WORK, Work

__all__ = ["main"]

_CRASHED = 0xC0000000  # and above: how Windows says that a process ended by a fault of its own
_INTERRUPTED = 0xC000013A


def main() -> None:
    """Run the command line in a process of its own; exit as it does, or with a sentence where it could not say one."""
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    work = Work([sys.executable, "-P", "-c", WORK, root, *sys.argv[1:]], surroundings(os.environ))
    code = work.wait()
    if 0 <= code < _CRASHED or code == _INTERRUPTED:
        raise SystemExit(code)
    from cluster_planner._supervision._ending import explain, undo

    undo(sys.argv[1:])
    if work.stopped_by is not None and not work.exceeded:
        signal.signal(work.stopped_by, signal.SIG_DFL)
        os.kill(os.getpid(), work.stopped_by)  # whoever waits for us sees how it ended
    raise SystemExit(explain(work, code))
