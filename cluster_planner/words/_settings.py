"""What a setting means and governs, in words, by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner.fields import CATALOGUE, label
from cluster_planner.settings import Settings, format_value, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

_KNOBS = {f"{section}.{name}": about for section, name, _, about in list_knobs(Settings())}
_RATES = "rates"
_EXPLAINED = re.compile(r"[:;(]")
_UNITS_ZH = {
    "year": "年", "years": "年", "storeys": "层", "CNY": "元", "10,000 CNY": "万元", "CNY/m": "元/m",
    "CNY/m2": "元/㎡",
}  # fmt: skip


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
    bounds = speaker(lang).catalogue.section("comparison.bound")
    parts = [bounds[part] if part in bounds else label(part, lang) for part in item.split(".") if part]
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
    return speaker(lang).catalogue.section("comparison.governs").get(name.partition(".")[0], "")


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
