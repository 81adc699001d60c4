"""Scripts and styles of the page, as they lie in ``static``, ready to be inlined."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"


@cache
def leaflet_script() -> str:
    """Return Leaflet, without the address of its source map."""
    return (VENDOR / "leaflet.js").read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]


@cache
def leaflet_style() -> str:
    """Return Leaflet's style with its few icons inlined."""
    style = (VENDOR / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"url\(images/([\w.-]+)\)", lambda match: f"url({_data_address(match[1])})", style)


@cache
def page_script() -> str:
    """Return our scripts as one: plain functions that share one closure and show only ``ClusterPlanner``."""
    files = sorted(STATIC.glob("*.js"))
    bodies = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return f'const ClusterPlanner = (() => {{\n"use strict";\n{bodies}\nreturn {{ open, serveFolium }};\n}})();\n'


@cache
def page_style() -> str:
    """Return our style sheet."""
    return (STATIC / "page.css").read_text(encoding="utf-8")


def _data_address(image: str) -> str:
    return f"data:image/png;base64,{b64encode((VENDOR / image).read_bytes()).decode('ascii')}"
