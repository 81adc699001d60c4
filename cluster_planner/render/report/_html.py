"""A report as one HTML file: no script, nothing fetched, ready to be printed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from cluster_planner.books import PLAN_META
from cluster_planner.fields import Lang
from cluster_planner.render._assets import STATIC
from cluster_planner.render._words import html_language
from cluster_planner.render.report._blocks import Block, chapters
from cluster_planner.render.report._templates import template

_STYLE = STATIC / "report.css"


def write_html(blocks: Sequence[Block], title: str, lang: Lang, path: Path, plan: str) -> None:
    """Write the blocks as a page that loads nothing: all texts are escaped, pictures are embedded."""
    style = _STYLE.read_text(encoding="utf-8")
    page = template("report.html").render(
        blocks=[(type(block).__name__, block) for block in blocks],
        chapters=chapters(blocks),
        title=title,
        plan=Markup(PLAN_META.format(plan)),  # noqa: S704 - ours
        language=html_language(lang),
        style=Markup(style),  # noqa: S704 - ours
        digest=b64encode(sha256(style.encode()).digest()).decode("ascii"),
        base64=lambda data: b64encode(data).decode("ascii"),
    )
    path.write_text(page, encoding="utf-8", newline="\n")
