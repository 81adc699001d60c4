"""The register of a folder: what was written there, so that whatever a person changed or brought is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

HOME = ".cluster_planner"  # the hidden folder in every folder that is written to
REGISTER = "written.json"


@dataclass(frozen=True)
class Entry:
    """One file as it was written: its SHA-256, and the kind of run that it belongs to."""

    sha256: str
    of: str


def read_register(folder: Path) -> dict[str, Entry]:
    """Return what was written into a folder, by name; nothing where no register can be read.

    Without a register every file counts as a person's, which loses nothing.
    """
    try:
        entries = json.loads((folder / HOME / REGISTER).read_text(encoding="utf-8"))
        return {name: Entry(**entry) for name, entry in entries.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def register_text(entries: Mapping[str, Entry]) -> str:
    """Return a register as it is written."""
    return json.dumps({name: asdict(entries[name]) for name in sorted(entries)}, indent=1, ensure_ascii=False) + "\n"


def file_checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_as_written(path: Path, entry: Entry | None) -> bool:
    """Return whether a file is the one that was written, and not what a person made of it."""
    return entry is not None and path.is_file() and file_checksum(path) == entry.sha256
