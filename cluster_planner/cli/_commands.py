"""The commands, each a few lines over the pipeline."""

from __future__ import annotations

import dataclasses
import logging
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cluster_planner._money import plain_amount
from cluster_planner.cli import _console, _options, _screen
from cluster_planner.fields import Lang

if TYPE_CHECKING:
    from cluster_planner.pipeline import Checked, Inputs
    from cluster_planner.settings import Settings


app = typer.Typer(
    help="Plan contiguous renovation areas of old residential communities. 城镇老旧小区集中连片改造片区规划工具",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer hands on what was given
    if wanted:
        _console.say(f"cluster_planner {metadata.version('cluster_planner')}")
        raise typer.Exit


@app.callback()
def everywhere(
    context: typer.Context,
    lang: _options.Language = "zh",
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="show the version 版本号")
    ] = False,
) -> None:
    """Take the options of every command, also where they stand before its name."""
    names = context.command.commands if isinstance(context.command, typer.core.TyperGroup) else ()
    context.default_map = {name: {"lang": lang} for name in names}


@app.command()
def plan(
    table: _options.Table,
    out: Annotated[Path, typer.Option(help="folder for areas.gpkg, plan.xlsx, map.html and plan.json")] = Path("out"),
    formats: _options.Formats = ["gpkg"],  # noqa: B006 - typer wants a list, and never changes it
    out_crs: _options.OutCrs = None,
    replace: Annotated[bool, typer.Option("--replace", help="replace tables that the database has")] = False,
    settings: _options.SettingsFile = None,
    layer: _options.Layer = None,
    hidden: _options.HiddenRows = "read",
    where: _options.Where = None,
    fields: _options.FieldMap = None,
    crs: _options.Crs = None,
    encoding: _options.Encoding = None,
    join: _options.Ledger = None,
    matches: _options.Matches = None,
    keep: _options.Keep = None,
    reviews: _options.Reviews = None,
    works: _options.WorksFile = None,
    work_list: _options.WorkList = None,
    modes: _options.Modes = None,
    barriers: _options.Barriers = None,
    crossings: _options.Crossings = None,
    boundaries: _options.Boundaries = None,
    facilities: _options.Facilities = None,
    title: Annotated[str, typer.Option(help="what the plan is called on its map 方案标题")] = "",
    date: _options.Date = None,
    quarantine: _options.Quarantine = "known",
    lang: _options.Language = "zh",
    stability: _options.Stability = None,
    tiles: _options.Tiles = None,
    tiles_key: _options.TilesKey = "",
    report: Annotated[bool, typer.Option("--report", help="write report.docx and report.html too 方案报告")] = False,
    letterhead: _options.Letterhead = None,
    strict: _options.Strict = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="stop after validation")] = False,
    debug: _options.Debug = False,
) -> None:
    """Propose areas, explain them, and write the map, spreadsheet and layers. 划分片区并输出地图、表格和图层"""
    from cluster_planner import books, pipeline, runs

    start_log(debug)
    books.check_formats(formats)
    books.check_system(out_crs, formats)
    wanted = runs.Outputs(
        formats=formats,
        crs=out_crs,
        replace=replace,
        tiles=tiles,
        tiles_key=tiles_key,
        report=report or letterhead is not None,
        letterhead=letterhead,
    )
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
        keep=keep,
        works=works,
        work_list=work_list,
        modes=modes,
        title=title,
        date=_options.day(date),
        quarantine=quarantine,
        barriers=tuple(barriers or ()),
        crossings=tuple(crossings or ()),
        boundaries=tuple(boundaries or ()),
        facilities=tuple(facilities or ()),
    )
    knobs = read_knobs(settings)
    if stability is not None:
        knobs = dataclasses.replace(knobs, stability=dataclasses.replace(knobs.stability, runs=stability))
    if reviews is not None:
        inputs, knobs = pipeline.heed_reviews(inputs, knobs, reviews)
    if dry_run:
        checked = _check(inputs, knobs, lang)
        if strict:
            pipeline.refuse_doubts(checked.findings)
        pipeline.refuse_nothing(checked.communities, checked.headers, placed=True)
        return
    read = [file for file in (settings, letterhead) if file is not None]
    runs.check_run(out, wanted, [*inputs.files, *read])
    with _screen.progress(lang):
        made = pipeline.plan_file(inputs, knobs, strict=strict)
        written = runs.write_run(made, out, lang, wanted)
    _screen.show_plan(made, written, lang, reviewed=reviews is not None)


@app.command()
def check(
    table: _options.Table,
    out: Annotated[Path | None, typer.Option(help="folder for findings.xlsx: your sheet with the cells marked")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="write cleaned.xlsx too, with every repair logged")] = False,
    strict: _options.Strict = False,
    settings: _options.SettingsFile = None,
    layer: _options.Layer = None,
    hidden: _options.HiddenRows = "read",
    where: _options.Where = None,
    fields: _options.FieldMap = None,
    crs: _options.Crs = None,
    encoding: _options.Encoding = None,
    join: _options.Ledger = None,
    matches: _options.Matches = None,
    write_fields: Annotated[Path | None, typer.Option(help="draft the TOML file for --fields to this file")] = None,
    boundaries: _options.Boundaries = None,
    date: _options.Date = None,
    lang: _options.Language = "zh",
    debug: _options.Debug = False,
) -> None:
    """Report what is wrong or doubtful in a table, and change nothing. 只校验，不规划"""
    from cluster_planner import books, pipeline
    from cluster_planner._staging import check_targets

    start_log(debug)
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
        boundaries=tuple(boundaries or ()),
        date=_options.day(date),
    )
    if out is not None or fix:
        check_targets(out or Path(), ["findings.xlsx", *(["cleaned.xlsx"] if fix else [])], inputs.files)
    if write_fields is not None:  # first: what it drafts may be needed before the table can be checked
        _console.say(str(books.draft_mapping(pipeline.read_tables(inputs).headers, write_fields)))
    checked = _check(inputs, read_knobs(settings), lang)
    if out is not None or fix:
        written = pipeline.report_findings(inputs, checked, out or Path(), lang, fix=fix)
        _screen.show_files(written.values())
    if strict:
        pipeline.refuse_doubts(checked.findings)
    pipeline.refuse_nothing(checked.communities, checked.headers)


@app.command()
def review(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="folder of the plan that was reviewed")],
    files: Annotated[list[Path], typer.Argument(metavar="REVIEW...", help="review files that the map page exported")],
    lang: _options.Language = "zh",
    debug: _options.Debug = False,
) -> None:
    """Merge reviews, report what they agree on and where they clash, and write demands. 汇总评审意见"""
    from cluster_planner import pipeline
    from cluster_planner._staging import check_targets

    start_log(debug)
    check_targets(folder, pipeline.REVIEW_FILES, files)
    merged, written = pipeline.merge_files(folder, files, lang)
    _screen.show_reviews(merged, written, lang)


@app.command(name="map")
def combine(
    maps: Annotated[list[Path], typer.Argument(metavar="OUT...", help="folders that plan wrote, or their map.html")],
    out: Annotated[Path, typer.Option(help="the page to write")] = Path("compare.html"),
    names: Annotated[list[str] | None, typer.Option("--name", help="what a plan is called; one for each")] = None,
    lang: _options.Language = "zh",
) -> None:
    """Put plans into one page that compares them, without planning again. 多方案对比地图"""
    from cluster_planner import render
    from cluster_planner._staging import check_targets

    check_targets(out.parent, [out.name], maps)
    _screen.show_files([render.combine_maps(maps, out, names=names or (), lang=lang)])


@app.command()
def lifts(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="one row for each flat; see --template 分户表")],
    out: Annotated[Path, typer.Option(help="the workbook to write")] = Path("lifts.xlsx"),
    scheme: _options.LiftScheme = "P1",
    cost: _options.LiftCost = 60.0,
    subsidy: _options.Subsidy = 0.0,
    by: _options.ShareBy = None,
    floor_shares: _options.FloorShares = "",
    majority: _options.Majority = "special",
    template: Annotated[bool, typer.Option("--template", help="write an empty SHEET instead 写空白分户表")] = False,
    lang: _options.Language = "zh",
    debug: _options.Debug = False,
) -> None:
    """Share the cost of lifts among flats, and check the owners' consent. 加装电梯费用分摊与表决核算"""
    from cluster_planner import pipeline
    from cluster_planner._staging import check_targets
    from cluster_planner.lifts import LiftTerms, read_floor_shares

    start_log(debug)
    if template:
        _screen.show_files([pipeline.write_flats_template(sheet, lang)])
        return
    terms = LiftTerms(
        scheme=scheme,
        cost_money=plain_amount(cost),
        subsidy_money=plain_amount(subsidy),
        by=by,
        floor_shares=read_floor_shares(floor_shares),
        majority=majority,
    )
    check_targets(out.parent, [out.name], [sheet])
    shared = pipeline.share_lifts(sheet, terms)
    _screen.show_lifts(shared, pipeline.write_lifts(shared, out, lang), lang)


def _check(inputs: Inputs, knobs: Settings, lang: Lang) -> Checked:
    from cluster_planner import pipeline

    with _screen.progress(lang):
        checked = pipeline.check_tables(pipeline.read_tables(inputs), knobs)
    _screen.show_check(checked, lang)
    return checked


def read_knobs(path: Path | None) -> Settings:
    """Return the settings of a file, or the defaults."""
    from cluster_planner.settings import Settings, read_settings

    return Settings() if path is None else read_settings(path)


def start_log(debug: bool) -> None:  # noqa: FBT001 - passed on as it came
    """Log every step to the screen, where that is wanted."""
    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(name)s %(message)s")
