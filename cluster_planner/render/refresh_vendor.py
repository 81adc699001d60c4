"""Fetch the vendored files anew: ``python -m cluster_planner.render.refresh_vendor [VERSION]``.

Needs ``npm``. Versions and checksums are kept in ``static/vendor/versions.json``, the licences in ``static/NOTICE``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from cluster_planner.render._assets import STATIC, VENDOR

PACKAGE = "leaflet"
FILES = (
    "dist/leaflet.js",
    "dist/leaflet.css",
    "dist/images/layers.png",
    "dist/images/layers-2x.png",
    "dist/images/marker-icon.png",
)
TABLE = VENDOR / "versions.json"


def fetch(version: str) -> dict[str, bytes]:
    """Return the wanted files of one published version, and its licence, by their path in the package."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed command
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return {path: _read(archive, f"package/{path}") for path in (*FILES, "LICENSE")}


def _read(archive: tarfile.TarFile, path: str) -> bytes:
    member = archive.extractfile(path)
    if member is None:
        raise FileNotFoundError(path)
    return member.read()


def refresh(version: str) -> None:
    """Replace the vendored files, the table of checksums and the notice."""
    files = fetch(version)
    VENDOR.mkdir(exist_ok=True)
    for path in FILES:
        (VENDOR / Path(path).name).write_bytes(files[path])
    sums = {Path(path).name: sha256(files[path]).hexdigest() for path in FILES}
    table = {"package": PACKAGE, "version": version, "sha256": sums}
    TABLE.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    notice = f"The map page contains {PACKAGE} {version} (https://leafletjs.com), under this licence:\n\n"
    (STATIC / "NOTICE").write_text(notice + files["LICENSE"].decode("utf-8"), encoding="utf-8")


if __name__ == "__main__":
    refresh(sys.argv[1] if len(sys.argv) > 1 else json.loads(TABLE.read_text(encoding="utf-8"))["version"])
