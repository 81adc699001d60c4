"""A real PostGIS of the tests' own: a private cluster in a temporary folder, thrown away at the end."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

OWNER = "postgres"
NEEDED = "These tests need PostGIS: apt-get install postgresql postgresql-15-postgis-3 (or: make database)"
FAST = "-c fsync=off -c full_page_writes=off -c max_connections=20 -c shared_buffers=16MB"


class Server:
    """A running cluster that gives each test a database of its own."""

    def __init__(self, port):
        self.port = port
        self.numbers = count(1)
        self._execute(OWNER, "CREATE DATABASE spatial")
        self._execute("spatial", "CREATE EXTENSION postgis")

    def new_database(self):
        """Return the URL of an empty database with PostGIS in it."""
        name = f"bureau_{next(self.numbers)}"
        self._execute(OWNER, f"CREATE DATABASE {name} TEMPLATE spatial")
        return self._url(name)

    def _url(self, name):
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"

    def _execute(self, database, statement):
        with psycopg.connect(self._url(database), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgis():
    """Start PostGIS on a free port; a machine without it fails the test."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="cluster_planner_postgis_"))
    if os.getuid() == 0:
        shutil.chown(folder, OWNER)
    port = _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {FAST}"
    data = str(folder / "data")
    try:
        _run(programs / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        _run(programs / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(port)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs():
    """Return the folder of the server's programs, which Debian keeps off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    initdb = str(found[-1]) if found else shutil.which("initdb")
    assert initdb, NEEDED
    return Path(initdb).parent


def _run(*command):
    """Run as the owner of the cluster, since PostgreSQL refuses to be run by root."""
    before = ("runuser", "-u", OWNER, "--") if os.getuid() == 0 else ()
    done = subprocess.run(
        [*before, *map(str, command)], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/"
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
