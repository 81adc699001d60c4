"""What a setting means and governs, in words, by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner.fields import CATALOGUE, Lang, label
from cluster_planner.settings import Settings, format_value, list_knobs

_KNOBS = {f"{section}.{name}": about for section, name, _, about in list_knobs(Settings())}
_RATES = "rates"
_EXPLAINED = re.compile(r"[:;(]")
_BOUNDS = {"min": ("下限", "at least"), "max": ("上限", "at most")}
_UNITS_ZH = {
    "year": "年", "years": "年", "storeys": "层", "CNY": "元", "10,000 CNY": "万元", "CNY/m": "元/m",
    "CNY/m2": "元/㎡",
}  # fmt: skip
_COSTS = (
    "费用、节省和年度计划; 设有投资上限时也影响片区划分",
    "costs, savings and programme; and the areas where investment is limited",
)
GOVERNS = {
    "links": ("哪些小区相邻, 从而影响片区划分", "who is whose neighbour, and so the areas"),
    "eligibility": ("哪些小区可参与, 从而影响片区划分", "who can take part, and so the areas"),
    "checkup": (
        "体检得分和年度次序; 名额有限时也影响参与资格",
        "need and the order of the programme; and who is eligible where places are few",
    ),
    "likeness": ("相似度, 从而影响片区划分", "likeness, and so the areas"),
    "areas": ("片区划分", "the areas"),
    "stability": ("稳定性检验", "the test of stability"),
    "costs": _COSTS,
    "rates": _COSTS,
    "services": ("配套设施和改造模式建议", "facilities and modes proposed"),
    "budget": ("年度计划", "the programme"),
}


def meaning_of(name: str, lang: Lang, works: Mapping[str, tuple[str, str]] | None = None) -> str:
    """Return what a setting means, with the item of a table that it is.

    Parameters
    ----------
    name : str
        Dotted name of a setting, or of a rate of works: ``rates.B01.mid_cny``.
    lang : {"zh", "en"}
        Language of the reader.
    works : mapping of str to (str, str), optional
        What each work is called, Chinese and English, by its code.
    """
    place = 0 if lang == "zh" else 1
    section, _, rest = name.partition(".")
    knob, _, item = rest.partition(".")
    if section == _RATES:
        rate = CATALOGUE[item]
        return f"{knob} {(works or {}).get(knob, ('', ''))[place]} {rate.zh if lang == 'zh' else rate.en}"
    about = _KNOBS.get(f"{section}.{knob}")
    if about is None:
        return name
    return (about.zh, about.en)[place] + _item(item, lang)


def short_meaning_of(name: str, lang: Lang, works: Mapping[str, tuple[str, str]] | None = None) -> str:
    """Return what a setting means, up to what explains it further; see `meaning_of`."""
    section, knob, item = (*name.split(".", 2), "", "")[:3]
    whole = meaning_of(name, lang, works)
    if section == _RATES or f"{section}.{knob}" not in _KNOBS:
        return whole
    return _EXPLAINED.split(whole.removesuffix(_item(item, lang)))[0] + _item(item, lang)


def _item(item: str, lang: Lang) -> str:
    """Return which entry of a table a dotted name means: ``households.max``."""
    place = 0 if lang == "zh" else 1
    parts = [_BOUNDS[part][place] if part in _BOUNDS else label(part, lang) for part in item.split(".") if part]
    return f" ({', '.join(parts)})" if parts else ""


def unit_of(name: str, lang: Lang) -> str:
    """Return the unit of a setting."""
    if name.startswith(_RATES):
        return "元" if lang == "zh" else "CNY"
    about = _KNOBS.get(".".join(name.split(".")[:2]))
    unit = "" if about is None else about.unit
    return _UNITS_ZH.get(unit, unit) if lang == "zh" else unit.replace("10,000 CNY", "wan CNY")


def governs(name: str, lang: Lang) -> str:
    """Return what a setting has an influence on."""
    return GOVERNS.get(name.partition(".")[0], ("", ""))[0 if lang == "zh" else 1]


def shown(value: Any) -> str:
    """Return a value of a record as short as it can be read."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:.10g}"
    return value if isinstance(value, str) else format_value(_as_tuple(value))


def _as_tuple(value: Any) -> Any:
    return (
        tuple(_as_tuple(item) for item in value)
        if isinstance(value, Sequence) and not isinstance(value, str)
        else value
    )
