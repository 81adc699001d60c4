"""From texts to years and dates, by a table of the ways in which they are written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pandas as pd

from cluster_planner._cells import as_text
from cluster_planner.fields import Field, arabic, plain
from cluster_planner.model import Rule
from cluster_planner.validation._remarks import Remarks
from cluster_planner.validation.values import _value_rules as rules
from cluster_planner.validation.values import _year_marks as marks
from cluster_planner.validation.values._numbers import keep_in_range
from cluster_planner.validation.values._texts import Reading, drop_nothing, read_each

Interval = tuple[int, int]

_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_LAST_CENTURY = 30  # the first of two digits that are a year of the last century
_MONTHS_OF_YEAR = 12


def _year(match: re.Match[str]) -> Interval:
    return int(match["year"]), int(match["year"])


def _serial(match: re.Match[str]) -> Interval:
    year = (_SERIAL_ORIGIN + dt.timedelta(days=int(match[0]))).year
    return year, year


def _short(match: re.Match[str]) -> Interval:
    year = 1900 + int(match["short"]) if match["short"] else 2000 + int(match["this_century"])
    return year, year


def _whole(digits: str) -> int:
    """Return a year that may be written with its last two digits, as spreadsheets understand them."""
    return int(digits) if len(digits) > 2 else int(digits) + (1900 if int(digits) >= _LAST_CENTURY else 2000)  # noqa: PLR2004


def _of_date(match: re.Match[str]) -> Interval:
    return _whole(match["year"]), _whole(match["year"])


def _until(match: re.Match[str]) -> Interval:
    """Return the last year that may be meant: what is older would need more, and is not known to be."""
    year = int(match["year"] or 1900 + 10 * int(match["decade"]))
    return year, year


def _since(match: re.Match[str]) -> Interval:
    """Return the year after, from which on it may have been built; a decade's is the one after its last."""
    year = int(match["year"]) + 1 if match["year"] else 1910 + 10 * int(match["decade"])
    return year, year


def _decade(match: re.Match[str]) -> Interval:
    decade = 1900 + 10 * int(match["decade"]) if match["decade"] else 2000 + 10 * int(match["this_century"])
    first, last = next(years for words, years in marks.PARTS.items() if (match["part"] or "") in words)
    return decade + first, decade + last


def _phases(match: re.Match[str]) -> Interval:
    years = [int(year) for year in marks.YEAR.findall(match[0])]
    return min(years), max(years)


# The first way that fits the whole text counts. No rule: that is how a year should be written.
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval] | None, Rule | None], ...] = (
    (marks.NO_DATE, None, rules.SENTINEL),
    (marks.YEAR_ALONE, _year, None),
    (marks.DATE, _year, rules.YEAR_FROM_DATE),
    (marks.COMPACT_DATE, _year, rules.YEAR_FROM_DATE),
    (marks.YEAR_IN_WORDS, _year, rules.YEAR_TEXT),
    (marks.SERIAL, _serial, rules.YEAR_TEXT),
    (marks.SHORT_YEAR, _short, rules.YEAR_TEXT),
    (marks.DAY_AND_MONTH, _of_date, rules.YEAR_FROM_DATE),
    (marks.NAMED_MONTH, _of_date, rules.YEAR_FROM_DATE),
    (marks.MONTH_AND_YEAR, _year, rules.YEAR_FROM_DATE),
    (marks.BEFORE, _until, rules.YEAR_BOUND),
    (marks.AFTER, _since, rules.YEAR_BOUND),
    (marks.PHASES, _phases, rules.YEAR_INTERVAL),
    (marks.DECADE, _decade, rules.YEAR_DECADE),
)


def parse_year(column: pd.Series, field: Field, remarks: Remarks) -> tuple[pd.Series, pd.Series]:
    """Return first and last year of what is written, as floats; the last is missing unless an interval is written.

    Parameters
    ----------
    column : Series
        Years, dates or text.
    field : Field
        Its place in the catalogue.
    remarks : Remarks
        Collects every repair and doubt.

    Returns
    -------
    tuple of Series
        Two columns on the index of the given one.
    """
    text = drop_nothing(as_text(column), field.name, remarks)
    spans, used = read_each(text, _read_year)
    first = spans.str[0].astype("float64")
    last = spans.str[1].astype("float64")
    becomes = spans.map(_span_text, na_action="ignore").fillna("")
    remarks.add_each(used, field=field.name, found=text, becomes=becomes, counted=[rules.YEAR_FROM_DATE])
    return keep_in_range(first, column, field, remarks), last.where(last > first)


def _read_year(text: str) -> Reading:
    if not text:
        return Reading(None)
    typed = arabic(plain(text))
    for pattern, read, rule in _WAYS:
        if match := pattern.fullmatch(typed):
            return Reading(read(match) if read else None, rule)
    return Reading(None, rules.NOT_A_YEAR)


def _span_text(span: Interval) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def parse_date(column: pd.Series, field: Field, remarks: Remarks) -> pd.Series:
    """Return dates as text, year-month-day; the first of the month where no day is given.

    Whether the day or the month comes first (``31/12/2027``, ``12/31/2027``) is decided by the column as a whole.
    """
    text = drop_nothing(as_text(column), field.name, remarks)
    day_first = _day_first(text)
    values, used = read_each(text, lambda value: _read_date(value, day_first=day_first))
    dates = values.where(values.notna(), "").astype("str")
    remarks.add_each(used, field=field.name, found=text, becomes=dates)
    return dates.where(dates != "")


def _day_first(text: pd.Series) -> bool | None:
    """Return which order of day and month the dates of a column prove; None where they prove none, or both."""
    found = [match for value in text.unique() if (match := marks.DAY_AND_MONTH.fullmatch(plain(value)))]
    first, second = (any(int(match[part]) > _MONTHS_OF_YEAR for match in found) for part in ("first", "second"))
    return first if first != second else None


def _read_date(text: str, *, day_first: bool | None) -> Reading:
    if not text:
        return Reading(None)
    typed = plain(text)
    pattern, read, rule = _WAYS[0]
    if read is None and pattern.fullmatch(typed):
        return Reading(None, rule)
    try:
        if match := marks.DAY_AND_MONTH.fullmatch(typed):
            return _in_order(match, day_first=day_first)
        day = _day(typed)
    except ValueError:
        return Reading(None, rules.NOT_A_DATE)
    return Reading(day.isoformat(), None if day.isoformat() == text else rules.DATE_TEXT)


def _in_order(match: re.Match[str], *, day_first: bool | None) -> Reading:
    """Read a date in the order of its column, or by itself where only one order makes it a date."""
    first, second = int(match["first"]), int(match["second"])
    if day_first is None and first != second and max(first, second) <= _MONTHS_OF_YEAR:
        return Reading(None, rules.DATE_ORDER_UNCLEAR)
    leads = first > _MONTHS_OF_YEAR if day_first is None else day_first
    month, day = (second, first) if leads else (first, second)
    return Reading(dt.date(_whole(match["year"]), month, day).isoformat(), rules.DATE_ORDER)


def _day(typed: str) -> dt.date:
    if marks.SERIAL.fullmatch(typed):
        return _SERIAL_ORIGIN + dt.timedelta(days=int(typed))
    if match := marks.NAMED_MONTH.fullmatch(typed):
        month = marks.MONTHS.index(match["name"]) + 1
        return dt.date(_whole(match["year"]), month, int(match["before"] or match["after"] or 1))
    if match := marks.MONTH_AND_YEAR.fullmatch(typed):
        return dt.date(int(match["year"]), int(match["month"]), 1)
    match = marks.DATE.fullmatch(typed) or marks.COMPACT_DATE.fullmatch(typed)
    if match is None:
        raise ValueError(typed)
    return dt.date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
