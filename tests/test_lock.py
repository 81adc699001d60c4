"""The locks that we install from: they keep what pyproject.toml promises, with hashes, and name no index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def read_lock(name):
    """Return the locked requirements by name, each with its hashes; of one name there may be several, by platform."""
    locked = {}
    for line in (ROOT / ".ci" / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        requirement, *hashes = line.split("--hash=")
        found = Requirement(requirement)
        locked.setdefault(canonicalize_name(found.name), []).append((found, hashes))
    return locked


def asked_for(*extras):
    """Return all direct requirements of the package with these extras, and the extras that they name."""
    asked = [Requirement(text) for text in PROJECT["dependencies"]]
    waiting = list(extras)
    while waiting:
        for requirement in map(Requirement, EXTRAS[waiting.pop()]):
            if requirement.name == PROJECT["name"]:
                waiting.extend(requirement.extras)
            else:
                asked.append(requirement)
    return asked


LOCKS = {"requirements.lock": (), "requirements-test.lock": ("test",)}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_locked_within_its_bounds_and_with_hashes(name):
    locked = read_lock(name)
    for requirement in asked_for(*LOCKS[name]):
        for found, _ in locked[canonicalize_name(requirement.name)]:
            (pinned,) = found.specifier
            assert pinned.operator == "=="
            assert requirement.specifier.contains(pinned.version), (requirement, found)
    for several in locked.values():
        for found, hashes in several:
            assert hashes, found
            assert all(re.fullmatch("sha256:[0-9a-f]{64}", text.strip()) for text in hashes)


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_index_or_a_place_on_a_disk(name):
    text = (ROOT / ".ci" / name).read_text(encoding="utf-8")
    assert not re.search("://|--index|--find|--extra|--trusted|/", text)


def test_the_tests_run_on_the_very_versions_that_planners_install():
    small, large = (read_lock(name) for name in LOCKS)
    for name, several in small.items():
        assert [str(found) for found, _ in several] == [str(found) for found, _ in large[name]]
