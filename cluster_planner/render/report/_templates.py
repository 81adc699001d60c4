"""Templates that put blocks on paper; what is filled in is escaped, and holds nothing that a file forbids."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from cluster_planner.render.report._text import printable

TEMPLATES = Path(__file__).with_name("templates")
LETTERHEAD = TEMPLATES / "letterhead.docx"


@cache
def environment() -> SandboxedEnvironment:
    """Return how templates are read: one from elsewhere can fill in what it is handed, and do nothing else."""
    return SandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_as_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def template(name: str) -> Template:
    """Return a template of the package."""
    return environment().get_template(name)


def _as_printed(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
