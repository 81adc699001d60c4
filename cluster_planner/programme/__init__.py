"""Years and money: which area, and which community alone, is built in which year, with a bound on any programme.

To change how projects score, go to ``_projects.py``; what may be demanded, ``_demands.py``; which source pays for what,
``_money.py``; a wording, ``_words.py`` and ``_shortfalls.py``.
"""

from __future__ import annotations

from cluster_planner.programme._schedule import schedule_areas

__all__ = ["schedule_areas"]
