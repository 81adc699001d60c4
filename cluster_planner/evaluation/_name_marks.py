"""Signs within names, the same in every language."""

from __future__ import annotations

import re

BLOCK = re.compile(r"(.+?)((?:[一二三四五六七八九十]+|\d+)(?:区|期|院|栋|단지|차))")  # a name and the number of a block
BETWEEN = "、"  # names of several places in one cell
WITH_ID = ("（", "）")  # around the id that distinguishes two of one name
