"""Which settings a sweep goes through: from what is written on the command line to every combination."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod

from cluster_planner._arguments import held_to_annotations
from cluster_planner._money import MONEY, plain_amount, read_amount
from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, Count, say
from cluster_planner.settings import Settings, refuse_unknown, renew_name

MOST = 200
_MOST_VALUES = 10_000  # of one knob; more is a slip of the pen
_RANGE = 3  # start, stop, step
_LARGEST = 10**15  # no knob is as large
_NUMBER = re.compile("[^,:]+")


@held_to_annotations
def parse_grid(texts: Iterable[str]) -> dict[str, tuple[float, ...]]:
    """Read which knobs take which values.

    Parameters
    ----------
    texts : iterable of str
        ``name=values`` each, the values as in `parse_values`; amounts may be written with their unit: ``1000万元``.

    Returns
    -------
    dict of str to tuple of float
        Values by dotted name, in the order given.

    Raises
    ------
    SettingsError
        If a text is no such thing, or a knob is given twice.

    Examples
    --------
    >>> parse_grid(["areas.min_likeness=0.4:0.5:0.05", "areas.max_communities=6,8"])
    {'areas.min_likeness': (0.4, 0.45, 0.5), 'areas.max_communities': (6, 8)}
    """
    grid: dict[str, tuple[float, ...]] = {}
    for text in texts:
        name, _, values = (part.strip() for part in text.partition("="))
        if name in grid:
            raise SettingsError(
                say("error.pipeline.setting_twice", name=Code(name)),
                say("error.pipeline.values_together"),
            )
        is_amount = any(part.endswith(MONEY) for part in name.split("."))
        grid[name] = parse_values(_in_plain_units(values) if is_amount else values, text)
    return renew_grid(grid)


def _in_plain_units(values: str) -> str:
    """Return amounts that are written with their unit as figures in plain units of the currency.

    All have a unit or none has: in ``1,000万元`` the comma parts thousands, which would be read as two amounts.
    """
    amounts = {typed: read_amount(typed) for typed in _NUMBER.findall(values)}
    if None in amounts.values():
        return values
    return _NUMBER.sub(lambda typed: str(amounts[typed[0]]), values)


def renew_grid(grid: Mapping[str, Sequence[float]]) -> dict[str, tuple[float, ...]]:
    """Return a grid under the names of this version, amounts in plain units of the currency."""
    renewed = {renew_name(name): values for name, values in grid.items()}
    return {
        name: tuple(values) if worth == 1 else tuple(plain_amount(value, worth) for value in values)
        for (name, worth), values in renewed.items()
    }


def parse_values(values: str, text: str = "") -> tuple[float, ...]:
    """Read values separated by commas, each a number or a range ``start:stop:step`` that includes its stop.

    Ranges are counted in decimals, so that 0.4:0.7:0.05 has exactly seven values. A value that occurs twice is taken
    once.

    Raises
    ------
    SettingsError
        If anything is not a number, or a range does not lead from start to stop.
    """
    try:
        found = [value for part in values.split(",") for value in _expand(part)]
    except (ArithmeticError, ValueError) as error:
        raise SettingsError(
            say("error.pipeline.values_unreadable", values=Code(repr(text or values))),
            say("error.pipeline.write_values"),
        ) from error
    return tuple(dict.fromkeys(int(value) if value == int(value) else float(value) for value in found))


def _expand(part: str) -> list[Decimal]:
    numbers = [Decimal(number.strip()) for number in part.split(":")]
    if not all(number.is_finite() and abs(number) < _LARGEST for number in numbers):
        raise ValueError(part)
    if len(numbers) == 1:
        return numbers
    if len(numbers) != _RANGE:
        raise ValueError(part)
    start, stop, step = numbers
    if step <= 0 or stop < start or (stop - start) / step >= _MOST_VALUES:
        raise ValueError(part)
    return [start + step * place for place in range(int((stop - start) / step) + 1)]


def combine(grid: Mapping[str, Sequence[float]], settings: Settings, most: int = MOST) -> list[dict[str, float]]:
    """Return every combination of the values, the last knob changing fastest.

    Raises
    ------
    SettingsError
        If there is no knob or no value, a name is none of a numeric knob, or there are more combinations than ``most``.
    """
    for name in grid:
        refuse_unknown(settings, name)
    count = prod(len(values) for values in grid.values()) if grid else 0
    if not count:
        raise SettingsError(
            say("error.pipeline.nothing_to_sweep"),
            say("error.pipeline.give_set"),
        )
    if count > most:
        raise SettingsError(
            say("error.pipeline.too_many_combinations", count=Count(count), most=Count(most)),
            say("error.pipeline.fewer_values"),
        )
    return [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]


def neighbours(grid: Mapping[str, Sequence[float]]) -> list[list[int]]:
    """Return for each combination the places of those that are one step away in one knob."""
    sizes = [len(values) for values in grid.values()]
    steps = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    near = []
    for place, at in enumerate(product(*map(range, sizes))):
        ways = zip(at, sizes, steps, strict=True)
        near.append([place + way * step for where, size, step in ways for way in (-1, 1) if 0 <= where + way < size])
    return near
