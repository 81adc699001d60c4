"""Scripts and styles of the page, from ``static``, ready to be inlined."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"

# Of what a page is made of besides what its makers publish: our own, and where readings of characters come from.
_OWN_NOTICE = """This page was made by cluster_planner and contains its scripts and styles:
BSD 3-Clause License, Copyright (c) 2026, the cluster_planner developers

The readings of Chinese characters are from pypinyin (https://github.com/mozillazg/python-pinyin):
MIT License, Copyright (c) 2016 mozillazg, 闲耘
"""


@cache
def notices() -> str:
    """Return the notices of all that a page contains, with the licences of others in full."""
    return f"{_OWN_NOTICE}\n{(STATIC / 'NOTICE').read_text(encoding='utf-8')}"


@cache
def notices_of_plugins() -> str:
    """Return the licences of the plug-ins that a map in a notebook may bring along."""
    return (STATIC / "NOTICE-notebook").read_text(encoding="utf-8")


@cache
def contained() -> tuple[str, ...]:
    """Return what a page contains, each with its version and the name of its licence."""
    vendored = json.loads((VENDOR / "versions.json").read_text(encoding="utf-8"))
    others = [
        f"{entry['package']} {entry['version']} ({entry['licence']})" for entry in vendored if not entry.get("part_of")
    ]
    return ("cluster_planner (BSD-3-Clause)", *others, "pypinyin (MIT)")


@cache
def leaflet_script() -> str:
    """Return Leaflet."""
    return vendored_script("leaflet.js")


@cache
def vendored_script(name: str) -> str:
    """Return a vendored script, without the address of its source map."""
    return (VENDOR / name).read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]


@cache
def leaflet_style() -> str:
    """Return Leaflet's style with its few icons inlined."""
    return vendored_style("leaflet.css")


@cache
def vendored_style(name: str) -> str:
    """Return a vendored style sheet without comments and spare blanks, its icons inlined."""
    style = re.sub(r"/\*.*?\*/", "", (VENDOR / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    style = re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", style)).strip()
    return re.sub(r"url\((?:images/)?([\w.-]+)\)", lambda match: f"url({_data_address(match[1])})", style)


@cache
def page_script() -> str:
    """Return our scripts, bundled from ``page/src`` by ``make page``; they expose only ``ClusterPlanner``."""
    return (STATIC / "page.js").read_text(encoding="utf-8")


@cache
def page_style() -> str:
    """Return our style sheet, bundled like the scripts."""
    return (STATIC / "page.css").read_text(encoding="utf-8")


def _data_address(image: str) -> str:
    kind = "svg+xml" if image.endswith(".svg") else "png"
    return f"data:image/{kind};base64,{b64encode((VENDOR / image).read_bytes()).decode('ascii')}"
