"""One job in one language: a folder, its inputs, and the command line of the checkout, run in this process."""

import io
import os
import shlex
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import geopandas as gpd

WIDE = "200"


class Desk:
    """Runs commands in a folder and keeps what they say; inputs lie in ``in``, outputs go to ``out``."""

    def __init__(self, folder, lang):
        self.folder, self.lang, self.count = Path(folder), lang, 0
        for name in ("in", "out", "screen"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        os.environ["COLUMNS"] = WIDE

    def path(self, name):
        return self.folder / name

    def write(self, name, text, encoding="utf-8"):
        """Write an input; return what a command calls it."""
        self.path(f"in/{name}").write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return f"in/{name}"

    def run(self, name, *arguments):
        """Run a command with ``--lang`` and keep its exit code and what it said on either stream."""
        from cluster_planner.cli import main

        said, erred = io.StringIO(), io.StringIO()
        words = [*map(str, arguments), "--lang", self.lang]
        before, code = sys.argv, 0
        sys.argv = ["cluster-planner", *words]
        with chdir(self.folder), redirect_stdout(said), redirect_stderr(erred):
            try:
                main()
            except SystemExit as done:
                code = done.code or 0
        sys.argv = before
        text = f"$ {shlex.join(words)}\n{said.getvalue()}\n(stderr)\n{erred.getvalue()}\n(exit code {code})\n"
        self.keep(name, text)

    def keep(self, name, text):
        """Keep what was said under a name that gives its order."""
        self.count += 1
        self.path(f"screen/{self.count:03d} {name}.txt").write_text(text, encoding="utf-8")

    def layer(self, file, layer):
        """Return the attributes of a layer that a plan wrote."""
        return gpd.read_file(self.path(file), layer=layer)
