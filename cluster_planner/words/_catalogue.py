"""The words of one language as data: templates by key, and how it writes numbers and lists."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeAlias

from cluster_planner.errors import SettingsError
from cluster_planner.said import Code, say

Lang: TypeAlias = str  # the name of a catalogue: "zh", "en", or of one that was added
FOLDER = Path(__file__).parent
Part: TypeAlias = tuple[str, str, str]  # words, then the name of a fact and how it is written; empty at the end


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The words of one language.

    Attributes
    ----------
    lang : str
        Its name.
    style : mapping
        How it writes lists, numbers, money and what is unknown; see ``[style]`` in the files.
    entries : mapping of str to str
        Templates by key: words with the names of facts in braces, each with an optional form after a colon.
    """

    lang: Lang
    style: Mapping[str, Any]
    entries: Mapping[str, str]

    def parts(self, key: str) -> tuple[Part, ...]:
        """Return the words and facts of a template, in turn.

        Raises
        ------
        KeyError
            If there is no such entry.
        """
        return parts_of(self.entries[key])

    def facts(self, key: str) -> frozenset[str]:
        """Return the names of the facts in a template, but for those that only set a plural."""
        return frozenset(name for _, name, form in self.parts(key) if name and "|" not in form)

    def section(self, name: str) -> dict[str, str]:
        """Return all entries of a section, by what follows its name."""
        start = f"{name}."
        return {key.removeprefix(start): text for key, text in self.entries.items() if key.startswith(start)}


@cache
def languages() -> tuple[Lang, ...]:
    """Return the languages with a catalogue, Chinese first."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda lang: lang != "zh"))


@cache
def read_catalogue(lang: Lang, folder: Path = FOLDER) -> Catalogue:
    """Read the words of one language.

    Parameters
    ----------
    lang : str
        Name of the file without its ending.
    folder : path
        Folder of the file; that of the package if not given.

    Raises
    ------
    SettingsError
        If there is no such catalogue.
    """
    file = folder / f"{lang}.toml"
    if not file.is_file():
        raise SettingsError(
            say("error.words.no_such_language", lang=Code(repr(lang))),
            say("error.words.use_a_language", known=Code(", ".join(languages()))),
        )
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    style = table.pop("style")
    return Catalogue(lang, style, dict(_entries(table, "")))


def _entries(table: Mapping[str, Any], start: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _entries(value, f"{start}{name}.")
        else:
            yield f"{start}{name}", value


@cache
def parts_of(template: str) -> tuple[Part, ...]:
    """Return the words and facts of a template, in turn."""
    return tuple((words, name or "", form or "") for words, name, form, _ in Formatter().parse(template))
