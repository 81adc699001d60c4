"""What the command line shows: progress on a terminal, then tables and sentences."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from cluster_planner import said
from cluster_planner.cli._console import cell_text, print_table, say
from cluster_planner.fields import Lang
from cluster_planner.said import Code, Count
from cluster_planner.words import (
    say_changes,
    say_evidence,
    say_programme,
    say_progress,
    say_proof,
    say_stability,
    say_staying,
    say_under_way,
    say_worth,
    speaker,
)

if TYPE_CHECKING:
    import pandas as pd

    from cluster_planner.comparison import Comparison
    from cluster_planner.model import Changes, Findings, Part, Plan, Programme
    from cluster_planner.pipeline import Checked, SharedLifts
    from cluster_planner.reviews import Merged

SHOWN_FINDINGS = 30
SHOWN_FLOORS = 40


class _StageHandler(logging.Handler):
    """Turns the log records of stages into the text next to the spinner."""

    def __init__(self, lang: Lang, show: Callable[[str], None]) -> None:
        super().__init__(logging.INFO)
        self.lang, self.show = lang, show

    def emit(self, record: logging.LogRecord) -> None:
        stage = getattr(record, "stage", None)
        if stage is not None:
            label = speaker(self.lang).label("screen.stage", stage)
            self.show(f"{label} {getattr(record, 'step', '')} ...")


@contextmanager
def progress(lang: Lang) -> Iterator[None]:
    """Show on a terminal which stage is running; elsewhere nothing."""
    console = Console(stderr=True)
    logger = logging.getLogger("cluster_planner")
    with console.status("...") as status:
        handler = _StageHandler(lang, status.update)
        level = logger.level
        logger.addHandler(handler)
        logger.setLevel(min(level or logging.INFO, logging.INFO))
        try:
            yield
        finally:
            logger.removeHandler(handler)
            logger.setLevel(level)


def show_plan(plan: Plan, written: Mapping[str, Path], lang: Lang, *, reviewed: bool = False) -> None:
    """Show the areas, how near to the best possible they are, what was found, and what was written."""
    from cluster_planner.words import word_columns

    areas = word_columns(plan.evaluation.areas.drop(columns="geometry"), lang).join(plan.programme.frame[["year"]])
    columns = [
        "area_name",
        "communities",
        "households",
        "likeness_mean",
        "need",
        "cost_together_money",
        "saving_money",
        "year",
    ]
    table = _with_known(areas, lang)[columns].astype("object")
    table = table.where(table.notna(), speaker(lang).catalogue.style["unknown"]).assign(year=areas["year"])
    print_table(table.rename_axis("area_id").reset_index(), lang)
    outcome = plan.evaluation.communities["outcome"].value_counts()
    counts = {name: int(outcome.get(name, 0)) for name in ("area", "alone", "not_eligible")}
    say(_summary(plan, counts, lang))
    if plan.widening is not None:
        say(speaker(lang).write(plan.widening))
    if len(plan.progress):
        say(speaker(lang).say("common.sentence", what=say_progress(plan.progress)))
    if len(plan.under_way):
        say(speaker(lang).say("common.sentence", what=say_under_way(plan.under_way)))
    stability = plan.stability
    if stability is not None:
        spread, doubtful = plan.settings.stability.spread, len(stability.fragile())
        stable = say_stability(stability.runs, spread, stability.share, doubtful)
        say(speaker(lang).say("screen.stability", what=stable))
    _say_programme(plan.programme, lang)
    if plan.changes is not None:
        _say_changes(plan, plan.changes, lang)
        _say_worth(plan, plan.changes, lang, reviewed=reviewed)
    _say_findings(plan.findings, len(plan.communities.quarantine), lang)
    show_files(written.values())


def _with_known(areas: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return areas with their sums as text: of how many members where not of all, and whether a cost is estimated."""
    counted = {"households": "households_known", "cost_together_money": "cost_known", "saving_money": "cost_known"}
    words = speaker(lang)

    def of_how_many(known: int, whole: int, estimated: int) -> str:
        notes = [f"{known}/{whole}"] if known < whole else []
        notes += [words.say("screen.estimated")] if estimated else []
        return words.fill("common.aside", what=" ".join(notes)) if notes else ""

    rough = areas["cost_estimated"]
    texts = {
        name: [
            words.catalogue.style["unknown"]
            if isnan(value)
            else cell_text(value, name, lang) + of_how_many(known, whole, estimated * (of == "cost_known"))
            for value, known, whole, estimated in zip(
                areas[name].astype(float), areas[of], areas["communities"], rough, strict=True
            )
        ]
        for name, of in counted.items()
    }
    return areas.assign(**texts)


def show_files(paths: Iterable[Path]) -> None:
    """Show what was written, one file a line."""
    for path in paths:
        say(f"  {path}")


def _summary(plan: Plan, counts: Mapping[str, int], lang: Lang) -> str:
    proven, known = say_proof(plan.areas.status, plan.areas.gap), say_evidence(plan.evidence)
    facts = {name: Count(count) for name, count in counts.items()}
    return speaker(lang).say("screen.summary", areas=Count(len(plan.areas)), proven=proven, known=known, **facts)


def _say_programme(programme: Programme, lang: Lang) -> None:
    """Say what the programme comes to, and every demand that it does not meet."""
    write = speaker(lang).write
    say(speaker(lang).say("screen.programme", what=say_programme(programme)))
    for reason in programme.shortfalls.get("reason_said", ()):
        say(f"  {write(reason)}")


def _say_changes(plan: Plan, changes: Changes, lang: Lang) -> None:
    staying = say_staying(plan.areas.value, plan.areas.staying, plan.settings.areas.stay_weight)
    say(speaker(lang).say("screen.changes", what=say_changes(changes.counts()), staying=staying))


def _say_worth(plan: Plan, changes: Changes, lang: Lang, *, reviewed: bool) -> None:
    """Say what the new plan is worth against the earlier one: the price of the reviews, where these changed it."""
    worth = say_worth(*plan.worth_since(changes), changes.under_way, changes.dropped)
    say(speaker(lang).say("screen.worth_of_reviews" if reviewed else "screen.worth", what=worth))


def show_reviews(merged: Merged, written: Mapping[str, Path], lang: Lang) -> None:
    """Show what reviews agree on, where they clash, which rules they break, and what was written."""
    from cluster_planner.words import word_merged

    for line in word_merged(merged, lang):
        say(line)
    show_files(written.values())


def show_lifts(shared: SharedLifts, written: Path, lang: Lang) -> None:
    """Show what each floor pays, then stairwell by stairwell whether the owners agree."""
    from cluster_planner.lifts import CENTS, share_by_floor
    from cluster_planner.words import word_consent

    floors = share_by_floor(shared.flats, shared.shares)
    floors = floors.assign(
        share_money=floors["share_cents"] / CENTS, cost_share=floors["cost_share"].map("{:.2%}".format)
    )
    print_table(floors.drop(columns="share_cents").head(SHOWN_FLOORS).reset_index(), lang)
    colon = speaker(lang).catalogue.style["colon"]
    for stairwell, row in shared.consent.iterrows():
        say(f"{stairwell}{colon}{word_consent(row, shared.terms.majority, lang)}")
    show_files([written])


def show_comparison(comparison: Comparison, lang: Lang) -> None:
    """Say how each plan differs from the first, in sentences to read aloud."""
    from cluster_planner.words import word_comparison

    for line in word_comparison(comparison, lang):
        say(line)


def show_sweep(table: pd.DataFrame, knobs: list[str], lang: Lang) -> None:
    """Show the figures of every plan, and why there is none under some settings."""
    from cluster_planner.columns import TABLES
    from cluster_planner.words import setting_header, worth_of

    shown = ["base_value", "areas", "alone", "saving_money", "left_out", "agreement", "agreement_nearby"]
    counts = [column.name for column in TABLES["sweep"].columns if column.kind == "count" and column.name in shown]
    made, impossible = table[table["value"].notna()], table[table["value"].isna()]
    worth = {knob: worth_of(knob, lang) for knob in knobs}
    headers = {knob: setting_header(knob, lang) for knob in knobs}
    short = {knob: header.rpartition(".")[2] for knob, header in headers.items()}
    figures = made[knobs].div(list(worth.values())).map("{:g}".format).rename(columns=short)
    print_table(figures.join(made[shown].astype(dict.fromkeys(counts, "Int64"))), lang)
    words = speaker(lang)
    for _, row in impossible.iterrows():
        at = words.join((f"{headers[knob]} = {row[knob] / worth[knob]:g}" for knob in knobs), "commas")
        say(f"{at}{words.catalogue.style['colon']}{words.write(row['problem_said'])}")


def show_check(checked: Checked, lang: Lang) -> None:
    """Show the findings by rule, then the rows concerned."""
    from cluster_planner.words.tables import finding_table, summarise

    findings = checked.findings
    if len(checked.parts) > 1:
        _say_parts(checked.parts, lang)
    listed = finding_table(findings, lang)
    if len(findings):
        summary = summarise(listed, findings)
        print_table(summary.drop(columns=summary.columns.intersection(["source", "file", "sheet", "rule"])), lang)
    listed = listed.loc[listed["row"].notna(), ["severity", "row", "name", "field", "found", "done", "problem"]]
    if len(listed):
        print_table(listed.head(SHOWN_FINDINGS), lang)
    left = len(listed) - SHOWN_FINDINGS
    if left > 0:
        say(f"... +{left}")
    _say_findings(findings, len(checked.communities.quarantine), lang)
    known = checked.communities
    say(
        speaker(lang).say(
            "screen.usable",
            communities=Count(len(known)),
            unplaced=Count(int((~known.located).sum())),
            crs=Code(known.frame.crs.name),
        )
    )


def _say_parts(parts: Iterable[Part], lang: Lang) -> None:
    """Say what each table of each file gave."""
    from cluster_planner.words.tables import part_table

    for file, sheet, place, done in part_table(parts, lang).fillna("").itertuples(index=False):
        table = f"{file} {sheet}".strip() + (f"!{place}" if place else "")
        say(f"{table}{speaker(lang).catalogue.style['colon']}{done}")


def _say_findings(findings: Findings, quarantined: int, lang: Lang) -> None:
    """Say the findings that cost most, each in a sentence, then how many there are of all."""
    from cluster_planner.words.tables import first_findings

    for line in first_findings(findings, lang):
        say(line)
    counts = said.say("severity.counts", **{str(name): Count(count) for name, count in findings.counts().items()})
    say(speaker(lang).say("screen.findings", counts=counts, quarantined=Count(quarantined)))
