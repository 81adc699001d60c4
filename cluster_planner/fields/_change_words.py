"""What changed since an earlier plan, in plain words: the same on the screen and in the workbook."""

from __future__ import annotations

from collections.abc import Mapping

from cluster_planner.fields._field import Lang


def tell_changes(counts: Mapping[str, int], lang: Lang) -> str:
    """Say how much of an earlier plan is as it was.

    Parameters
    ----------
    counts : mapping of str to int
        Areas ``kept``, ``changed``, ``new``, ``dissolved`` and ``closed``; communities that ``moved``, ``came`` and
        ``went``.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        A clause without a full stop.

    Examples
    --------
    >>> areas = {"kept": 5, "changed": 2, "new": 1, "dissolved": 0, "closed": 2}
    >>> tell_changes(areas | {"moved": 4, "came": 3, "went": 0}, "en")
    '5 areas as before, 2 changed, 1 new, 0 dissolved, 2 closed; 4 communities moved, 3 new, 0 gone or in quarantine'
    """
    if lang == "zh":
        told = (
            "片区 {kept} 个不变, {changed} 个有增减, {new} 个新增, {dissolved} 个撤销, {closed} 个成员均不再参与; "
            "小区 {moved} 个变动, {came} 个新入库, {went} 个已出库或被隔离"
        )
    else:
        told = (
            "{kept} areas as before, {changed} changed, {new} new, {dissolved} dissolved, {closed} closed; "
            "{moved} communities moved, {came} new, {went} gone or in quarantine"
        )
    return told.format(**counts)


def tell_staying(value: float, staying: float, weight: float, lang: Lang) -> str:
    """Say how much of the value of a plan is for communities that stay together, at which weight, as a clause.

    Examples
    --------
    >>> tell_staying(170.04, 8.9, 0.05, "en")
    'value 170.0, of which 8.9 is for communities that stay together (areas.stay_weight = 0.05)'
    """
    if lang == "zh":
        return f"目标值 {value:.1f} 中有 {staying:.1f} 来自保持原片区 (areas.stay_weight = {weight:g})"
    return (
        f"value {value:.1f}, of which {staying:.1f} is for communities that stay together "
        f"(areas.stay_weight = {weight:g})"
    )


def tell_worth(value: tuple[float, float], saving_wan: tuple[float, float], lang: Lang) -> str:
    """Say how value and saving went from an earlier plan to a new one, as a clause.

    Examples
    --------
    >>> tell_worth((161.1, 159.2), (3210.0, 3175.0), "en")
    'value from 161.1 to 159.2 (-1.2%), saving from 3,210 to 3,175 wan CNY (-35)'
    """
    was, now = value
    share = f" ({now / was - 1:+.1%})" if was > 0 else ""
    saved, saves = saving_wan
    difference = f"{saves - saved:+,.0f}"
    if lang == "zh":
        return (
            f"目标值由 {was:.1f} 变为 {now:.1f}{share}, 节省由 {saved:,.0f} 变为 {saves:,.0f} 万元 ({difference} 万元)"
        )
    return f"value from {was:.1f} to {now:.1f}{share}, saving from {saved:,.0f} to {saves:,.0f} wan CNY ({difference})"
