"""What is proven and tested of a plan, in plain words: the same on the screen, in the workbook and on the map."""

from __future__ import annotations

from math import ceil, floor, isinf

from cluster_planner.fields._field import Lang


def certificate(status: str, gap: float, lang: Lang) -> str:
    """Say how near to the best possible plan a plan is proven to be.

    Parameters
    ----------
    status : {"optimal", "bounded", "heuristic"}
        What was proven.
    gap : float
        No plan is better by more than this share; infinite where nothing is known.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause without a full stop. The share is rounded up, so that no more is claimed than was proven.

    Examples
    --------
    >>> certificate("bounded", 0.00391, "en")
    'no plan under these rules can be more than 0.4% better'
    >>> certificate("optimal", 0.0, "zh")
    '按此规则，已证明没有更好的方案'
    """
    if status == "optimal":
        told = ("按此规则，已证明没有更好的方案", "proven: no plan under these rules is better")
    elif isinf(gap):
        told = ("按此规则，能否有更好的方案尚未证明", "whether a plan under these rules is better is not proven")
    else:
        share = _at_most(gap)
        told = (f"按此规则，任何方案最多再好 {share}", f"no plan under these rules can be more than {share} better")
    return told[0 if lang == "zh" else 1]


def tell_stability(runs: int, spread: float, share: float, doubtful: int, lang: Lang) -> str:
    """Say how much of a plan holds under varied settings, as a clause without a full stop.

    Parameters
    ----------
    runs : int
        How many plans were made.
    spread : float
        Share by which the settings were varied.
    share : float
        Mean share of the runs in which two communities of an area stay together.
    doubtful : int
        Pairs on which the runs often disagree with the plan.
    lang : {"zh", "en"}
        Language of the reader.

    Examples
    --------
    >>> tell_stability(20, 0.1, 0.912, 34, "zh")
    '权重和门槛上下浮动 10% 试算 20 次，同片区的两个小区平均有 91% 的次数仍在一起，存疑的小区对有 34 对'
    """
    if not runs:
        return "试算的设置均无法满足要求" if lang == "zh" else "no trial could meet the demands"
    percent = f"{floor(100 * share)}%"
    if lang == "zh":
        return (
            f"权重和门槛上下浮动 {spread:.0%} 试算 {runs} 次，同片区的两个小区平均有 {percent} 的次数仍在一起，"
            f"存疑的小区对有 {doubtful} 对"
        )
    return (
        f"in {runs} trials with weights and thresholds varied by up to {spread:.0%}, two communities of an area stay "
        f"together in {percent} on average; {doubtful} pairs are in doubt"
    )


def _at_most(share: float) -> str:
    """Write a share in per cent, rounded up to a tenth, or to a hundredth where it is less than a tenth."""
    step = 0.01 if share < 0.001 else 0.1  # noqa: PLR2004 - a tenth of a per cent
    return f"{step * ceil(round(100 * share / step, 6)):.2f}".removesuffix("0") + "%"
