"""Patterns of the ways in which years and dates are written."""

from __future__ import annotations

import re

_MONTH, _DAY, _CLOCK = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>[12]\d|3[01]|0?[1-9])", r"(?:t?\d{1,2}:.*)?"
_BUILT = "(?:建成|建造|建|竣工)"
# What a spreadsheet makes of an empty date.
NO_DATE = re.compile(r"0+|(?:1900|1899)[-/.年]?(?:00?|0?1|12)[-/.月]?(?:00?|0?1|30|31)日?" + _CLOCK)
YEAR_ALONE = re.compile(r"(?P<year>\d{4})(?:\.0+)?")
DATE = re.compile(rf"(?P<year>\d{{4}})[-/.年]{_MONTH}(?:[-/.月](?:{_DAY}日?)?)?{_CLOCK}")
COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>1[0-2]|0[1-9])(?P<day>[12]\d|3[01]|0[1-9])?")
YEAR_IN_WORDS = re.compile(r"约?(?P<year>\d{4})年?(?:建成|建造|建|竣工|前后|左右|底|初)?")
# Either order of day and month; two digits of a year are those of `SHORT_YEAR`, or after 2000.
_ONE_OF_BOTH = r"[12]\d|3[01]|0?[1-9]"
DAY_AND_MONTH = re.compile(
    rf"(?P<first>{_ONE_OF_BOTH})(?P<sign>[-/.])(?P<second>{_ONE_OF_BOTH})(?P=sign)(?P<year>\d{{4}}|\d\d){_CLOCK}"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED_MONTH = re.compile(
    rf"(?:(?P<before>{_ONE_OF_BOTH})(?:st|nd|rd|th)?[-/.,]*)?(?P<name>{'|'.join(MONTHS)})[a-z]*[-/.,]*"
    rf"(?:(?P<after>{_ONE_OF_BOTH})(?:st|nd|rd|th)?[-/.,]*)?(?P<year>\d{{4}}|(?<=[-/.,a-z])\d\d)"
)
MONTH_AND_YEAR = re.compile(rf"{_MONTH}[-/.](?P<year>(?:19|20)\d\d)")
SERIAL = re.compile(r"[2-6]\d{4}")
SHORT_YEAR = re.compile(
    rf"(?P<short>[3-9]\d)(?:年(?:\d{{1,2}}月)?)?{_BUILT}?|(?P<this_century>[0-2]\d)年(?:\d{{1,2}}月)?{_BUILT}?"
)
YEAR = re.compile(r"(?:19|20)\d{2}")
_PHASE = rf"(?:第?[\d一二三四五六七八九十]期[:(]?)?{YEAR.pattern}年?{_BUILT}?\)?"
PHASES = re.compile(rf"(?:{_PHASE}[-~至到—–、,;/和及与]*){{2,}}")
# Which years of a decade its beginning, middle and end are.
PARTS = {("",): (0, 9), ("初", "初期", "前期"): (0, 3), ("中", "中期"): (4, 6), ("末", "末期", "后期", "晚期"): (7, 9)}
_PART = "|".join(word for words in PARTS for word in words if word)
DECADE = re.compile(
    rf"约?(?:(?:19|20世纪|上个?世纪)?(?P<decade>[3-9])|(?:20|21世纪|本世纪)?(?P<this_century>[0-2]))0年代(?P<part>{_PART})?"
)
# No later than: 2000年以前, 2000年底前, 90年代以前. Later than: 2000年以后.
_DAY_OF = r"(?P<year>\d{4})年?(?:\d{1,2}月)?(?:\d{1,2}日)?"
_BOUND = rf"(?:约?{_DAY_OF}|(?:19|20世纪|上个?世纪)?(?P<decade>[3-9])0年代)[底末初]?[(]?(?:及其?|含)?[)]?"
BEFORE = re.compile(rf"{_BOUND}(?:以前|之前|前|以内){_BUILT}?[)]?")
AFTER = re.compile(rf"{_BOUND}(?:以后|之后|后|以来){_BUILT}?[)]?")
