"""Templates that put blocks on paper; texts filled in are escaped, without characters that the file forbids."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cluster_planner.render._text import printable

TEMPLATES = Path(__file__).with_name("templates")
LETTERHEAD = TEMPLATES / "letterhead.docx"


@cache
def template(name: str) -> Template:
    """Return a template of the package."""
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, **_FILLED_IN).get_template(
        name
    )


def guarded() -> SandboxedEnvironment:
    """Return a reader for templates from elsewhere: they can fill in what they are given, and nothing else."""
    return SandboxedEnvironment(autoescape=True, **_FILLED_IN)


def _as_printed(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_FILLED_IN: dict[str, Any] = {"finalize": _as_printed, "undefined": StrictUndefined}
