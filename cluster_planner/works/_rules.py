"""What fields become by a work, as a planner writes it into the catalogue; conditions and quantities are formulas."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cluster_planner.errors import DataError
from cluster_planner.fields import BANK, Field

FIELDS = {field.name: field for field in BANK}
_CHANGE = re.compile(r"(?P<name>\w+)\s*(?P<sign>[=+])\s*(?P<value>[\w.]+)")
_TYPED = str.maketrans("；＝＋", ";=+")


@dataclass(frozen=True)
class Change:
    """What a field is after a work: a value, or itself and the quantity where there is none."""

    field: str
    value: str | float | None


def read_changes(rule: str, row: str = "") -> tuple[Change, ...]:
    """Return what fields become after a work.

    Parameters
    ----------
    rule : str
        ``field=value`` or ``field+quantity``, several separated by semicolons.
    row : str
        Where it stands, for messages.

    Raises
    ------
    DataError
        If a part has another form, or names a field or a value that is not there.

    Examples
    --------
    >>> read_changes("util_water=good; parking+quantity")
    (Change(field='util_water', value='good'), Change(field='parking', value=None))
    """
    parts = (part.strip() for part in rule.translate(_TYPED).split(";"))
    return tuple(_change(part, row) for part in parts if part)


def _change(text: str, row: str) -> Change:
    found = _CHANGE.fullmatch(text)
    field = FIELDS.get(found["name"]) if found else None
    if found is not None and field is not None:
        is_number = field.kind in ("integer", "number")
        if found["sign"] == "+" and found["value"] == "quantity" and is_number:
            return Change(field.name, None)
        if found["sign"] == "=" and is_number and _is_number(found["value"]):
            return Change(field.name, float(found["value"]))
        if found["sign"] == "=" and found["value"] in _codes(field):
            return Change(field.name, found["value"])
    raise DataError(
        (f"{text!r} 不是可用的“改造后”写法。", f"{text!r} does not say what a field becomes."),
        (
            "应为 字段=取值 或 数值字段+quantity, 多项以分号分隔; 取值须是字段目录中的代码。",
            "Write field=value with a code of the catalogue, or field+quantity for a number; separate by semicolons.",
        ),
        (row,) if row else (),
    )


def check_codes(rule: str, row: str = "") -> None:
    """Refuse a condition that compares a field with a value which it never has: it would never hold, in silence.

    Raises
    ------
    DataError
        If there is such a value.
    """
    for field, value in _compared(rule):
        if value not in _codes(field):
            raise DataError(
                (f"{field.zh}({field.name})没有取值 {value!r}。", f"{field.name} is never {value!r}."),
                (f"可取: {' '.join(_codes(field))}。", f"It can be {' '.join(_codes(field))}."),
                (row,) if row else (),
            )


def _compared(rule: str) -> Iterator[tuple[Field, str]]:
    """Go through the fields of one code in a formula and the texts that they are compared with."""
    for node in ast.walk(ast.parse(rule.strip() or "True", mode="eval")):
        if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
            continue
        field = FIELDS.get(node.left.id)
        if field is None or field.kind != "choice":
            continue
        texts = (part for side in node.comparators for part in ast.walk(side) if isinstance(part, ast.Constant))
        yield from ((field, str(text.value)) for text in texts)


def _codes(field: Field) -> tuple[str, ...]:
    return tuple(choice.code for choice in field.choices)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None
