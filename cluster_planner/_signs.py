"""Signs that no workbook, layer, page or terminal can hold: control signs, halves of signs, and what is no sign."""

from __future__ import annotations

import re

# As a pattern of Python's and of Arrow's, which knows no halves: its texts cannot have them.
UNSHOWABLE = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f" + "\ufffe\uffff]"
_UNSHOWABLE = re.compile(f"{UNSHOWABLE}|[\ud800-\udfff]")
MISREAD = re.compile(r"[!;?\r\n\t]")  # in paths, by pyogrio: as marks of an archive or of an address


def showable(text: str) -> str:
    """Return a text without the signs that files and terminals cannot hold."""
    return _UNSHOWABLE.sub("", text)


def spelled(text: str) -> str:
    r"""Return a text with those signs by their numbers, such as ``\uffff``, so that they can be pointed at."""
    return _UNSHOWABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)
