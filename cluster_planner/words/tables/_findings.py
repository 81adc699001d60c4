"""Findings as people read them: what costs the plan most first, fields and severities in words, rows as numbers."""

from __future__ import annotations

import pandas as pd

from cluster_planner._people_in_tables import blot_out
from cluster_planner.model import Findings
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._frames import word_column
from cluster_planner.words._speaker import speaker
from cluster_planner.words.tables._costs import costs_of

_PLACE = ("file", "sheet", "cell")


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
        Columns ``severity``, ``source``, where known ``file``, ``sheet`` and ``cell``, ``row``, ``community_id``,
        ``name``, ``field`` (its label), ``found``, ``done``, ``problem``, ``remedy``, ``rule``; in the order of what
        they cost the plan, equal ones together, by row, on the index of the findings.
    """
    table = text_of_findings(findings, lang)
    place = pd.to_numeric(table["row"], errors="coerce")
    done = table["severity"].map(speaker(lang).catalogue.section("severity.done"))
    done = done.mask((table["severity"] == "error") & (table["row"] == ""), "")  # no row to set aside
    # What was there says more than how often it was.
    found = table["found"].where(table["count"].isna() | (table["found"] != ""), table["count"].astype("str"))
    worded = table.assign(
        row=place.astype("Int64") if (place.notna() | (table["row"] == "")).all() else table["row"],
        field=table["field"].map({name: speaker(lang).header(name) for name in table["field"].unique()}),
        found=found,
        done=table["done"].where(table["done"] != "", done),
    )
    columns = [
        "severity", "source", *(name for name in _PLACE if (table[name] != "").any()), "row", "community_id", "name",
        "field", "found", "done", "problem", "remedy", "rule",
    ]  # fmt: skip
    return worded.loc[in_order(table), columns].replace("", None)


def in_order(table: pd.DataFrame) -> pd.Index:
    """Return the index of findings in the order of what they cost: then what is frequent, equal ones by row."""
    size = table["count"].fillna(1).groupby([table["rule"], table["source"], table["field"]]).transform("sum")
    keys = pd.DataFrame(
        {
            "cost": costs_of(table),
            "rarity": -size.astype("int64"),
            "source": table["source"],
            "rule": table["rule"],
            "place": pd.to_numeric(table["row"], errors="coerce"),
            "field": table["field"],
        }
    )
    order: pd.Index = keys.sort_values(list(map(str, keys)), kind="stable").index
    return order


def summary_table(findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return how often each rule was met in each field of each table; a number reported once counts in full."""
    return summarise(finding_table(findings, lang), findings)


def summarise(table: pd.DataFrame, findings: Findings) -> pd.DataFrame:
    """Return how often each rule was met, from the table of the findings."""
    count = findings.frame["count"].reindex(table.index).fillna(1).astype("int64")
    keys = ["severity", "source", *table.columns.intersection(["file", "sheet"]), "problem", "field", "remedy", "rule"]
    counted = table.assign(count=count).groupby(keys, sort=False, dropna=False)["count"].sum().reset_index()
    placed = counted.columns.intersection(["file", "sheet"])
    return counted[["severity", "source", *placed, "field", "problem", "count", "remedy", "rule"]]


def word_rules(rules: pd.Series, lang: Lang) -> dict[str, pd.Series]:
    """Return the problem and the remedy of each rule, on the index of the rules."""
    say = speaker(lang).say
    return {
        part: rules.map({rule: say(f"rule.{rule}.{part}") for rule in rules.unique()}) for part in ("problem", "remedy")
    }


def text_of_findings(findings: Findings, lang: Lang) -> pd.DataFrame:
    """Return findings as text, in their own order and without private data, but for codes and the ``count``."""
    frame = findings.frame
    done = frame["becomes"]
    if "becomes_said" in frame:
        said = word_column(frame["becomes_said"].dropna(), lang)
        done = done.where(~done.index.isin(said.index), said.reindex(done.index))
    table = frame[["source", "row", "community_id", "field", "rule", "severity"]].astype("str")
    places = {name: frame[name].fillna("").astype("str") if name in frame else "" for name in _PLACE}
    seen = {"found": frame["found"], "done": done}
    return table.assign(
        **places,
        name=blot_out(frame["name"].astype("str")),
        **{name: blot_out(texts.astype("str"), fields=frame["field"]) for name, texts in seen.items()},
        **word_rules(frame["rule"].astype("str"), lang),
        count=frame["count"],
    )
