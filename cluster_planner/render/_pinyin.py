"""How the Chinese characters of the plan are read, so that names are found by their pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

READINGS = 3  # of a character, the most common first
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))  # grave, acute, macron and caron


def pack_pinyin(texts: Iterable[str]) -> dict[str, str]:
    """Return the readings of each Chinese character, without tones, separated by spaces.

    A character is listed once, however many names have it: about ten kilobytes for a whole city.
    """
    letters = sorted({letter for text in texts for letter in text if "\u3400" <= letter <= "\u9fff"})
    known = _letters() if letters else {}
    return {letter: " ".join(_without_tones(known.get(ord(letter), letter))[:READINGS]) for letter in letters}


@cache
def _letters() -> Mapping[int, str]:
    """Return the readings of single characters by code point, as ``pypinyin`` has them.

    The table is read without importing the package, which would read its phrases too and take five times as long.
    """
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    spec = spec_from_file_location("pypinyin_letters", Path(package.origin).with_name("pinyin_dict.py"))
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin has no table of letters", name="pypinyin.pinyin_dict")
    table = module_from_spec(spec)
    spec.loader.exec_module(table)
    letters: Mapping[int, str] = table.pinyin_dict
    return letters


def _without_tones(readings: str) -> list[str]:
    """Return each reading once; ü is typed as v."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", readings).translate(_TONES))
    return list(dict.fromkeys(plain.replace("ü", "v").split(",")))
