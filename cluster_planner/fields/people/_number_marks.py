"""Numbers and addresses of people in a folded text: telephones, identity cards, e-mail, WeChat and QQ."""

from __future__ import annotations

import datetime as dt
import re

BLOT = "***"
MOBILE, IDENTITY = "mobile", "identity"

_NOT_BEFORE = r"(?<!\d)(?<!\d\.)"  # the figures behind a decimal point are no number of anybody
# A figure with its unit is none either: 13800000000 元.
_NOT_BEHIND = r"(?:\.0)?(?!\d)(?!(?:\.\d+)?\s?(?:[万亿]?元|m2|m²|平方|平米))"
_GAP = r"(?:\s{0,2}[-_.~]{0,2}\s{0,2})"
_ABROAD = rf"(?:\(?(?:\+|\+?00)\s?86\)?{_GAP}|\(?86\)?{_GAP})?"
_DIGITS_APART = r"\(?1\s?[3-9](?:[-_.~\s()]{0,3}\d){9}"
_MOBILE = re.compile(rf"{_NOT_BEFORE}{_ABROAD}\(?0?(?P<number>{_DIGITS_APART}){_NOT_BEHIND}")
_AREA = r"(?:10|2\d|[3-9]\d{2})"
_LOCAL = rf"(?:\d{{7,8}}|\d{{3,4}}{_GAP}\d{{4}}|\d{{4}}{_GAP}\d{{3}})"
_EXTENSION = r"(?:\s?(?:转|分机|ext\.?|-)\s?\d{1,6})?"
_LANDLINE = re.compile(
    rf"{_NOT_BEFORE}(?:\(?(?:\+|\+?00)\s?86\)?{_GAP}\(?0?{_AREA}\)?{_GAP}|86-\(?0?{_AREA}\)?{_GAP}|\(?0{_AREA}\)?(?:/|{_GAP}))"
    rf"{_LOCAL}{_EXTENSION}{_NOT_BEHIND}",
    re.IGNORECASE,
)
_APART = r"[-_\s]{0,2}"
_IDENTITY_CARD = re.compile(
    rf"{_NOT_BEFORE}(?:[1-8](?:{_APART}\d){{13}}(?:(?:{_APART}\d){{3}}{_APART}[\dXx]|{_APART}\d)"
    r"|[1-8]\d{5}\.\d{8}\.\d{3}[\dXx])(?![\dA-Za-z])"
)
# A telephone of another country: with its code, and grouped as figures of money are not.
_FOREIGN = re.compile(
    rf"(?<![\d+])(?:\+\s?\d{{1,3}}|00\d{{2,3}})[-\s]\(?\d{{2,4}}\)?(?:[-\s]\d{{2,4}}){{1,3}}{_NOT_BEHIND}"
)
# Signs that lists of figures have as well divide a telephone where a part begins with a zero: 138/0000/0001.
_LISTED = re.compile(
    rf"{_NOT_BEFORE}1[3-9]\d\s?(?P<sign>[/*|+=、,;])\s?(?=0|\d{{4}}\s?[/*|+=、,;]\s?0)\d{{4}}\s?(?P=sign)\s?\d{{4}}(?!\d)"
)
_LETTER_FOR_ONE = re.compile(r"(?<![A-Za-z0-9])[lI][3-9]\d{9}(?!\d)")
_EMAIL = re.compile(  # of an address such as postgresql://user@host, the user is none
    r"(?<!//)(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*\s?(?:@|[(\[]at[)\]])"
    r"\s?[A-Za-z0-9-]+(?:\s?(?:\.|[(\[]dot[)\]]|dot )\s?[A-Za-z0-9-]+)+",
    re.IGNORECASE,
)
_EMAIL_IN_WORDS = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?=[A-Za-z._%+-]*\d)[A-Za-z0-9._%+-]+ at (?:[A-Za-z0-9-]+\.)+(?:com|cn|net|org)\b"
)
# Of what these words name, the account is blotted; a Latin word without a colon needs an account with digits.
_ACCOUNT = re.compile(
    r"(?P<word>(?:(?:微信|[薇V威]信|钉钉|扣扣)(?:号码?|id|账号|帐号)?\s?[:=是为]?\s?"
    r"|(?<![a-z])(?:we\s?chat|weixin|whats\s?app|qq|vx|wx)(?:号码?|\s?id)?\s?[:=]\s?"
    r"|(?<![a-z])(?:we\s?chat|weixin|whats\s?app|qq)(?:号码?|\s?id)?\s?(?=[a-z_-]*\d)))[a-z0-9][a-z0-9_-]{4,}",
    re.IGNORECASE,
)
# A number behind a word for it need not look like one: it may be short, or typed wrong.
_NAMED_NUMBER = re.compile(
    r"(?P<word>(?:电话|手机|联系方式|座机|固话|传真|(?<![a-z])(?:tel|telephone|phone|mobile|cell|fax)(?![a-z]))"
    r"(?:号码?|no)?\.?\s?[:=]?\s?)\(?\+?\d(?:[-\s()]{0,2}\d){6,19}(?!\.?\d)"
    r"|(?P<paper>(?:身份证|证件|护照|居住证|社保卡|银行卡|卡号)(?:件|号)?(?:码|号)?\s?[:=]?\s?)"
    r"(?:[A-Za-z]{0,2}\d(?:[-\s]{0,2}\d){6,19}[Xx]?)(?!\d)",
    re.IGNORECASE,
)
_SPELLED = re.compile("[一幺][三四五六七八九][〇零○一二两三四五六七八九幺]{9}(?![〇零一二三四五六七八九十百千])")
_SCIENTIFIC = re.compile(rf"{_NOT_BEFORE}1\.[3-9]\d{{6,9}}E\+?10(?!\d)", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83]
)
_YEARS = range(1890, 2040)
_GROWN_UP = "2012"  # born before: later dates in numbers of eighteen digits are those of projects
_SHORT = 15  # digits of an old one
# Of eleven digits: counts of homes and areas one after the other are grouped otherwise.
_LEAST_GROUP, _MOST_GROUPS = 2, 5
_SPANS = ((5, 6), (6, 5), (4, 7))  # with a dash between: 13500-120000 is a span of areas
_CENTURIES = ("19", "18")  # four digits that are a year


def number_of(code: str) -> str:
    """Return what number of a person a text that is only a code looks like.

    Parameters
    ----------
    code : str
        Digits and Latin letters, with or without dashes.

    Returns
    -------
    str
        ``mobile``, ``identity``, or empty.

    Examples
    --------
    >>> number_of("13800000001"), number_of("430900190001010010"), number_of("A-17")
    ('mobile', '', '')
    """
    digits = re.sub("[-_]", "", code)
    if re.fullmatch(r"(?:(?:00)?86)?1[3-9]\d{9}", digits):
        return MOBILE
    return IDENTITY if _is_identity(digits) else ""


def blot_numbers(text: str) -> str:
    """Return a folded text with three asterisks for each number, address and account of a person."""
    kept = _IDENTITY_CARD.sub(_hide_identity, text)
    kept = _EMAIL.sub(BLOT, kept)
    kept = _NAMED_NUMBER.sub(lambda found: (found["word"] or found["paper"]) + BLOT, kept)
    kept = _MOBILE.sub(_hide_mobile, kept)
    kept = _LANDLINE.sub(BLOT, kept)
    kept = _ACCOUNT.sub(rf"\g<word>{BLOT}", kept)
    for pattern in (_SCIENTIFIC, _SPELLED, _FOREIGN, _LISTED, _LETTER_FOR_ONE, _EMAIL_IN_WORDS):
        kept = pattern.sub(BLOT, kept)
    return kept


def _hide_identity(found: re.Match[str]) -> str:
    """Blot what has the date of birth of an identity number, also where its last character is typed wrong."""
    code = re.sub(r"[^0-9Xx]", "", found[0]).upper()
    is_likely = _has_birthday(code) and (len(code) == _SHORT or code[6:10] < _GROWN_UP)
    return BLOT if is_likely or _is_identity(code) else found[0]


def _is_identity(code: str) -> bool:
    """Whether a code has a real date of birth and, of eighteen characters, the right last one (GB 11643)."""
    if not _has_birthday(code):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code, strict=False))
    return len(code) == _SHORT or _CHECKS[total % 11] == code[-1].upper()


def _has_birthday(code: str) -> bool:
    """Whether a code has the length of an identity number, a province, and a real date."""
    if re.fullmatch(r"\d{15}|\d{17}[\dXx]", code) is None or int(code[:2]) not in _PROVINCES:
        return False
    day = f"19{code[6:12]}" if len(code) == _SHORT else code[6:14]
    try:
        return dt.date(int(day[:4]), int(day[4:6]), int(day[6:])).year in _YEARS
    except ValueError:
        return False


def _hide_mobile(found: re.Match[str]) -> str:
    """Blot eleven digits that are grouped as people group a telephone number."""
    number = found["number"].replace("(", "").replace(")", " ")
    return BLOT if _is_grouped(tuple(map(len, re.findall(r"\d+", number))), number) else found[0]


def _is_grouped(groups: tuple[int, ...], number: str) -> bool:
    gaps = set(re.sub(r"\d", "", number))
    if groups in ((11,), (3, 4, 4)) or max(groups) == 1:
        return "." not in gaps or gaps == {"."}
    is_year = groups[0] == len("1990") and number.startswith(_CENTURIES)
    is_span = "-" in gaps and groups in _SPANS
    return min(groups) >= _LEAST_GROUP and len(groups) <= _MOST_GROUPS and not ("." in gaps or is_year or is_span)
