"""The options that commands share: their types and what ``--help`` says of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from cluster_planner.words import languages

Table = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="workbooks, CSV, any vector files, a folder, or postgresql://user@host/database?table=schema.table",
    ),
]
Layer = Annotated[
    list[str] | None, typer.Option(help="layer or sheet with the communities; A,B or repeated for several")
]
HiddenRows = Annotated[
    Literal["read", "skip"], typer.Option("--hidden", help="hidden sheets, hidden or struck rows 隐藏与划线的行")
]
Quarantine = Annotated[
    Literal["known", "all"],
    typer.Option(help="columns of rows set aside: known fields, or all but those of people 隔离行的列"),
]
Where = Annotated[
    str | None, typer.Option(help='condition that picks the communities, such as "户数 > 100 AND Class = 0"')
]
FieldMap = Annotated[Path | None, typer.Option("--fields", help="TOML file that maps your headers to ours")]
Ledger = Annotated[str | None, typer.Option("--join", help="ledger for the outlines of INPUT: FILE or FILE:sheet")]
Matches = Annotated[Path | None, typer.Option(help="CSV that says which row is which outline; check --out drafts it")]
Keep = Annotated[
    str | None, typer.Option("--keep", help="earlier plan to keep to: its folder, areas.gpkg or plan.xlsx 沿用上次方案")
]
Reviews = Annotated[
    Path | None,
    typer.Option("--reviews", help="folder of a reviewed plan: meet what its merged reviews demand 按评审意见重划"),
]
WorksFile = Annotated[
    Path | None, typer.Option("--works", help="catalogue of works, a changed works.csv; see: works --write 工程目录")
]
WorkList = Annotated[
    Path | None, typer.Option(help="your own quantities: community_id, code, quantity (CSV or Excel) 自定工程量")
]
Modes = Annotated[
    Path | None, typer.Option("--modes", help="rules by which modes are suggested, a changed modes.csv 改造模式规则")
]
Encoding = Annotated[str | None, typer.Option(help="encoding of the table, such as gb18030, big5 or euc-kr")]
Crs = Annotated[
    str | None,
    typer.Option("--crs", help="system of the coordinates, whatever the file claims: EPSG:4547, GCJ02, BD09 ..."),
]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="TOML file of settings; see: settings --write")]
Date = Annotated[
    dt.datetime | None,
    typer.Option("--date", formats=["%Y-%m-%d"], help="day of the plan, to repeat an earlier one; today 方案日期"),
]
Barriers = Annotated[list[str] | None, typer.Option(help="rivers, railways, main roads: FILE or FILE:layer")]
Crossings = Annotated[list[str] | None, typer.Option(help="bridges and underpasses: FILE or FILE:layer")]
Boundaries = Annotated[list[str] | None, typer.Option(help="counties and subdistricts: FILE or FILE:layer")]
Facilities = Annotated[list[str] | None, typer.Option(help="schools, markets, clinics ...: FILE or FILE:layer")]
Formats = Annotated[
    list[str],
    typer.Option(
        "--format", help="of the layers: gpkg, parquet, geojson, shp, shp-gbk, dxf or postgresql://...?schema=..."
    ),
]
OutCrs = Annotated[
    str | None, typer.Option("--out-crs", help="system of the layers written, such as EPSG:4546 输出坐标系")
]
LiftScheme = Annotated[
    Literal["P1", "P2", "P3", "P4"],
    typer.Option(
        "--scheme",
        help="P1 0.7 from floor 3 by area, P2 1.0 from floor 3, P3 floors ridden, P4 --floor-shares 分摊方案",
    ),
]
FloorShares = Annotated[
    str, typer.Option(help="for P4, per cent of each floor by contract: 2=5,3=10,4=20 ... 约定比例")
]
LiftCost = Annotated[float, typer.Option("--cost", help="cost of one lift in CNY 10,000 每台造价（万元）")]
Subsidy = Annotated[float, typer.Option("--subsidy", help="subsidy of one lift in CNY 10,000 每台补助（万元）")]
ShareBy = Annotated[
    Literal["area", "household"] | None,
    typer.Option("--by", help="flats of one floor share by area or evenly; P1 by area, others evenly 按面积或按户"),
]
Majority = Annotated[
    Literal["special", "ordinary"],
    typer.Option("--majority", help="special: 3/4 of those taking part; ordinary: more than half 表决门槛"),
]
# One of the catalogues available, as typer reads choices; to the type checker, a text.
if TYPE_CHECKING:
    Spoken: TypeAlias = str
else:
    Spoken = Literal[languages()]
Language = Annotated[Spoken, typer.Option(help="language of all output")]
Stability = Annotated[
    int | None, typer.Option(min=0, help="plan so many times under varied weights, to see which areas hold")
]
Tiles = Annotated[
    str | None,
    typer.Option(help="base map: tianditu, gaode, an address with {z}/{x}/{y}, a folder, MBTiles or PMTiles 底图"),
]
TilesKey = Annotated[
    str, typer.Option(help="key of the service, readable in the file; without it the page asks 地图密钥")
]
Letterhead = Annotated[
    Path | None,
    typer.Option(
        "--letterhead", help="your Word file to write the report into, made from what letterhead writes 报告模板"
    ),
]
Debug = Annotated[bool, typer.Option("--debug", help="log every step")]
Strict = Annotated[bool, typer.Option("--strict", help="refuse to go on with any warning or error (exit code 3)")]


def day(date: dt.datetime | None) -> dt.date | None:
    """Return the date that an option names."""
    return None if date is None else date.date()
