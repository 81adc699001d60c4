"""Bytes as letters that mean nothing in HTML, JavaScript or a template: four bytes as five letters of 85.

Base64 would take five and a third, and Python's own base 85 (``base64.b85encode``) uses ``<``, ``&`` and braces.
"""

from __future__ import annotations

import numpy as np

BASE = 85
GROUP = 5  # letters for four bytes
LETTERS = bytes(letter for letter in range(ord("!"), ord("~") + 1) if letter not in b"\"&'<>\\`{}")
POWERS = BASE ** np.arange(GROUP - 1, -1, -1, dtype=np.uint64)


def to_letters(data: bytes) -> str:
    """Return bytes as letters; an incomplete last group takes fewer letters."""
    missing = -len(data) % 4
    words = np.frombuffer(data + bytes(missing), ">u4").astype(np.uint64)
    digits = (words[:, None] // POWERS % BASE).astype(np.uint8)
    letters = np.frombuffer(LETTERS, np.uint8)[digits].tobytes()
    return letters[: len(letters) - missing].decode("ascii")


def from_letters(text: str) -> bytes:
    """Return the bytes that `to_letters` was given.

    Raises
    ------
    ValueError
        The text has other letters, or an impossible number of them.
    """
    missing = -len(text) % GROUP
    letters = np.frombuffer(text.encode("ascii"), np.uint8)
    digit_of = np.full(256, BASE)
    digit_of[np.frombuffer(LETTERS, np.uint8)] = np.arange(BASE)
    digits = np.append(digit_of[letters], np.full(missing, BASE - 1))
    if (digits == BASE).any() or missing == GROUP - 1:
        raise ValueError("These are not the letters of bytes.")
    words = digits.reshape(-1, GROUP).astype(np.uint64) @ POWERS
    if (words >> np.uint64(32)).any():
        raise ValueError("These are not the letters of bytes.")
    data = words.astype(">u4").tobytes()
    return data[: len(data) - missing]
