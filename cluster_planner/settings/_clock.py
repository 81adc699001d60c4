"""The day that it is, where nobody names another: the only place where a plan looks at the clock for it."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return the day that it is here."""
    return dt.datetime.now().astimezone().date()
