"""Settings from and to TOML; an unknown key is an error that names the nearest key."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from cluster_planner._arguments import held_to_annotations
from cluster_planner._money import MONEY, write_amount
from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, say
from cluster_planner.settings._amounts import renew_settings
from cluster_planner.settings._kinds import as_kind, hints_of, refused, unknown
from cluster_planner.settings._knobs import Settings
from cluster_planner.settings._limit import Limit, bounds_of
from cluster_planner.settings._section import Knob


@held_to_annotations
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
    require_plain_file(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            say("error.settings.unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.settings.check_path"),
        ) from error
    return parse_settings(text, source=str(path))


@held_to_annotations
def parse_settings(text: str, source: str = "settings") -> Settings:
    r"""Read settings from TOML text; see `read_settings`.

    Examples
    --------
    >>> parse_settings("[areas]\nmax_communities = 6").areas.max_communities
    6
    """
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, and lists in lists without end
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
        if name not in sections:
            raise unknown(f"[{name}]", name, sections, source)
        changed[name] = _changed_section(sections[name], values, f"{source} [{name}]")
    return replace(settings, **changed)


def _changed_section(section: Any, values: Any, place: str) -> Any:
    if not isinstance(values, Mapping):
        raise refused("no_table", place, values, say("error.settings.line_each"))
    hints = hints_of(type(section))
    changed = {}
    for key, value in values.items():
        if key not in hints:
            raise unknown(repr(key), key, hints, place)
        merged = _merged(value, getattr(section, key), f"{place} {key}")
        changed[key] = as_kind(merged, hints[key], f"{place} {key}")
    return replace(section, **changed)


def _merged(value: Any, default: Any, place: str) -> Any:
    """Return the entries given and, for those that are not, the default ones; of a limit also single bounds."""
    if not isinstance(default, Mapping) or not isinstance(value, Mapping):
        return value
    if any(isinstance(item, Limit) for item in default.values()):
        return {**default, **{name: _with_other_bound(limit, default.get(name)) for name, limit in value.items()}}
    for key in value if default and all(isinstance(item, float) for item in default.values()) else ():
        if key not in default:
            raise unknown(repr(key), key, default, place)
    return {**default, **value}


def _with_other_bound(given: Any, default: Limit | None) -> Any:
    parts = bounds_of(given)
    return {**default.record(), **parts} if default and isinstance(parts, Mapping) else given


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
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return "[" + ", ".join(format_value(item, unit) for item in value) + "]"
    written = write_amount(value, unit) if unit and isinstance(value, float) else None
    return repr(value) if written is None else format_value(written)
