"""Units as planners write them, and what each is worth in the unit of the catalogue."""

from __future__ import annotations

import unicodedata

from cluster_planner._amount_spellings import UNITS
from cluster_planner.fields._field import Field

_AREA = {
    **dict.fromkeys(("m2", "平方米", "平米", "平方"), 1.0),
    **dict.fromkeys(("万m2", "万平方米", "万平米", "万平", "万方", "万", "公顷", "ha", "hm2"), 10_000.0),
    "亩": 2000 / 3,
    "km2": 1e6,
    "平方公里": 1e6,
}
_FEE = dict.fromkeys(
    ("元/m2·月", "元/m2/月", "元/m2.月", "元/平方米·月", "元/平方米/月", "元/平方米", "元/m2", "元"), 1.0
)
_SAME = {
    "households": ("户", "套", "住户", "余户"),
    "buildings": ("栋", "幢", "座"),
    "count": ("个", "位", "辆", "处", "门"),
    "storeys": ("层", "楼", "f"),
    "persons": ("人", "口"),
    "lifts": ("台", "部"),
    "year": ("年",),
    "m": ("m", "米"),
    "degrees": ("度", "°"),
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
