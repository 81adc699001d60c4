"""The work as its own process begins it: it ends with its parent, and lets it know which file is read."""

from __future__ import annotations

import logging
import os
import signal
import threading
from types import FrameType

from cluster_planner._supervision._work import PARENT

_BETWEEN = 1.0  # seconds between two looks
_INTERRUPTED = 128 + signal.SIGINT  # as shells have it


def begin() -> None:
    """Run the command line under the eyes of the parent."""
    parent, _, tells = os.environ.pop(PARENT, "").partition(" ")
    if tells:
        os.set_inheritable(int(tells), False)  # noqa: FBT003
        threading.Thread(target=_end_with, args=(int(parent),), daemon=True).start()
        logger = logging.getLogger("cluster_planner")
        logger.addHandler(_Files(int(tells)))
        logger.setLevel(logging.INFO)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop_once)
    try:
        if os.name == "posix":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # the parent held it back
        from cluster_planner.cli import main

        main()
    except KeyboardInterrupt:  # before the command line could take it
        raise SystemExit(_INTERRUPTED) from None


def _stop_once(_number: int, _frame: FrameType | None) -> None:
    """Stop at the first interrupt: a terminal sends it to the parent too, which hands it on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _end_with(parent: int) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(_BETWEEN)
    os.kill(os.getpid(), signal.SIGTERM)


class _Files(logging.Handler):
    """Hands the name of each file to the parent as it is opened, and an empty one when it has been read."""

    def __init__(self, tells: int) -> None:
        super().__init__(logging.INFO)
        self._tells = tells

    def emit(self, record: logging.LogRecord) -> None:
        file = getattr(record, "reading", None)
        if file is not None:
            line = str(file).replace("\n", " ") + "\n"
            os.write(self._tells, line.encode("utf-8", "surrogateescape"))
