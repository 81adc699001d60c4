"""What several test files share."""

import subprocess
import sys
from pathlib import Path

import pytest
from browser import chromium
from real_database import postgis
from real_input import SAMPLE


@pytest.fixture(scope="session")
def database_server():
    with postgis() as server:
        yield server


@pytest.fixture
def database(database_server):
    """Return the URL of an empty PostGIS database of the test's own."""
    return database_server.new_database()


# For a module, since other modules start event loops of their own beside which its driver cannot run.
@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory):
    """Return the folder that the command line writes for the sample."""
    folder = tmp_path_factory.mktemp("sample")
    command = str(Path(sys.executable).with_name("cluster-planner"))
    subprocess.run([command, "plan", str(SAMPLE), "--out", str(folder)], check=True, capture_output=True)
    return folder
