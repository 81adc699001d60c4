"""What a setting means and governs, in words, by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner.settings import Knob, Settings, format_value, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

_KNOBS = {f"{section}.{name}": about for section, name, _, about in list_knobs(Settings())}
_RATES = "rates"
_EXPLAINED = re.compile(r"[:;(]")


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
    section, _, rest = name.partition(".")
    knob, _, item = rest.partition(".")
    if section == _RATES:
        work = (works or {}).get(knob, ("", ""))[0 if lang == "zh" else 1]
        return f"{knob} {work} {speaker(lang).label('field', item)}"
    if f"{section}.{knob}" not in _KNOBS:
        return name
    return speaker(lang).label("knob", f"{section}.{knob}") + _item(item, lang)


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
    parts = [bounds[part] if part in bounds else speaker(lang).header(part) for part in item.split(".") if part]
    return f" ({', '.join(parts)})" if parts else ""


def unit_of(name: str, lang: Lang) -> str:
    """Return the unit of a setting."""
    about = _KNOBS.get(".".join(name.split(".")[:2]))
    unit = "cny" if name.startswith(_RATES) else "" if about is None else about.unit
    kind = "comparison.unit" if unit == "money" else "unit.knob"
    return speaker(lang).label(kind, unit)


def describe_knob(section: str, name: str, about: Knob, lang: Lang) -> str:
    """Return meaning, unit and range of a knob in one line."""
    words = speaker(lang)
    unit = f" [{words.label('unit.toml', about.unit)}]" if about.unit else ""
    span = "" if about.low is None else f" ({about.low:g}..{about.high:g})"
    return f"{words.label('knob', f'{section}.{name}')}{unit}{span}"


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
