"""Findings as people read them: worst first, fields and severities in words, rows as numbers."""

from __future__ import annotations

import pandas as pd

from cluster_planner._cells import blot_out
from cluster_planner.model import Findings
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column
from cluster_planner.words._speaker import speaker

SEVERITIES = ("error", "warning", "repair")


def finding_table(findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return all findings, one a row, for readers of one language.

    Parameters
    ----------
    findings : Findings
        What was found.
    lang : {"zh", "en"}
        Language of problems and remedies.

    Returns
    -------
    DataFrame
        Columns ``severity``, ``source``, ``row``, ``community_id``, ``name``, ``field`` (its label), ``found``,
        ``done``, ``problem``, ``remedy``, ``rule``; errors first, then by table and row, on the index of the findings.
    """
    table = _in_words(findings, lang).astype("str")
    place = pd.to_numeric(table["row"], errors="coerce")
    rank = table["severity"].map({name: rank for rank, name in enumerate(SEVERITIES)})
    keys = ["rank", "source", "place", "rule", "field"]
    order = table.assign(rank=rank, place=place).sort_values(keys, kind="stable").index
    done = table["severity"].map(speaker(lang).catalogue.section("severity.done"))
    worded = table.assign(
        row=place.astype("Int64") if (place.notna() | (table["row"] == "")).all() else table["row"],
        field=table["field"].map({name: speaker(lang).header(name) for name in table["field"].unique()}),
        found=blot_out(table["found"]),
        done=blot_out(table["done"].where(table["done"] != "", done)),
        name=blot_out(table["name"]),
    )
    columns = [
        "severity", "source", "row", "community_id", "name", "field", "found", "done", "problem", "remedy", "rule",
    ]  # fmt: skip
    return worded.loc[order, columns].replace("", None)


def summary_table(findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return how often each rule was met in each field of each table; a number reported once counts in full."""
    table = finding_table(findings, lang)
    count = findings.frame["count"].reindex(table.index).fillna(1).astype("int64")
    keys = ["severity", "source", "problem", "field", "remedy", "rule"]
    counted = table.assign(count=count).groupby(keys, sort=False, dropna=False)["count"].sum().reset_index()
    return counted[["severity", "source", "field", "problem", "count", "remedy", "rule"]]


def word_rules(rules: pd.Series, lang: Lang) -> dict[str, pd.Series]:
    """Return the problem and the remedy of each rule, on the index of the rules."""
    say = speaker(lang).say
    return {
        part: rules.map({rule: say(f"rule.{rule}.{part}") for rule in rules.unique()}) for part in ("problem", "remedy")
    }


def _in_words(findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return findings as text, in their own order: a count takes the place of the value found."""
    frame = findings.frame
    done = frame["becomes"]
    if "becomes_said" in frame:
        said = word_column(frame["becomes_said"].dropna(), lang)
        done = done.where(~done.index.isin(said.index), said.reindex(done.index))
    table = frame[["source", "row", "community_id", "name", "field", "rule", "severity"]]
    found = frame["found"].where(frame["count"].isna(), frame["count"].astype("str"))
    return table.assign(found=found, done=done, **word_rules(frame["rule"], lang))
