"""Bytes to text: the encoding of a file that does not declare it, and texts that a wrong one has garbled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.model import Note
from cluster_planner.said import Code, say

NAME_ENCODING = say("error.sources.name_encoding")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAMPLED = 1_000_000
_TWO_BYTES = 0.2  # share of NUL bytes from which a text has two bytes a character
_FAMILIAR, _STRANGE = 0.8, 0.5
_UNREADABLE = 0.2
_REPLACEMENT = "\ufffd"
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# (the encoding that it was wrongly read in, the encoding that it is in)
_MISTAKES = (
    ("latin-1", "gb18030"),
    ("cp1252", "gb18030"),
    ("latin-1", "utf-8"),
    ("cp1252", "utf-8"),
    ("gb18030", "utf-8"),
)
_SAMPLED_ROWS = 500


def find_encoding(content: bytes, path: Path) -> tuple[str, tuple[Note, ...]]:
    """Find the encoding of Chinese text: by its mark, else UTF-8 or GB18030, whichever makes it readable.

    Parameters
    ----------
    content : bytes
        Content of a text file, or the records of a ``.dbf``.
    path : Path
        The file, for messages.

    Returns
    -------
    tuple of str and tuple of Note
        Name of the codec, and a note where the encoding was neither declared nor UTF-8.

    Raises
    ------
    SourceError
        If the text is readable in none of them.
    """
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None) or _two_bytes(content)
    if marked:
        return marked, ()
    if _decodes(content, "utf-8"):
        return "utf-8", ()
    sample = content[:_SAMPLED]
    familiar = {name: familiarity(sample.decode(name, "replace")) for name in ("gb18030", "utf-8")}
    best = max(familiar, key=lambda name: familiar[name])
    text = sample.decode(best, "replace")
    if text.count(_REPLACEMENT) > _UNREADABLE * len(_FOREIGN.findall(text)) or "\0" in text.strip("\0"):
        raise SourceError(say("error.sources.encoding_unknown", path=Code(str(path))), NAME_ENCODING)
    certain = familiar[best] >= _FAMILIAR and _decodes(content, best)
    return best, (Note(rule="encoding_found" if certain else "encoding_doubtful", found=best),)


def is_surely(content: bytes, encoding: str) -> bool:
    """Return whether bytes that are not all ASCII are Chinese text in this encoding beyond doubt.

    Parameters
    ----------
    content : bytes
        Text in an unknown encoding.
    encoding : str
        ``utf-8`` or ``gb18030``.
    """
    if content.isascii() or not _decodes(content, encoding) or familiarity(content.decode(encoding)) < _FAMILIAR:
        return False
    return encoding == "utf-8" or not _decodes(content, "utf-8")


def familiarity(text: str) -> float:
    """Return the share of the characters outside ASCII that are common in Chinese; 1 where there are none."""
    foreign = _FOREIGN.findall(text)
    return sum(character in _common() for character in foreign) / len(foreign) if foreign else 1.0


@cache
def _common() -> frozenset[str]:
    """Return the 3,755 characters of the first level of GB 2312, ordered by use, and Chinese punctuation."""
    leads = (*range(0xA1, 0xA4), *range(0xB0, 0xD8))
    text = b"".join(bytes((lead, trail)) for lead in leads for trail in range(0xA1, 0xFF)).decode("gb2312", "ignore")
    return frozenset(character for character in text if character > "\xff")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _two_bytes(content: bytes) -> str | None:
    """Return which UTF-16 an unmarked text is in, by the side on which its ASCII characters have a zero."""
    sample = content[:2000]
    zeros = {"utf-16-be": sample[0::2].count(0), "utf-16-le": sample[1::2].count(0)}
    likely = max(zeros, key=lambda name: zeros[name])
    often = zeros[likely] > _TWO_BYTES * len(sample) / 2
    return likely if often and min(zeros.values()) * 10 < zeros[likely] else None


def repair_mojibake(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """Restore headers and texts that were read in a wrong encoding before they were saved.

    Parameters
    ----------
    frame : DataFrame
        Texts as they came, such as ``ÉÏº£ÊÐ`` for 上海市.

    Returns
    -------
    tuple of DataFrame and tuple of Note
        The table with readable texts, and an example of each mistake that was undone.
    """
    columns = [name for name in frame if pd.api.types.is_string_dtype(frame[name])]
    step = max(len(frame) // _SAMPLED_ROWS, 1)
    sample = {str(text) for name in columns for text in frame[name].iloc[::step].dropna().unique()}
    headers = {name for name in frame if isinstance(name, str)}
    garbled = sorted(text for text in sample | headers if familiarity(text) < _STRANGE)
    mistake = _mistake(garbled)
    if mistake is None:
        return frame, ()
    repaired = frame.copy()
    for name in columns:
        repaired[name] = _map_unique(frame[name], mistake)
    names = {name: _restored(name, mistake) for name in headers}
    example = next(text for text in garbled if _restored(text, mistake) != text)
    note = Note(rule="mojibake", found=example, becomes=_restored(example, mistake))
    return repaired.rename(columns=names), (note,)


def _mistake(garbled: Iterable[str]) -> tuple[str, str] | None:
    """Return the mistake that explains most of the garbled texts."""
    texts = list(garbled)
    explained = {mistake: sum(_restored(text, mistake) != text for text in texts) for mistake in _MISTAKES}
    best = max(explained, key=lambda mistake: explained[mistake])
    return best if explained[best] * 2 > len(texts) else None


def _restored(text: str, mistake: tuple[str, str]) -> str:
    """Return the text as it was meant, or as it is where the mistake does not explain it."""
    wrong, right = mistake
    try:
        meant = text.encode(wrong).decode(right)
    except UnicodeError:
        return text
    return meant if familiarity(text) < _STRANGE and familiarity(meant) >= _FAMILIAR else text


def _map_unique(column: pd.Series, mistake: tuple[str, str]) -> pd.Series:
    meant = {text: _restored(str(text), mistake) for text in column.dropna().unique()}
    return column.map(meant).astype("str")
