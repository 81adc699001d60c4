"""The whole report: its chapters in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cluster_planner.fields import Lang
from cluster_planner.render.report import (
    _annex,
    _areas,
    _context,
    _data,
    _front,
    _method,
    _money,
    _others,
    _safeguards,
)
from cluster_planner.render.report._blocks import Block, Heading, Sheet
from cluster_planner.render.report._report import Report
from cluster_planner.render.report._words import say
from cluster_planner.words import read_catalogue


def write_blocks(report: Report) -> list[Block]:
    """Return all blocks of a report, chapters numbered."""
    return list(_number_chapters(_chapters(report), report.lang))


def _chapters(report: Report) -> Iterator[Block]:
    yield from _front.cover(report)
    yield from _front.summary(report)
    yield from _context.basis(report)
    yield from _context.state(report)
    yield from _method.method(report)
    yield from _areas.town_maps(report)
    yield from _areas.area_list(report)
    yield from _areas.area_pages(report)
    yield Sheet(lying=True)
    yield from _others.alone(report)
    yield from _money.programme(report)
    yield from _money.progress(report)
    yield Sheet()
    yield from _safeguards.safeguards(report)
    yield from _data.findings(report)
    yield from _money.prices(report)
    yield from _annex.annex(report)
    yield from _method.all_methods(report)
    yield from _method.all_settings(report)


def _number_chapters(blocks: Iterable[Block], lang: Lang) -> Iterator[Block]:
    chapter = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            chapter += 1
            number = say("chapter", lang, number=_numeral(chapter, lang))
            yield replace(block, text=number + block.text, anchor=f"chapter-{chapter}")
        else:
            yield block


def _numeral(number: int, lang: Lang) -> str:
    """Return a number as the language counts chapters: in digits beyond its own numerals."""
    numerals = read_catalogue(lang).style["numerals"]
    return numerals[number - 1] if number <= len(numerals) else str(number)
