"""Several jobs at once, each in a copy of this process, where that is safe; one after the other elsewhere."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

Done = TypeVar("Done")


def do_all(jobs: Sequence[Callable[[], Done]]) -> list[Done]:
    """Do independent jobs, and return what each returns, in order.

    The first is done here, each other one in a copy of this process, which has all data at hand and returns only its
    small result. The job of a copy that is killed is done here.

    Parameters
    ----------
    jobs : sequence of callables
        Each writes its own files; what it returns, or raises, can be pickled.

    Raises
    ------
    Exception
        What the first job that failed raised; the others are stopped then.
    """
    if not _may_copy():
        return [job() for job in jobs]
    first, *others = jobs
    copies = [_Copy(job) for job in others]
    try:
        return [first(), *(copy.result() for copy in copies)]
    finally:
        for copy in copies:
            copy.stop()


def _may_copy() -> bool:
    """Return whether a copy of this process is safe and useful.

    Outside Linux, system libraries do not survive it. In a server with threads of its own a lock might be held.
    """
    on_main = threading.current_thread() is threading.main_thread()
    return sys.platform == "linux" and on_main and (os.cpu_count() or 1) > 1


class _Copy(Generic[Done]):
    """A job in a copy of this process."""

    def __init__(self, job: Callable[[], Done]) -> None:
        self._job = job
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(job, there), daemon=True)
        with warnings.catch_warnings():
            # Python warns of locks that other threads hold. Those are the solver's, idle, and the one that shows
            # progress, which a copy never touches.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        there.close()

    def result(self) -> Done:
        """Wait for the job, and return what it returned or raise what it raised."""
        try:
            fault, done = self._here.recv()
        except EOFError:
            return self._job()
        if fault is not None:
            raise fault
        result: Done = done
        return result

    def stop(self) -> None:
        """End the copy, if it has not ended."""
        self._here.close()
        self._process.terminate()
        self._process.join()


def _work(job: Callable[[], Done], there: Connection) -> None:
    logging.disable()  # stages are shown to the reader by the first process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process is interrupted, and ends its copies
    try:
        there.send((None, job()))
    except Exception as fault:  # noqa: BLE001 - whatever it is, the first process raises it
        there.send((fault, None))
