"""A mapping file to correct instead of to write: what each header was taken for, and what else it may mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from cluster_planner._staging import new_file
from cluster_planner.model import Header
from cluster_planner.words import languages, speaker

_SECTIONS = ("known", "doubtful", "unclear", "unknown")
_SECTION_OF = {
    "mapping": "known",
    "catalogue": "known",
    "truncated": "doubtful",
    "unit_cut": "doubtful",
    "alike": "doubtful",
    "settled": "doubtful",
    "unclear": "unclear",
    "taken": "unknown",
    "unknown": "unknown",
}


def draft_mapping(headers: Sequence[Header], path: str | Path, crs: str | None = None) -> Path:
    """Write a mapping file for a table, to be corrected by hand and read by `read_mapping`.

    Parameters
    ----------
    headers : sequence of Header
        What the headers of the table were taken for.
    path : path
        The TOML file.
    crs : str, optional
        Coordinate system that a mapping file has named already.

    Returns
    -------
    Path
        The file. It holds recognised headers as they were read; what is doubtful is commented out.

    Raises
    ------
    SourceError
        If the file cannot be written.
    """
    path = Path(path)
    lines = [f"# {line}" for lang in languages() for line in speaker(lang).say("template.mapping.title").splitlines()]
    lines += ["", f"crs = {_quoted(crs)}" if crs else '# crs = "EPSG:4547"', "", "[fields]"]
    held = {header.name for header in headers if header.matched not in ("unclear", "taken", "unknown")}
    for section in _SECTIONS:
        members = [header for header in headers if _SECTION_OF[header.matched] == section]
        if members:
            lines += ["", f"# -- {_in_all(f'template.mapping.{section}')}"]
            lines += [line for header in members for line in _lines(header, section, held)]
    with new_file(path) as unfinished:
        unfinished.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _lines(header: Header, section: str, held: Iterable[str]) -> list[str]:
    if section == "known":
        return [_entry(header.name, header)]
    if section == "doubtful":
        return [f"# {_entry(header.name, header)}"]
    free = [name for name in header.candidates if name not in held]
    return [f"# {_entry(name, header)}" for name in free] or [f"# ? = {_quoted(header.text)}"]


def _entry(name: str, header: Header) -> str:
    return f"{name} = {_quoted(header.text)}  # {' / '.join(speaker(lang).header(name) for lang in languages())}"


def _in_all(key: str) -> str:
    return " / ".join(speaker(lang).say(key) for lang in languages())


def _quoted(text: str) -> str:
    """Return a text as TOML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
