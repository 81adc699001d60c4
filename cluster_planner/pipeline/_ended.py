"""A process that is ended by a signal, and takes the processes that work for it with it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class _EndedError(BaseException):
    """Somebody has asked this process to end; nothing but `workers_end_with_us` may catch it."""


@contextmanager
def workers_end_with_us() -> Iterator[None]:
    """Let whatever works in processes of its own be undone before a signal to end ends this one.

    Joblib ends its workers where an error passes through it, but not where a signal ends its process.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    except _EndedError:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _EndedError
