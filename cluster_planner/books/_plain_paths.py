"""Paths that GDAL takes as they are: where ``!``, ``;`` or ``?`` stand in a path, it would write elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cluster_planner._signs import MISREAD


@contextmanager
def plain_path(path: Path) -> Iterator[Path]:
    """Provide a path to write to; what is written there, with all its parts, lies at the path wanted afterwards.

    Parameters
    ----------
    path : Path
        Where a layer belongs, in a folder that exists.

    Yields
    ------
    Path
        The same, or where it is misread one in a temporary folder with the same ending.
    """
    if not MISREAD.search(str(path)):
        yield path
        return
    with TemporaryDirectory(prefix="cluster_planner_") as folder:
        yield Path(folder) / f"layer{path.suffix}"
        for part in Path(folder).iterdir():
            shutil.move(part, path.with_suffix(part.suffix))
