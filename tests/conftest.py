"""What several test files share."""

import pytest
from browser import chromium
from command_line import run_process
from real_database import postgis
from real_input import AS_SAMPLE, SAMPLE


@pytest.fixture(scope="session")
def database_server():
    with postgis() as server:
        yield server


@pytest.fixture
def database(database_server):
    """Return the URL of an empty PostGIS database of the test's own."""
    return database_server.new_database()


# For a module, since its driver cannot run alongside the event loops that other modules start.
@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory):
    """Return the folder that the command line writes for the sample in a process of its own, and what it says."""
    folder = tmp_path_factory.mktemp("sample")
    return folder, run_process("plan", SAMPLE, *AS_SAMPLE, "--out", folder)


@pytest.fixture(scope="session")
def sample_out(sample_run):
    """Return the folder that the command line writes for the sample; a test that writes there takes a copy."""
    return sample_run[0]
