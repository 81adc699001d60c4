"""A sweep as small charts side by side: how a plan changes with a setting."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from cluster_planner._arguments import held_to_annotations
from cluster_planner._staging import staged
from cluster_planner.columns import find_column
from cluster_planner.fields import Lang
from cluster_planner.render.report._fonts import LATIN, chinese_font
from cluster_planner.said import Count, Name, say, several
from cluster_planner.settings import Settings, dotted_values
from cluster_planner.symbols import INKS
from cluster_planner.words import short_meaning_of, speaker, unit_of, worth_of

PANELS = ("value", "base_value", "areas", "alone", "saving_money", "left_out", "agreement", "agreement_nearby")
_COLUMNS = 4
# Paul Tol's bright scheme and, beyond it, other dashes: distinct for colour-blind readers and in print.
_COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888")
_DASHES = ("-", "--", ":", "-.")
_MARKS = "osD^v<>"
_MOST_NAMED = 21  # lines in the legend
_INK, _QUIET = INKS["ink"], "#8b96a0"


@held_to_annotations
def draw_sweep(
    table: pd.DataFrame, knobs: Sequence[str], folder: str | os.PathLike[str], settings: Settings, lang: Lang = "zh"
) -> list[Path]:
    """Draw how a plan changes with settings: against the first knob, with a line for each value of the others.

    Parameters
    ----------
    table : DataFrame
        From `pipeline.sweep_settings`.
    knobs : sequence of str
        The knobs that were swept, by the names of their columns.
    folder : path
        Folder for ``sweep.png`` and ``sweep.svg``.
    settings : Settings
        The base plan's, marked by a dashed line.
    lang : {"zh", "en"}
        Language of the reader; English where no Chinese font is installed.

    Returns
    -------
    list of Path
        The two files. The same table gives the same bytes.

    Raises
    ------
    SourceError
        The folder cannot be written to.
    """
    font = chinese_font()
    spoken: Lang = lang if font else "en"
    looks: Any = {
        "font.family": [name for name in (font, LATIN) if name],
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "svg.hashsalt": "sweep",
        "text.color": _INK,
    }
    with rc_context(looks), staged(Path(folder)) as stage:
        figure = _figure(table, knobs, dotted_values(settings).get(knobs[0]), spoken)
        figure.savefig(stage.path / "sweep.png", dpi=150, metadata={"Software": None})
        figure.savefig(stage.path / "sweep.svg", metadata={"Date": None, "Creator": None})
    return [Path(folder) / name for name in ("sweep.png", "sweep.svg")]


def _figure(table: pd.DataFrame, knobs: Sequence[str], base: float | None, lang: Lang) -> Figure:
    table = table.assign(**{knob: table[knob] / worth_of(knob, lang) for knob in knobs})
    figure = Figure(figsize=(14, 7.2), layout="constrained")
    panels = figure.subplots(len(PANELS) // _COLUMNS, _COLUMNS, sharex=True).ravel()
    lines = _lines(table, list(knobs), lang)
    for axes, name in zip(panels, PANELS, strict=True):
        _draw_panel(axes, name, knobs[0], lines, lang)
        if isinstance(base, int | float):
            axes.axvline(base / worth_of(knobs[0], lang), color=_QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
    for axes in panels[-_COLUMNS:]:
        unit = unit_of(knobs[0], lang)
        axes.set_xlabel(
            short_meaning_of(knobs[0], lang) + (speaker(lang).fill("common.aside", what=unit) if unit else "")
        )
    figure.suptitle(_title(table, knobs, lang), x=0.01, ha="left", fontsize=11)
    if 1 < len(lines) <= _MOST_NAMED:
        handles, names = panels[0].get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower left", ncols=min(7, len(lines)), frameon=False)
    return figure


def _lines(table: pd.DataFrame, knobs: list[str], lang: Lang) -> list[tuple[str, pd.DataFrame]]:
    """Return a label and the rows of each combination of the knobs after the first."""
    if len(knobs) == 1:
        return [("", table.sort_values(knobs[0]))]
    return [
        (
            ", ".join(
                f"{short_meaning_of(knob, lang)} = {value:g} {unit_of(knob, lang)}".rstrip()
                for knob, value in zip(knobs[1:], values, strict=True)
            ),
            rows.sort_values(knobs[0]),
        )
        for values, rows in table.groupby(knobs[1:], sort=True)
    ]


def _draw_panel(axes: Any, name: str, knob: str, lines: list[tuple[str, pd.DataFrame]], lang: Lang) -> None:
    for place, (label, rows) in enumerate(lines):
        turn, colour = divmod(place, len(_COLOURS))
        axes.plot(
            rows[knob], rows[name] / _worth(name, lang), label=label,
            color=_COLOURS[colour], linestyle=_DASHES[turn % len(_DASHES)],
            marker=_MARKS[colour], markersize=3.5, linewidth=1.4,
        )  # fmt: skip
    title = speaker(lang).say("comparison.own_value") if name == "value" else speaker(lang).header(name)
    axes.set_title(title, fontsize=10, loc="left", color=_INK)
    axes.tick_params(labelsize=8, colors=_INK)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#e3e7ea", linewidth=0.7)
    _begin_at_zero(axes, pd.concat([rows[name] for _, rows in lines]) / _worth(name, lang))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=_is_count(name)))


def _begin_at_zero(axes: Any, values: pd.Series) -> None:
    """Show the whole height of what is never negative: a cut axis would make small differences look large."""
    if (values.dropna() >= 0).all():
        axes.set_ylim(0, 1.08 * values.max() if values.max() > 0 else 1)


def _is_count(name: str) -> bool:
    column = find_column(name, "sweep")
    return column is not None and column.kind == "count"


def _worth(name: str, lang: Lang) -> float:
    known = find_column(name)
    return 1.0 if known is None else speaker(lang).worth(known.unit)


def _title(table: pd.DataFrame, knobs: Sequence[str], lang: Lang) -> str:
    failed = int(table["value"].isna().sum())
    return speaker(lang).say(
        "comparison.sweep",
        knobs=several(Name(short_meaning_of(knob, lang)) for knob in knobs),
        count=Count(len(table)),
        failed=say("comparison.sweep_failed", count=Count(failed)) if failed else None,
    )
