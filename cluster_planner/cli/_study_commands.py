"""The commands that study plans: several beside each other, and one under many settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cluster_planner.cli import _options, _screen
from cluster_planner.cli._commands import app, start_log
from cluster_planner.errors import SourceError


@app.command()
def compare(
    folders: Annotated[list[Path], typer.Argument(metavar="A B...", help="folders that plan wrote, two or more")],
    out: Annotated[Path, typer.Option(help="folder for compare.xlsx and compare.html")] = Path("compare"),
    names: Annotated[list[str] | None, typer.Option("--name", help="what a plan is called; one for each")] = None,
    lang: _options.Language = "zh",
    debug: _options.Debug = False,
) -> None:
    """Compare plans with the first: who moved, all figures, which rules differ; and a map. 方案对比"""
    from cluster_planner import pipeline, render

    start_log(debug)
    compared, workbook = pipeline.compare_folders(folders, out, names or (), lang)
    called = [plan.name for plan in compared.plans]
    _screen.show_comparison(compared, lang)
    _screen.show_files([workbook])
    try:
        _screen.show_files([render.combine_maps(folders, out / "compare.html", names=called, lang=lang)])
    except SourceError as error:  # the workbook stands without the map
        _screen.say(("没有对比地图: " if lang == "zh" else "No map to compare: ") + error.tell(lang))
