"""What several test files share."""

import pytest
from real_database import postgis


@pytest.fixture(scope="session")
def database_server():
    with postgis() as server:
        yield server


@pytest.fixture
def database(database_server):
    """Return the URL of an empty PostGIS database of the test's own."""
    return database_server.new_database()
