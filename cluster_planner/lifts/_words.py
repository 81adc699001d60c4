"""What a stairwell reads of its vote and of its terms, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from cluster_planner.fields import CATALOGUE, Lang
from cluster_planner.lifts._shares import TABLED
from cluster_planner.lifts._terms import LiftTerms, Majority

Wording = tuple[str, str]
_SCHEMES: dict[str, Wording] = {
    "P1": (
        "1-2 层不分摊, 3 层 0.7, 以上每层加 0.1",
        "1st and 2nd floor 0, 3rd floor 0.7, each floor above it 0.1 more",
    ),
    "P2": (
        "1 层不分摊, 2 层 0.5, 3 层 1.0, 以上每层加 0.1",
        "1st floor 0, 2nd floor 0.5, 3rd floor 1.0, each floor above it 0.1 more",
    ),
    "P3": ("按乘坐层数: 楼层减 1, 1 层不分摊", "by floors ridden: the floor less one, 1st floor 0"),
    "P4": ("按协议约定的各楼层比例", "by the share of each floor in the contract"),
}
_BASES: dict[str, Wording] = {
    "area": ("系数乘以专有面积", "weight times exclusive area"),
    "household": ("系数按户计, 同层各户相同", "weight per household: flats of one floor pay the same"),
}
_MAJORITIES: dict[Majority, Wording] = {
    "special": ("四分之三以上", "three quarters"),
    "ordinary": ("过半数", "more than half"),
}
_REACHED: dict[Majority, tuple[str, str]] = {
    "special": ("达到四分之三", "未达到四分之三"),
    "ordinary": ("超过半数", "未超过半数"),
}
_LAW: Wording = (
    (
        "《民法典》第二百七十八条: 专有部分面积和人数各占三分之二以上的业主参与表决, 参与表决的面积和人数各{share}"
        "同意。“以上”含本数, “过半数”不含半数; 一人多套计一人; 弃权为参与而未同意; 未表态不算参与"
    ),
    (
        "Civil Code of the PRC, art. 278: owners of at least two thirds of exclusive area and number take part, and "
        "{share} of both agree. Exactly two thirds or three quarters do, half does not; an owner of several flats "
        "counts once; who abstains takes part and does not agree; who says nothing takes no part"
    ),
)


def _place(lang: Lang) -> int:
    return 0 if lang == "zh" else 1


def tell_consent(consent: pd.Series, majority: Majority, lang: Lang) -> str:
    """Say whether a stairwell agrees, with its figures, and what is missing.

    Parameters
    ----------
    consent : Series
        A row of `check_consent`.
    majority : {"special", "ordinary"}
        The one that was asked for.
    lang : {"zh", "en"}
        Language of the reader.

    Returns
    -------
    str
        The verdict, and the clauses of `list_reasons`.
    """
    verdict = CATALOGUE["verdict"].choice_label(consent["verdict"], lang)
    reasons = list_reasons(consent, majority, lang)
    return f"{verdict}。{'; '.join(reasons)}。" if lang == "zh" else f"{verdict.capitalize()}. {'; '.join(reasons)}."


def list_reasons(consent: pd.Series, majority: Majority, lang: Lang) -> list[str]:
    """Return the clauses behind a verdict: who there is, who took part, who agrees, and how many are missing."""
    voting, favour = (_share(consent, of, over, lang) for of, over in (("voting_", ""), ("favour_", "voting_")))
    more_voting, more_favour = (_missing(consent, start, lang) for start in ("more_voting_", "more_favour_"))
    whole = _figure(consent["owners"], consent["exclusive_m2"], lang)
    if lang == "zh":
        reached, short = _REACHED[majority]
        took_part = f"未达到三分之二, 至少还需 {more_voting} 参与" if more_voting else "达到三分之二"
        basis = "按最少应参与数计, " if more_voting else ""
        agreed = f"{basis}{short}, 至少还需 {more_favour} 同意" if more_favour else reached
        return [f"共 {whole}", f"参与表决 {voting}, {took_part}", f"其中同意 {favour}, {agreed}"]
    share = _MAJORITIES[majority][1]
    took_part = f"short of two thirds by {more_voting}" if more_voting else "two thirds are reached"
    basis = " of the fewest who must take part" if more_voting else ""
    agreed = f"short of {share}{basis} by {more_favour}" if more_favour else f"{share} are reached"
    return [f"In all {whole}", f"{voting} took part: {took_part}", f"{favour} of these agree: {agreed}"]


def _people(owners: int, lang: Lang) -> str:
    return f"{owners} 名业主" if lang == "zh" else f"{owners} owner{'' if owners == 1 else 's'}"


def _figure(owners: int, area_m2: float, lang: Lang) -> str:
    return (
        f"{_people(owners, lang)}、{area_m2:,.2f} ㎡"
        if lang == "zh"
        else f"{_people(owners, lang)} and {area_m2:,.2f} m2"
    )


def _share(consent: pd.Series, of: str, over: str, lang: Lang) -> str:
    """Tell owners and area with the share that they are of others."""
    owners, area = consent[f"{of}owners"], consent[f"{of}exclusive_m2"]
    all_owners, all_area = consent[f"{over}owners"], consent[f"{over}exclusive_m2"]
    if not all_owners:
        return _figure(owners, area, lang)
    shares = f"{owners / all_owners:.1%}", f"{area / all_area:.1%}"
    if lang == "zh":
        return f"{_people(owners, lang)}({shares[0]})、{area:,.2f} ㎡({shares[1]})"
    return f"{_people(owners, lang)} ({shares[0]}) and {area:,.2f} m2 ({shares[1]})"


def _missing(consent: pd.Series, start: str, lang: Lang) -> str:
    """Tell what is missing, empty where nothing is."""
    owners, area = consent[f"{start}owners"], consent[f"{start}exclusive_m2"]
    told = [
        *([_people(owners, lang)] if owners else []),
        *([f"{area:,.2f} ㎡" if lang == "zh" else f"{area:,.2f} m2"] if area else []),
    ]
    return ("、" if lang == "zh" else " and ").join(told)


def tell_terms(terms: LiftTerms, highest: int, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the terms on which costs were shared and votes counted: item and what it says.

    Parameters
    ----------
    terms : LiftTerms
        The terms.
    highest : int
        Highest floor of the sheet, to say where a table of weights was carried on.
    lang : {"zh", "en"}
        Language of the reader.
    """
    place = _place(lang)
    chinese = lang == "zh"
    yield ("分摊方案", "Scheme")[place], f"{terms.scheme}: {_SCHEMES[terms.scheme][place]}"
    if terms.floor_shares:
        shares = [f"{floor}F {float(percent):g}%" for floor, percent in sorted(terms.floor_shares.items())]
        yield ("各楼层比例", "Share of each floor")[place], ", ".join(shares)
    yield ("分摊依据", "Basis")[place], _BASES[terms.basis][place]
    tabled = TABLED.get(terms.scheme)
    if tabled is not None and highest > tabled:
        yield (
            ("系数外推", "Carried on")[place],
            f"通行系数表列至 {tabled} 层, 以上各层按同一规律推算"
            if chinese
            else f"the usual table ends at floor {tabled}; floors above it follow the same rule",
        )
    yield ("每台造价(万元)", "Cost of a lift (10,000 CNY)")[place], f"{terms.cost_wan:,.4f}".rstrip("0").rstrip(".")
    yield (
        ("每台补助(万元)", "Subsidy of a lift (10,000 CNY)")[place],
        f"{terms.subsidy_wan:,.4f}".rstrip("0").rstrip("."),
    )
    yield (
        ("取整", "Rounding")[place],
        "精确到分, 尾差按最大余数法分配, 各单元合计等于造价减补助"
        if chinese
        else "to the cent by largest remainder; the shares of a stairwell add up to its cost less the subsidy",
    )
    yield (
        ("未含费用", "Not included")[place],
        "维保费、电费由协议另行约定; 不参与分摊的住户以后加入, 按协议补缴"
        if chinese
        else "maintenance and electricity, which the contract settles; flats that opt out may buy in later by contract",
    )
    yield ("表决规则", "Rule of the vote")[place], _LAW[place].format(share=_MAJORITIES[terms.majority][place])
    yield (
        ("表决范围", "Who counts")[place],
        "每个单元以表中所列房屋为全体, 未列出的房屋不计入; 面积计到 0.01 ㎡"
        if chinese
        else "the flats of the sheet are all there are of a stairwell: one left out is not counted; areas to 0.01 m2",
    )
    yield (
        ("性质", "Nature of the figures")[place],
        "测算结果, 供协商参考; 造价、系数非官方数据, 以书面协议和当地规定为准"
        if chinese
        else "estimates for discussion; cost and weights are not official: the written contract and local rules decide",
    )
