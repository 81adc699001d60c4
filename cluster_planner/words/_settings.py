"""What a setting means and governs, in words, by its dotted name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from cluster_planner._money import MONEY, write_amount
from cluster_planner.settings import Knob, Settings, format_value, list_knobs
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._speaker import speaker

_KNOBS = {f"{section}.{name}": about for section, name, _, about in list_knobs(Settings())}
_RATES = "rates"
_KINDS = {"budget.sources_money": "choice.fund"}  # what the entries of a table are, where they are not columns
_AMOUNT_LIMIT = re.compile(rf"areas\.limits\..*{MONEY}\.(min|max)")
_EXPLAINED = re.compile(r"[:;(：；（]")


def meaning_of(name: str, lang: Lang, works: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return what a setting means, with the entry of a table that it is.

    Parameters
    ----------
    name : str
        Dotted name of a setting, or of a rate of works: ``rates.B01.mid_money``.
    lang : {"zh", "en"}
        Language of the reader.
    works : mapping of str to mapping, optional
        Name of each work, by its code and then by language.
    """
    section, knob, item = (*name.split(".", 2), "", "")[:3]
    if section == _RATES:
        work = (works or {}).get(knob, {}).get(lang, "")
        return f"{knob} {work} {speaker(lang).label('field', item)}"
    if f"{section}.{knob}" not in _KNOBS:
        return name
    return speaker(lang).label("knob", f"{section}.{knob}") + _item(name, lang)


def short_meaning_of(name: str, lang: Lang, works: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Return what a setting means, without further explanation; see `meaning_of`."""
    section, knob = (*name.split("."), "")[:2]
    whole = meaning_of(name, lang, works)
    if section == _RATES or f"{section}.{knob}" not in _KNOBS:
        return whole
    item = _item(name, lang)
    return _EXPLAINED.split(whole.removesuffix(item))[0] + item


def _item(name: str, lang: Lang) -> str:
    """Return which entry of a table a dotted name means: ``areas.limits.households.max``."""
    section, knob, *entry = name.split(".")
    # An amount has its unit next to the figure, once.
    usual = "field" if _is_amount(name) else "header"
    words, kind = speaker(lang), _KINDS.get(f"{section}.{knob}", usual)
    bounds = words.catalogue.section("comparison.bound")
    parts = [bounds[part] if part in bounds else words.label(kind, part) for part in entry]
    return words.fill("common.aside", what=words.join(parts)) if parts else ""


def unit_of(name: str, lang: Lang) -> str:
    """Return the unit of a setting, for its header or for a column of units."""
    about = _about(name)
    unit = "cny" if name.startswith(_RATES) else "" if about is None else about.unit
    return speaker(lang).label("unit.knob", "money" if _is_amount(name) else unit)


def setting_header(name: str, lang: Lang) -> str:
    """Return the header of figures of a setting: its dotted name, and the unit of amounts."""
    style: str = speaker(lang).catalogue.style["sheet_header"]
    return style.format(name=name, unit=unit_of(name, lang)) if _is_amount(name) else name


def unit_of_value(name: str, lang: Lang) -> str:
    """Return the unit to follow a value from `write_setting`: none for amounts, which have theirs already."""
    return "" if _is_amount(name) else unit_of(name, lang)


def worth_of(name: str, lang: Lang) -> float:
    """Return what a figure of a setting is worth on axes and in columns of figures, in the unit shown there."""
    return speaker(lang).worth("money" if _is_amount(name) else "")


def _is_amount(name: str) -> bool:
    about = _about(name)
    return (about is not None and about.unit == "money") or _AMOUNT_LIMIT.fullmatch(name) is not None


def _about(name: str) -> Knob | None:
    return _KNOBS.get(".".join(name.split(".")[:2]))


def write_setting(name: str, value: Any, lang: Lang) -> str:
    """Return a value of a setting in its shortest readable form; amounts with a unit, as settings files read them."""
    return shown(value, speaker(lang).say("common.amount_unit") if _is_amount(name) else "")


def describe_change(name: str, was: Any, now: Any, lang: Lang) -> str:
    """Return both values of a setting as they are read aloud."""
    both = " → ".join(write_setting(name, value, lang) for value in (was, now))
    return f"{both} {unit_of_value(name, lang)}".rstrip()


def describe_knob(section: str, name: str, about: Knob, lang: Lang) -> str:
    """Return meaning, unit and range of a knob and the source of its default, in one line."""
    words = speaker(lang)
    unit = f" [{words.label('unit.toml', about.unit)}]" if about.unit else ""
    span = "" if about.low is None else f" ({about.low:g}..{about.high:g})"
    source = words.label("knob_source", about.source)
    return f"{words.label('knob', f'{section}.{name}')}{unit}{span} | {source}"


def governs(name: str, lang: Lang) -> str:
    """Return what a setting influences."""
    return speaker(lang).catalogue.section("comparison.governs").get(name.partition(".")[0], "")


def shown(value: Any, unit: str = "") -> str:
    """Return a value of a record in its shortest readable form; amounts in a unit of `write_amount`, if given."""
    if value is None:
        return "–"
    if isinstance(value, float | int) and not isinstance(value, bool):
        written = write_amount(float(value), unit) if unit else None
        return f"{value:.10g}" if written is None else written
    return value if isinstance(value, str) else format_value(_as_tuple(value), unit)


def _as_tuple(value: Any) -> Any:
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return tuple(_as_tuple(item) for item in value) if is_list else value
