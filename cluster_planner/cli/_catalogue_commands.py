"""The commands that show what the tool knows, or write it to a file to fill in or to change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cluster_planner.cli import _console, _listings, _options
from cluster_planner.cli._commands import app


@app.command()
def fields(
    template: Annotated[Path | None, typer.Option(help="write an empty Excel template to this file")] = None,
    lang: _options.Language = "zh",
) -> None:
    """Show the field catalogue, or write an empty Excel template. 字段目录与空白台账模板"""
    if template is None:
        _listings.show_fields(lang)
        return
    from cluster_planner import books

    _console.say(str(books.write_template(template, lang)))


@app.command()
def works(
    write: Annotated[Path | None, typer.Option(help="write the catalogue to this CSV file, to change it")] = None,
    lang: _options.Language = "zh",
) -> None:
    """Show the catalogue of works with rates and rules, or write it as a table to edit. 工程目录与单价"""
    if write is None:
        from cluster_planner.works import read_works

        _listings.show_works(read_works(), lang)
        return
    from cluster_planner.books import write_works

    _console.say(str(write_works(write)))


@app.command()
def letterhead(
    path: Annotated[Path, typer.Argument(metavar="DOCX", help="file to write")],
) -> None:
    """Write the letterhead of the report, to be made your own in Word; see: plan --letterhead. 报告模板"""
    from cluster_planner import render

    _console.say(str(render.write_letterhead(path)))


@app.command()
def settings(
    write: Annotated[Path | None, typer.Option(help="write all settings to this TOML file, with comments")] = None,
    lang: _options.Language = "zh",
) -> None:
    """Show every setting with unit, default and range. 全部设置项"""
    if write is None:
        _listings.show_settings(lang)
        return
    from cluster_planner.books import write_settings
    from cluster_planner.settings import Settings

    _console.say(str(write_settings(Settings(), write, lang)))
