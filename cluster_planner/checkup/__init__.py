"""How badly each community needs renovation, what it passes and fails, and whether it may be renovated at all.

To change what an indicator of need means, change ``_indicators.py``; its weight is a knob of ``settings.checkup``.
To change what passes the check-up, change ``_checks.py``.
"""

from __future__ import annotations

from cluster_planner.checkup._checks import check_indicators
from cluster_planner.checkup._eligibility import judge_eligibility
from cluster_planner.checkup._need import score_need

__all__ = ["check_indicators", "judge_eligibility", "score_need"]
