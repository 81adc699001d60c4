"""The form in which a plan travels: a JSON text and, behind it, the numbers it refers to, compressed together.

Wherever the content holds a numpy array, the text holds ``{"column": [type, place, length]}`` and the page puts a
typed array there; see ``static/decode.js``.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64decode, b64encode
from typing import Any

import numpy as np

ALIGNMENT = 8
LEVEL = 6  # of gzip: 9 takes three times as long for a hundredth of the size
INTEGERS = (("i1", np.int8), ("i2", np.int16), ("i4", np.int32))


def pack_content(content: dict[str, Any]) -> str:
    """Return content of dictionaries, lists, texts, numbers and arrays in the alphabet of base64.

    Integers take the fewest bytes that hold them; other numbers are doubles, NaN where missing. Arrays that are alike
    are kept once, as are the shapes that several plans share.
    """
    columns: dict[bytes, int] = {}
    told = json.dumps(_refer(content, columns), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    head = _aligned(len(told).to_bytes(4, "little") + told)
    return b64encode(gzip.compress(head + b"".join(columns), compresslevel=LEVEL, mtime=0)).decode("ascii")


def unpack_content(packed: str) -> dict[str, Any]:
    """Return what `pack_content` has packed; lists of numbers that went in come out as they went in.

    Raises
    ------
    ValueError, EOFError, OSError, zlib.error
        The text is none of ours.
    """
    data = gzip.decompress(b64decode(packed, validate=True))
    end = 4 + int.from_bytes(data[:4], "little")
    content: dict[str, Any] = _restore(json.loads(data[4:end]), data[len(_aligned(data[:end])) :])
    return content


def _restore(value: Any, columns: bytes) -> Any:
    if isinstance(value, dict) and value.keys() == {"column"}:
        name, place, length = value["column"]
        kind = np.dtype(dict((*INTEGERS, ("f8", np.float64)))[name]).newbyteorder("<")
        return np.frombuffer(columns, kind, length, place)
    if isinstance(value, dict):
        return {key: _restore(item, columns) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_restore(item, columns) for item in value]
    return value


def _refer(value: Any, columns: dict[bytes, int]) -> Any:
    if isinstance(value, dict):
        return {key: _refer(item, columns) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_refer(item, columns) for item in value]
    if isinstance(value, np.ndarray):
        return _column(value, columns)
    return value


def _column(values: np.ndarray, columns: dict[bytes, int]) -> dict[str, list[Any]]:
    name, kind = _type_of(values)
    told = _aligned(values.astype(np.dtype(kind).newbyteorder("<")).tobytes())
    place = columns.setdefault(told, sum(map(len, columns)))
    return {"column": [name, place, len(values)]}


def _type_of(values: np.ndarray) -> tuple[str, type]:
    if not np.issubdtype(values.dtype, np.integer) and values.dtype != bool:
        return "f8", np.float64
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    return next((name, kind) for name, kind in INTEGERS if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)
