"""The commands that study plans: several side by side, and one under many settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cluster_planner.cli import _console, _options, _screen
from cluster_planner.cli._commands import app, read_knobs, start_log
from cluster_planner.errors import SourceError
from cluster_planner.said import Code
from cluster_planner.words import speaker


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
    from cluster_planner._staging import check_targets

    start_log(debug)
    check_targets(out, ["compare.xlsx", "compare.html"])
    compared, workbook = pipeline.compare_folders(folders, out, names or (), lang)
    called = [plan.name for plan in compared.plans]
    _screen.show_comparison(compared, lang)
    _screen.show_files([workbook])
    try:
        _screen.show_files([render.combine_maps(folders, out / "compare.html", names=called, lang=lang)])
    except SourceError as error:  # the workbook stands without the map
        _console.say(speaker(lang).say("screen.no_map", problem=Code(error.in_words(lang))))


@app.command()
def sweep(
    table: _options.Table,
    knobs: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="KNOB=VALUES", help="such as areas.min_likeness=0.4:0.7:0.05 or areas.max_communities=6,8"
        ),
    ],
    out: Annotated[Path, typer.Option(help="folder for sweep.xlsx, sweep.csv, sweep.png and sweep.svg")] = Path(
        "sweep"
    ),
    at_most: Annotated[int, typer.Option(min=1, help="refuse more combinations than these")] = 200,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="plans made at once; by default one for each processor")
    ] = None,
    settings: _options.SettingsFile = None,
    layer: _options.Layer = None,
    hidden: _options.HiddenRows = "read",
    where: _options.Where = None,
    fields: _options.FieldMap = None,
    crs: _options.Crs = None,
    encoding: _options.Encoding = None,
    join: _options.Ledger = None,
    matches: _options.Matches = None,
    works: _options.WorksFile = None,
    work_list: _options.WorkList = None,
    modes: _options.Modes = None,
    keep: _options.Keep = None,
    barriers: _options.Barriers = None,
    crossings: _options.Crossings = None,
    boundaries: _options.Boundaries = None,
    facilities: _options.Facilities = None,
    date: _options.Date = None,
    lang: _options.Language = "zh",
    debug: _options.Debug = False,
) -> None:
    """Plan under every combination of settings, as a table and a chart. 设置试算：取不同门槛看方案如何变化"""
    from cluster_planner import pipeline, render
    from cluster_planner._staging import check_targets

    start_log(debug)
    grid, base = pipeline.parse_grid(knobs), read_knobs(settings)
    inputs = pipeline.Inputs(
        table=table,
        layer=layer,
        hidden=hidden,
        where=where,
        fields=fields,
        crs=crs,
        encoding=encoding,
        join=join,
        matches=matches,
        works=works,
        work_list=work_list,
        modes=modes,
        keep=keep,
        barriers=tuple(barriers or ()),
        crossings=tuple(crossings or ()),
        boundaries=tuple(boundaries or ()),
        facilities=tuple(facilities or ()),
        date=_options.day(date),
    )
    check_targets(out, [f"sweep.{ending}" for ending in ("xlsx", "csv", "json", "png", "svg")], inputs.files)
    with _screen.progress(lang):
        tables = pipeline.read_tables(inputs)
        swept = pipeline.sweep_settings(tables, base, grid, jobs=jobs or -1, most=at_most)
        written = pipeline.write_sweep(swept, grid, base, out, lang, inputs=tables.about["inputs"])
        charts = render.draw_sweep(swept, list(grid), out, base, lang)
    _screen.show_sweep(swept, list(grid), lang)
    _screen.show_files([*written.values(), *charts])
