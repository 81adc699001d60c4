"""Marks in descriptions of KML: what stands for nothing, and what parts a header from its value."""

from __future__ import annotations

import re

NOTHING = ("<Null>", "<null>", "<空>", "Null", "NULL")  # as ArcGIS writes a missing value into a description
ENTRY = re.compile(r"(?P<header>[^:：]*[^\W\d][^:：]*)[:：](?!//)\s*(?P<value>.*)")
COLONS = ":："
