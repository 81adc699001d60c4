"""The only door: a raw table goes in, valid nouns and a list of findings come out.

To add or reword a rule, change ``_rules.py``; to read another way of writing a year, add a line to the table in
``_years.py``.
"""

from __future__ import annotations

from cluster_planner.validation._communities import validate_communities

__all__ = ["validate_communities"]
