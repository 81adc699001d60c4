"""What fields become by a work, as a planner writes it into the catalogue; conditions and quantities are formulas."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cluster_planner._typed_marks import IN_RULES
from cluster_planner.errors import DataError
from cluster_planner.fields import Field
from cluster_planner.said import Code, Fact, Label, say, several

_CHANGE = re.compile(r"(?P<name>\w+)\s*(?P<sign>[=+])\s*(?P<value>[\w.]+)")


@dataclass(frozen=True)
class Change:
    """What a field is after a work: a value, or itself and the quantity where there is none."""

    field: str
    value: str | float | None


def read_changes(rule: str, bank: Mapping[str, Field], row: Fact | None = None) -> tuple[Change, ...]:
    """Return what fields become after a work.

    Parameters
    ----------
    rule : str
        ``field=value`` or ``field+quantity``, several separated by semicolons.
    bank : mapping of str to Field
        The fields that may be named.
    row : str
        Its row, for messages.

    Raises
    ------
    DataError
        If a part has another form, or names a field or a value that does not exist.

    Examples
    --------
    >>> from cluster_planner.profile import CHINA
    >>> read_changes("util_water=good; parking+quantity", CHINA.catalogue.of_bank)
    (Change(field='util_water', value='good'), Change(field='parking', value=None))
    """
    parts = (part.strip() for part in rule.translate(IN_RULES).split(";"))
    return tuple(_change(part, bank, row) for part in parts if part)


def _change(text: str, bank: Mapping[str, Field], row: Fact | None) -> Change:
    found = _CHANGE.fullmatch(text)
    field = bank.get(found["name"]) if found else None
    if found is not None and field is not None:
        is_number = field.kind in ("integer", "number")
        if found["sign"] == "+" and found["value"] == "quantity" and is_number:
            return Change(field.name, None)
        if found["sign"] == "=" and is_number and _is_number(found["value"]):
            return Change(field.name, float(found["value"]))
        if found["sign"] == "=" and found["value"] in _codes(field):
            return Change(field.name, found["value"])
    raise DataError(
        say("error.works.not_becomes", text=Code(repr(text))),
        say("error.works.write_becomes"),
        () if row is None else (row,),
    )


def check_codes(rule: str, bank: Mapping[str, Field], row: Fact | None = None) -> None:
    """Refuse a condition that compares a field with a value that it never has: it would silently never hold.

    Raises
    ------
    DataError
        If there is such a value.
    """
    for field, value in _compared(rule, bank):
        if value not in _codes(field):
            raise DataError(
                say("error.works.never_value", field=Label("header", field.name), value=Code(repr(value))),
                say("error.works.values_it_can_be", codes=several((Code(code) for code in _codes(field)), "spaces")),
                () if row is None else (row,),
            )


def _compared(rule: str, bank: Mapping[str, Field]) -> Iterator[tuple[Field, str]]:
    """Yield the fields of one code in a formula with the texts that they are compared with."""
    for node in ast.walk(ast.parse(rule.strip() or "True", mode="eval")):
        if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
            continue
        field = bank.get(node.left.id)
        if field is None or field.kind != "choice":
            continue
        texts = (part for side in node.comparators for part in ast.walk(side) if isinstance(part, ast.Constant))
        yield from ((field, str(text.value)) for text in texts)


def _codes(field: Field) -> tuple[str, ...]:
    return tuple(choice.code for choice in field.choices)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None
