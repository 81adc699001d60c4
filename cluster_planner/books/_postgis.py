"""Write layers to a PostGIS database: all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner._cells import index_as_columns
from cluster_planner.errors import SourceError
from cluster_planner.fields import Lang
from cluster_planner.said import Code, say
from cluster_planner.words import speaker

_SCHEMA = "public"


def write_postgis(layers: Mapping[str, pd.DataFrame], url: str, lang: Lang, *, replace: bool = False) -> None:
    """Write layers as the tables of a schema, in one transaction.

    Parameters
    ----------
    layers : mapping of str to DataFrame or GeoDataFrame
        Tables by name.
    url : str
        ``postgresql://user:password@host/database?schema=renewal``; the schema is made if need be.
    lang : {"zh", "en"}
        Language of the comments on columns, which QGIS and ArcGIS show.
    replace : bool
        Replace tables of these names; without it they are an error and nothing is written.

    Raises
    ------
    SourceError
        If the database cannot be reached or written to, or has such tables.
    """
    try:
        import geoalchemy2  # noqa: F401 - geopandas needs it
        import sqlalchemy as sql
    except ImportError as error:
        raise SourceError(
            say("error.books.postgis_missing"),
            say("error.books.install_postgis"),
        ) from error
    address = sql.make_url(url)
    schema = str(address.query.get("schema", _SCHEMA))
    address = address.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    try:
        engine = sql.create_engine(address, poolclass=sql.NullPool)
        with engine.begin() as connection:
            connection.execute(sql.schema.CreateSchema(schema, if_not_exists=True))
            taken = sorted(set(sql.inspect(connection).get_table_names(schema)) & set(layers))
            if taken and not replace:
                raise _taken(schema, taken)
            for name, layer in layers.items():
                _write_table(connection, index_as_columns(layer), name, schema)
                _comment(connection, index_as_columns(layer).columns, name, schema, lang)
    except sql.exc.SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise SourceError(
            say("error.books.database_refuses", address=Code(repr(address)), reason=Code(reason)),
            say("error.books.check_rights"),
        ) from error


def _taken(schema: str, tables: Collection[str]) -> SourceError:
    names = ", ".join(f"{schema}.{table}" for table in tables)
    return SourceError(
        say("error.books.tables_there", names=Code(names)),
        say("error.books.replace_or_rename"),
    )


def _write_table(connection: Any, table: pd.DataFrame, name: str, schema: str) -> None:
    if isinstance(table, gpd.GeoDataFrame):
        table.to_postgis(name, connection, schema=schema, if_exists="replace", index=False)
    else:
        table.to_sql(name, connection, schema=schema, if_exists="replace", index=False, method="multi")


def _comment(connection: Any, columns: Collection[object], name: str, schema: str, lang: Lang) -> None:
    import sqlalchemy as sql

    header = speaker(lang).header
    described: list[sql.Column[str]] = [
        sql.Column(str(column), comment=header(str(column), form="layer_header")) for column in columns
    ]
    sql.Table(name, sql.MetaData(), *described, schema=schema)
    for column in described:
        connection.execute(sql.schema.SetColumnComment(column))
