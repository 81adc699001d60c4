"""All tables of a plan as they are, in one file next to the record: the two restore the plan.

Tables are Parquet, with their types and shapes; the facts in them are kept in the record alone, each with the labels
of its row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import geopandas as gpd
import pandas as pd
from pandas.api.types import is_object_dtype
from pyarrow import ArrowException
from pyarrow.parquet import read_schema
from pyproj.exceptions import CRSError

from cluster_planner._cells import columns_of_facts
from cluster_planner._people_in_tables import blot_out
from cluster_planner.errors import SourceError
from cluster_planner.fields import Catalogue
from cluster_planner.model import Plan
from cluster_planner.said import Code, from_plain, say, to_plain

TABLES = "tables.zip"
Tables: TypeAlias = dict[str, pd.DataFrame]
_PERSONAL = ("communities.frame", "communities.quarantine")
_FINDINGS = ("communities.findings.frame", "findings.frame")
_AS_FOUND = ("name", "found", "becomes")  # their texts
_MADE_AGAIN = ("settings", "problem", "profile")  # from the record, from the tables, or by the reader
_SECONDS = "seconds"  # no two runs take the same time: they are in the record
_REMEDY = say("error.books.plan_anew")


def pack_tables(plan: Plan) -> tuple[bytes, dict[str, list[Any]]]:
    """Return all tables of a plan as the content of a file, and what is said in them.

    Parameters
    ----------
    plan : Plan
        The plan.

    Returns
    -------
    bytes
        A zip file of Parquet files, the same for the same plan.
    dict
        By table and column, such as ``programme.frame.reason_said``: the labels and, last, the fact of each row, as
        JSON can hold them.
    """
    packed = io.BytesIO()
    said: dict[str, list[Any]] = {}
    with ZipFile(packed, "w") as archive:
        for name, table in _tables_of(plan):
            plain = _as_kept(name, table, plan.communities.profile.catalogue)
            facts = columns_of_facts(plain)
            said |= {f"{name}.{column}": _rows_of_facts(plain[column]) for column in facts}
            empty = dict.fromkeys(facts)  # they keep the place of the facts
            with io.BytesIO() as file:
                plain.assign(**empty).to_parquet(file, compression=None)
                archive.writestr(ZipInfo(f"{name}.parquet"), file.getvalue(), ZIP_DEFLATED, compresslevel=1)
    return packed.getvalue(), said


def unpack_tables(folder: Path, record: Mapping[str, Any]) -> Tables:
    """Return the tables of a plan by their dotted paths, such as ``programme.frame``; see `pack_tables`.

    Raises
    ------
    SourceError
        If there are none, they cannot be read, or they are of another plan than the record.
    """
    try:
        packed = (folder / TABLES).read_bytes()
    except OSError as error:
        raise SourceError(say("error.books.no_tables", folder=Code(str(folder))), _REMEDY) from error
    if sha256(packed).hexdigest() != record.get("tables"):
        raise SourceError(say("error.books.not_of_one_plan", folder=Code(str(folder))), _REMEDY)
    try:
        tables = dict(_unpacked(packed, record["crs"]))
        for place, rows in record["said"].items():
            name, _, column = place.rpartition(".")
            facts = [from_plain(row[-1]) for row in rows]
            tables[name][column] = pd.Series(facts, tables[name].index, dtype="object")
    except (ArrowException, AttributeError, BadZipFile, CRSError, KeyError, TypeError, ValueError) as error:
        raise SourceError(say("error.books.tables_unreadable", folder=Code(str(folder))), _REMEDY) from error
    return tables


def _tables_of(noun: Any, where: str = "") -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield every table of a noun and of the nouns in it, by its dotted path."""
    for item in fields(noun):
        value, name = getattr(noun, item.name), f"{where}{item.name}"
        if isinstance(value, gpd.GeoSeries):
            yield name, gpd.GeoDataFrame(geometry=value)
        elif isinstance(value, pd.Series):
            yield name, value.to_frame()
        elif isinstance(value, pd.DataFrame):
            yield name, value
        elif is_dataclass(value) and item.name not in _MADE_AGAIN:
            yield from _tables_of(value, f"{name}.")


def _as_kept(name: str, table: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return a table as it is kept: without personal data, without what differs from run to run."""
    if name in _PERSONAL:
        people = [column for column in map(str, table) if catalogue.is_personal(column)]
        table = table.assign(**{column: _nothing(table[column]) for column in people})
    if name in _FINDINGS and len(table):
        table = table.assign(**{column: blot_out(table[column], fields=table["field"]) for column in _AS_FOUND})
    if name == "areas.proof":
        table = table.drop(columns=_SECONDS)
    if name == "next_best.frame":
        moves = [[move._asdict() for move in moves] for moves in table["moves"]]
        table = table.assign(moves=pd.Series(moves, table.index, dtype="object"))
    return table


def _nothing(column: pd.Series) -> pd.Series:
    return pd.Series(None, column.index, dtype="str" if is_object_dtype(column) else column.dtype)


def _rows_of_facts(column: pd.Series) -> list[Any]:
    labels = column.index.to_frame(index=False).to_numpy().tolist()
    missing = column.isna()
    return [[*row, None if gap else to_plain(fact)] for row, fact, gap in zip(labels, column, missing, strict=True)]


def _unpacked(packed: bytes, crs: str) -> Iterator[tuple[str, pd.DataFrame]]:
    with ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            yield name.removesuffix(".parquet"), _read(io.BytesIO(archive.read(name)), crs)


def _read(file: io.BytesIO, crs: str) -> pd.DataFrame:
    if b"geo" not in read_schema(file).metadata:
        return pd.read_parquet(file)
    table: gpd.GeoDataFrame = gpd.read_parquet(file)
    # The system is the same, but is called as it was.
    called: pd.DataFrame = table if table.crs is None else table.set_crs(crs, allow_override=True)
    return called
