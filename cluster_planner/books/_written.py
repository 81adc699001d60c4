"""Read written plans back: whole, or not at all where files of two plans lie in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from python_calamine import CalamineError

from cluster_planner._cells import unguard
from cluster_planner._money import newer, older
from cluster_planner.books._former_headers import FORMER_LABELS, IN_WAN
from cluster_planner.books._record import plan_record, read_record
from cluster_planner.books._renewed import renew_record, renew_table
from cluster_planner.columns import TABLES, find_column
from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang, plain
from cluster_planner.model import Plan, WrittenPlan, plan_checksum
from cluster_planner.said import Code, say
from cluster_planner.words import languages, speaker
from cluster_planner.words.tables import area_table, community_table

_IN_FOLDER = ("plan.json", "tables.zip", "map.html", "areas.gpkg", "plan.xlsx")
_INDEX = {"areas": "area_id", "communities": "community_id"}
# What the columns of the sheets come from; of those that are called alike the first is meant.
_FROM = ("evaluation.areas", "evaluation.communities", "communities.frame", "programme.frame", "need")
_REMEDY = say("error.books.plan_anew")


def read_written_plan(folder: str | Path, name: str = "") -> WrittenPlan:
    """Read a plan from the folder that it was written to.

    Parameters
    ----------
    folder : path
        Where `write_plan` wrote; or one of its files there. Areas and communities are read from ``areas.gpkg``, else
        from the folders of GeoParquet or GeoJSON, else from ``plan.xlsx``.
    name : str
        What it is called; by default as the folder.

    Returns
    -------
    WrittenPlan
        Tables without shapes, and the record.

    Raises
    ------
    SourceError
        If there is no plan, it cannot be read, or tables and record are not of the same plan.
    """
    folder = plan_folder(folder)
    record = read_record(folder)
    try:
        tables = {
            noun: renew_table(table).set_index(_INDEX[noun]).sort_index() for noun, table in _tables(folder).items()
        }
        checksum = plan_checksum(tables["communities"]["area_id"], record["settings"])
    except (OSError, ValueError, KeyError, DataSourceError, DataLayerError, CalamineError) as error:
        raise SourceError(say("error.books.tables_unreadable", folder=Code(str(folder))), _REMEDY) from error
    if checksum != record["checksum"]:
        raise SourceError(
            say("error.books.not_of_one_plan", folder=Code(str(folder))),
            _REMEDY,
        )
    return WrittenPlan(name=name or folder.resolve().name, record=renew_record(record), **tables)


def plan_folder(path: str | Path) -> Path:
    """Return the folder that a plan was written to, given it or one of its files there."""
    return Path(path).parent if Path(path).name in _IN_FOLDER else Path(path)


def as_written(plan: Plan, lang: Lang = "zh", name: str = "") -> WrittenPlan:
    """Return a plan in memory as it would be read from its files.

    Parameters
    ----------
    plan : Plan
        The plan.
    lang : {"zh", "en"}
        Language of its reasons.
    name : str
        What it is called; by default by its title.
    """
    return WrittenPlan(
        name=name or str(plan.about.get("title", "")),
        communities=pd.DataFrame(community_table(plan, lang).drop(columns="geometry")).sort_index(),
        areas=pd.DataFrame(area_table(plan, lang).drop(columns="geometry")).sort_index(),
        record=plan_record(plan),
    )


def shortest_names(paths: Sequence[Path]) -> list[str]:
    """Return the last parts of paths, as many as make them unique."""
    parts = [path.resolve().parts for path in paths]
    names: list[str] = []
    for depth in range(1, max(map(len, parts), default=0) + 1):
        names = ["/".join(part[-depth:]) for part in parts]
        if len(set(names)) == len(names):
            break
    return names


def _tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return areas and communities as they were written, in whatever format there is."""
    layers = _layers(folder)
    if not layers:
        return _from_workbook(folder / "plan.xlsx")
    parts = {noun: [file for name, file in layers if name.partition("_")[0] == noun] for noun in _INDEX}
    return {noun: pd.concat([_layer(*file) for file in files]) for noun, files in parts.items()}


def _layers(folder: Path) -> list[tuple[str, tuple[Path, str | None]]]:
    """Return the name of each layer, its file and its name there, in the first format that was written."""
    file = folder / "areas.gpkg"
    if file.exists():
        return [(str(name), (file, str(name))) for name in pyogrio.list_layers(file)[:, 0]]
    found = (sorted((folder / name).glob(f"*.{name}")) for name in ("parquet", "geojson"))
    return [(file.stem, (file, None)) for file in next(filter(None, found), [])]


def _layer(file: Path, layer: str | None) -> pd.DataFrame:
    """Return the attributes of a layer under the names that they were written under."""
    if file.suffix == ".parquet":
        return pd.read_parquet(file).drop(columns="geometry")
    attributes: pd.DataFrame = pyogrio.read_dataframe(file, layer=layer, read_geometry=False)
    return attributes


def _from_workbook(file: Path) -> dict[str, pd.DataFrame]:
    """Return areas and communities from the sheets of a plan, its words as codes again."""
    book = pd.read_excel(file, sheet_name=None, engine="calamine", dtype="str")
    lang = next((lang for lang in languages() if speaker(lang).label("sheet.plan", "areas") in book), "en")
    titles, names = speaker(lang).catalogue.section("sheet.plan"), _columns_by_header(lang)
    sheets = {
        noun: _as_coded(book[titles[noun]].rename(columns=lambda text: names.get(plain(str(text)), text)), lang)
        for noun in ("areas", "figures", "members", "alone")
    }
    areas, figures = sheets["areas"], sheets["figures"]
    further = ["area_id", *figures.columns.difference(areas.columns)]
    members = sheets["members"].assign(outcome="area")
    return {
        "areas": areas.merge(figures[further], on="area_id"),
        "communities": pd.concat([members, sheets["alone"]], ignore_index=True),
    }


def _columns_by_header(lang: Lang) -> dict[str, str]:
    """Return the names of columns by their headers in sheets; those of amounts in 万 as `renew_table` asks for them."""
    words = speaker(lang)
    columns = [column for name in reversed(_FROM) for column in reversed((*TABLES[name].keys, *TABLES[name].columns))]
    headers: dict[str, str] = {}
    for name in (column.name.removesuffix("_said") for column in columns):
        for label in (*FORMER_LABELS.get(name, ()), words.label("field", name)):
            header = words.header(name, form="sheet_header").replace(words.label("field", name), label)
            known = find_column(name)
            if known is None or known.unit != "money" or words.worth("money") > 1:
                headers[header] = older(name)
                continue
            headers[header] = name
            headers |= {header.replace("CNY", unit): older(name) for unit in IN_WAN}
    return {plain(header): name for header, name in headers.items()}


def _as_coded(sheet: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return numbers as numbers, and single choices as their codes."""
    cells = unguard(sheet[sheet.iloc[:, 0] != speaker(lang).say("common.total")])
    known = {str(name): column for name in cells if (column := find_column(newer(str(name))))}
    numbers = {name: pd.to_numeric(cells[name], errors="coerce") for name, column in known.items() if column.is_numeric}
    codes = {
        name: cells[name].replace({label: code for code, label in speaker(lang).choices(name).items()})
        for name, column in known.items()
        if column.kind == "code"
    }
    return cells.assign(**numbers, **codes)
