"""Today's date, unless another is given: the only place where a plan looks at the clock for it."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Return today's local date."""
    return dt.datetime.now().astimezone().date()
