"""Read tables of a PostGIS database."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from cluster_planner.errors import SourceError
from cluster_planner.said import Code, say

_SCHEMES = ("postgresql://", "postgres://")
# Asked of the catalogue of the database: SQLAlchemy knows these types only where geoalchemy2 has been imported.
_SHAPES = """
SELECT attname FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid
WHERE attrelid = to_regclass(:of) AND typname IN ('geometry', 'geography') AND attnum > 0 AND NOT attisdropped
ORDER BY attnum
"""
_SCHEMA = "public"
_INSTALL = "pip install 'cluster_planner[postgis]'"


def is_database(spec: object) -> bool:
    """Return whether this is the URL of a database, not the path of a file."""
    return str(spec).startswith(_SCHEMES)


def table_name(url: str) -> str:
    """Return the name of the table that a URL asks for, without address and password."""
    from urllib.parse import parse_qs, urlsplit

    return ", ".join(parse_qs(urlsplit(url).query).get("table", [""]))


def read_database(url: str, where: str | None = None) -> gpd.GeoDataFrame | pd.DataFrame:
    """Read a table of PostGIS.

    Parameters
    ----------
    url : str
        ``postgresql://user:password@host/database?table=schema.table``.
    where : str, optional
        Condition in SQL.

    Returns
    -------
    GeoDataFrame or DataFrame
        Its rows by primary key, with ``source_row`` from 1; a table without geometry as a plain table.

    Raises
    ------
    SourceError
        If the database cannot be reached, or has no such table.
    """
    try:
        import sqlalchemy as sql
    except ImportError as error:
        raise SourceError(
            say("error.sources.postgis_missing"),
            say("error.sources.install", install=Code(_INSTALL)),
        ) from error
    try:
        address = sql.make_url(url)
        schema, _, name = table_name(url).rpartition(".")
        address = address.set(drivername="postgresql+psycopg").difference_update_query(["table", "schema"])
        engine = sql.create_engine(address, poolclass=sql.NullPool, connect_args={"connect_timeout": 10})
        with engine.connect() as connection:
            frame = _read(connection, schema or _SCHEMA, name, where)
    except (sql.exc.SQLAlchemyError, pd.errors.DatabaseError, ValueError) as error:
        reason = _reason(error)
        raise SourceError(
            say("error.sources.database_unreadable", reason=Code(reason)),
            say("error.sources.check_address"),
        ) from error
    return frame.assign(source_row=range(1, len(frame) + 1))


def _read(connection: Any, schema: str, name: str, where: str | None) -> gpd.GeoDataFrame | pd.DataFrame:
    import sqlalchemy as sql

    known = sql.inspect(connection)
    if name not in (*known.get_table_names(schema), *known.get_view_names(schema)):
        tables = ", ".join(f"{schema}.{table}" for table in known.get_table_names(schema)) or "-"
        raise SourceError(
            say("error.sources.no_such_table", schema=Code(schema), name=Code(name)),
            say("error.sources.name_table", tables=Code(tables)),
        )
    key = known.get_pk_constraint(name, schema)["constrained_columns"]
    quoted = connection.dialect.identifier_preparer.quote
    literal = (where or "").replace(":", r"\:")  # a colon begins no parameter
    condition = f" WHERE {literal}" if where else ""
    order = f" ORDER BY {', '.join(map(quoted, key))}" if key else ""
    query = sql.text(f"SELECT * FROM {quoted(schema)}.{quoted(name)}{condition}{order}")  # noqa: S608 - names are known
    shapes = connection.scalars(sql.text(_SHAPES), {"of": f"{quoted(schema)}.{quoted(name)}"}).all()
    if not shapes:
        return pd.read_sql(query, connection)
    return gpd.read_postgis(query, connection, geom_col=shapes[0])


def _reason(error: BaseException) -> str:
    """Return in one line what the database itself said."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error).strip().split("\n", 1)[0]
