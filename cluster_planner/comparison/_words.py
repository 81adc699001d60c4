"""What a comparison comes to, in sentences that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isnan, nan

import pandas as pd

from cluster_planner.comparison._compare import Comparison, Pair
from cluster_planner.comparison._figures import Figure
from cluster_planner.comparison._moves import CHANGES, MOVES
from cluster_planner.comparison._rule_words import governs, short_meaning_of, shown, unit_of
from cluster_planner.comparison._yardstick import unlike_measure
from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.model import WrittenPlan

_SPOKEN = (
    "households",
    "cost_together_wan",
    "saving_wan",
    "saving_share",
    "placed",
    "left_out",
    "placed_alone",
    "cost_of_alone",
)
_UNLIKE = {
    "input": ("输入数据或邻接不同", "Input or links differ"),
    "links": ("邻接规则不同", "The rules of links differ"),
    "likeness": ("相似度的权重或尺度不同", "Weights or scales of likeness differ"),
    "": ("方案文件未记录所需指标", "The files lack a figure"),
}
_MOST = 8  # settings of one kind that are read aloud


def tell_comparison(comparison: Comparison, lang: Lang) -> list[str]:
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
        A sentence or two a line.
    """
    return [line for place, _ in enumerate(comparison.pairs) for _, line in tell_pair(comparison, place, lang)]


def tell_pair(comparison: Comparison, place: int, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what changes in one of the other plans: a heading and a line each."""
    pair, chinese = comparison.pairs[place], lang == "zh"
    names = {"plan": pair.plan.name, "base": pair.base.name}
    start = "“{plan}”与“{base}”相比: " if chinese else "{plan!r} against {base!r}: "
    end = "。" if chinese else "."
    yield ("划分", "Areas")[not chinese], start.format(**names) + _tell_areas(pair, lang) + end
    yield ("指标", "Figures")[not chinese], _tell_figures(comparison, place + 1, lang) + end
    yield from _tell_kept(pair, lang)
    yield ("目标值", "Value")[not chinese], _tell_value(comparison, place + 1, lang) + end
    yield ("规则", "Rules")[not chinese], _tell_rules(comparison, place + 1, lang) + end


def _tell_areas(pair: Pair, lang: Lang) -> str:
    grades, moves = pair.areas["change"].value_counts(), pair.moves.value_counts()
    if not len(moves):
        return "片区划分完全相同" if lang == "zh" else "the areas are the same"
    of_areas = _list_choices("change", CHANGES, grades, lang)
    of_moves = _list_choices("move", MOVES, moves, lang)
    told = {
        "was": len(pair.base.areas),
        "now": len(pair.plan.areas),
        "areas": of_areas,
        "count": int(moves.sum()),
        "moves": of_moves,
        "agreement": f"{pair.agreement:.3f}",
    }
    if lang == "zh":
        text = (
            "片区 {was} → {now} 个({areas}); {count} 个小区有变动({moves}); "
            "划分一致度(调整兰德指数) {agreement}, 1 为完全一致"
        )
    else:
        text = (
            "{was} → {now} areas ({areas}); {count} communities move ({moves}); agreement (adjusted Rand index) "
            "{agreement}, where 1 is the same"
        )
    return text.format(**told)


def _list_choices(field: str, codes: Iterable[str], counts: pd.Series, lang: Lang) -> str:
    words = [f"{CATALOGUE[field].choice_label(code, lang)} {counts[code]}" for code in codes if code in counts]
    return ("、" if lang == "zh" else ", ").join(words)


def _tell_figures(comparison: Comparison, place: int, lang: Lang) -> str:
    told = [
        change
        for figure, values in comparison.figures
        if figure.key in _SPOKEN and (change := _tell_change(figure, values[0], values[place], lang))
    ]
    if not told:
        return (
            "户数、费用、节省和计划均相同" if lang == "zh" else "households, costs, savings and programme are the same"
        )
    return "; ".join(told)


def _tell_kept(pair: Pair, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what changed in the areas whose members did not: that comes of rates and budgets, not of the division."""
    kept = pair.areas[pair.areas["change"] == "kept"]
    if len(kept) in (0, len(pair.areas)):
        return
    was = pair.base.areas.loc[kept["was_area_id"]].reset_index(drop=True)
    now = pair.plan.areas.loc[kept["area_id"]].reset_index(drop=True)
    cost, saving = ([float(each[name].sum()) for each in (was, now)] for name in ("cost_together_wan", "saving_wan"))
    moved = int((was["year"].fillna(0) != now["year"].fillna(0)).sum())
    told = {"count": len(kept), "moved": moved, "cost": _arrow(cost, lang), "saving": _arrow(saving, lang)}
    if lang == "zh":
        text = "成员不变的 {count} 个片区: 连片改造费用 {cost}, 节省 {saving}, 实施年度有变 {moved} 个。"
        yield "不变片区", text.format(**told)
    else:
        text = "The {count} areas as before: cost together {cost}, saving {saving}, {moved} in another year."
        yield "Areas as before", text.format(**told)


def _arrow(both: list[float], lang: Lang) -> str:
    """Return money in both plans with its change, once where it is the same as far as it is shown."""
    was, now = both
    before, after, unit = f"{was:,.1f}", f"{now:,.1f}", "万元" if lang == "zh" else "wan CNY"
    if before == after:
        return f"{before} {unit}"
    return f"{before} → {after} {unit}" + (f" ({(now - was) / was:+.1%})" if was else "")


def _tell_change(figure: Figure, was: float, now: float, lang: Lang) -> str:
    """Return a figure in both plans with its change, nothing where it is the same as far as it is shown."""
    before, after = (f"{value:,.{figure.decimals}f}" for value in (was, now))
    if before == after:
        return ""
    unit = figure.unit if lang == "zh" else unit_en(figure.unit)
    share = f" ({(now - was) / was:+.1%})" if was and figure.unit != "%" else ""
    return f"{figure.words[0 if lang == 'zh' else 1]} {before} → {after} {unit}".rstrip() + share


def unit_en(unit: str) -> str:
    """Return a unit as an English reader knows it; what is counted needs none."""
    return {"万元": "wan CNY", "㎡": "m2", "%": "%"}.get(unit, "")


def _tell_value(comparison: Comparison, place: int, lang: Lang) -> str:
    base, plan = comparison.plans[0], comparison.plans[place]
    values = {figure.key: dict(enumerate(values)) for figure, values in comparison.figures}
    was, now = (values.get("value_by_base", {}).get(each, nan) for each in (0, place))
    if not isnan(now):
        if lang == "zh":
            return f"均按“{base.name}”的门槛和权重计, 目标值 {was:,.2f} → {now:,.2f}(未核对其上下限)"
        rules = f"By threshold and weights of {base.name!r} for both, its limits unchecked"
        return f"{rules}, value {was:,.2f} → {now:,.2f}"
    why = _UNLIKE[unlike_measure(plan, base)]
    return f"{why[0]}, 目标值不能直接相比" if lang == "zh" else f"{why[1]}, so that values cannot be compared"


def _tell_rules(comparison: Comparison, place: int, lang: Lang) -> str:
    """Say which settings differ, by what they have an influence on; then whether input and versions do."""
    chinese = lang == "zh"
    differ = comparison.settings[[0, place]].set_axis(["was", "now"], axis="columns")
    differ = differ[[was != now for was, now in zip(differ["was"], differ["now"], strict=True)]]
    if differ.empty:
        said = ["设置相同" if chinese else "The settings are the same"]
    else:
        said = [f"设置有 {len(differ)} 项不同" if chinese else f"{len(differ)} settings differ"]
        said += [
            (f"影响{what}: " if chinese else f"With influence on {what}: ")
            + _tell_settings(group, comparison.works, lang)
            for what, group in differ.groupby([governs(name, lang) for name in differ.index], sort=False)
        ]
    if differ.index.str.startswith(("rates.", "costs.")).any():
        said += _tell_given(comparison.plans[place], lang)
    return ("。" if chinese else ". ").join([*said, *_tell_origin(comparison, place, lang)])


def _tell_given(plan: WrittenPlan, lang: Lang) -> Iterator[str]:
    """Yield how many costs no rate changes, since the bank gives them."""
    bases = (plan.record.get("costs") or {}).get("bases") or {}
    given, count = bases.get("given", 0), sum(bases.values())
    if given and lang == "zh":
        yield f"{count:,} 个小区中 {given:,} 个的单独改造费用取自台账, 不随单价变化, 单价只影响其节省"
    elif given:
        yield f"The bank gives the cost alone of {given:,} of {count:,} communities: rates change their savings only"


def _tell_settings(differ: pd.DataFrame, works: Mapping[str, tuple[str, str]], lang: Lang) -> str:
    """Return what settings mean in short, with both values."""
    told = [
        f"{short_meaning_of(name, lang, works)} {shown(was)} → {shown(now)} {unit_of(name, lang)}".rstrip()
        for name, was, now in zip(differ.index, differ["was"], differ["now"], strict=True)
    ]
    left = len(told) - _MOST
    more = [f"另有 {left} 项" if lang == "zh" else f"{left} more"] if left > 0 else []
    return "; ".join([*told[:_MOST], *more])


def _tell_origin(comparison: Comparison, place: int, lang: Lang) -> list[str]:
    """Return what is to be said of input and versions: that they are the same, or which are not."""
    chinese = lang == "zh"
    found = []
    for table, same, unlike in (
        (
            comparison.inputs,
            ("输入文件相同", "The input files are the same"),
            ("输入文件不同: ", "Input files differ: "),
        ),
        (comparison.versions, ("", ""), ("软件版本不同: ", "Versions differ: ")),
    ):
        names = [str(name) for name, was, now in zip(table.index, table[0], table[place], strict=True) if was != now]
        found.append(unlike[not chinese] + ", ".join(names) if names else same[not chinese])
    return [text for text in found if text]
