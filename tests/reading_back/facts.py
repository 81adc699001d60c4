"""What is read back: one text or number at a place that names itself."""

import math
import re
from typing import NamedTuple


class Spot(NamedTuple):
    """Where a value stands: a file, a sheet or layer or chapter of it, a row and a column."""

    file: str
    place: str
    row: str
    column: str


# What differs from run to run or from checkout to checkout and is not said to a planner.
_MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"/[^\s'\",;:]*?/(before|after|base)?(?=in/|out/)"), "<folder>/"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)?"), "<now>"),
)


def plain(value):
    """Return a value as what is compared: a number as such, all else as text; nothing where a cell is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value)
    for mask, shown in _MASKS:
        text = mask.sub(shown, text)
    return text if text.strip() else None


def spots_of(file, place, rows):
    """Yield facts of a table given as pairs of a row's key and its values by column."""
    for key, values in rows:
        for column, value in values.items():
            fact = plain(value)
            if fact is not None:
                yield Spot(file, place, str(key), str(column)), fact


def spots_of_texts(file, place, texts):
    """Yield facts of texts in order, blanks between words being all alike."""
    shown = (" ".join(str(text).split()) for text in texts)
    return spots_of(file, place, ((number, {"": text}) for number, text in enumerate(filter(None, shown), start=1)))


def spots_of_table(file, place, header, rows):
    """Yield facts of a table with a header: names in their order, then each cell under its name."""
    names = distinct_names(header)
    yield Spot(file, place, "(columns)", ""), "\n".join(names)
    yield from spots_of(
        file, place, ((at, dict(zip(names, row, strict=False))) for at, row in enumerate(rows, start=1))
    )


def distinct_names(names):
    """Return names as texts; repeated ones have a number."""
    seen = {}
    distinct = []
    for name in map(str, names):
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return distinct


def spots_of_tree(file, content, trail=()):
    """Yield facts of nested mappings and lists: numbers in the path are the row, the last name is the column."""
    if isinstance(content, dict):
        items = content.items()
    elif isinstance(content, list):
        items = enumerate(content)
    else:
        fact = plain(content)
        if fact is not None:
            names = [step for step in trail if isinstance(step, str)]
            row = ".".join(str(step) for step in trail if not isinstance(step, str))
            yield Spot(file, ".".join(names[:-1]), row, names[-1] if names else ""), fact
        return
    for step, inner in items:
        yield from spots_of_tree(file, inner, (*trail, step))
