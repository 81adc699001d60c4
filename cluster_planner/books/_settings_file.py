"""Settings as a commented TOML file to edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import new_file
from cluster_planner.settings import Settings, format_value, is_amount, list_knobs
from cluster_planner.words import Lang, describe_knob, speaker


@held_to_annotations
def write_settings(settings: Settings, path: str | Path, lang: Lang = "zh") -> Path:
    """Write settings to a TOML file; see `format_settings`.

    Raises
    ------
    SourceError
        If there is a file of that name, or it cannot be written.
    """
    target = Path(path)
    with new_file(target) as unfinished:
        unfinished.write_text(format_settings(settings, lang), encoding="utf-8")
    return target


def format_settings(settings: Settings, lang: Lang = "zh") -> str:
    """Return the settings as commented TOML that is read back equal.

    Parameters
    ----------
    settings : Settings
        The knobs.
    lang : {"zh", "en"}
        Language of the comments.
    """
    unit = speaker(lang).say("common.amount_unit")
    lines: list[str] = []
    tables: list[str] = []
    current = ""
    for section, name, value, about in list_knobs(settings):
        if section != current:
            lines += [*tables, *([""] if current else []), f"[{section}]"]
            tables, current = [], section
        comment = f"# {describe_knob(section, name, about, lang)}"
        if isinstance(value, Mapping):
            # TOML wants sub-tables after the plain keys of their table.
            tables += [
                "",
                comment,
                f"[{section}.{name}]",
                *(
                    f"{_format_key(key)} = {format_value(item, unit if is_amount(key, item, about) else '')}"
                    for key, item in value.items()
                ),
            ]
        else:
            lines += [comment, f"{name} = {format_value(value, unit if is_amount(name, value, about) else '')}"]
    return "\n".join([*lines, *tables]) + "\n"


def _format_key(key: str) -> str:
    """Return a key as TOML writes it: ids of communities may need quotes."""
    return key if re.fullmatch("[A-Za-z0-9_-]+", key) else format_value(key)
