"""Units as planners write them, and what each is worth in the unit of the catalogue."""

from __future__ import annotations

import unicodedata
from itertools import product

from cluster_planner._amount_spellings import UNITS
from cluster_planner.fields._field import Field

_AREA = {
    **dict.fromkeys(("m2", "平方米", "平米", "平方"), 1.0),
    **dict.fromkeys(("万m2", "万平方米", "万平米", "万平", "万方", "万", "公顷", "ha", "hm2"), 10_000.0),
    "亩": 2000 / 3,
    "km2": 1e6,
    "平方公里": 1e6,
}
_PER, _SQUARES = ("/", "·", ".", "*", "每", ""), ("m2", "平方米", "平米", "平方", "平")
_FEE = {
    "元": 1.0,
    **{f"元{over}{square}": 1.0 for over in ("/", "每") for square in _SQUARES},
    **{
        f"元{over}{opened}{first}{per}{second}{shut}": 1.0 if time == "月" else 1 / 12
        for square, time, per in product(_SQUARES, ("月", "年"), _PER)
        for first, second in ((square, time), (time, square))
        for over in ("/", "每")
        for opened, shut in (("", ""), ("(", ")"))
    },
}
_SAME = {
    "households": ("户", "套", "住户", "余户", "户居民", "户人家", "戶"),
    "buildings": ("栋", "幢", "座", "栋楼", "幢楼", "栋楼房", "栋房屋", "棟"),
    "count": ("个", "位", "辆", "处", "门", "单元", "个单元", "门洞", "个门洞", "车位", "个车位", "桩"),
    "storeys": ("层", "楼", "f", "层楼"),
    "persons": ("人", "口", "余人", "口人"),
    "lifts": ("台", "部", "台电梯", "部电梯"),
    "year": ("年",),
    "m": ("m", "米"),
    "degrees": ("度", "°", "m", "米"),  # coordinates in metres stand in the same columns
}


def plain(text: str) -> str:
    """Fold what looks the same to the eye: width of characters, case and blanks.

    Parameters
    ----------
    text : str
        Header, unit or value as it was typed.

    Returns
    -------
    str
        NFKC, case folded, without any blank.

    Examples
    --------
    >>> plain("建筑面积 （万㎡）")
    '建筑面积(万m2)'
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def unit_factors(field: Field) -> dict[str, float]:
    """Return what each spelling of a unit is worth in the unit of a field.

    Parameters
    ----------
    field : Field
        A number of the catalogue.

    Returns
    -------
    dict of str to float
        Plain spelling of a unit to the factor that turns it into the field's own unit.

    Examples
    --------
    >>> from cluster_planner.fields import CATALOGUE
    >>> unit_factors(CATALOGUE["floor_area_m2"])["公顷"]
    10000.0
    """
    if field.is_share:
        return {"%": 0.01}
    tables = {"m2": _AREA, "money": UNITS, "fee": _FEE}
    return dict(tables.get(field.unit, {})) or dict.fromkeys(_SAME.get(field.unit, ()), 1.0)


def measures(field: Field | None = None) -> frozenset[str]:
    """Return the words that count things (户, 栋, 单元): of a field, or of all fields."""
    return frozenset(unit for of, units in _SAME.items() if field is None or of == field.unit for unit in units)
