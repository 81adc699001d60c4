"""Watch which files and sockets the command line opens, by strace, since GDAL is not seen by what Python can audit.

``python tests/traces.py FILE ...`` checks each file beside a harmless one of its kind, with decoys planted around it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

COMMAND = (sys.executable, "-m", "cluster_planner")
PACKAGE = Path(__file__).parents[1]
# What stands next to an input, in the working folder and at home, and would be found by a reader that looks around.
NEXT_TO_IT = ("input.gfs", "input.aux.xml", "input.csvt", "input.vrt", "input.xsd", "input.cpg", "secret_elsewhere.csv")
WORKING = ("secret_elsewhere.csv", "gdalrc", "pg_service.conf", ".env")
AT_HOME = (".gdal/gdalrc", ".netrc", ".pgpass", ".pg_service.conf", ".config/gdal/gdalrc")
# Parts of an input that belong to it.
PARTS = {
    ".shp": (".dbf", ".shx", ".prj", ".cpg"),
    ".gpkg": ("-wal", "-shm", "-journal"),
    ".tab": (".dat", ".map", ".id"),
}
# Kinds of which a harmless file can be made; of others a run may open the file itself only.
MADE = (".csv", ".txt", ".xlsx", ".parquet", ".geojson", ".gpkg", ".shp")
_OPENED = re.compile(r'^(?:\d+ +)?(?:open|openat|openat2|creat)\((?:[A-Z_]+|\d+)?(?:, )?"((?:[^"\\]|\\.)*)".* = \d+')
_SOCKET = re.compile(r"connect\(.*sa_family=AF_INET6?.*")


@dataclass(frozen=True)
class Trace:
    """What one run opened.

    Attributes
    ----------
    files : frozenset of str
        Paths below the folder of the run that could be opened, from there, without those of its scratch: what is
        outside belongs to the machine, to Python and to this package.
    sockets : tuple of str
        Calls that connect to the internet.
    code : int
        Exit code of the command.
    """

    files: frozenset[str]
    sockets: tuple[str, ...]
    code: int


def trace(folder: Path, *arguments: object) -> Trace:
    """Run the command in ``folder / "working"`` with its home in ``folder / "home"``, and return what it opened."""
    log, home, working = folder / "trace.txt", folder / "home", folder / "working"
    scratch = folder / "scratch"
    for place in (home, working, scratch):
        place.mkdir(parents=True, exist_ok=True)
    places = {"HOME": home, "TMPDIR": scratch, "PYTHONPATH": PACKAGE}
    watch = ("strace", "-f", "-qq", "-s", "4096", "-e", "trace=open,openat,openat2,creat,connect", "-o", log)
    done = subprocess.run(
        [*watch, *COMMAND, *map(str, arguments)],
        cwd=working,
        env=os.environ | {name: str(place) for name, place in places.items()},
        capture_output=True,
        check=False,
    )
    lines = log.read_text("utf-8", "replace").splitlines()
    opened = {Path(os.path.normpath(working / _plain(found[1]))) for line in lines if (found := _OPENED.match(line))}
    own = (path.relative_to(folder) for path in opened if path.is_relative_to(folder))
    return Trace(
        frozenset(str(path) for path in own if path.parts[0] != "scratch"),
        tuple(line for line in lines if _SOCKET.search(line)),
        done.returncode,
    )


def opened_besides(folder: Path, path: Path, harmless: frozenset[str]) -> list[str]:
    """Return what a run on one file opens that a run on a harmless one did not, but for the file and its parts."""
    traced = trace_among_decoys(folder, path)
    parts = PARTS.get(path.suffix, ())
    own = {f"given/input{end if end[0] == '.' else path.suffix + end}" for end in (path.suffix, *parts)}
    opened = sorted(traced.files - harmless - own)
    return [*(f"connects: {call}" for call in traced.sockets), *(f"opens {file}" for file in opened)]


def trace_among_decoys(folder: Path, path: Path) -> Trace:
    """Trace a check of a copy of a file that stands among decoys, in a folder that is new."""
    for place, names in (("given", NEXT_TO_IT), ("working", WORKING), ("home", AT_HOME)):
        for name in names:
            decoy = folder / place / name
            decoy.parent.mkdir(parents=True, exist_ok=True)
            decoy.write_text("name,lon,lat\nsecret,112.3,28.5\n", "utf-8")
    target = folder / "given" / f"input{path.suffix}"
    for part in [path, *(path.with_suffix(end) for end in PARTS.get(path.suffix, ()) if end.startswith("."))]:
        if part.exists():
            shutil.copy(part, target.with_suffix(part.suffix))
    return trace(folder, "check", target)


def _plain(text: str) -> str:
    """Return a path as strace quotes it, with its letters."""
    return (
        text.encode("latin-1", "backslashreplace")
        .decode("unicode_escape")
        .encode("latin-1", "replace")
        .decode("utf-8", "replace")
    )


def make_harmless(folder: Path, suffix: str) -> Path:
    """Write two communities as a file of that ending, for comparison."""
    import geopandas as gpd
    from shapely import box

    outlines = [box(lon, 28.5, lon + 0.001, 28.501) for lon in (112.3, 112.31)]
    frame = gpd.GeoDataFrame({"name": ["甲小区", "乙小区"]}, geometry=outlines, crs=4326)
    path = folder / f"harmless{suffix}"
    match suffix:
        case ".csv" | ".txt":
            frame.drop(columns="geometry").assign(lon=112.3, lat=28.5).to_csv(path, index=False)
        case ".xlsx":
            frame.drop(columns="geometry").assign(lon=112.3, lat=28.5).to_excel(path, index=False)
        case ".parquet":
            frame.to_parquet(path)
        case _:
            frame.to_file(path)
    return path


def main() -> None:
    faults, harmless = 0, dict[str, frozenset[str]]()
    with TemporaryDirectory() as name:
        for number, given in enumerate(map(Path, sys.argv[1:])):
            if given.suffix not in harmless and given.suffix in MADE:
                folder = Path(name) / f"harmless{given.suffix}"
                folder.mkdir()
                harmless[given.suffix] = trace_among_decoys(folder / "run", make_harmless(folder, given.suffix)).files
            found = opened_besides(Path(name) / str(number), given, harmless.get(given.suffix, frozenset()))
            faults += len(found)
            sys.stdout.write(f"{given}: {'; '.join(found) or 'nothing else opened'}\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
