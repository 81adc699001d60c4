"""All files of one run, moved into place once every one of them is complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cluster_planner import books, render
from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import check_targets, staged
from cluster_planner.fields import Lang
from cluster_planner.model import Plan
from cluster_planner.runs._side_by_side import do_all

Written = dict[str, Path]


@dataclass(frozen=True, kw_only=True)
class Outputs:
    """What a run is to write besides workbook and record.

    Attributes
    ----------
    formats : sequence of str
        Of the layers, see `books.write_layers`; the address of a database, ``postgresql://...``, counts as one.
    crs : str, optional
        Coordinate system of the layers; see `books.write_layers`.
    replace : bool
        Replace tables that a database has already.
    tiles, tiles_key : str
        Base map of the page; see `render.save_map`.
    report : bool
        Write ``report.docx`` and ``report.html`` too.
    letterhead : path, optional
        Word document that the report is written into; see `render.write_report`.
    """

    formats: Sequence[str] = ("gpkg",)
    crs: str | None = None
    replace: bool = False
    tiles: str | None = None
    tiles_key: str = ""
    report: bool = False
    letterhead: str | Path | None = None

    @property
    def names(self) -> list[str]:
        """Names of the files that are written whatever the plan."""
        layers = ["areas.gpkg"] if "gpkg" in self.formats else []
        report = ["report.docx", "report.html"] if self.report else []
        return [*books.PLAN_FILES, *layers, "map.html", *report]


@held_to_annotations
def check_run(directory: str | Path, wanted: Outputs, inputs: Iterable[str | Path] = ()) -> None:
    """Refuse a run that could not be written, before its plan is made.

    Parameters
    ----------
    directory : path
        Folder for the files.
    wanted : Outputs
        What is to be written.
    inputs : iterable of path
        Files that are read, none of which may be replaced.

    Raises
    ------
    SourceError
        If a file cannot be written, or would replace an input; if the base map or the letterhead cannot be used.
    SettingsError
        If a format is not known.
    """
    books.check_formats(wanted.formats)
    books.check_system(wanted.crs, wanted.formats)
    check_targets(Path(directory), wanted.names, [Path(path) for path in inputs])
    if wanted.tiles is not None:
        render.check_tiles(wanted.tiles)
    if wanted.letterhead is not None:
        render.check_letterhead(wanted.letterhead)


@held_to_annotations
def write_run(plan: Plan, directory: str | Path, lang: Lang = "zh", wanted: Outputs | None = None) -> Written:
    """Write everything that a run makes of its plan into a folder.

    Parameters
    ----------
    plan : Plan
        The plan to write.
    directory : path
        Folder for the files. Earlier ones of the same names are replaced once all new ones are complete; what a
        person changed or brought is kept under a dated name, and what an earlier plan left is moved aside.
    lang : {"zh", "en"}
        Language of the reader.
    wanted : Outputs, optional
        What to write; else a GeoPackage and a map without a base map.

    Returns
    -------
    dict of str to Path
        What was written: layers by format, ``record``, ``map``, ``workbook``, and of the report ``docx``
        and ``html``.

    Raises
    ------
    SourceError
        If the folder or database cannot be written to, or the tiles or the letterhead do not exist.
    SettingsError
        If a format or a coordinate system is not known.
    """
    wanted = wanted or Outputs()
    folder = Path(directory)
    check_run(folder, wanted)
    with staged(folder, of="plan") as stage:

        def write_report() -> Written:
            return render.write_report_into(plan, stage.path, lang, letterhead=wanted.letterhead)

        def write_workbook() -> Written:
            return books.write_workbook(plan, stage.path, lang)

        def write_map() -> Written:
            page = render.write_map_into(
                plan, stage.path / "map.html", folder, lang=lang, tiles=wanted.tiles, tiles_key=wanted.tiles_key
            )
            layers = books.write_layers(plan, stage.path, lang, formats=wanted.formats, crs=wanted.crs)
            return layers | books.write_record(plan, stage.path) | {"map": page}

        # The longest first.
        done = do_all([write_report, write_workbook, write_map] if wanted.report else [write_workbook, write_map])
        books.write_databases(plan, lang, formats=wanted.formats, crs=wanted.crs, replace=wanted.replace)
    return {name: folder / path.relative_to(stage.path) for written in done[::-1] for name, path in written.items()}
