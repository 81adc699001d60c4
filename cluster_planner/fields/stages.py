"""How far a community has come, by the states of its review: one table for all uses."""

from __future__ import annotations

FINISHED = ("done", "accepted", "handed_over")
BEGUN = ("started", *FINISHED)
BUILT = ("planned", *BEGUN)  # in a yearly plan, and not halted
IN_PLAN = (*BUILT, "suspended")
UNDER_WAY = ("planned", "started")  # to be paid
