"""Signs that no workbook, layer, page or terminal can hold: control signs, halves of signs, and what is no sign."""

from __future__ import annotations

import re

# As a pattern of Python's and of Arrow's, which knows no halves: its texts cannot have them.
CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
_UNSHOWABLE = re.compile(f"{CONTROLS}|[\ud800-\udfff\ufffe\uffff]")


def showable(text: str) -> str:
    """Return a text without the signs that files and terminals cannot hold."""
    return _UNSHOWABLE.sub("", text)
