"""Amounts on the way into the settings: older keys with figures in 万元, and texts with their unit, in plain units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_planner._amount_spellings import WAN
from cluster_planner._money import MONEY, newer, plain_amount, read_amount
from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, say
from cluster_planner.settings._limit import BOUNDS, bounds_of

# Keys of earlier versions that `newer` does not cover: what they are now, and what a figure in them is worth.
_OLDER = {
    "costs": {"floor_area_cny_m2": ("per_m2_money", 1.0), "household_cny": ("per_household_money", 1.0)},
    "budget": {"sources": ("sources_money", WAN)},
}
_LIMITS = ("areas", "limits")


def renew_settings(given: Mapping[str, Any], source: str = "settings") -> dict[str, Any]:
    """Return settings under the keys of this version, with every amount in plain units of the currency.

    Parameters
    ----------
    given : mapping
        Values by section and key, as TOML or a record has them.
    source : str
        What holds them, for messages.

    Raises
    ------
    SettingsError
        If a key is given in both its older and its newer form, or a text is not an amount with its unit.
    """
    return {
        section: _renew(section, values, f"{source} [{section}]") if isinstance(values, Mapping) else values
        for section, values in given.items()
    }


def renew_name(name: str) -> tuple[str, float]:
    """Return the dotted name of a setting in this version, and what a figure under the name given is worth.

    Examples
    --------
    >>> renew_name("budget.yearly_wan"), renew_name("areas.limits.invest_wan.max")
    (('budget.yearly_money', 10000.0), ('areas.limits.invest_money.max', 10000.0))
    """
    section, *keys = name.split(".")
    found = [_renewed(section, key) for key in keys]
    return ".".join([section, *(key for key, _ in found)]), max((worth for _, worth in found), default=1.0)


def _renewed(section: str, key: str) -> tuple[str, float]:
    return _OLDER.get(section, {}).get(key, (newer(key), 1.0 if newer(key) == key else WAN))


def _renew(section: str, values: Mapping[str, Any], place: str) -> dict[str, Any]:
    renewed: dict[str, Any] = {}
    for key, value in values.items():
        name, worth = _renewed(section, key)
        _refuse_twice(name, key, values, place)
        if (section, key) == _LIMITS and isinstance(value, Mapping):
            renewed[name] = _renew_limits(value, f"{place} {key}")
        else:
            renewed[name] = _plain(value, worth, f"{place} {key}") if name.endswith(MONEY) else value
    return renewed


def _renew_limits(limits: Mapping[str, Any], place: str) -> dict[str, Any]:
    renewed: dict[str, Any] = {}
    for name, limit in ((name, bounds_of(limit)) for name, limit in limits.items()):
        _refuse_twice(newer(name), name, limits, place)
        if not isinstance(limit, Mapping):
            renewed[newer(name)] = limit
            continue
        column = str(limit.get("column") or name)
        worth = 1.0 if newer(column) == column else WAN
        renewed[newer(name)] = {
            key: newer(part) if key == "column" and isinstance(part, str)
            else _plain(part, worth, f"{place}.{name}.{key}")
            if key in BOUNDS and newer(column).endswith(MONEY)
            else part
            for key, part in limit.items()
        }  # fmt: skip
    return renewed


def _refuse_twice(name: str, key: str, values: Mapping[str, Any], place: str) -> None:
    if name != key and name in values:
        raise SettingsError(
            say("error.settings.amount_twice", place=Code(place), older=Code(key), newer=Code(name)),
            say("error.settings.keep_newer", newer=Code(name)),
        )


def _plain(value: Any, worth: float, place: str) -> Any:
    """Return amounts in plain units; anything else is left to the check of types."""
    if isinstance(value, Mapping):
        return {key: _plain(item, worth, f"{place}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, worth, place) for item in value]
    if isinstance(value, str) and value != "none":
        return _read(value, worth, place)
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return plain_amount(value, worth) if is_figure and worth != 1 else value


def _read(text: str, worth: float, place: str) -> float:
    amount = read_amount(text)
    if worth != 1:
        raise SettingsError(
            say("error.settings.amount_by_older_key", place=Code(place), value=Code(repr(text))),
            say("error.settings.write_newer"),
        )
    if amount is None:
        raise SettingsError(
            say("error.settings.no_amount", place=Code(place), value=Code(repr(text))),
            say("error.settings.write_amount"),
        )
    return amount
