"""Chinese numerals: 一百二十 is 120, 一九九八 is 1998."""

from __future__ import annotations

import re

_DIGITS = {
    sign: value
    for value, signs in enumerate(["〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for sign in signs
}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = "万"
NUMERALS = "".join((*_DIGITS, *_POWERS))
_SIGN = f"[{NUMERALS}]"
# 万 at the end is left as a unit (三百万元 is 300 万元), and 千 behind a figure too (350千元).
_NUMERAL = re.compile(rf"(?<![\d.]){_SIGN}(?:[{_MYRIAD}{NUMERALS}]*{_SIGN})?")


def arabic(text: str) -> str:
    """Write the Chinese numerals in a text as figures.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with figures.

    Examples
    --------
    >>> arabic("约一百二十户"), arabic("一九九八年"), arabic("三百万元"), arabic("一万二千")
    ('约120户', '1998年', '300万元', '12000')
    """
    return _NUMERAL.sub(lambda numeral: str(_value(numeral[0])), text)


def _value(numeral: str) -> int:
    if not any(sign in _POWERS or sign == _MYRIAD for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    total = section = digit = 0
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == _MYRIAD:
            total, section, digit = (total + section + digit) * 10_000, 0, 0
        else:
            section, digit = section + (digit or 1) * _POWERS[sign], 0
    return total + section + digit
