"""The user's own words: a small TOML file that says which header and which value mean what."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cluster_planner._money import newer
from cluster_planner._plain_file import require_plain_file
from cluster_planner.errors import SettingsError, SourceError
from cluster_planner.fields import Catalogue, choice_codes, plain
from cluster_planner.profile import CHINA
from cluster_planner.said import Code, Fact, say


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
    catalogue : Catalogue
        The fields that its headers and values are looked up in.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    crs: str | None = None
    catalogue: Catalogue = CHINA.catalogue


def read_mapping(path: str | Path, catalogue: Catalogue = CHINA.catalogue) -> FieldMapping:
    """Read a mapping file.

    Parameters
    ----------
    path : path
        TOML with ``[fields]`` (canonical name = header, or a list of headers), optionally ``[values.FIELD]``
        (value = code or label) and ``crs``.
    catalogue : Catalogue
        The fields that may be named.

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
    require_plain_file(path)
    try:
        content = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(
            say("error.sources.mapping_unreadable", path=Code(str(path)), reason=Code(str(error))),
            say("error.sources.write_utf8_toml"),
        ) from error
    for key in content:
        _known(key, ("fields", "values", "crs"), Code(f"{path}: [{key}]"))
    try:
        return FieldMapping(
            headers=_headers(content.get("fields", {}), path, catalogue),
            values={name: _codes(name, given, path, catalogue) for name, given in content.get("values", {}).items()},
            crs=None if content.get("crs") is None else str(content["crs"]),
            catalogue=catalogue,
        )
    except (AttributeError, TypeError) as error:
        raise SettingsError(
            say("error.sources.mapping_ill_written", path=Code(str(path))),
            say("error.sources.write_mapping"),
        ) from error


def make_mapping(
    fields: Mapping[str, str] | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    catalogue: Catalogue = CHINA.catalogue,
) -> FieldMapping:
    """Make a mapping in Python.

    Parameters
    ----------
    fields : mapping of str to str, optional
        Own header to canonical name.
    values : mapping of str to mapping of str to str, optional
        For a choice field, own value to a code or label.
    catalogue : Catalogue
        The fields that may be named.

    Returns
    -------
    FieldMapping
        The headers and values.

    Raises
    ------
    SettingsError
        If it names a field or a choice that does not exist.

    Examples
    --------
    >>> make_mapping({"아파트명": "name"}, {"tenure": {"직원아파트": "work_unit"}}).values
    {'tenure': {'직원아파트': 'work_unit'}}
    """
    names, headers = tuple(item.name for item in catalogue.read), dict[str, str]()
    for header, meant in (fields or {}).items():
        _known(
            newer(str(meant)),
            names,
            say("error.sources.argument_field", header=Code(repr(header)), name=Code(repr(meant))),
        )
        headers[str(header)] = newer(str(meant))
    codes = {str(name): _codes(str(name), given, "values", catalogue) for name, given in (values or {}).items()}
    return FieldMapping(headers=headers, values=codes, catalogue=catalogue)


def _headers(table: Mapping[str, Any], path: str | Path, catalogue: Catalogue) -> dict[str, str]:
    names, found = tuple(item.name for item in catalogue.read), dict[str, str]()
    for name, headers in ((newer(given), headers) for given, headers in table.items()):
        _known(name, names, say("error.sources.entry_field", path=Code(str(path)), name=Code(name)))
        found |= dict.fromkeys(_texts(headers), name)
    return found


def _texts(headers: Any) -> list[str]:
    """Return one header or several; anything else is no header, and the mapping ill written."""
    several_headers = [headers] if isinstance(headers, str) else headers
    if not isinstance(several_headers, list) or not all(isinstance(header, str) for header in several_headers):
        raise TypeError(headers)
    return several_headers


def _codes(name: str, given: Mapping[str, str], path: str | Path, catalogue: Catalogue) -> dict[str, str]:
    _known(name, tuple(item.name for item in catalogue.bank if item.choices), Code(f"{path}: [values.{name}]"))
    codes = choice_codes(catalogue[name].choices)
    for value, meant in given.items():
        _known(plain(str(meant)), tuple(codes), Code(f"{path}: [values.{name}] {value} = {meant!r}"))
    return {value: codes[plain(str(meant))] for value, meant in given.items()}


def _known(name: str, allowed: tuple[str, ...], entry: Fact) -> None:
    if name not in allowed:
        near = difflib.get_close_matches(name, allowed, n=1, cutoff=0)
        raise SettingsError(
            say("error.sources.unknown_entry", entry=entry),
            say("error.sources.nearest", near=Code(repr(near[0]))) if near else say("error.sources.remove"),
        )
