"""The commands, each a few lines over the pipeline."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cluster_planner.cli import _screen
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

Table = Annotated[
    str,
    typer.Argument(
        metavar="INPUT", help="workbook, CSV, any vector file, or postgresql://user@host/database?table=schema.table"
    ),
]
Layer = Annotated[str | None, typer.Option(help="layer or sheet with the communities")]
Where = Annotated[str | None, typer.Option(help="condition that picks the communities, such as 'Class = 0'")]
FieldMap = Annotated[Path | None, typer.Option("--fields", help="TOML file that maps your headers to ours")]
Ledger = Annotated[str | None, typer.Option("--join", help="ledger for the outlines of INPUT: FILE or FILE:sheet")]
Matches = Annotated[Path | None, typer.Option(help="CSV that says which row of the ledger is which outline")]
Encoding = Annotated[str | None, typer.Option(help="encoding of the table, such as gb18030, big5 or euc-kr")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="TOML file of settings; see: settings --write")]
Barriers = Annotated[list[str] | None, typer.Option(help="rivers, railways, main roads: FILE or FILE:layer")]
Crossings = Annotated[list[str] | None, typer.Option(help="bridges and underpasses: FILE or FILE:layer")]
Boundaries = Annotated[list[str] | None, typer.Option(help="counties and subdistricts: FILE or FILE:layer")]
Facilities = Annotated[list[str] | None, typer.Option(help="schools, markets, clinics ...: FILE or FILE:layer")]
Formats = Annotated[
    list[str],
    typer.Option("--format", help="of the layers: gpkg, parquet, geojson, shp, shp-gbk or postgresql://...?schema=..."),
]
Language = Annotated[Lang, typer.Option(help="language of all output")]
Debug = Annotated[bool, typer.Option("--debug", help="log every step")]


@app.command()
def plan(
    table: Table,
    out: Annotated[Path, typer.Option(help="folder for areas.gpkg, plan.xlsx, map.html and plan.json")] = Path("out"),
    formats: Formats = ["gpkg"],  # noqa: B006 - typer wants a list, and never changes it
    replace: Annotated[bool, typer.Option("--replace", help="replace tables that the database has")] = False,
    settings: SettingsFile = None,
    layer: Layer = None,
    where: Where = None,
    fields: FieldMap = None,
    encoding: Encoding = None,
    join: Ledger = None,
    matches: Matches = None,
    barriers: Barriers = None,
    crossings: Crossings = None,
    boundaries: Boundaries = None,
    facilities: Facilities = None,
    lang: Language = "zh",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="stop after validation")] = False,
    debug: Debug = False,
) -> None:
    """Propose areas, explain them, and write the map, spreadsheet and layers. 划分片区并输出地图、表格和图层"""
    from cluster_planner import pipeline, render, sources

    _log(debug)
    sources.check_formats(formats)
    inputs = pipeline.Inputs(
        table=table,
        layer=layer,
        where=where,
        fields=fields,
        encoding=encoding,
        join=join,
        matches=matches,
        barriers=tuple(barriers or ()),
        crossings=tuple(crossings or ()),
        boundaries=tuple(boundaries or ()),
        facilities=tuple(facilities or ()),
    )
    knobs = _settings(settings)
    if dry_run:
        _check(inputs, knobs, lang)
        return
    with _screen.progress(lang):
        made = pipeline.plan_file(inputs, knobs)
        written = sources.write_plan(made, out, lang, formats=formats, replace=replace)
        written["map"] = render.save_map(made, out / "map.html", lang=lang)
    _screen.show_plan(made, written, lang)


@app.command()
def check(
    table: Table,
    settings: SettingsFile = None,
    layer: Layer = None,
    where: Where = None,
    fields: FieldMap = None,
    encoding: Encoding = None,
    join: Ledger = None,
    matches: Matches = None,
    write_fields: Annotated[Path | None, typer.Option(help="draft the TOML file for --fields to this file")] = None,
    write_matches: Annotated[Path | None, typer.Option(help="draft the CSV for --matches to this file")] = None,
    boundaries: Boundaries = None,
    lang: Language = "zh",
    debug: Debug = False,
) -> None:
    """Report what is wrong or doubtful in a table, and change nothing. 只校验, 不规划"""
    from cluster_planner import pipeline, sources

    _log(debug)
    inputs = pipeline.Inputs(
        table=table,
        layer=layer,
        where=where,
        fields=fields,
        encoding=encoding,
        join=join,
        matches=matches,
        boundaries=tuple(boundaries or ()),
    )
    checked = _check(inputs, _settings(settings), lang)
    if write_fields is not None:
        _screen.say(str(sources.draft_mapping(checked.headers, write_fields)))
    if write_matches is not None:
        _screen.say(str(sources.write_table(checked.matches, write_matches.with_suffix(".csv"))))


@app.command()
def fields(
    template: Annotated[Path | None, typer.Option(help="write an empty Excel template to this file")] = None,
    lang: Language = "zh",
) -> None:
    """Show the field catalogue, or write an empty Excel template. 字段目录与空白台账模板"""
    if template is None:
        _screen.show_fields(lang)
        return
    from cluster_planner import sources

    _screen.say(str(sources.write_template(template, lang)))


@app.command()
def settings(
    write: Annotated[Path | None, typer.Option(help="write all settings to this TOML file, with comments")] = None,
    lang: Language = "zh",
) -> None:
    """Show every setting with unit, default and range. 全部设置项"""
    from cluster_planner.settings import Settings, format_settings

    if write is None:
        _screen.show_settings(lang)
        return
    write.write_text(format_settings(Settings(), lang), encoding="utf-8")
    _screen.say(str(write))


def _check(inputs: Inputs, knobs: Settings, lang: Lang) -> Checked:
    from cluster_planner import pipeline

    with _screen.progress(lang):
        checked = pipeline.check_tables(pipeline.read_tables(inputs), knobs)
    _screen.show_check(checked, lang)
    return checked


def _settings(path: Path | None) -> Settings:
    from cluster_planner.settings import Settings, read_settings

    return Settings() if path is None else read_settings(path)


def _log(debug: bool) -> None:  # noqa: FBT001 - passed on as it came
    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(name)s %(message)s")
