"""Names that fit into a shapefile, at most ten letters."""

from __future__ import annotations

from collections.abc import Collection

_NAME_BYTES = 10


def short_name(name: str, taken: Collection[str]) -> str:
    """Return a name of at most ten ASCII letters that is still free: the longest words are cut first."""
    words = name.encode("ascii", "ignore").decode().split("_")
    while len("_".join(words)) > _NAME_BYTES:
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        words[longest] = words[longest][:-1]
    stem = "_".join(words) or "column"
    short, copy = stem, 2
    while short.casefold() in {other.casefold() for other in taken}:
        short, copy = f"{stem[: _NAME_BYTES - len(str(copy)) - 1]}_{copy}", copy + 1
    return short
