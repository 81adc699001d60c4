"""Years and money: which area, and which community alone, is built in which year, with a bound on any programme.

To change how projects score, go to ``_projects.py``; what may be demanded, ``_demands.py``; which source pays for what,
``_money.py``; a wording, section ``programme`` of the catalogues of words.
"""

from __future__ import annotations

from cluster_planner.programme._progress import report_progress
from cluster_planner.programme._schedule import schedule_areas
from cluster_planner.programme._statistics import report_statistics
from cluster_planner.programme._under_way import report_under_way

__all__ = ["report_progress", "report_statistics", "report_under_way", "schedule_areas"]
