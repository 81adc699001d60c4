"""What a setting means and governs, in words, by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import MONEY
from cluster_planner.said import Money
from cluster_planner.settings import Knob, Settings, format_value, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

_KNOBS = {f"{section}.{name}": about for section, name, _, about in list_knobs(Settings())}
_RATES = "rates"
_LIMITS = "areas.limits"
_KINDS = {"budget.sources_money": "choice.fund"}  # what entries of a table are, where they are no columns
_EXPLAINED = re.compile(r"[:;(]")


def meaning_of(name: str, lang: Lang, works: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return what a setting means, with the item of a table that it is.

    Parameters
    ----------
    name : str
        Dotted name of a setting, or of a rate of works: ``rates.B01.mid_money``.
    lang : {"zh", "en"}
        Language of the reader.
    works : mapping of str to mapping, optional
        What each work is called, by its code and then by language.
    """
    section, knob, item = (*name.split(".", 2), "", "")[:3]
    if section == _RATES:
        work = (works or {}).get(knob, {}).get(lang, "")
        return f"{knob} {work} {speaker(lang).label('field', item)}"
    if f"{section}.{knob}" not in _KNOBS:
        return name
    return speaker(lang).label("knob", f"{section}.{knob}") + _item(name, lang)


def short_meaning_of(name: str, lang: Lang, works: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return what a setting means, up to what explains it further; see `meaning_of`."""
    section, knob = (*name.split("."), "")[:2]
    whole = meaning_of(name, lang, works)
    if section == _RATES or f"{section}.{knob}" not in _KNOBS:
        return whole
    item = _item(name, lang)
    return _EXPLAINED.split(whole.removesuffix(item))[0] + item


def _item(name: str, lang: Lang) -> str:
    """Return which entry of a table a dotted name means: ``areas.limits.households.max``."""
    section, knob, *entry = name.split(".")
    words, kind = speaker(lang), _KINDS.get(f"{section}.{knob}", "header")
    bounds = words.catalogue.section("comparison.bound")
    parts = [bounds[part] if part in bounds else words.label(kind, part) for part in entry]
    return f" ({', '.join(parts)})" if parts else ""


def unit_of(name: str, lang: Lang) -> str:
    """Return the unit of a setting, in which it is told where its header or a column says so."""
    about = _KNOBS.get(".".join(name.split(".")[:2]))
    unit = "cny" if name.startswith(_RATES) else "" if about is None else about.unit
    return speaker(lang).label("unit.knob", unit)


def worth_of(name: str) -> float:
    """Return what a figure of a setting is worth where planners read it: amounts are told in 万元."""
    section, knob, *item = name.split(".")
    about = _KNOBS.get(f"{section}.{knob}")
    is_limit = f"{section}.{knob}" == _LIMITS and item[0].endswith(MONEY) and item[-1] in ("min", "max")
    return WAN if is_limit or (about is not None and about.unit == "money") else 1.0


def tell_change(name: str, was: Any, now: Any, lang: Lang) -> str:
    """Return both values of a setting as they are read aloud."""
    words, worth = speaker(lang), worth_of(name)
    if worth == 1 or words.catalogue.style["money"]["scale"] == worth:
        return f"{shown(was, worth)} → {shown(now, worth)} {unit_of(name, lang)}".rstrip()
    return " → ".join(
        words.write(Money(value), "fine") if isinstance(value, float) else shown(value) for value in (was, now)
    )


def describe_knob(section: str, name: str, about: Knob, lang: Lang) -> str:
    """Return meaning, unit and range of a knob in one line."""
    words = speaker(lang)
    unit = f" [{words.label('unit.toml', about.unit)}]" if about.unit else ""
    span = "" if about.low is None else f" ({about.low:g}..{about.high:g})"
    return f"{words.label('knob', f'{section}.{name}')}{unit}{span}"


def governs(name: str, lang: Lang) -> str:
    """Return what a setting has an influence on."""
    return speaker(lang).catalogue.section("comparison.governs").get(name.partition(".")[0], "")


def shown(value: Any, worth: float = 1.0) -> str:
    """Return a value of a record as short as it can be read, in units that are worth so much."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value / worth if worth != 1 else value:.10g}"
    return value if isinstance(value, str) else format_value(_as_tuple(value, worth))


def _as_tuple(value: Any, worth: float) -> Any:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_as_tuple(item, worth) for item in value)
    return value / worth if worth != 1 and isinstance(value, float | int) else value
