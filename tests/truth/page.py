"""The one reader of ``map.html``: the payload of the page as tables, with its sentences put together again."""

from __future__ import annotations

import gzip
import json
import re

import numpy as np
import pandas as pd

LETTERS = [letter for letter in range(ord("!"), ord("~") + 1) if letter not in b"\"&'<>\\`{}"]
BASE, GROUP, ALIGNMENT = 85, 5, 8
TYPES = {"i1": np.int8, "i2": np.int16, "i4": np.int32}
TAG = re.compile(r'<script type="application/octet-stream" id="[^"]*">([^<]+)</script>')


class Page:
    """A map that was read: its payload, and tables of areas and communities in one language.

    Parameters
    ----------
    file : Path
        ``map.html``.
    place : int
        Place of the language: 0 is Chinese, 1 English.
    """

    def __init__(self, file, place):
        self.content = _unpack(TAG.search(file.read_text(encoding="utf-8"))[1])
        self.place = place

    def table(self, layer):
        """Return the table of ``areas`` or ``communities`` as the page shows it, by id."""
        stated = self.content[layer]
        return pd.DataFrame(
            {name: self._column(column) for name, column in stated["table"].items()}, index=stated["ids"], dtype=object
        )

    def links(self):
        """Return the links, with the places of both communities and whether they are blocked."""
        stated = self.content["links"]
        ids = np.array(self.content["communities"]["ids"], dtype=object)
        columns = {name: self._column(column) for name, column in stated["table"].items()}
        return pd.DataFrame(
            columns | {end: ids[stated[end]] for end in ("focal", "neighbor")} | {"blocked": stated["blocked"]}
        )

    def _column(self, column):
        if "templates" in column:
            return self._sentences(column)
        if "values" in column:
            return [None if number != number else number for number in column["values"].tolist()]  # noqa: PLR0124
        texts = column["both"][self.place] if "both" in column else column["texts"]
        return [texts[code] if code >= 0 else None for code in column["codes"]]

    def _sentences(self, column):
        known = self._known + column["texts"]
        template_of, slots, values = column["codes"], column["slots"], column["values"]
        counts = np.bincount(template_of, minlength=len(slots))
        starts = np.concatenate([[0], np.cumsum(counts * slots)])
        ranks = pd.Series(template_of).groupby(template_of).cumcount().to_numpy()
        said = []
        for code, rank in zip(template_of, ranks, strict=True):
            parts = column["templates"][code][self.place]
            at = starts[code] + rank
            said.append("".join(p if isinstance(p, str) else known[values[at + p * counts[code]]] for p in parts))
        ends = np.cumsum(column["lengths"])
        between = column["between"][self.place]
        every = zip(ends - column["lengths"], ends, strict=True)
        return [between.join(said[first:last]) if last > first else None for first, last in every]

    @property
    def _known(self):
        names = (self.content["communities"]["table"].get("name"), self.content["areas"]["table"].get("area_name"))
        columns = [column.get("both") or [column["texts"]] for column in names if column]
        return [name for column in columns for texts in column for name in texts]


def _unpack(letters):
    data = gzip.decompress(_from_letters(letters.strip()))
    end = 4 + int.from_bytes(data[:4], "little")
    return _restore(json.loads(data[4:end]), data[end + -end % ALIGNMENT :])


def _from_letters(text):
    missing = -len(text) % GROUP
    digit_of = np.full(128, BASE - 1)
    digit_of[LETTERS] = np.arange(BASE)
    digits = np.append(digit_of[np.frombuffer(text.encode("ascii"), np.uint8)], np.full(missing, BASE - 1))
    words = digits.reshape(-1, GROUP) @ BASE ** np.arange(GROUP - 1, -1, -1)
    data = words.astype(">u4").tobytes()
    return data[: len(data) - missing]


def _restore(value, columns):
    if isinstance(value, dict) and value.keys() == {"column"}:
        return _numbers(columns, *value["column"])
    if isinstance(value, dict):
        return {key: _restore(item, columns) for key, item in value.items()}
    if isinstance(value, list):
        return [_restore(item, columns) for item in value]
    return value


def _numbers(columns, name, place, length, digits=None):
    if name == "f8":
        return np.frombuffer(columns, "<f8", length, place)
    kind = np.dtype(TYPES[name]).newbyteorder("<")
    planes = np.frombuffer(columns, np.uint8, length * kind.itemsize, place).reshape(kind.itemsize, length)
    whole = np.ascontiguousarray(planes.T).view(kind).ravel()
    if digits is None:
        return whole
    return np.where(whole == np.iinfo(TYPES[name]).min, np.nan, whole / 10**digits)
