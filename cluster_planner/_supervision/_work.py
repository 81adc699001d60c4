"""The process that does the work: started, watched, and handed the signals that its parent gets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from cluster_planner._supervision._measures import Measures

# What the new process does. Modules are found where those of the parent are, never in the folder it is started in.
WORK = """
import sys
root, *arguments = sys.argv[1:]
if root not in sys.path:
    sys.path.insert(0, root)
sys.argv = ["cluster-planner", *arguments]
from cluster_planner._supervision._under_watch import begin
begin()
"""
PARENT = "CLUSTER_PLANNER_PARENT"  # its process, and where it hears which file is read
_BETWEEN = 0.1  # seconds between two looks
_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")


class Work:
    """A process of our own.

    Parameters
    ----------
    command : sequence of str
        What to run.
    environment : mapping of str to str
        Its environment.

    Attributes
    ----------
    reading : str
        The file that was being read last; empty where none is.
    exceeded : str
        ``memory`` or ``time``, where the process was ended for taking too much of it.
    stopped_by : int or None
        The signal by which somebody asked for the end.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.reading = self.exceeded = ""
        self.stopped_by: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._measures: Measures | None = None
        for stop in (getattr(signal, name) for name in _STOPS if hasattr(signal, name)):
            if signal.getsignal(stop) != signal.SIG_IGN:  # as nohup does
                signal.signal(stop, self._hand_on)
        self._start(command, environment)
        if self.stopped_by is not None:
            self._hand_on(self.stopped_by)

    def _start(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        if os.name != "posix":
            self._process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own code
            return
        hears, tells = os.pipe()
        known = {**environment, PARENT: f"{os.getpid()} {tells}"}
        with _held_back():
            self._process = subprocess.Popen(command, env=known, pass_fds=(tells,))  # noqa: S603 - our own code
        os.close(tells)
        threading.Thread(target=self._listen, args=(hears,), daemon=True).start()
        if sys.platform == "linux":
            self._measures = Measures(self._process.pid)
            threading.Thread(target=self._watch, args=(self._process, self._measures), daemon=True).start()

    def wait(self) -> int:
        """Return the exit code, or minus the signal that ended the process."""
        assert self._process is not None  # noqa: S101 - started with the object
        return self._process.wait()

    def _hand_on(self, number: int, _frame: object = None) -> None:
        """Hand on a signal; on Windows all programs of a console get an interrupt from it."""
        self.stopped_by = number
        if self._process is None or os.name != "posix":
            return
        if number == signal.SIGINT or self._measures is None:
            self._process.send_signal(number)
        else:
            _end(self._measures, number)

    def _listen(self, hears: int) -> None:
        """Take note of which file is read, a line for each; an empty one when it is done."""
        with os.fdopen(hears, encoding="utf-8", errors="surrogateescape") as lines:
            for line in lines:
                self.reading = line.rstrip("\n")
                if self._measures is not None:
                    self._measures.begin(self.reading)

    def _watch(self, process: subprocess.Popen[bytes], measures: Measures) -> None:
        pause = threading.Event()
        while process.returncode is None:
            self.exceeded = measures.exceeded()
            if self.exceeded:
                _end(measures, signal.SIGKILL)
                return
            pause.wait(_BETWEEN)


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold interrupts back in what is started here: until Python has begun there it can say nothing but a traceback."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(measures: Measures, number: int) -> None:
    for process in measures.family():
        with suppress(ProcessLookupError):
            os.kill(process, number)
