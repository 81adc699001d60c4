"""Templates that put blocks on paper; what is filled in is escaped, and holds nothing that a file forbids."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cluster_planner.render.report._text import printable

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
    """Return how a template from elsewhere is read: it can fill in what it is handed, and do nothing else."""
    return SandboxedEnvironment(autoescape=True, **_FILLED_IN)


def _as_printed(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_FILLED_IN: dict[str, Any] = {"finalize": _as_printed, "undefined": StrictUndefined}
