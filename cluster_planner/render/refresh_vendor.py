"""Refresh the vendored files: ``python -m cluster_planner.render.refresh_vendor``.

Needs ``npm``. ``static/vendor/versions.json`` lists what is fetched: packages, versions, files and their checksums;
change a version there, and run this. Packages without files are bundled with the page's scripts. The licences are
collected in ``static/NOTICE``, those of plug-ins that only maps in notebooks may hold (``part_of``) in
``static/NOTICE-notebook``.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cluster_planner.render._assets import STATIC, VENDOR

TABLE = VENDOR / "versions.json"


def fetch(package: str, version: str, paths: list[str]) -> dict[str, bytes]:
    """Return the wanted files of one published version, by their path in the package."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - of our own table
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return {path: _read(archive, f"package/{path}") for path in paths}


def _read(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(path)
    if member is None:
        raise FileNotFoundError(path)
    return member.read()


def refresh() -> None:
    """Replace the vendored files, the checksums in the table and the notice."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    notices: dict[str, list[str]] = {"NOTICE": [], "NOTICE-notebook": []}
    for entry in table:
        notices["NOTICE-notebook" if entry.get("part_of") else "NOTICE"].append(_refresh_package(entry))
    TABLE.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    for name, texts in notices.items():
        (STATIC / name).write_text("\n\n".join(texts), encoding="utf-8")


def _refresh_package(entry: dict[str, Any]) -> str:
    """Replace the files of one package and their checksums, and return its notice."""
    licence = entry.get("licence_file", "LICENSE")
    fetched = fetch(entry["package"], entry["version"], [licence, *(file["path"] for file in entry["files"])])
    for file in entry["files"]:
        (VENDOR / file["name"]).write_bytes(fetched[file["path"]])
        file["sha256"] = sha256(fetched[file["path"]]).hexdigest()
    head = f"The map page contains {entry['package']} {entry['version']} ({entry['home']}), under this licence:"
    return f"{head}\n\n{fetched[licence].decode('utf-8')}"


if __name__ == "__main__":
    refresh()
