"""How badly each community needs renovation, and whether it may be renovated at all.

To change what an indicator means, change ``_indicators.py``; its weight is a knob of ``settings.checkup``.
"""

from __future__ import annotations

from cluster_planner.checkup._eligibility import judge_eligibility
from cluster_planner.checkup._need import score_need

__all__ = ["judge_eligibility", "score_need"]
