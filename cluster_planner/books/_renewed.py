"""Plans of earlier versions: amounts under the names and in the units of this version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cluster_planner._money import OLDER, newer, plain_amount
from cluster_planner.settings import renew_settings

_PLAIN = "_cny"  # plain units were called so
_FORMER = {"trench_m": "facing_m"}  # of areas


def renew_table(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which amounts in 万元 are plain units of the currency, under names that say so."""
    amounts = [str(name) for name in table if str(name).endswith(OLDER)]
    plain = {name: plain_amount(table[name].astype(float)) for name in amounts}
    return table.assign(**plain).rename(columns=_FORMER | {name: newer(name) for name in amounts})


def renew_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return what ``plan.json`` holds, as this version would have written it."""
    renewed: dict[str, Any] = _renew({name: value for name, value in record.items() if name != "settings"})
    return renewed | {"settings": renew_settings(record["settings"])}


def _renew(value: Any) -> Any:
    if isinstance(value, list):
        return [_renew(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {_name(name): _amount(name, _renew(item)) for name, item in value.items()}


def _name(name: str) -> str:
    return newer(name.removesuffix(_PLAIN) + "_money" if name.endswith(_PLAIN) else name)


def _amount(name: str, value: Any) -> Any:
    return plain_amount(value) if name.endswith(OLDER) and isinstance(value, int | float) else value
