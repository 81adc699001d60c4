"""The transport form of a plan: a JSON text followed by the numbers it refers to, compressed together.

Wherever the content holds a numpy array, the text holds ``{"column": [type, place, length, digits]}`` and the page
puts a typed array there; see ``static/decode.js``.
"""

from __future__ import annotations

import gzip
import json
from typing import Any

import numpy as np

from cluster_planner.render._letters import from_letters, to_letters

ALIGNMENT = 8
MOST_DIGITS = 4
LEVEL = 6  # of gzip: 9 takes three times as long for a hundredth of the size
INTEGERS = (("i1", np.int8), ("i2", np.int16), ("i4", np.int32))


def pack_content(content: dict[str, Any]) -> str:
    """Return content of dictionaries, lists, texts, numbers and arrays as harmless letters; see ``_letters``.

    Integers take the fewest bytes that hold them; numbers of a few digits are stored as integers, others as doubles.
    Equal arrays are stored once, such as the shapes that several plans share.
    """
    columns: dict[bytes, int] = {}
    text = json.dumps(_refer(content, columns), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    head = _aligned(len(text).to_bytes(4, "little") + text)
    return to_letters(gzip.compress(head + b"".join(columns), compresslevel=LEVEL, mtime=0))


def unpack_content(packed: str) -> dict[str, Any]:
    """Return what `pack_content` has packed; lists of numbers come out as they went in.

    Raises
    ------
    ValueError, EOFError, OSError, zlib.error
        The text is not one of ours.
    """
    data = gzip.decompress(from_letters(packed))
    end = 4 + int.from_bytes(data[:4], "little")
    content: dict[str, Any] = _restore(json.loads(data[4:end]), data[len(_aligned(data[:end])) :])
    return content


def _restore(value: Any, columns: bytes) -> Any:
    if isinstance(value, dict) and value.keys() == {"column"}:
        return _values(columns, *value["column"])
    if isinstance(value, dict):
        return {key: _restore(item, columns) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_restore(item, columns) for item in value]
    return value


def _values(columns: bytes, name: str, place: int, length: int, digits: int | None = None) -> np.ndarray:
    if name == "f8":
        return np.frombuffer(columns, "<f8", length, place)
    if digits is not None and digits not in range(MOST_DIGITS + 1):
        raise ValueError(f"no number of digits: {digits}")
    kind: np.dtype[Any] = np.dtype(dict(INTEGERS)[name]).newbyteorder("<")
    planes = np.frombuffer(columns, np.uint8, length * kind.itemsize, place).reshape(kind.itemsize, length)
    whole = np.ascontiguousarray(planes.T).view(kind).ravel()
    if digits is None:
        return whole
    return np.where(whole == _least(kind), np.nan, whole / 10**digits)


def _refer(value: Any, columns: dict[bytes, int]) -> Any:
    if isinstance(value, dict):
        return {key: _refer(item, columns) for key, item in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_refer(item, columns) for item in value]
    if isinstance(value, np.ndarray):
        return _column(value, columns)
    return value


def _column(values: np.ndarray, columns: dict[bytes, int]) -> dict[str, list[Any]]:
    whole, digits = _as_integers(values)
    name, kind = ("f8", np.float64) if whole is None else _type_of(whole)
    packed = _planes((values if whole is None else whole).astype(np.dtype(kind).newbyteorder("<")))
    place = columns.setdefault(packed, sum(map(len, columns)))
    return {"column": [name, place, len(values), *([] if digits is None else [digits])]}


def _as_integers(values: np.ndarray) -> tuple[np.ndarray | None, int | None]:
    """Return numbers of a few digits as integers with NaN as the least one, and the number of digits."""
    if not np.issubdtype(values.dtype, np.floating):
        return values, None
    known = values[np.isfinite(values)]
    for digits in range(MOST_DIGITS + 1):
        scaled = np.rint(known * 10**digits)
        if np.array_equal(scaled / 10**digits, known) and np.abs(scaled).max(initial=0) < np.iinfo(np.int32).max:
            _, kind = _type_of(np.append(scaled - 1, scaled + 1).astype(np.int64))
            whole: np.ndarray = np.full(len(values), _least(kind), dtype=kind)
            whole[np.isfinite(values)] = scaled
            return whole, digits
    return None, None


def _least(kind: Any) -> int:
    return int(np.iinfo(kind).min)


def _type_of(values: np.ndarray) -> tuple[str, type]:
    """Return the narrowest integers that hold the values."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    return next((name, kind) for name, kind in INTEGERS if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max)


def _planes(values: np.ndarray) -> bytes:
    """Return the first bytes of all integers, then the second ones: like next to like compresses best."""
    width = values.itemsize if values.dtype.kind == "i" else 1
    return _aligned(values.view(np.uint8).reshape(-1, width).T.tobytes())


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % ALIGNMENT)
