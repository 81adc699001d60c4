"""Single values of the settings under their dotted names, such as ``areas.limits.households.max``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, say
from cluster_planner.settings._amounts import renew_name
from cluster_planner.settings._knobs import Settings
from cluster_planner.settings._record import record_settings
from cluster_planner.settings._toml import list_knobs, update_settings

_OPEN = "areas.limits."  # any column may have a limit


def dotted_values(settings: Settings | Mapping[str, Any]) -> dict[str, Any]:
    """Return every single value of the settings under its dotted name.

    Parameters
    ----------
    settings : Settings or mapping
        The knobs, or what a record holds of them.

    Examples
    --------
    >>> dotted_values(Settings())["areas.limits.households.max"]
    3000.0
    """
    return dict(_walk("", record_settings(settings) if isinstance(settings, Settings) else settings))


def _walk(place: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, Mapping):
        yield place, value
        return
    for name, item in value.items():
        yield from _walk(f"{place}.{name}" if place else str(name), item)


def change_settings(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Return settings with some of them changed.

    Parameters
    ----------
    settings : Settings
        The knobs.
    changes : mapping of str to object
        New values by dotted names, of a knob or of one of its entries; any numeric column may be given a limit. Entries
        and bounds that are not named keep their values.

    Raises
    ------
    SettingsError
        If there is no such name, or a value is of the wrong type or out of its range.

    Examples
    --------
    >>> change_settings(Settings(), {"likeness.weights.culture": 0.0}).likeness.weights["culture"]
    0.0
    >>> change_settings(Settings(), {"areas.limits.households": (500, 20000)}).areas.limits["households"].max
    20000.0
    """
    nested: dict[str, Any] = {}
    for name, value in changes.items():
        _refuse_unnamed(settings, str(name))
        _put(nested, str(name).split("."), value, str(name))
    return update_settings(settings, nested, "settings")


def _put(place: dict[str, Any], path: list[str], value: Any, name: str) -> None:
    """Put a value under its path; entries go one by one, so that those under other names stay."""
    first, *further = path
    if further or isinstance(value, Mapping):
        below = place.setdefault(first, {})
        if not isinstance(below, dict):
            raise _twice(name)
        for keys, item in [(further, value)] if further else [([str(key)], item) for key, item in value.items()]:
            _put(below, keys, item, name)
    elif first in place:
        raise _twice(name)
    else:
        place[first] = value


def _twice(name: str) -> SettingsError:
    return SettingsError(say("error.settings.name_twice", name=Code(name)), say("error.settings.give_once"))


def _refuse_unnamed(settings: Settings, name: str) -> None:
    """Refuse a name that is neither that of a group, nor of a knob or of an entry of one."""
    knobs = [f"{group}.{knob}" for group, knob, *_ in list_knobs(settings)]
    group, *further = renew_name(name)[0].split(".")
    if ".".join([group, *further[:1]]) in {*knobs, *(knob.partition(".")[0] for knob in knobs)}:
        return
    raise SettingsError(
        say("error.settings.no_setting", name=Code(name)),
        say("error.settings.near_setting", near=Code(get_close_matches(name, knobs, n=1, cutoff=0.0)[0])),
    )


def refuse_unknown(settings: Settings, name: str) -> None:
    """Refuse a dotted name that is not that of a number.

    Raises
    ------
    SettingsError
        It names the nearest one that is.
    """
    name, _ = renew_name(name)
    numbers = [known for known, value in dotted_values(settings).items() if _is_number(known, value)]
    if name in numbers or _is_bound(name):
        return
    near = get_close_matches(name, numbers, n=1, cutoff=0.0)[0]
    raise SettingsError(
        say("error.settings.no_numeric_setting", name=Code(name)),
        say("error.settings.near_setting", near=Code(near)),
    )


def _is_number(name: str, value: Any) -> bool:
    # A knob left to the plan, such as the first year, is a number that is not set.
    return _is_bound(name) or value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _is_bound(name: str) -> bool:
    return name.startswith(_OPEN) and name.endswith((".min", ".max"))
