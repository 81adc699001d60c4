"""Texts to numbers: commas, full width, units, about, ranges, per cent."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pandas as pd

from cluster_planner._amount_spellings import BEFORE_FIGURE
from cluster_planner._cells import as_text
from cluster_planner._money import Figures, plain_amount
from cluster_planner.fields import Field, arabic, plain, unit_factors
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values._cell_marks import ABOUT, AFTER, BEFORE, MORE, ORNAMENT, UP_TO, WRITTEN_BROKEN
from cluster_planner.validation.values._figures_together import among_others, highest_storey, sum_of, without_aside
from cluster_planner.validation.values._texts import Reading, drop_nothing, read_each

# An existing community cannot have zero of these; zero parking spaces are a fact.
_NEVER_ZERO = frozenset({"households", "buildings", "units", "floor_area_m2", "site_m2", "storeys", "invest_money"})
_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_DECIMALS = 6
_LONGEST = 40  # characters; anything longer is no count


def parse_number(column: pd.Series, field: Field, remarks: Remarks, bare: float = 1.0) -> pd.Series:
    """Return a column of numbers in the unit of the field; what cannot be read or be true is missing, with a remark.

    Parameters
    ----------
    column : Series
        Numbers or text.
    field : Field
        Its place in the catalogue.
    remarks : Remarks
        Collects every repair and doubt.
    bare : float
        What a figure without a unit is worth in the unit of the field.

    Returns
    -------
    Series
        Floats on the index of the column.
    """
    numbers = read_numbers(column, field, remarks, bare)
    if _counts_things(field):
        broken = _are_broken(numbers, column)
        remarks.add(rules.NOT_WHOLE, broken, field=field.name, found=column)
        numbers = numbers.mask(broken)
    if field.is_share:
        per_cent = (numbers > 1) & (numbers <= 100)  # noqa: PLR2004
        remarks.add(rules.UNIT_CONVERTED, per_cent, field=field.name, found=numbers, becomes=numbers / 100)
        numbers = numbers.mask(per_cent, numbers / 100)
    if field.name in _NEVER_ZERO:
        zero = numbers == 0
        remarks.add(rules.ZERO_IS_MISSING, zero, field=field.name, found=column)
        numbers = numbers.mask(zero)
    return keep_in_range(numbers, column, field, remarks)


def _counts_things(field: Field) -> bool:
    """Whether a field counts whole things that add up; half a storey is one under the roof."""
    return field.kind == "integer" and field.name != "storeys"


def _are_broken(numbers: pd.Series, column: pd.Series) -> pd.Series:
    """Return where half a thing is counted; the middle of a range may be one."""
    broken = numbers.notna() & (numbers % 1 != 0)
    return broken & as_text(column).str.contains(WRITTEN_BROKEN) if broken.any() else broken


def keep_in_range(numbers: pd.Series, column: pd.Series, field: Field, remarks: Remarks) -> pd.Series:
    """Turn numbers outside the bounds of the field into missing ones, with a remark."""
    outside = (numbers < (-np.inf if field.low is None else field.low)) | (
        numbers > (np.inf if field.high is None else field.high)
    )
    remarks.add(rules.OUT_OF_RANGE, outside, field=field.name, found=column)
    return numbers.mask(outside)


def read_numbers(column: pd.Series, field: Field, remarks: Remarks, bare: float = 1.0) -> pd.Series:
    """Return the numbers that are written, whatever their size, with remarks on what had to be read with care."""
    if pd.api.types.is_numeric_dtype(column):
        numbers = _in_unit(column.astype("float64"), field, bare)
        return numbers.where(np.isfinite(numbers))
    text = drop_nothing(as_text(column), field.name, remarks)
    numbers = pd.to_numeric(text.where(text != ""), errors="coerce").astype("float64")
    numbers = _in_unit(numbers.where(np.isfinite(numbers)), field, bare)
    hard = text[numbers.isna() & (text != "")]
    values, used = read_each(hard, lambda value: read_number(value, field, bare))
    numbers = numbers.fillna(values.astype("float64"))
    remarks.add_each(used.reindex(text.index), field=field.name, found=text, becomes=numbers / bare)
    return numbers


def read_number(text: str, field: Field, bare: float = 1.0) -> Reading:
    """Read one number as a person would: ``约1,200户`` is 1200, ``1.13万㎡`` is 11300, ``100-120`` is 110.

    An amount may have its currency before it: ``CNY 4,500,000`` is in plain units. Of several figures in a cell the one
    with the unit of the field counts, of several storeys the highest.
    """
    typed = arabic(plain(text)).translate(ORNAMENT)
    if len(typed) > _LONGEST:
        return Reading(None, rules.NOT_A_NUMBER)
    reading = _alone(typed, field, bare)
    if reading.value is None and field.name == "storeys" and (storeys := highest_storey(typed)):
        return Reading(float(storeys), rules.STOREYS_TOGETHER)
    if reading.value is None and _counts_things(field) and (whole := sum_of(typed, field)):
        return Reading(float(whole), rules.NUMBER_TEXT)
    if reading.value is None and (part := among_others(typed, field)):
        return Reading(_alone(part, field, bare).value, rules.NUMBER_TEXT)
    if reading.value is None and (figure := without_aside(typed)) != typed:
        return _alone(figure, field, bare)
    return reading


def _alone(typed: str, field: Field, bare: float) -> Reading:
    """Read one figure with its unit, or a range of figures."""
    factors = unit_factors(field)
    if match := _single(field).fullmatch(typed):
        factor = factors.get(match["unit"] or match["currency"] or "", bare)
        about = match["before"] or match["more"] or match["after"]
        rule = rules.UNIT_CONVERTED if factor != bare else rules.NUMBER_ABOUT if about else rules.NUMBER_TEXT
        return Reading(_in_unit(_figure(match["number"]), field, factor), rule)
    if match := _range(field).fullmatch(typed):
        ends = sorted(_figure(match[end]) for end in ("low", "high"))
        # The storeys of a community are those of its highest building.
        figure = ends[1] if field.name == "storeys" else sum(ends) / 2
        return Reading(_in_unit(figure, field, factors.get(match["unit"] or "", bare)), rules.NUMBER_RANGE)
    return Reading(None, rules.NOT_A_NUMBER)


def _figure(text: str) -> float:
    return float(text.replace(",", ""))


def _in_unit(figure: Figures, field: Field, factor: float) -> Figures:
    """Return a figure in another unit, without the noise that 1.13 * 10000 leaves behind; amounts to the cent."""
    if field.unit == "money":
        return plain_amount(figure, factor)
    return figure if factor == 1 else round(figure * factor, _DECIMALS)  # type: ignore[call-overload]


@cache
def _single(field: Field) -> re.Pattern[str]:
    currency = BEFORE_FIGURE if field.unit == "money" else ""
    number = rf"(?P<currency>{currency})?(?P<number>{_NUMBER})"
    return re.compile(rf"{BEFORE}{number}{MORE}(?P<unit>{_units(field)})?{AFTER}")


@cache
def _range(field: Field) -> re.Pattern[str]:
    units = _units(field)
    return re.compile(rf"{ABOUT}(?P<low>{_NUMBER})(?:{units})?{UP_TO}(?P<high>{_NUMBER})(?P<unit>{units})?")


def _units(field: Field) -> str:
    return "|".join(re.escape(unit) for unit in sorted(unit_factors(field), key=len, reverse=True))
