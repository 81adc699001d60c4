"""PostGIS from the command line, each time in a process that has imported nothing before."""

import psycopg
from command_line import run_process


def test_the_command_line_reads_what_nothing_in_its_process_has_written(database):
    """Types of PostGIS are known to SQLAlchemy only where geoalchemy2 was imported, as it is for writing."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "CREATE SCHEMA gis; CREATE TABLE gis.points (id text PRIMARY KEY, name text, households int, "
            "shape geometry(Point, 4490)); CREATE TABLE gis.outlines (id text, name text, shape geometry(Polygon));"
            "CREATE TABLE gis.counties (name text, level text, shape geometry(Polygon, 4490));"
            "INSERT INTO gis.points SELECT 'C' || n, n || '号院', 100 + n, "
            "ST_SetSRID(ST_MakePoint(112.40 + n * 0.0006, 29.36), 4490) FROM generate_series(1, 4) n;"
            "INSERT INTO gis.outlines SELECT id, name, ST_Expand(ST_SetSRID(shape, 0), 0.0002) FROM gis.points;"
            "INSERT INTO gis.counties SELECT '南县', 'county', ST_MakeEnvelope(112, 29, 113, 30, 4490)"
        )
    points, outlines, counties = (f"{database}?table=gis.{name}" for name in ("points", "outlines", "counties"))
    checked = run_process(
        "check",
        points,
        "--boundaries",
        counties,
        "--where",
        "households > 101 AND name::text LIKE '%院' AND name <> ':a'",
    )
    assert "可用小区 3 个" in checked
    checked = run_process("check", outlines, "--crs", "EPSG:4490", "--join", points)
    assert "可用小区 4 个" in checked
