"""A sweep as files: a workbook and a table to read, and a record of what it was made from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from cluster_planner._arguments import held_to_annotations
from cluster_planner.books import write_sheets_and_texts, write_table
from cluster_planner.fields import OWNER_MARK, Lang
from cluster_planner.settings import Settings, dotted_values
from cluster_planner.words import (
    meaning_of,
    setting_header,
    speaker,
    unit_of_value,
    word_columns,
    worth_of,
    write_setting,
)


@held_to_annotations
def write_sweep(
    table: pd.DataFrame,
    grid: Mapping[str, Sequence[float]],
    settings: Settings,
    folder: str | Path,
    lang: Lang = "zh",
    *,
    inputs: Mapping[str, str] | None = None,
) -> dict[str, Path]:
    """Write what `sweep_settings` found.

    Parameters
    ----------
    table : DataFrame
        From `sweep_settings`.
    grid : mapping of str to sequence of float
        The values of each knob.
    settings : Settings
        Of the base plan.
    folder : path
        Where the files belong.
    lang : {"zh", "en"}
        Language of headers and problems.
    inputs : mapping of str to str, optional
        Checksums of what was read.

    Returns
    -------
    dict of str to Path
        ``workbook`` (``sweep.xlsx``), ``table`` (``sweep.csv``) and ``record`` (``sweep.json``), which alone has the
        seconds that each plan took: no two runs share them.

    Raises
    ------
    SourceError
        If the folder cannot be written to.
    """
    titles, folder = speaker(lang).catalogue.section("sheet.sweep"), Path(folder)
    worded = word_columns(table.drop(columns="seconds"), lang)
    read = worded.assign(**{name: worded[name] / worth_of(name, lang) for name in grid})
    sheets = {
        titles["sweep"]: read.rename(
            columns={name: f"{setting_header(name, lang)}{OWNER_MARK}figure_value" for name in grid}
        ),
        titles["knobs"]: _knob_table(grid, settings, lang),
    }
    record = {
        "inputs": dict(inputs or {}),
        "settings": dotted_values(settings),
        "grid": {name: list(values) for name, values in grid.items()},
        "versions": {"cluster_planner": version("cluster_planner")},
        "timings_s": table["seconds"].tolist(),
    }
    write_sheets_and_texts({"sweep.xlsx": sheets}, {"sweep.json": _as_json(record)}, folder, lang)
    written = write_table(worded, folder / "sweep.csv")
    return {"workbook": folder / "sweep.xlsx", "table": written, "record": folder / "sweep.json"}


def _knob_table(grid: Mapping[str, Sequence[float]], settings: Settings, lang: Lang) -> pd.DataFrame:
    base = dotted_values(settings)
    rows = []
    for name, values in grid.items():
        base_value, *swept = (write_setting(name, value, lang) for value in (base.get(name), *values))
        rows.append((name, meaning_of(name, lang), unit_of_value(name, lang), base_value, ", ".join(swept)))
    return pd.DataFrame(rows, columns=["setting", "meaning", "unit", "base_setting", "swept_values"], dtype="str")


def _as_json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
