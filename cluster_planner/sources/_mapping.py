"""The user's own words: a small TOML file that says which header and which value mean what."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cluster_planner.errors import SettingsError, SourceError
from cluster_planner.fields import BANK, CATALOGUE, LOCATING, choice_codes, plain

_NAMES = tuple(item.name for item in (*BANK, *LOCATING))


@dataclass(frozen=True, kw_only=True)
class FieldMapping:
    """What the headers and values of a foreign table mean.

    Attributes
    ----------
    headers : mapping of str to str
        Header of the file to canonical name.
    values : mapping of str to mapping of str to str
        For a choice field, value of the file to a code of the catalogue.
    crs : str or None
        Coordinate system of the coordinate columns, such as ``EPSG:4547``; None is degrees of WGS84 or CGCS2000.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None


def read_mapping(path: str | Path) -> FieldMapping:
    """Read a mapping file.

    Parameters
    ----------
    path : path
        TOML with ``[fields]`` (canonical name = header, or a list of headers), optionally ``[values.FIELD]``
        (value = code or label) and ``crs``.

    Returns
    -------
    FieldMapping
        The headers, values and coordinate system it names.

    Raises
    ------
    SourceError
        If the file cannot be read as TOML.
    SettingsError
        If it names a field, a choice or a key that does not exist.
    """
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise SourceError(
            (f"{path} 不是可读的字段对照文件: {error}。", f"{path} cannot be read as a mapping file: {error}."),
            ("请写成 UTF-8 编码的 TOML。", "Write it as TOML in UTF-8."),
        ) from error
    for key in content:
        _known(key, ("fields", "values", "crs"), f"{path}: [{key}]")
    try:
        return FieldMapping(
            headers=_headers(content.get("fields", {}), path),
            values={name: _codes(name, told, path) for name, told in content.get("values", {}).items()},
            crs=None if content.get("crs") is None else str(content["crs"]),
        )
    except (AttributeError, TypeError) as error:
        raise SettingsError(
            (f"{path} 的写法不对。", f"{path} is not written as a mapping file is."),
            (
                '请写成: 字段 = "表头"; 值写在 [values.字段] 之下。',
                'Write it as: field = "header"; values stand under [values.FIELD].',
            ),
        ) from error


def _headers(table: Mapping[str, Any], path: str | Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, headers in table.items():
        _known(name, _NAMES, f"{path}: the field {name}")
        found |= dict.fromkeys([headers] if isinstance(headers, str) else headers, name)
    return found


def _codes(name: str, told: Mapping[str, str], path: str | Path) -> dict[str, str]:
    _known(name, tuple(item.name for item in BANK if item.choices), f"{path}: [values.{name}]")
    codes = choice_codes(CATALOGUE[name])
    for value, meant in told.items():
        _known(plain(meant), tuple(codes), f"{path}: [values.{name}] {value} = {meant!r}")
    return {value: codes[plain(meant)] for value, meant in told.items()}


def _known(name: str, allowed: tuple[str, ...], what: str) -> None:
    if name not in allowed:
        near = difflib.get_close_matches(name, allowed, n=1, cutoff=0)
        raise SettingsError(
            (f"{what} 无法识别。", f"{what} is unknown."),
            (f"最接近的是 {near[0]!r}。", f"The nearest that exists is {near[0]!r}.")
            if near
            else ("请删去。", "Remove it."),
        )
