"""How the Chinese letters of the plan are read, so that a name is found by its pinyin."""

from __future__ import annotations

from collections.abc import Iterable

READINGS = 3  # of a letter, the most common first


def pack_pinyin(texts: Iterable[str]) -> dict[str, str]:
    """Return the readings of each Chinese letter, without tones, separated by spaces.

    A letter is told once, however many names it stands in: about ten kilobytes for a whole city.
    """
    letters = sorted({letter for text in texts for letter in text if "\u3400" <= letter <= "\u9fff"})
    if not letters:
        return {}
    # Imported late: it reads a dictionary of phrases.
    from pypinyin import Style, pinyin

    readings = pinyin(letters, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return {letter: " ".join(read[:READINGS]) for letter, read in zip(letters, readings, strict=True)}
