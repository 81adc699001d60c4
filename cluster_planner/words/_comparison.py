"""The outcome of a comparison, in sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan, nan

import pandas as pd

from cluster_planner.comparison import CHANGES, MOVES, Comparison, Figure, Pair, unlike_measure
from cluster_planner.model import WrittenPlan, sum_known
from cluster_planner.said import Code, Count, Fact, Label, Money, Name, Number, Said, Share, say, several
from cluster_planner.words._catalogue import Lang
from cluster_planner.words._settings import describe_change, governs, short_meaning_of
from cluster_planner.words._speaker import speaker

_SPOKEN = (
    "households",
    "cost_together_money",
    "saving_money",
    "saving_share",
    "placed",
    "left_out",
    "placed_alone",
    "cost_of_alone",
)
_MOST = 8  # settings of one kind that are read aloud


def word_comparison(comparison: Comparison, lang: Lang) -> list[str]:
    """Say of each plan how it differs from the first, what that changes, and by which rules.

    Parameters
    ----------
    comparison : Comparison
        From `compare_plans`.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    list of str
        One or two sentences in each line.
    """
    return [line for place, _ in enumerate(comparison.pairs) for _, line in word_pair(comparison, place, lang)]


def word_pair(comparison: Comparison, place: int, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what changes in one of the other plans: a heading and a line for each point."""
    pair, words = comparison.pairs[place], speaker(lang)
    names = {"plan": Name(pair.plan.name), "base": Name(pair.base.name)}
    lines = {
        "areas": say("comparison.against", **names, what=_say_areas(pair)),
        "figures": _ended(_say_figures(comparison, place + 1, lang)),
        "kept": _say_kept(pair, lang),
        "value": _ended(_say_value(comparison, place + 1)),
        "rules": _ended(_say_rules(comparison, place + 1, lang)),
    }
    for heading, line in lines.items():
        if line is not None:
            yield words.say(f"comparison.heading.{heading}"), words.write(line)


def word_figure(figure: Figure, base: WrittenPlan, lang: Lang) -> str:
    """Return the name of a figure in a comparison with a first plan."""
    if figure.key.startswith("outcome_"):
        outcome = Label("choice.outcome", figure.key.removeprefix("outcome_"))
        return speaker(lang).say("comparison.figure.outcome", outcome=outcome)
    if f"comparison.figure.{figure.key}" not in speaker(lang).catalogue.entries:
        return speaker(lang).say("comparison.figure.money", field=Label("field", figure.key))
    return speaker(lang).say(f"comparison.figure.{figure.key}", base=Name(base.name))


def word_unit(figure: Figure, lang: Lang) -> str:
    """Return the unit of a figure, empty where it needs none."""
    return speaker(lang).say(f"comparison.unit.{figure.unit}")


def _ended(what: Fact) -> Said:
    return say("common.sentence", what=what)


def _say_areas(pair: Pair) -> Said:
    grades, moves = pair.areas["change"].value_counts(), pair.moves.value_counts()
    if not len(moves):
        return say("comparison.same_areas")
    return say(
        "comparison.areas",
        was=Number(len(pair.base.areas)),
        now=Number(len(pair.plan.areas)),
        areas=_counted("change", CHANGES, grades),
        count=Number(int(moves.sum())),
        moves=_counted("move", MOVES, moves),
        agreement=Number(pair.agreement),
    )


def _counted(field: str, codes: Iterable[str], counts: pd.Series) -> Fact:
    return several(
        say("comparison.counted", what=Label(f"choice.{field}", code), count=Code(str(counts[code])))
        for code in codes
        if code in counts
    )


def _say_figures(comparison: Comparison, place: int, lang: Lang) -> Fact:
    changes = [
        change
        for figure, values in comparison.figures
        if figure.key in _SPOKEN and (change := _change(comparison, figure, (values[0], values[place]), lang))
    ]
    return several(map(Code, changes), "semicolons") if changes else say("comparison.same_figures")


def _say_kept(pair: Pair, lang: Lang) -> Said | None:
    """Say what changed in areas that kept their members: due to rates and budgets, not to the division."""
    kept = pair.areas[pair.areas["change"] == "kept"]
    if len(kept) in (0, len(pair.areas)):
        return None
    was = pair.base.areas.loc[kept["was_area_id"]].reset_index(drop=True)
    now = pair.plan.areas.loc[kept["area_id"]].reset_index(drop=True)
    cost, saving = ([sum_known(each[name]) for each in (was, now)] for name in ("cost_together_money", "saving_money"))
    moved = int((was["year"].fillna(0) != now["year"].fillna(0)).sum())
    arrows = {"cost": Code(_arrow(cost, lang)), "saving": Code(_arrow(saving, lang))}
    return say("comparison.kept", count=Count(len(kept)), moved=Count(moved), **arrows)


def _arrow(both: Sequence[float], lang: Lang) -> str:
    """Return money in both plans with its change; only once where both read the same."""
    was, now = both
    before, after = (speaker(lang).write(Money(value), "1") for value in both)
    if before == after:
        return before
    amounts = speaker(lang).say("comparison.amounts", was=Money(was), now=Money(now))
    return amounts + _share_of_change(was, now, lang)


def _change(comparison: Comparison, figure: Figure, both: tuple[float, float], lang: Lang) -> str:
    """Return a figure in both plans with its change; nothing where both read the same."""
    was, now = both
    unknown, worth = speaker(lang).catalogue.style["unknown"], speaker(lang).worth(figure.unit)
    before, after = (unknown if isnan(value) else f"{value / worth:,.{figure.decimals}f}" for value in both)
    if before == after:
        return ""
    what = word_figure(figure, comparison.plans[0], lang)
    if figure.unit == "money":
        return f"{what} {_arrow(both, lang)}"
    share = "" if figure.unit == "percent" else _share_of_change(was, now, lang)
    return f"{what} {before} → {after} {word_unit(figure, lang)}".rstrip() + share


def _share_of_change(was: float, now: float, lang: Lang) -> str:
    """Return the relative change of a figure; nothing where either is unknown or the first is 0."""
    return speaker(lang).say("changes.by", share=Share((now - was) / was)) if was and not isnan(now - was) else ""


def _say_value(comparison: Comparison, place: int) -> Said:
    base, plan = comparison.plans[0], comparison.plans[place]
    values = {figure.key: dict(enumerate(values)) for figure, values in comparison.figures}
    was, now = (values.get("value_by_base", {}).get(each, nan) for each in (0, place))
    if not isnan(now):
        return say("comparison.by_base", base=Name(base.name), was=Number(was), now=Number(now))
    why = unlike_measure(plan, base) or "unknown"
    return say("comparison.unlike", why=say(f"comparison.unlike_{why}"))


def _say_rules(comparison: Comparison, place: int, lang: Lang) -> Fact:
    """Say which settings differ, grouped by what they influence; then whether input and versions do."""
    differ = comparison.settings[[0, place]].set_axis(["was", "now"], axis="columns")
    differ = differ[[was != now for was, now in zip(differ["was"], differ["now"], strict=True)]]
    parts: list[Fact | None] = []
    if differ.empty:
        parts.append(say("comparison.same_settings"))
    else:
        parts.append(say("comparison.differing_settings", count=Number(len(differ))))
        for what, group in differ.groupby(differ.index.map(lambda name: governs(name, lang)), sort=False):
            settings = _settings(group, comparison, lang)
            parts.append(say("comparison.influence", what=Code(str(what)), settings=settings))
    if differ.index.str.startswith(("rates.", "costs.")).any():
        parts.append(_say_given(comparison.plans[place]))
    parts.append(_say_origin(comparison.inputs, place, "inputs"))
    parts.append(_say_origin(comparison.versions, place, "versions"))
    return several(parts, "stops")


def _say_given(plan: WrittenPlan) -> Said | None:
    """Say how many costs the bank gives, which no rate changes."""
    bases = (plan.record.get("costs") or {}).get("bases") or {}
    given, count = bases.get("given", 0), sum(bases.values())
    return say("comparison.given", count=Count(count), given=Count(given)) if given else None


def _settings(differ: pd.DataFrame, comparison: Comparison, lang: Lang) -> Fact:
    """Return the short meanings of settings, with both values."""
    texts = [
        f"{short_meaning_of(name, lang, comparison.works)} {describe_change(name, was, now, lang)}"
        for name, was, now in zip(differ.index, differ["was"], differ["now"], strict=True)
    ]
    left = len(texts) - _MOST
    more = say("comparison.more", count=Number(left)) if left > 0 else None
    return several([*map(Code, texts[:_MOST]), more], "semicolons")


def _say_origin(table: pd.DataFrame, place: int, part: str) -> Said | None:
    """Say whether input or versions are the same, or which differ; nothing on versions that are the same."""
    names = [str(name) for name, was, now in zip(table.index, table[0], table[place], strict=True) if was != now]
    if names:
        return say(f"comparison.differing_{part}", names=Code(", ".join(names)))
    return say("comparison.same_inputs") if part == "inputs" else None
