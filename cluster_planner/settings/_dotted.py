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
from cluster_planner.settings._toml import update_settings

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


def change_settings(settings: Settings, changes: Mapping[str, float]) -> Settings:
    """Return settings with single numbers changed.

    Parameters
    ----------
    settings : Settings
        The knobs.
    changes : mapping of str to float
        New values by dotted names; any numeric column may be given a limit.

    Raises
    ------
    SettingsError
        If a name is not that of a number, or a value is of the wrong type or out of its range.

    Examples
    --------
    >>> change_settings(Settings(), {"likeness.weights.culture": 0.0}).likeness.weights["culture"]
    0.0
    """
    nested: dict[str, Any] = {}
    for name, value in changes.items():
        refuse_unknown(settings, name)
        *path, last = name.split(".")
        place = nested
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return update_settings(settings, nested, "settings")


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
