"""A comparison as the sheets of a workbook, under headers that name the plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import pandas as pd

from cluster_planner.comparison import LETTERS, Comparison, Pair
from cluster_planner.fields import OWNER_MARK
from cluster_planner.model import WrittenPlan
from cluster_planner.said import Name
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._comparison import word_figure, word_pair, word_unit
from cluster_planner.words._settings import governs, meaning_of, shown, unit_of_value, write_setting
from cluster_planner.words._speaker import speaker

_NAMED = ("name", "county", "subdistrict", "households")
_OF_AREAS = ("households", "need", "likeness_mean", "cost_together_money", "saving_money", "year")


def comparison_tables(comparison: Comparison, lang: Lang) -> dict[str, pd.DataFrame]:
    """Return the sheets of ``compare.xlsx``.

    Parameters
    ----------
    comparison : Comparison
        From `compare_plans`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    dict of str to DataFrame
        By title: what it comes to in words; figures side by side; every community that moves, with the reasons of all
        plans; areas matched, one sheet for each pair of plans; settings, input and versions that differ.
    """
    titles = speaker(lang).catalogue.section("sheet.comparison")
    several = len(comparison.pairs) > 1
    return {
        titles["summary"]: _summary(comparison, lang),
        titles["figures"]: _figure_table(comparison, lang),
        titles["moves"]: _move_table(comparison),
        **{
            titles["areas"] + (f" {LETTERS[number]}" if several else ""): _area_table(pair, LETTERS[number])
            for number, pair in enumerate(comparison.pairs, start=1)
        },
        titles["rules"]: _rule_table(comparison, lang),
        titles["origin"]: _origin_table(comparison, lang),
    }


def _heads(plans: Sequence[WrittenPlan]) -> list[str]:
    return [f"{letter} {plan.name}" for letter, plan in zip(LETTERS, plans, strict=False)]


def _summary(comparison: Comparison, lang: Lang) -> pd.DataFrame:
    plan = speaker(lang).say("comparison.plan")
    rows = [
        (f"{plan} {letter}", _describe(each, lang)) for letter, each in zip(LETTERS, comparison.plans, strict=False)
    ]
    for place, letter in enumerate(LETTERS[1 : len(comparison.plans)]):
        rows += [(f"{letter} – A {heading}", line) for heading, line in word_pair(comparison, place, lang)]
    return pd.DataFrame(rows, columns=["item", "item_value"], dtype="str")


def _describe(plan: WrittenPlan, lang: Lang) -> str:
    title = str(plan.record.get("title") or "")
    if title in ("", plan.name):
        return plan.name
    return speaker(lang).say("common.named", name=Name(plan.name), what=Name(title))


def _figure_table(comparison: Comparison, lang: Lang) -> pd.DataFrame:
    words, heads = speaker(lang), _heads(comparison.plans)
    changes = [f"{letter} – A" for letter in LETTERS[1 : len(heads)]]
    rows = []
    for figure, values in comparison.figures:
        fine = [round(value / words.worth(figure.unit), figure.decimals) for value in values]
        differences = [round(value - fine[0], figure.decimals) for value in fine[1:]]
        group, what = words.say(f"comparison.group.{figure.group}"), word_figure(figure, comparison.plans[0], lang)
        rows.append((group, what, word_unit(figure, lang), *fine, *differences))
    columns = [f"{head}{OWNER_MARK}figure_value" for head in (*heads, *changes)]
    return pd.DataFrame(rows, columns=["figure_group", "plan_figure", "unit", *columns])


def _move_table(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each community that moves in any plan: where it is in each, and why there."""
    moved = pd.concat([pair.moves for pair in comparison.pairs]).index.unique().sort_values()
    lettered = list(zip(LETTERS, comparison.plans, strict=False))
    table = pd.DataFrame({name: _first_known(comparison.plans, name, moved) for name in _NAMED}, index=moved)
    for letter, plan in lettered:
        for name in ("area_id", "outcome"):
            table[f"{letter}{OWNER_MARK}{name}"] = plan.communities[name].reindex(moved)
    for letter, pair in zip(LETTERS[1:], comparison.pairs, strict=False):
        table[f"{letter}{OWNER_MARK}move"] = pair.moves.reindex(moved)
    for letter, plan in lettered:
        table[f"{letter}{OWNER_MARK}reason"] = plan.communities["reason"].reindex(moved)
    return table.rename_axis("community_id")


def _first_known(plans: Sequence[WrittenPlan], name: str, ids: pd.Index) -> pd.Series:
    """Return a column of each community, from the first plan that knows it."""
    columns = [plan.communities[name].reindex(ids) for plan in plans if name in plan.communities]
    return reduce(lambda known, more: known.fillna(more), columns, pd.Series(index=ids, dtype=object)).infer_objects()


def _area_table(pair: Pair, letter: str) -> pd.DataFrame:
    """Return a row for each area of either plan: its counterpart, what both share, and figures of both."""
    matched = pair.areas
    table = matched[["change"]].copy()
    ends = (("A", pair.base, "was_area_id", "was_communities"), (letter, pair.plan, "area_id", "communities"))
    for owner, plan, area, communities in ends:
        table[f"{owner}{OWNER_MARK}area_id"] = matched[area]
        table[f"{owner}{OWNER_MARK}area_name"] = plan.areas["area_name"].reindex(matched[area]).to_numpy()
        table[f"{owner}{OWNER_MARK}communities"] = matched[communities]
    table = table.join(matched[["shared", "overlap", "kept_share"]])
    for name in _OF_AREAS:
        for owner, plan, area, _ in ends:
            if name in plan.areas:
                table[f"{owner}{OWNER_MARK}{name}"] = plan.areas[name].reindex(matched[area]).to_numpy()
    return table


def _rule_table(comparison: Comparison, lang: Lang) -> pd.DataFrame:
    settings = comparison.settings
    names = settings.index.tolist()
    table = pd.DataFrame(
        {
            "setting": names,
            "meaning": [meaning_of(name, lang, comparison.works) for name in names],
            "unit": [unit_of_value(name, lang) for name in names],
        },
        dtype="str",
    )
    for place, head in enumerate(_heads(comparison.plans)):
        table[f"{head}{OWNER_MARK}plan_setting"] = pd.Series(
            [write_setting(name, value, lang) for name, value in zip(names, settings[place], strict=True)], dtype="str"
        )
    return table.assign(governs=pd.Series([governs(name, lang) for name in names], dtype="str"))


def _origin_table(comparison: Comparison, lang: Lang) -> pd.DataFrame:
    settings = [f"{head}{OWNER_MARK}plan_setting" for head in _heads(comparison.plans)]
    columns = ["figure_group", "item", *settings, "is_same"]
    return pd.DataFrame(_origin_rows(comparison, lang), columns=columns, dtype="str")


def _origin_rows(comparison: Comparison, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Yield the inputs and versions of every plan, and whether they are the same in all."""
    words = speaker(lang)
    for part in ("inputs", "versions"):
        tables = [plan.record.get(part) or {} for plan in comparison.plans]
        for name in sorted({name for table in tables for name in table}):
            values = [shown(table.get(name)) for table in tables]
            is_same = words.say("comparison.differs" if len(set(values)) > 1 else "comparison.same")
            yield words.say(f"comparison.{part}"), name, *values, is_same
