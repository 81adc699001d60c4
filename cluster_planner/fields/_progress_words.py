"""How far the latest yearly plan has come, in plain words: the same on the screen and in the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cluster_planner.fields._field import Lang

if TYPE_CHECKING:
    import pandas as pd

_WORDS: dict[Lang, tuple[str, str, str]] = {
    "zh": (
        "{plan_year} 年度计划: {communities} 个小区, 已开工 {started} 个, 已完工 {finished} 个",
        "; 完成投资 {paid_wan:,.0f} / {invest_wan:,.0f} 万元 ({paid_share:.2%})",
        ", 按填报的 {told} 个小区计",
    ),
    "en": (
        "plan of {plan_year}: of {communities} communities {started} started, {finished} finished",
        "; {paid_wan:,.0f} of {invest_wan:,.0f} wan CNY done ({paid_share:.2%})",
        ", of the {told} that tell",
    ),
}


def tell_progress(progress: pd.DataFrame, lang: Lang) -> str:
    """Say how far the latest yearly plan of the bank has come, as a clause.

    Parameters
    ----------
    progress : DataFrame
        From `report_progress`, not empty.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause without a full stop; money only where anybody tells of it, and of how many where not of all.
    """
    latest = progress.xs("", level="county").reset_index().to_dict("records")[-1]
    words, money, partly = _WORDS[lang]
    told, communities = latest["told"], latest["communities"]
    wording = words + (money if told else "") + (partly if 0 < told < communities else "")
    return wording.format_map({str(name): value for name, value in latest.items()})
