"""How far a yearly plan has come, in plain words: the same on the screen and in the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cluster_planner.fields._field import Lang


def tell_progress(year: int, progress: Mapping[str, Any], lang: Lang) -> str:
    """Say how far the yearly plan of the bank has come, as a clause.

    Parameters
    ----------
    year : int
        Of the plan.
    progress : mapping
        ``communities``, ``started``, ``finished``; ``told``, how many of them give investment and what of it is done,
        and of these ``invest_wan``, ``paid_wan`` and ``paid_share``.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause without a full stop.

    Examples
    --------
    >>> money = {"told": 76, "invest_wan": 17867.0, "paid_wan": 8407.0, "paid_share": 8407 / 17867}
    >>> tell_progress(2023, {"communities": 76, "started": 56, "finished": 17, **money}, "en")
    'plan of 2023: of 76 communities 56 started, 17 finished; 8,407 of 17,867 wan CNY done (47.05%)'
    """
    communities, told = progress["communities"], progress["told"]
    if lang == "zh":
        words = "{year} 年度计划: {communities} 个小区, 已开工 {started} 个, 已完工 {finished} 个"
        money = "; 完成投资 {paid_wan:,.0f} / {invest_wan:,.0f} 万元 ({paid_share:.2%})"
        partly = ", 按填报的 {told} 个小区计"
    else:
        words = "plan of {year}: of {communities} communities {started} started, {finished} finished"
        money = "; {paid_wan:,.0f} of {invest_wan:,.0f} wan CNY done ({paid_share:.2%})"
        partly = ", of the {told} that tell"
    wording = words + (money if told else "") + (partly if 0 < told < communities else "")
    return wording.format(year=year, **progress)
