"""Settings from and to TOML; an unknown key is an error that names the nearest key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_type_hints

from cluster_planner._money import MONEY, write_amount
from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, Fact, Said, say, several
from cluster_planner.settings._amounts import renew_settings
from cluster_planner.settings._knobs import UNUSUAL, Limit, Settings
from cluster_planner.settings._section import Knob


def read_settings(path: str | Path) -> Settings:
    """Read settings from a TOML file; what it does not name keeps its default.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    Settings
        The knobs.

    Raises
    ------
    SettingsError
        If the file cannot be read, a key is unknown, or a value is of the wrong type or out of its range.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            say("error.settings.unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.settings.check_path"),
        ) from error
    return parse_settings(text, source=str(path))


def parse_settings(text: str, source: str = "settings") -> Settings:
    r"""Read settings from TOML text; see `read_settings`.

    Examples
    --------
    >>> parse_settings("[areas]\nmax_communities = 6").areas.max_communities
    6
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            say("error.settings.not_toml", source=Code(source), reason=Code(str(error))),
            say("error.settings.correct_line"),
        ) from error
    return update_settings(Settings(), given, source)


def update_settings(settings: Settings, given: Mapping[str, Any], source: str) -> Settings:
    """Return settings with the given values, section by section, in place of their own; see `read_settings`."""
    sections = {item.name: getattr(settings, item.name) for item in fields(settings)}
    changed = {}
    for name, values in renew_settings(given, source).items():
        section = sections.get(name)
        if section is None or not isinstance(values, dict):
            raise _unknown(f"[{name}]", name, sections, source)
        changed[name] = _changed_section(section, values, f"{source} [{name}]")
    return replace(settings, **changed)


def _changed_section(section: Any, values: Mapping[str, Any], place: str) -> Any:
    hints = get_type_hints(type(section))
    changed = {}
    for key, value in values.items():
        if key not in hints:
            raise _unknown(repr(key), key, hints, place)
        changed[key] = _typed(value, hints[key], getattr(section, key), f"{place} {key}")
    return replace(section, **changed)


def _typed(value: Any, hint: Any, default: Any, place: str) -> Any:
    """Check one TOML value against the type of its knob and turn it into that type."""
    if type(None) in get_args(hint):
        if value in (None, "none"):
            return None
        default = _number_like(hint)
    if isinstance(default, Mapping):
        return _typed_mapping(value, hint, default, place)
    if "tuple[float" in str(hint) and isinstance(value, list):
        return _typed_numbers(value, place)
    if isinstance(default, tuple) and "tuple[str" in str(hint):
        return _typed_list(value, hint, place)
    if isinstance(default, str):
        allowed = get_args(hint)
        if value not in allowed:
            listed = several((Code(item) for item in allowed), "codes")
            raise _refused("not_listed", place, value, say("error.settings.listed", allowed=listed))
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _not_a_number(place, value)
    if isinstance(default, int) and value != int(value):
        raise _refused("not_whole", place, value, say("error.settings.round"))
    return int(value) if isinstance(default, int) else float(value)


def _number_like(hint: Any) -> float:
    """Return a number of the kind of a knob that may also be left to the plan."""
    return 0 if int in get_args(hint) else 0.0


def _typed_numbers(value: list[Any], place: str) -> tuple[float, ...]:
    if not value:
        raise _refused("empty", place, value, say("error.settings.one_or_more"))
    return tuple(_typed(number, float, 0.0, place) for number in value)


def _typed_mapping(value: Any, hint: Any, default: Mapping[str, Any], place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _refused("no_table", place, value, say("error.settings.line_each"))
    if any(isinstance(item, Limit) for item in default.values()):
        # A bound that is not named keeps its default, so that one can be changed without repeating all.
        return {
            **default,
            **{column: _limit(item, default.get(column), f"{place}.{column}") for column, item in value.items()},
        }
    kind = get_args(hint)[1]
    if kind is not float:
        # Tables of sources and of communities are empty by default: any key may be in them.
        like = 0 if kind is int else 0.0
        return {**default, **{key: _typed(item, kind, like, f"{place}.{key}") for key, item in value.items()}}
    for key, number in value.items():
        if key not in default:
            raise _unknown(repr(key), key, default, place)
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise _not_a_number(f"{place}.{key}", number)
    return {**default, **{key: float(number) for key, number in value.items()}}


def _limit(value: Any, default: Limit | None, place: str) -> Limit:
    if not isinstance(value, dict):
        raise _refused("no_bounds", place, value, say("error.settings.write_bounds"))
    known = get_type_hints(Limit)
    for key in value:
        if key not in known:
            raise _unknown(repr(key), key, known, place)
    changed = {key: _part_of_limit(key, part, known[key], f"{place}.{key}") for key, part in value.items()}
    try:
        return replace(default or Limit(), **changed)
    except SettingsError as error:
        raise SettingsError(
            say("error.settings.limit_at", place=Code(place), problem=error.problem), error.remedy
        ) from error


def _part_of_limit(key: str, value: Any, hint: Any, place: str) -> Any:
    """Check a bound, or what a limit is on, and turn it into its type."""
    if key == "column" and isinstance(value, str):
        return value
    if key in UNUSUAL:
        return _typed(value, hint, "", place)
    if value != "none" and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise _refused("no_number", place, value, say("error.settings.none_for_no_bound"))
    return None if value == "none" else float(value)


def _typed_list(value: Any, hint: Any, place: str) -> tuple[Any, ...]:
    nested = "tuple[tuple" in str(hint)
    well_formed = isinstance(value, list) and all(
        isinstance(item, list) and all(isinstance(text, str) for text in item) if nested else isinstance(item, str)
        for item in value
    )
    if not well_formed:
        shape = '[["id1", "id2"], ["id3", "id4"]]' if nested else '["one", "two"]'
        raise _refused("no_list", place, value, say("error.settings.quote_texts"), shape=Code(shape))
    return tuple(tuple(item) for item in value) if nested else tuple(value)


def _refused(rule: str, place: str, value: Any, remedy: Said, **facts: Fact) -> SettingsError:
    return SettingsError(say(f"error.settings.{rule}", place=Code(place), value=Code(repr(value)), **facts), remedy)


def _not_a_number(place: str, value: Any) -> SettingsError:
    return _refused("no_number", place, value, say("error.settings.without_quotes"))


def _unknown(what: str, name: str, known: Mapping[str, Any], place: str) -> SettingsError:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    problem = say("error.settings.unknown_key", place=Code(place), named=Code(what))
    if near:
        return SettingsError(problem, say("error.settings.near_key", near=Code(repr(near[0]))))
    listed = several((Code(item) for item in known), "codes")
    return SettingsError(problem, say("error.settings.known_keys", known=listed))


def list_knobs(settings: Settings) -> Iterator[tuple[str, str, Any, Knob]]:
    """Go through all knobs.

    Yields
    ------
    tuple of (str, str, object, Knob)
        Section, name, value, and what is known of the knob.
    """
    for section in fields(settings):
        values = getattr(settings, section.name)
        for item in fields(values):
            yield section.name, item.name, getattr(values, item.name), item.metadata["knob"]


def is_amount(name: str, value: Any, about: Knob) -> bool:
    """Return whether a knob, or one of its entries under a name, is an amount or a limit on amounts."""
    limited = (value.column or name).endswith(MONEY) if isinstance(value, Limit) else False
    return about.unit == "money" or limited


def format_value(value: Any, unit: str = "") -> str:
    """Return a knob's value as TOML; amounts as texts in a unit of `write_amount`, where one is given."""
    if isinstance(value, Limit):
        return "{ " + ", ".join(f"{key} = {format_value(part, unit)}" for key, part in value.record().items()) + " }"
    if value is None:
        return '"none"'
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, tuple):
        return "[" + ", ".join(format_value(item, unit) for item in value) + "]"
    written = write_amount(value, unit) if unit and isinstance(value, float) else None
    return repr(value) if written is None else format_value(written)
