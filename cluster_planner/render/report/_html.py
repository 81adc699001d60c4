"""A report as one HTML file: no script, nothing fetched, ready to be printed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import sha256
from html import escape
from pathlib import Path

from cluster_planner.fields import Lang
from cluster_planner.render._assets import STATIC
from cluster_planner.render._words import html_language
from cluster_planner.render.report._blocks import (
    Block,
    Contents,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    Table,
)
from cluster_planner.render.report._text import printable

_STYLE = STATIC / "report.css"


def write_html(blocks: Sequence[Block], title: str, lang: Lang, path: Path) -> None:
    """Write the blocks as a page that may load nothing: all texts are escaped, pictures are inside."""
    style = _STYLE.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    chapters = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    body = "\n".join(_sheets(blocks, chapters))
    page = f"""<!DOCTYPE html>
<html lang="{html_language(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_safe(title)}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
    path.write_text(page, encoding="utf-8", newline="\n")


def _sheets(blocks: Iterable[Block], chapters: Sequence[Heading]) -> Iterable[str]:
    """Yield the blocks, each run of pages in a section of its own."""
    yield "<section>"
    for block in blocks:
        if isinstance(block, Sheet):
            yield f"</section>\n<section{_class('lying' if block.lying else '')}>"
        elif isinstance(block, Contents):
            yield _contents(block, chapters)
        else:
            yield _element(block)
    yield "</section>"


def _element(block: Heading | Paragraph | Facts | Table | Figure) -> str:
    if isinstance(block, Heading):
        tag = f"h{block.level + 1}"
        anchor = f' id="{_safe(block.anchor)}"' if block.anchor else ""
        return f"<{tag}{anchor}>{_safe(block.text)}</{tag}>"
    if isinstance(block, Paragraph):
        label = f"<strong>{_safe(block.label)}</strong>" if block.label else ""
        return f"<p{_class(block.kind)}>{label}{_safe(block.text)}</p>"
    if isinstance(block, Facts):
        return _facts(block)
    return _table(block) if isinstance(block, Table) else _figure(block)


def _contents(block: Contents, chapters: Iterable[Heading]) -> str:
    lines = "".join(f'<li><a href="#{_safe(head.anchor)}">{_safe(head.text)}</a></li>' for head in chapters)
    return f"<nav><h2>{_safe(block.title)}</h2><ul>{lines}</ul></nav>"


def _facts(block: Facts) -> str:
    pairs = "".join(f"<div><dt>{_safe(label)}</dt><dd>{_safe(value)}</dd></div>" for label, value in block.pairs)
    return f"<dl{_class(f'abreast-{block.abreast}' if block.abreast > 1 else '')}>{pairs}</dl>"


def _table(block: Table) -> str:
    looks = [_class("number" if is_number else "") for is_number in block.numeric]
    caption = f"<caption>{_safe(block.caption)}</caption>" if block.caption else ""
    heads = "".join(f'<th scope="col"{look}>{_safe(head)}</th>' for head, look in zip(block.heads, looks, strict=True))
    lines = []
    for place, row in enumerate(block.rows):
        texts = [_safe(cell) for cell in row]
        if place < len(block.anchors):
            texts[0] = f'<a href="#{_safe(block.anchors[place])}">{texts[0]}</a>'
        cells = "".join(f"<td{look}>{text}</td>" for text, look in zip(texts, looks, strict=True))
        lines.append(f"<tr{_class('total' if block.has_total and place == len(block.rows) - 1 else '')}>{cells}</tr>")
    body = "\n".join(lines)
    return f'<div class="wide"><table>{caption}<thead><tr>{heads}</tr></thead><tbody>\n{body}\n</tbody></table></div>'


def _figure(block: Figure) -> str:
    data = b64encode(block.png).decode("ascii")
    caption = f"<figcaption>{_safe(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure>{caption}<img src="data:image/png;base64,{data}" alt="{_safe(block.alt)}"></figure>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _safe(text: str) -> str:
    return escape(printable(text))
