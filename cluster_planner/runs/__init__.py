"""What a run writes: workbook, layers, record, map and report in one stage, side by side."""

from __future__ import annotations

from cluster_planner.runs._write import Outputs, check_run, write_run

__all__ = ["Outputs", "check_run", "write_run"]
