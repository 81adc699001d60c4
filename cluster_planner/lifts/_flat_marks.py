"""Patterns around the figures of a sheet of flats."""

from __future__ import annotations

import re

FLOOR = re.compile(r"第?(\d{1,2})(?:层|楼|f)?")
AREA = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:m2|平方米|平米)?")
TOTAL = r"(?i)\s*(?:合\s*计|小\s*计|总\s*计|共\s*计|totals?\b|sum\b)"
BETWEEN = re.compile(r"[\s,，;；]+")  # shares of floors, typed one after the other
