"""Demands: which communities must be together, apart, kept or left out, and whether any plan could meet that.

What is demanded is stated with the problem; whether it can be met is asked of the stated problem.
"""

from __future__ import annotations

from cluster_planner.areas.demands._demands import Groups, read_demands, state_demands
from cluster_planner.areas.demands._feasible import refuse_impossible, unmet

__all__ = ["Groups", "read_demands", "refuse_impossible", "state_demands", "unmet"]
